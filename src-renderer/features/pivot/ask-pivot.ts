// Asks the engine for a pivot's figures. The latest question wins: one that is still out is aborted, which interrupts its query,
// and an answer that comes too late is not shown.
import { freshPivot, type Pivot } from '../../../shared/query/pivot.ts';
import type { EngineClient } from '../../ui/engine.ts';
import { describeProblem } from '../../ui/problem.ts';
import type { PivotStore } from './pivot-store.ts';

export type Asker = { ask: (pivot: Pivot) => Promise<void>; stop: () => void };

type Engine = { pivots: Pick<EngineClient['pivots'], 'run'> };

export function createAsker(engine: Engine, store: PivotStore): Asker {
  let abort: AbortController | null = null;
  return {
    async ask(pivot) {
      abort?.abort();
      const mine = new AbortController();
      abort = mine;
      const began = performance.now();
      store.setState({ asked: began });
      try {
        const result = await engine.pivots.run({ pivot: counted(pivot) }, { signal: mine.signal });
        if (!mine.signal.aborted) store.getState().answered(counted(pivot), result, performance.now() - began);
      } catch (error) {
        // Aborted: a newer question has taken this one's place, or the person stopped it.
        if (!mine.signal.aborted) store.setState({ asked: null, problem: describeProblem(error, 'count this pivot') });
      }
    },
    stop() {
      abort?.abort();
      store.setState({ asked: null });
    },
  };
}

/** A pivot without values counts rows. */
export const counted = (pivot: Pivot): Pivot =>
  pivot.values.length > 0 ? pivot : { ...pivot, values: freshPivot(pivot.view).values };
