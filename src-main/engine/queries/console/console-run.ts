// Runs a text of statements in the sandbox, one after another, and tells what happens as it happens.
import { randomUUID } from 'node:crypto';
import type { RunEvent } from '../../../../shared/contract/console.ts';
import type { Connection } from '../../duckdb/connection.ts';
import type { Judged } from '../../duckdb/guard.ts';
import { notesFor } from '../../duckdb/notes.ts';
import { EngineError, messageOf } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import { digestRows } from '../views/digest-rows.ts';
import { makePlan, makeResult, selectResult } from './make-result.ts';
import { type HeldResult, holdResult } from './results.ts';
import { startRun } from './running.ts';
import { confirmRead, prepareText, runWrite } from './sandbox.ts';

/** Milliseconds between progress events. */
const tick = 100;
/** A statement that takes longer shows its first rows meanwhile, where its plan hands rows on as they come. */
const firstRowsAfter = 250;
const firstRows = 2_000;

/** Results of more rows have no hash in the journal: it would take longer than the query. */
const mostDigested = 10_000;

export type RunTextOptions = {
  rowLimit: number;
  signal?: AbortSignal | undefined;
  /** Hash of each statement's result, for a replay, which then has no entry of its own in the journal. */
  onDigests?: (digests: (string | null)[]) => void;
};

/** Judges the whole text first, so that nothing runs when any statement of it is refused. */
export async function* runText(open: OpenCase, sql: string, options: RunTextOptions): AsyncGenerator<RunEvent> {
  const started = performance.now();
  const connection = await open.db.connect();
  const running = startRun(open, options.signal);
  let outcome: Record<string, unknown> = { outcome: 'stopped' };
  const counts: number[] = [];
  const digests: (string | null)[] = [];
  try {
    const statements = await prepareText(open, connection, sql);
    for (const [index, statement] of statements.entries()) {
      yield { type: 'statement', index, sql: statement.sql, from: statement.from, to: statement.to };
      const events = runStatement(open, connection, statement, index, {
        rowLimit: options.rowLimit,
        signal: running.signal,
      });
      for await (const event of events) {
        if (event.type === 'done') counts.push(event.rows);
        yield event;
        if (event.type === 'done') digests.push(await digestOf(open, event, running.signal));
      }
    }
    outcome = { outcome: 'done' };
  } catch (error) {
    outcome =
      error instanceof EngineError
        ? { outcome: error.code, message: error.message }
        : { outcome: 'FAILED', message: messageOf(error) };
    throw error;
  } finally {
    connection.close();
    options.onDigests?.(digests);
    const record = {
      sql,
      rows: counts,
      digests,
      rowLimit: options.rowLimit,
      elapsedMs: Math.round(performance.now() - started),
      ...outcome,
    };
    if (!options.onDigests) await open.journal.append('sql', record);
    running.end();
  }
}

/** Null: no result, or one of too many rows. */
async function digestOf(open: OpenCase, event: DoneEvent, signal: AbortSignal): Promise<string | null> {
  const { run, rows, columns } = event;
  if (run === null || rows > mostDigested) return null;
  const names = columns.map(({ name }) => name);
  return open.db.use((connection) => digestRows(connection, [selectResult(run)], names, signal));
}

type DoneEvent = Extract<RunEvent, { type: 'done' }>;

type StatementOptions = { rowLimit: number; signal: AbortSignal };

async function* runStatement(
  open: OpenCase,
  connection: Connection,
  statement: Judged,
  index: number,
  options: StatementOptions,
): AsyncGenerator<RunEvent> {
  const started = performance.now();
  if (statement.kind === 'write') {
    const rows = await runWrite(open, connection, statement, options.signal);
    yield { type: 'done', index, run: null, columns: [], rows, cut: false, elapsedMs: performance.now() - started };
    return;
  }
  const result =
    statement.kind === 'explain'
      ? await holdResult(open, await makePlan(open, connection, statement, options.signal))
      : yield* watchRead(open, connection, statement, index, options);
  const { run, columns, rows, cut } = result;
  const notes = notesFor(statement.tokens);
  yield {
    type: 'done',
    index,
    run,
    columns,
    rows,
    cut,
    elapsedMs: performance.now() - started,
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** Runs a reading statement and reports its progress; its first rows can be looked at before it ends. */
async function* watchRead(
  open: OpenCase,
  connection: Connection,
  statement: Judged,
  index: number,
  options: StatementOptions,
): AsyncGenerator<RunEvent, HeldResult> {
  const started = performance.now();
  const { streams } = await confirmRead(open, connection, statement, options.signal);
  const run = randomUUID();
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const making = makeResult(connection, statement, { run, limit: options.rowLimit, signal });
  const settled = making.then(
    () => true,
    () => true,
  );
  const peek: { result: HeldResult | null; work: Promise<void> | null } = { result: null, work: null };
  try {
    while (!(await Promise.race([settled, wait(tick)]))) {
      const elapsedMs = performance.now() - started;
      if (streams && peek.work === null && elapsedMs > firstRowsAfter)
        peek.work = peekRows(open, statement, run, signal).then(
          (result) => {
            peek.result = result;
          },
          () => undefined, // The statement itself reports what is wrong with it.
        );
      yield {
        type: 'rows',
        index,
        run: peek.result?.run ?? run,
        columns: peek.result?.columns ?? [],
        rows: peek.result?.rows ?? 0,
        elapsedMs,
        percent: connection.percent(),
      };
    }
    return await holdResult(open, await making);
  } finally {
    stop.abort();
    await Promise.all([settled, peek.work]);
  }
}

/** The first rows of a statement that is still running, as a result of their own. */
async function peekRows(open: OpenCase, statement: Judged, run: string, signal: AbortSignal): Promise<HeldResult> {
  const connection = await open.db.connect();
  try {
    const result = await makeResult(connection, statement, { run: `${run}-first`, limit: firstRows, signal });
    return await holdResult(open, result);
  } finally {
    connection.close();
  }
}

const wait = (ms: number) => new Promise<false>((resolve) => setTimeout(() => resolve(false), ms));
