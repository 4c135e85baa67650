// The load that is running (or just ended) in the open case: started here, followed here, shown by the strip and the pane.

import { create } from 'zustand';
import type { LoadAs, LoadProgress, LoadSummary } from '../../../shared/contract/loads.ts';
import { freshView } from '../../../shared/query/fresh-view.ts';
import { useCase } from '../../ui/case.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import type { EngineClient } from '../../ui/engine.ts';
import { isCancelled, showProblem } from '../../ui/problem.ts';
import { refreshTables } from '../../ui/tables.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { countCutOff, isRunning } from './account-words.ts';

type LoadStore = {
  progress: LoadProgress | null;
  /** Takes an ended load off the strip. */
  dismiss: () => void;
};

export const useLoad = create<LoadStore>((set) => ({
  progress: null,
  dismiss: () => set({ progress: null }),
}));

export type LoadRequest = { paths: string[]; as?: LoadAs; table?: string };

/** How often the tables and grids are told of new rows while a load runs. */
const tellEveryMs = 1500;

let following: AbortController | null = null;

/** Starts a load and follows it. Resolves to false when it could not start; the reason is on screen then. */
export async function startLoad(engine: EngineClient, request: LoadRequest): Promise<boolean> {
  try {
    const { loadId } = await engine.loads.start(request);
    if (useWorkspace.getState().tabs.length === 0) useWorkspace.getState().openPage('loads');
    void followLoad(engine, loadId);
    return true;
  } catch (error) {
    showProblem(error, 'start loading');
    return false;
  }
}

/** Finds a load that runs already (the page was reloaded, or the sample case is filling) and follows it. */
export async function findRunningLoad(engine: EngineClient): Promise<void> {
  useLoad.setState({ progress: null });
  try {
    const loads = await engine.loads.list();
    tellCutOff(loads);
    // A load that an acquisition feeds is told on the acquisition's own strip.
    const running = loads.find((load) => isRunning(load.state) && load.acquisitionId === null);
    if (running) await followLoad(engine, running.loadId);
  } catch (error) {
    showProblem(error, 'list the loads of this case');
  }
}

export function stopFollowing(): void {
  following?.abort();
  following = null;
  useLoad.setState({ progress: null });
}

async function followLoad(engine: EngineClient, loadId: number): Promise<void> {
  following?.abort();
  const own = new AbortController();
  following = own;
  let toldRows = 0;
  let toldAt = Date.now();
  try {
    for await (const progress of await engine.loads.watch({ loadId }, { signal: own.signal })) {
      if (own.signal.aborted) return;
      useLoad.setState({ progress });
      const { rows } = progress.account.records;
      if (rows > toldRows && Date.now() - toldAt >= tellEveryMs) {
        toldRows = rows;
        toldAt = Date.now();
        useDataVersion.getState().bump();
      }
    }
    await afterLoad(engine);
  } catch (error) {
    if (!own.signal.aborted && !isCancelled(error)) showProblem(error, 'follow the load');
  }
}

/** Keeps the case's notice of cut-off loads true while they are resumed. */
function tellCutOff(loads: LoadSummary[]): void {
  const { info, set } = useCase.getState();
  if (info) set({ ...info, interruptedLoads: countCutOff(loads) });
}

async function afterLoad(engine: EngineClient): Promise<void> {
  useDataVersion.getState().bump();
  tellCutOff(await engine.loads.list());
  if (useWorkspace.getState().tabs.length > 0) return;
  const logs = (await refreshTables(engine)).filter((table) => table.kind === 'log');
  const largest = logs.sort((a, b) => (b.rows ?? 0) - (a.rows ?? 0))[0];
  if (!largest?.rows) return;
  const { openGrid } = useWorkspace.getState();
  openGrid(freshView(largest), largest.title);
}
