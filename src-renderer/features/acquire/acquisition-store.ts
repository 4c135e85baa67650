// The acquisition that is under way (or just ended) in the open case: begun here, followed here, shown by strip, tab and
// Evidence pane. It outlives the page: what runs is found again after a reload.
import { create } from 'zustand';
import type {
  AcquisitionProgress,
  AcquisitionRequest,
  AcquisitionSummary,
} from '../../../shared/contract/acquisitions.ts';
import type { LoadProgress } from '../../../shared/contract/loads.ts';
import { useCase } from '../../ui/case.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import type { EngineClient } from '../../ui/engine.ts';
import { isCancelled, showProblem } from '../../ui/problem.ts';
import { isMoving } from './acquire-words.ts';

type AcquisitionStore = {
  /** All of the case, newest first; null: not read yet. */
  list: AcquisitionSummary[] | null;
  progress: AcquisitionProgress | null;
  /** The load that takes what arrives, as far as it is. */
  load: LoadProgress | null;
  /** Takes an ended one off the strip. */
  dismiss: () => void;
};

export const useAcquisitions = create<AcquisitionStore>((set) => ({
  list: null,
  progress: null,
  load: null,
  dismiss: () => set({ progress: null, load: null }),
}));

/** How often the tables and grids are told of new rows while an acquisition loads. */
const tellEveryMs = 1500;

let following: AbortController | null = null;

/** Begins to list, or to look up. Throws what the engine refuses with. */
export async function createAcquisition(
  engine: EngineClient,
  loginId: number,
  request: AcquisitionRequest,
): Promise<number> {
  const { acquisitionId } = await engine.acquisitions.create({ loginId, request });
  await take(engine, acquisitionId);
  return acquisitionId;
}

/** Lists the scope of an earlier one again. */
export async function checkForNew(engine: EngineClient, acquisitionId: number, loginId: number): Promise<number> {
  const made = await engine.acquisitions.follow({ acquisitionId, loginId });
  await take(engine, made.acquisitionId);
  return made.acquisitionId;
}

export async function startAcquisition(engine: EngineClient, acquisitionId: number): Promise<void> {
  await engine.acquisitions.start({ acquisitionId });
  await take(engine, acquisitionId);
}

export async function resumeAcquisition(engine: EngineClient, acquisitionId: number, loginId?: number): Promise<void> {
  await engine.acquisitions.resume({ acquisitionId, ...(loginId === undefined ? {} : { loginId }) });
  await take(engine, acquisitionId);
}

/** Takes a listing that is not wanted (any more) off the list. */
export async function discardAcquisition(engine: EngineClient, acquisitionId: number): Promise<void> {
  const { progress } = useAcquisitions.getState();
  if (progress?.acquisitionId === acquisitionId && isMoving(progress.state))
    await engine.acquisitions.cancel({ acquisitionId });
  await engine.acquisitions.discard({ acquisitionId });
  if (progress?.acquisitionId === acquisitionId) stopFollowing();
  await readList(engine);
}

/** Finds an acquisition that is under way (the page was reloaded) and follows it. */
export async function findRunningAcquisition(engine: EngineClient): Promise<void> {
  stopFollowing();
  try {
    const running = (await readList(engine)).find(({ state }) => isMoving(state));
    if (running) await follow(engine, running.acquisitionId);
  } catch (error) {
    showProblem(error, 'list the acquisitions of this case');
  }
}

/** To be called when the case closes. */
export function forgetAcquisitions(): void {
  stopFollowing();
  useAcquisitions.setState({ list: null });
  useCase.setState({ interruptedAcquisitions: 0 });
}

async function take(engine: EngineClient, acquisitionId: number): Promise<void> {
  await readList(engine);
  void follow(engine, acquisitionId);
}

function stopFollowing(): void {
  following?.abort();
  following = null;
  useAcquisitions.setState({ progress: null, load: null });
}

async function readList(engine: EngineClient): Promise<AcquisitionSummary[]> {
  const list = [...(await engine.acquisitions.list())].sort((a, b) => b.acquisitionId - a.acquisitionId);
  useAcquisitions.setState({ list });
  useCase.setState({ interruptedAcquisitions: list.filter(({ state }) => state === 'interrupted').length });
  return list;
}

async function follow(engine: EngineClient, acquisitionId: number): Promise<void> {
  following?.abort();
  const own = new AbortController();
  following = own;
  let loadId: number | null = null;
  const { signal } = own;
  try {
    for await (const progress of await engine.acquisitions.watch({ acquisitionId }, { signal })) {
      if (signal.aborted) return;
      const before = useAcquisitions.getState().progress;
      useAcquisitions.setState({ progress });
      if (progress.loadId !== null && progress.loadId !== loadId) {
        loadId = progress.loadId;
        void followLoad(engine, loadId, signal);
      }
      if (before?.state !== progress.state) await readList(engine);
    }
    await readList(engine);
    useDataVersion.getState().bump();
  } catch (error) {
    if (!signal.aborted && !isCancelled(error)) showProblem(error, 'follow the acquisition');
  }
}

async function followLoad(engine: EngineClient, loadId: number, signal: AbortSignal): Promise<void> {
  let toldRows = 0;
  let toldAt = Date.now();
  try {
    for await (const load of await engine.loads.watch({ loadId }, { signal })) {
      if (signal.aborted) return;
      useAcquisitions.setState({ load });
      const { rows } = load.account.records;
      if (rows > toldRows && Date.now() - toldAt >= tellEveryMs) {
        toldRows = rows;
        toldAt = Date.now();
        useDataVersion.getState().bump();
      }
    }
    useDataVersion.getState().bump();
  } catch (error) {
    if (!signal.aborted && !isCancelled(error)) showProblem(error, 'follow the load of the acquisition');
  }
}

/**
 * An acquisition of the case; null: there is none of this number. While it moves, with the numbers of this moment; at rest
 * what is committed counts.
 */
export function useAcquisition(acquisitionId: number | null): AcquisitionSummary | null {
  const summary = useAcquisitions((state) => state.list?.find((one) => one.acquisitionId === acquisitionId) ?? null);
  const progress = useAcquisitions((state) => state.progress);
  if (!summary || progress?.acquisitionId !== acquisitionId || !isMoving(progress.state)) return summary;
  const { state, account, regions, error } = progress;
  return { ...summary, state, account, regions, error };
}
