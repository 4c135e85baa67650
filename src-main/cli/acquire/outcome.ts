// What came of an acquisition: read from the case, printed, and turned into an exit code.
import type { AcquisitionProgress, AcquisitionSummary, ObjectProblem } from '../../../shared/contract/acquisitions.ts';
import { readLoad } from '../load.ts';
import { grouped } from '../progress.ts';
import { exit, type Session } from '../session.ts';
import { settleSessions } from '../sessions.ts';
import { accountText, listedProblems } from './account-text.ts';

/** Prints the account, the load's included; gives the exit code. */
export async function tellOutcome(
  session: Session,
  last: AcquisitionProgress,
  { caseDir, json }: { caseDir: string; json: boolean },
): Promise<number> {
  const { client, out } = session;
  if (last.loadId !== null) await settleSessions(session);
  const { acquisitionId, state, error, retries, bytesArrived, elapsedMs, seen } = last;
  const summary = (await client.acquisitions.list()).find((one) => one.acquisitionId === acquisitionId);
  if (!summary) throw new Error(`Acquisition ${acquisitionId} is not in the case.`);
  const problems = await readProblems(session, acquisitionId, json ? Number.POSITIVE_INFINITY : listedProblems);
  const load = last.loadId === null ? null : await readLoad(session, last.loadId);
  // An acquisition that was gone on with has been loaded in parts, each with problems of its own.
  const earlier: AcquiredLoad[] = [];
  for (const loadId of summary.loadIds) if (loadId !== last.loadId) earlier.push(await readLoad(session, loadId));
  if (json) {
    const run = { state, error, seen, retries, bytesArrived, elapsedMs };
    const loads = { load: load?.json ?? null, earlierLoads: earlier.map((one) => one.json) };
    const whole = { case: caseDir, ...summary, ...run, problems: problems.first, ...loads };
    await out.write(`${JSON.stringify(whole)}\n`);
  } else await out.write(accountText(summary, last, problems, load, earlier, out.width));
  const wasLoadedWhole = [load, ...earlier].every((one) => !one?.hasProblems);
  return exitCode(last, problems.isIncomplete || !wasLoadedWhole);
}

export type AcquiredLoad = Awaited<ReturnType<typeof readLoad>>;

export type Problems = {
  total: number;
  first: ObjectProblem[];
  /** Whether there is evidence among them that is missing: not only delete markers and empty folders. */
  isIncomplete: boolean;
};

/** @param keep how many of them are wanted */
async function readProblems({ client }: Session, acquisitionId: number, keep: number): Promise<Problems> {
  const found: Problems = { total: 0, first: [], isIncomplete: false };
  const limit = 1000;
  for (let offset = 0; ; offset += limit) {
    const { total, problems } = await client.acquisitions.problems({ acquisitionId, offset, limit });
    found.total = total;
    found.first.push(...problems.slice(0, Math.max(0, keep - offset)));
    found.isIncomplete ||= problems.some(
      ({ outcome, reason }) => outcome === 'failed' || reason.startsWith('archived'),
    );
    if (offset + limit >= total) return found;
  }
}

function exitCode({ state, error, isRefused, regions }: AcquisitionProgress, hasProblems: boolean): number {
  if (state === 'cancelled') return exit.cancelled;
  if (isRefused) return exit.refused;
  if (state !== 'done') return exit.error;
  const isEverywhere = regions.every((region) => region.state === 'done' || region.state === 'off');
  return error === null && isEverywhere && !hasProblems ? exit.ok : exit.problems;
}

/** Whether a scope that was listed again holds nothing but what was settled the time before. */
export async function isNothingNew(
  { client }: Session,
  { acquisitionId, account }: AcquisitionProgress,
  before: AcquisitionSummary,
): Promise<boolean> {
  if (before.state !== 'done' || before.account.listed.objects !== account.listed.objects) return false;
  return (await client.acquisitions.estimate({ acquisitionId })).objects === 0;
}

/** Takes the round off the list again: those without news would fill the case with copies of one listing. */
export async function tellNothingNew(
  { client, out }: Session,
  { json }: { json: boolean },
  { acquisitionId, account: { listed } }: AcquisitionProgress,
): Promise<number> {
  await client.acquisitions.discard({ acquisitionId });
  const time = new Date().toISOString();
  const text = json
    ? JSON.stringify({ time, nothingNew: true, listed })
    : `${time}  nothing new among ${grouped(listed.objects)} objects`;
  await out.write(`${text}\n`);
  return exit.ok;
}
