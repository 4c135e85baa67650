// `pugmark acquire`: signs in, lists, gets and loads, and prints the account; again and again with --follow.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AcquisitionProgress, AcquisitionSummary, ObjectProblem } from '../../../shared/contract/acquisitions.ts';
import type { Connected } from '../../../shared/contract/aws.ts';
import { readLoad } from '../load.ts';
import { bytesText, createProgressLine, durationText, grouped } from '../progress.ts';
import { exit, openOrCreateCase, type Session } from '../session.ts';
import type { AcquireCommand } from './parse-acquire.ts';
import { accountLines, checkLines, estimateLines, loginLine } from './report.ts';
import { askForCode, isTerminal, signIn } from './sign-in.ts';

export async function runAcquireCommand(session: Session, command: AcquireCommand): Promise<number> {
  const { out, client } = session;
  const connected = await signIn(session, command);
  if (!command.json) await out.write(`${loginLine(connected)}\n`);
  if (command.check) return checkAccess(session, command, connected);
  if (command.caseDir === null) {
    const parent = await mkdtemp(join(tmpdir(), 'pugmark-preview-'));
    try {
      return await preview(session, command, connected, join(parent, 'preview.pugmark'));
    } finally {
      await client.cases.close();
      await rm(parent, { recursive: true, force: true });
    }
  }
  if (command.dryRun) return preview(session, command, connected, command.caseDir);
  const { dir } = await openOrCreateCase(session, command.caseDir);
  if (!command.json) await out.write(`Case     ${dir}\n`);
  let code: number = await acquire(session, command, connected, await findUnfinished(session, command));
  while (command.followSeconds !== null && code !== exit.cancelled) {
    await sleep(command.followSeconds * 1000, undefined, { signal: session.signal }).catch(() => undefined);
    if (session.signal.aborted) return code;
    const before = (await client.acquisitions.list())[0]!;
    const { acquisitionId } = await client.acquisitions.follow({
      acquisitionId: before.acquisitionId,
      loginId: connected.loginId,
    });
    code = Math.max(code, await acquire(session, command, connected, acquisitionId));
  }
  return code;
}

async function checkAccess(session: Session, { request, json }: AcquireCommand, { loginId }: Connected) {
  const { client, out } = session;
  if (request.kind !== 's3') throw new Error('There is nothing to check but an S3 place: give s3://BUCKET/PREFIX.');
  const { bucket, prefix } = request.scope;
  const checks = await client.aws.checkAccess({ loginId, bucket, prefix, requesterPays: request.requesterPays });
  await out.write(json ? `${JSON.stringify(checks)}\n` : `${checkLines(checks)}\n`);
  return checks.some(({ outcome }) => outcome === 'refused') ? exit.problems : exit.ok;
}

/** The newest acquisition of the very same that was not finished; null: there is none. */
async function findUnfinished({ client, out }: Session, command: AcquireCommand): Promise<number | null> {
  const { request, isSpanOpen, json } = command;
  const span = isSpanOpen ? { from: 0, to: 0 } : {};
  const wanted = JSON.stringify({ ...request, ...span });
  const all = await client.acquisitions.list();
  const found = all.find((one) => JSON.stringify({ ...one.request, ...span }) === wanted);
  if (!found || found.state === 'done') return null;
  if (!json) await out.write(`Going on with acquisition ${found.acquisitionId} (${found.state}).\n`);
  return found.acquisitionId;
}

async function preview(session: Session, command: AcquireCommand, { loginId }: Connected, dir: string) {
  const { client, out } = session;
  const { request, json } = command;
  if (request.kind !== 's3') {
    await out.write(
      'LookupEvents tells nothing beforehand: AWS gives 50 events a page, two pages a second and region.\n',
    );
    return exit.ok;
  }
  await openOrCreateCase(session, dir);
  const { acquisitionId } = await client.acquisitions.create({ loginId, request });
  const listed = await follow(session, command, acquisitionId, loginId);
  if (listed.state !== 'listed') return ended(session, command, acquisitionId, listed);
  const estimate = await client.acquisitions.estimate({ acquisitionId });
  await client.acquisitions.discard({ acquisitionId });
  await out.write(json ? `${JSON.stringify(estimate)}\n` : `${estimateLines(estimate, out.width)}\n`);
  return exit.ok;
}

/** @param unfinished an acquisition to go on with; null: a new one */
async function acquire(
  session: Session,
  command: AcquireCommand,
  { loginId }: Connected,
  unfinished: number | null,
): Promise<number> {
  const { client } = session;
  const begin = async () => {
    if (unfinished === null) return client.acquisitions.create({ loginId, request: command.request });
    const [newest] = await client.acquisitions.list();
    // The one that --follow has just made lists already.
    if (newest?.acquisitionId !== unfinished || newest.state !== 'listing')
      await client.acquisitions.resume({ acquisitionId: unfinished, loginId });
    return { acquisitionId: unfinished };
  };
  const { acquisitionId } = await begin();
  let last = await follow(session, command, acquisitionId, loginId);
  if (last.state === 'listed') {
    await client.acquisitions.start({ acquisitionId });
    last = await follow(session, command, acquisitionId, loginId);
  }
  return ended(session, command, acquisitionId, last);
}

/** Watches until nothing moves. Ctrl+C stops it; what it waits for is asked for here, or said. */
async function follow(
  session: Session,
  command: AcquireCommand,
  acquisitionId: number,
  loginId: number,
): Promise<AcquisitionProgress> {
  const { client, signal, out } = session;
  const line = createProgressLine();
  const cancel = () => {
    line.show('Stopping; what is complete stays …');
    // One that has ended meanwhile cannot be cancelled; its last state tells.
    client.acquisitions.cancel({ acquisitionId }).catch(() => undefined);
  };
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  let last: AcquisitionProgress | null = null;
  let said = '';
  try {
    for await (const progress of await client.acquisitions.watch({ acquisitionId })) {
      last = progress;
      const { waiting } = progress;
      if (!signal.aborted) line.show(progressText(progress));
      if (waiting === null || said === waiting.message) continue;
      said = waiting.message;
      line.clear();
      out.note([waiting.message, waiting.hint].filter(Boolean).join('\n  '));
      if (waiting.for === 'login' || waiting.for === 'mfa')
        await renew(session, command, loginId, waiting.for === 'mfa' ? (waiting.serial ?? '') : null).catch(
          async (error: unknown) => {
            await client.acquisitions.cancel({ acquisitionId });
            throw error;
          },
        );
    }
  } finally {
    line.clear();
    signal.removeEventListener('abort', cancel);
  }
  if (last === null) throw new Error('The engine reported nothing about the acquisition.');
  return last;
}

/** Credentials that ended halfway: with somebody there, a code is asked for, or a sign-in elsewhere waited for. */
async function renew(session: Session, command: AcquireCommand, loginId: number, serial: string | null): Promise<void> {
  const { signal } = session;
  if (serial !== null && isTerminal()) {
    await signIn(session, { ...command, mfaCode: await askForCode(serial, signal) }, loginId);
    return;
  }
  const patience = isTerminal() ? 240 : 1;
  for (let tries = 1; ; tries++) {
    try {
      await signIn(session, command, loginId);
      return;
    } catch (error) {
      if (tries >= patience || signal.aborted) throw error;
      await sleep(15_000, undefined, { signal }).catch(() => undefined);
    }
  }
}

function progressText(progress: AcquisitionProgress): string {
  const { state, account, seen, listRequests, bytesArrived, bytesPerSecond, objectsPerSecond } = progress;
  if (state === 'listing')
    return `Listing: ${grouped(account.listed.objects)} of ${grouped(seen)} objects wanted, ${bytesText(account.listed.bytes)}, ${grouped(listRequests)} requests`;
  if (state === 'finishing') return 'Loading the last of it …';
  const { listed, acquired, known, skipped, failed } = account;
  const events = progress.regions.reduce((sum, region) => sum + region.events, 0);
  const parts = [
    progress.regions.length > 0
      ? `${grouped(events)} events of ${progress.regions.length} regions`
      : `${grouped(acquired.objects + known.objects + skipped.objects + failed.objects)} of ${grouped(listed.objects)} objects`,
    bytesText(bytesArrived),
    `${bytesText(bytesPerSecond)}/s`,
    `${grouped(objectsPerSecond)}/s`,
    ...(failed.objects > 0 ? [`${grouped(failed.objects)} failed`] : []),
    ...(progress.remainingMs === null ? [] : [`${durationText(progress.remainingMs)} left`]),
  ];
  return `${state === 'waiting' ? 'Waiting: ' : ''}${parts.join(' · ')}`;
}

/** Prints how it ended, the load included, and answers the exit code. */
async function ended(
  session: Session,
  command: AcquireCommand,
  acquisitionId: number,
  last: AcquisitionProgress,
): Promise<number> {
  const { client, out } = session;
  const summary = (await client.acquisitions.list()).find((one) => one.acquisitionId === acquisitionId)!;
  const problems = await listProblems(session, acquisitionId);
  const load = last.loadId === null ? null : await readLoad(session, last.loadId);
  if (command.json) {
    const { state, error, retries, bytesArrived, elapsedMs } = last;
    const whole = { ...summary, state, error, retries, bytesArrived, elapsedMs, problems, load: load?.json ?? null };
    await out.write(`${JSON.stringify(whole)}\n`);
  } else await out.write(`${accountLines(summary, last, problems)}\n${load === null ? '' : load.text}`);
  return exitCode(summary, last, load?.hasProblems ?? false);
}

async function listProblems({ client }: Session, acquisitionId: number): Promise<ObjectProblem[]> {
  const all: ObjectProblem[] = [];
  const limit = 1000;
  for (let offset = 0; ; offset += limit) {
    const { total, problems } = await client.acquisitions.problems({ acquisitionId, offset, limit });
    all.push(...problems);
    if (offset + limit >= total) return all;
  }
}

function exitCode({ account }: AcquisitionSummary, last: AcquisitionProgress, loadHasProblems: boolean): number {
  if (last.state === 'cancelled') return exit.cancelled;
  if (last.state !== 'done') return exit.error;
  const isWhole = account.failed.objects === 0 && last.error === null;
  const isEverywhere = last.regions.every(({ state }) => state === 'done' || state === 'off');
  return isWhole && isEverywhere && !loadHasProblems ? exit.ok : exit.problems;
}
