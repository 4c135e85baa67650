// `pugmark load`: loads paths into a case, shows progress, prints the account.
import { resolve } from 'node:path';
import {
  type Account,
  type FileProblem,
  type LoadProgress,
  type LoadSummary,
  loadedBefore,
  notReached,
} from '../../shared/contract/loads.ts';
import type { LoadCommand } from './arguments.ts';
import { bytesText, createProgressLine, durationText, grouped } from './progress.ts';
import { exit, openOrCreateCase, type Session } from './session.ts';
import { settleSessions } from './sessions.ts';
import { showControls } from './table.ts';

/** Problems that the report for people lists; `--json` and the `evidence` table have them all. */
const listedProblems = 20;

export async function runLoadCommand(session: Session, command: LoadCommand): Promise<number> {
  const { client, out } = session;
  const opened = await openOrCreateCase(session, command.caseDir);
  const started = await client.loads.start({
    paths: command.paths.map((path) => resolve(path)),
    as: command.as,
    ...(command.table === undefined ? {} : { table: command.table }),
  });
  const last = await watch(session, started.loadId);
  await settleSessions(session);
  const problems = await listProblems(session, last.loadId);
  const summary = (await client.loads.list()).find(({ loadId }) => loadId === last.loadId);
  if (!summary) throw new Error(`Load ${last.loadId} is not in the case.`);
  const { state, error, elapsedMs, bytesTotal, bytesRead } = last;
  const { account, tables } = summary;
  if (command.json) {
    const whole = { case: opened.dir, loadId: last.loadId, state, error, ...account, tables, problems };
    await out.write(`${JSON.stringify({ ...whole, bytesTotal, bytesRead, elapsedMs: Math.round(elapsedMs) })}\n`);
  } else await out.write(`Case     ${opened.dir}\n${accountOfLoad(summary, last, problems)}`);
  return exitCode(last, problems);
}

/** Follows the load to its end. Ctrl+C asks it to stop after the batch in flight. */
async function watch({ client, signal }: Session, loadId: number): Promise<LoadProgress> {
  const line = createProgressLine();
  const cancel = () => {
    line.show('Cancelling; the batch in flight is finished …');
    // A load that has ended meanwhile cannot be cancelled; its last state tells.
    client.loads.cancel({ loadId }).catch(() => undefined);
  };
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  let last: LoadProgress | null = null;
  try {
    for await (const progress of await client.loads.watch({ loadId })) {
      last = progress;
      if (!signal.aborted) line.show(progressText(progress));
    }
  } finally {
    line.clear();
    signal.removeEventListener('abort', cancel);
  }
  if (last === null) throw new Error('The engine reported nothing about the load.');
  return last;
}

function progressText({ state, account, bytesRead, bytesTotal, rate, remainingMs }: LoadProgress): string {
  const { files, records } = account;
  if (state === 'listing') return `Listing: ${grouped(files.found)} files, ${bytesText(bytesTotal)}`;
  const done = files.loaded + files.partly + files.skipped + files.failed;
  const parts = [
    `${grouped(done)} of ${grouped(files.found)} files`,
    `${bytesText(bytesRead)} of ${bytesText(bytesTotal)}`,
    `${grouped(records.found)} records`,
    `${grouped(rate)}/s`,
  ];
  if (remainingMs !== null) parts.push(`${durationText(remainingMs)} left`);
  return parts.join(' · ');
}

async function listProblems({ client }: Session, loadId: number): Promise<FileProblem[]> {
  const all: FileProblem[] = [];
  const limit = 1000;
  for (let offset = 0; ; offset += limit) {
    const { total, problems } = await client.loads.problems({ loadId, offset, limit });
    all.push(...problems);
    if (offset + limit >= total) return all;
  }
}

/** The account of a load that has ended, for a command that is about more than the load. */
export async function readLoad(session: Session, loadId: number) {
  const summary = (await session.client.loads.list()).find((load) => load.loadId === loadId);
  if (!summary) throw new Error(`Load ${loadId} is not in the case.`);
  const problems = await listProblems(session, loadId);
  const { state, error, account, tables } = summary;
  const took = Date.parse(summary.ended ?? summary.started) - Date.parse(summary.started);
  return {
    json: { loadId, state, error, ...account, tables, problems },
    text: accountOfLoad(summary, { state, error, elapsedMs: took }, problems),
    hasProblems: hasProblems(summary.account, problems),
  };
}

type Ending = Pick<LoadProgress, 'state' | 'error' | 'elapsedMs'>;

function accountOfLoad(summary: LoadSummary, { state, error, elapsedMs }: Ending, problems: FileProblem[]): string {
  const { files, records } = summary.account;
  const file = (count: number, word: string) => `${grouped(count)} ${word}`;
  const lines = [
    `Load     ${state} in ${durationText(elapsedMs)}${error === null ? '' : `: ${showControls(error)}`}`,
    `Files    ${file(files.found, 'found')} = ${file(files.loaded, 'loaded')} + ${file(files.partly, 'partly')} + ${file(files.skipped, 'skipped')} + ${file(files.failed, 'failed')}`,
    `Records  ${grouped(records.found)} = ${file(records.rows, 'rows')} + ${file(records.duplicates, 'duplicates')} + ${file(records.rejects, 'rejects')}`,
    ...Object.entries(summary.tables).map(([name, rows]) => `Table    ${name}: ${grouped(rows)} rows`),
  ];
  if (problems.length > 0) {
    const shown = problems.slice(0, listedProblems);
    lines.push('');
    for (const { outcome, path, reason } of shown)
      lines.push(`${outcome.padEnd(8)} ${showControls(path)}`, `         ${showControls(reason)}`);
    const more = problems.length - shown.length;
    if (more > 0) lines.push(`… and ${grouped(more)} more: --json lists all, and so does the table evidence.`);
  }
  return `${lines.join('\n')}\n`;
}

/** That a load was stopped is told by its state: what it had not reached comes with the next one. */
const hasProblems = (account: Account, problems: FileProblem[]): boolean =>
  account.records.rejects > 0 || problems.some(({ reason }) => reason !== loadedBefore && reason !== notReached);

function exitCode(last: LoadProgress, problems: FileProblem[]): number {
  if (last.state === 'cancelled') return exit.cancelled;
  if (last.state !== 'done') return exit.error;
  return hasProblems(last.account, problems) ? exit.problems : exit.ok;
}
