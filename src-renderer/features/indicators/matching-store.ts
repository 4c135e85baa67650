// Lists being looked for in the records of the open case: started here, shown wherever the page stands.
import { create } from 'zustand';
import { useDataVersion } from '../../ui/data-version.ts';
import type { EngineClient } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../ui/problem.ts';

type Matching = {
  /** Null: none runs. */
  progress: { rows: number; totalRows: number } | null;
  problem: Problem | null;
};

export const useMatching = create<Matching>(() => ({ progress: null, problem: null }));

let running: AbortController | null = null;

/** Resolves when it has ended, however it did. One runs at a time; it takes lists that are added meanwhile. */
export async function startMatching(engine: EngineClient): Promise<void> {
  if (running) return;
  const own = new AbortController();
  running = own;
  useMatching.setState({ progress: { rows: 0, totalRows: 0 }, problem: null });
  try {
    for await (const { rows, totalRows } of await engine.indicators.match(undefined, { signal: own.signal }))
      if (!own.signal.aborted) useMatching.setState({ progress: { rows, totalRows } });
  } catch (error) {
    if (!own.signal.aborted && !isCancelled(error))
      useMatching.setState({ problem: describeProblem(error, 'look for the indicators') });
  } finally {
    running = null;
    useMatching.setState({ progress: null });
    // The tables of indicators have other rows.
    useDataVersion.getState().bump();
  }
}

export const cancelMatching = (): void => running?.abort();
