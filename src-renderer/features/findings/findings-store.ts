// What the rules of the open case are doing, and what they found, as all windows parts that show it have it in common.
import { create } from 'zustand';
import type {
  DetectionProgress,
  Finding,
  FindingChange,
  RuleInfo,
  RuleList,
} from '../../../shared/contract/detections.ts';
import { changeFinding, describeChange } from '../../../shared/findings/words.ts';
import { raiseBeside } from '../../ui/beside-rows.ts';
import type { EngineClient } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem, showNote, showProblem } from '../../ui/problem.ts';

type Detections = {
  progress: DetectionProgress | null;
  /** Another one after a run ended: what is listed is to be read again. */
  version: number;
  /** The version that the last answers are of. */
  answered: number;
  /** The last answers, which stay while newer ones are awaited; null: none came yet. */
  findings: Finding[] | null;
  rules: RuleList | null;
  problem: Problem | null;
};

const nothing: Detections = { progress: null, version: 0, answered: 0, findings: null, rules: null, problem: null };
export const useDetections = create<Detections>(() => nothing);

const noFindings: Finding[] = [];
/** Of the whole case; none while they are not read. */
export const useFindings = (): Finding[] => useDetections((state) => state.findings ?? noFindings);
const noRules: RuleInfo[] = [];
export const useRules = (): RuleInfo[] => useDetections((state) => state.rules?.rules ?? noRules);

/** Follows the case's rules until the answer is called. */
export function followFindings(engine: EngineClient): () => void {
  const own = new AbortController();
  void follow(engine, own.signal);
  return () => {
    own.abort();
    asked++;
    useDetections.setState(nothing);
  };
}

async function follow(engine: EngineClient, signal: AbortSignal): Promise<void> {
  try {
    for await (const progress of await engine.detections.watch(undefined, { signal })) {
      if (signal.aborted) return;
      const { progress: before, version } = useDetections.getState();
      const isNews = progress.state !== 'running' && before !== null;
      useDetections.setState({ progress, version: isNews ? version + 1 : version });
      if (before?.state === 'running' && progress.state === 'current') raiseBeside('findings');
    }
  } catch (error) {
    if (!signal.aborted && !isCancelled(error)) showProblem(error, 'follow the rules of this case');
  }
}

let asked = 0;

/** Reads findings and rules; when several reads overlap the newest answer wins. */
export async function readFindings(engine: EngineClient): Promise<void> {
  const ask = ++asked;
  const { version } = useDetections.getState();
  try {
    const [findings, rules] = await Promise.all([engine.detections.findings(), engine.detections.rules({})]);
    if (ask === asked) useDetections.setState({ findings, rules, answered: version, problem: null });
  } catch (error) {
    if (ask === asked && !isCancelled(error))
      useDetections.setState({ problem: describeProblem(error, 'read what was found') });
  }
}

export async function runRules(engine: EngineClient): Promise<void> {
  try {
    await engine.detections.run();
  } catch (error) {
    showProblem(error, 'run the rules');
  }
}

export async function cancelRules(engine: EngineClient): Promise<void> {
  try {
    await engine.detections.cancel();
  } catch (error) {
    showProblem(error, 'stop the rules');
  }
}

/** Shown at once; who changed it and when comes with the engine's next answer. False: it was refused, and that was told. */
export async function changeFindings(
  engine: EngineClient,
  findings: readonly Finding[],
  change: FindingChange,
): Promise<boolean> {
  const ids = findings.map(({ finding }) => finding);
  if (ids.length === 0) return true;
  try {
    await engine.detections.change({ findings: ids, change });
  } catch (error) {
    showProblem(error, 'change these findings');
    return false;
  }
  const changed = new Set(ids);
  const { findings: shown } = useDetections.getState();
  if (shown)
    useDetections.setState({
      findings: shown.map((one) => (changed.has(one.finding) ? changeFinding(one, change) : one)),
    });
  showNote(describeChange(change, ids.length));
  void readFindings(engine);
  return true;
}

/** A call that changes rules, or what they find. `doing`: see `describeProblem`. False: it failed, and that was told. */
export async function changeRules(engine: EngineClient, doing: string, call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    showProblem(error, doing);
    return false;
  } finally {
    // Some of several folders can have been read all the same.
    await readFindings(engine);
  }
}
