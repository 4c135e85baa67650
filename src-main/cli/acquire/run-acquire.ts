// `pugmark acquire`: signs in, lists, gets and loads, and prints the account; again and again with --follow.
import { setTimeout as sleep } from 'node:timers/promises';
import { ORPCError } from '@orpc/server';
import type { AccessCheck, Connected } from '../../../shared/contract/aws.ts';
import { EngineError, type ErrorDetail } from '../../engine/engine-error.ts';
import { createProgressLine } from '../progress.ts';
import { exit, isCase, openCase, openOrCreateCase, type Session } from '../session.ts';
import { dryRun } from './dry-run.ts';
import { findUnfinished } from './find-unfinished.ts';
import { isNothingNew, tellNothingNew, tellOutcome } from './outcome.ts';
import type { AcquireCommand } from './parse-acquire.ts';
import { checkLines, loginLines } from './report.ts';
import { signIn } from './sign-in.ts';
import { watchAcquisition } from './watch-acquisition.ts';

export async function runAcquireCommand(session: Session, command: AcquireCommand): Promise<number> {
  const { out } = session;
  const { caseDir, json } = command;
  // Before somebody is asked for an MFA code: the case may be open elsewhere.
  const held = caseDir !== null && (await isCase(caseDir)) ? await openCase(session, caseDir) : null;
  const connected = await refusingWhatIsMissing(() => signIn(session, command));
  if (!json) await out.write(`${loginLines(connected)}\n`);
  if (command.check) return checkAccess(session, command, connected);
  await knock(session, command, connected);
  if (command.dryRun) return dryRun(session, command, connected, held !== null);
  const { dir } = held ?? (await openOrCreateCase(session, caseDir!));
  if (!json) await out.write(`Case     ${dir}\n`);
  const run: Run = { session, command, connected, dir };
  const unfinished = await findUnfinished(session, command, connected);
  let code = await acquire(run, unfinished === null ? 'anew' : { resume: unfinished });
  while (command.followSeconds !== null && code !== exit.cancelled) {
    await pause(session, command.followSeconds);
    if (session.signal.aborted) return code;
    code = Math.max(code, await acquire(run, 'follow'));
  }
  return code;
}

async function pause({ signal }: Session, seconds: number): Promise<void> {
  const line = createProgressLine();
  line.show(`Looking again at ${new Date(Date.now() + seconds * 1000).toISOString()}; Ctrl+C ends it.`);
  await sleep(seconds * 1000, undefined, { signal }).catch(() => undefined);
  line.clear();
}

/** A bucket or profile that is not there counts as refused: the same for a script, and AWS often does not tell which it is. */
async function refusingWhatIsMissing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ORPCError) || error.code !== 'NOT_FOUND') throw error;
    throw new EngineError('REFUSED', error.message, (error.data ?? {}) as ErrorDetail, { cause: error });
  }
}

/** Asks for one page of the place, so that a wrong name or a refusal leaves no empty case behind. */
async function knock({ client, signal }: Session, { request }: AcquireCommand, { loginId }: Connected): Promise<void> {
  if (request.kind !== 's3') return;
  const { scope, requesterPays, versions } = request;
  const { bucket, prefix } = scope;
  try {
    await refusingWhatIsMissing(() => client.aws.browse({ loginId, bucket, prefix, requesterPays }, { signal }));
  } catch (error) {
    // To list versions is a right of its own.
    if (versions && error instanceof ORPCError && error.code === 'REFUSED') return;
    throw error;
  }
}

async function checkAccess(session: Session, { request, json }: AcquireCommand, { loginId }: Connected) {
  const { client, out, signal } = session;
  if (request.kind !== 's3') throw new Error('Only places in S3 are checked.');
  const { scope, requesterPays, versions } = request;
  const { bucket, prefix } = scope;
  const checks = await client.aws.checkAccess({ loginId, bucket, prefix, requesterPays }, { signal });
  const needed: AccessCheck['what'][] = ['region', versions ? 'versions' : 'list', 'read', 'decrypt'];
  await out.write(`${json ? JSON.stringify(checks) : checkLines(checks, needed)}\n`);
  return checks.some(({ what, outcome }) => outcome === 'refused' && needed.includes(what)) ? exit.refused : exit.ok;
}

type Run = { session: Session; command: AcquireCommand; connected: Connected; dir: string };

/** `follow`: looks at the scope of the newest acquisition again, or goes on with it where it was not finished. */
async function acquire(run: Run, how: 'anew' | 'follow' | { resume: number }): Promise<number> {
  const { session, command, connected, dir } = run;
  const { client } = session;
  const { loginId } = connected;
  const before = how === 'follow' ? (await client.acquisitions.list())[0] : undefined;
  const begin = async (): Promise<number> => {
    if (before?.state === 'done')
      return (await client.acquisitions.follow({ acquisitionId: before.acquisitionId, loginId })).acquisitionId;
    const unfinished = before?.acquisitionId ?? (typeof how === 'object' ? how.resume : null);
    if (unfinished === null)
      return (await client.acquisitions.create({ loginId, request: command.request })).acquisitionId;
    await client.acquisitions.resume({ acquisitionId: unfinished, loginId });
    return unfinished;
  };
  const acquisitionId = await begin();
  let watched = await watchAcquisition(session, command, acquisitionId, loginId);
  if (watched.last.state === 'listed') {
    if (before && (await isNothingNew(session, watched.last, before)))
      return tellNothingNew(session, command, watched.last);
    await client.acquisitions.start({ acquisitionId });
    watched = await watchAcquisition(session, command, acquisitionId, loginId);
  }
  const code = await tellOutcome(session, watched.last, { caseDir: dir, json: command.json });
  if (watched.refusal !== null) throw watched.refusal;
  return code;
}
