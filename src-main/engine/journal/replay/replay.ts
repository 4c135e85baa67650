// Does again what a journal or a manifest records, in the case that is open, and compares what comes out.
import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ReplayResult,
  type ReplayState,
  type ReplayStep,
  replayVerdicts,
} from '../../../../shared/contract/replay.ts';
import { describeView } from '../../../../shared/query/describe.ts';
import { EngineError, messageOf } from '../../engine-error.ts';
import { type EngineState, requireCase } from '../../engine-state.ts';
import { digestEvidence } from '../../export/manifest.ts';
import { runExport } from '../../export/run-export.ts';
import { followWork } from '../../follow-work.ts';
import { runText } from '../../queries/console/console-run.ts';
import { compareEvidence } from './compare-evidence.ts';
import { type ExportStep, readRecord, type SqlStep, type Step } from './read-record.ts';

export async function* replay(
  state: EngineState,
  path: string,
  given: AbortSignal | undefined,
): AsyncGenerator<ReplayState> {
  const open = requireCase(state);
  const recorded = await readRecord(path);
  const steps: ReplayStep[] = [];
  const tell = (result: ReplayResult | null): ReplayState => ({
    state: result ? 'done' : 'running',
    steps: steps.length,
    totalSteps: recorded.steps.length,
    result,
  });
  yield* followWork(
    given,
    () => tell(null),
    async (signal) => {
      const evidence = await compareEvidence(open, recorded, await digestEvidence(open));
      for (const step of recorded.steps) {
        steps.push(await runStep(state, step, signal));
        if (signal.aborted) throw new EngineError('CANCELLED', 'Cancelled');
      }
      const counts = Object.fromEntries(replayVerdicts.map((verdict) => [verdict, 0])) as ReplayResult['counts'];
      for (const { verdict } of steps) counts[verdict]++;
      const { kind, isWhole } = recorded;
      await open.journal.append('replay', {
        path,
        kind,
        isWhole,
        evidence: { recorded: evidence.recorded, here: evidence.here, isSame: evidence.isSame },
        counts,
        differences: steps
          .filter(({ verdict }) => verdict === 'differs')
          .map(({ seq, recorded: was, here }) => ({ seq, was, here })),
      });
      return tell({ kind, isWhole, evidence, counts, steps });
    },
  );
}

async function runStep(state: EngineState, step: Step, signal: AbortSignal): Promise<ReplayStep> {
  const { seq, what } = step;
  if (step.what === 'other')
    return { seq, what, title: step.title, verdict: 'skipped', reason: step.reason, recorded: null, here: null };
  const title = step.what === 'sql' ? step.sql : describeView(step.request.view);
  const recorded =
    step.what === 'sql' ? { rows: step.rows, hashes: step.digests } : { rows: [step.rows], hashes: [step.sha256] };
  try {
    return {
      seq,
      what,
      title,
      recorded,
      ...(step.what === 'sql' ? await runSql(state, step, signal) : await runAgain(state, step, signal)),
    };
  } catch (error) {
    if (signal.aborted) throw error;
    return { seq, what, title, recorded, here: null, verdict: 'failed', reason: messageOf(error) };
  }
}

type Outcome = Pick<ReplayStep, 'verdict' | 'reason' | 'here'>;

async function runSql(state: EngineState, step: SqlStep, signal: AbortSignal): Promise<Outcome> {
  const rows: number[] = [];
  const hashes: (string | null)[] = [];
  const options = {
    rowLimit: step.rowLimit,
    signal,
    onDigests: (digests: (string | null)[]) => hashes.push(...digests),
  };
  for await (const event of runText(requireCase(state), step.sql, options))
    if (event.type === 'done') rows.push(event.rows);
  const here = { rows, hashes };
  if (rows.join() !== step.rows.join()) return { verdict: 'differs', reason: 'other counts of rows', here };
  const differs = step.digests.some(
    (digest, i) => digest !== null && (hashes[i] ?? null) !== null && digest !== hashes[i],
  );
  if (differs) return { verdict: 'differs', reason: 'the same number of rows with other content', here };
  const isCounted = step.digests.length === 0 || step.digests.includes(null);
  return { verdict: 'same', reason: isCounted ? 'some results by their counts alone' : null, here };
}

async function runAgain(state: EngineState, step: ExportStep, signal: AbortSignal): Promise<Outcome> {
  const open = requireCase(state);
  const path = join(open.dir, 'exports', `replay-${randomUUID()}.${step.request.format}`);
  try {
    let done: { rows: number; sha256: string } | null = null;
    for await (const { rows, sha256 } of runExport(state, { ...step.request, path }, signal, { isReplay: true }))
      if (sha256 !== null) done = { rows, sha256 };
    if (!done) throw new EngineError('FAILED', 'The export ended without a file.');
    const { content } = JSON.parse(await readFile(`${path}.manifest.json`, 'utf8')) as { content: string | null };
    const here = { rows: [done.rows], hashes: [done.sha256] };
    if (done.sha256 === step.sha256) return { verdict: 'same', reason: null, here };
    if (done.rows !== step.rows) return { verdict: 'differs', reason: 'another number of rows', here };
    if (step.content !== null && step.content === content)
      return {
        verdict: 'same',
        reason: 'the same rows; their order, or the numbers of the evidence, are this case’s own',
        here,
      };
    const reason =
      step.content === null || content === null
        ? 'another hash of the file; there are too many rows to tell whether only their order differs'
        : 'the same number of rows with other content';
    return { verdict: 'differs', reason, here };
  } finally {
    for (const file of [path, `${path}.manifest.json`]) await rm(file, { force: true });
  }
}
