// The sandbox in use: user SQL is judged by its text, confirmed by DuckDB's own parse and plan, and run in a transaction that
// can write to one catalog only.
import { ensureAthenaView } from '../../duckdb/athena-view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { type Forbidden, loadForbidden } from '../../duckdb/forbidden.ts';
import { type Judged, judge } from '../../duckdb/guard.ts';
import { locateError } from '../../duckdb/sql-problem.ts';
import {
  checkTainted,
  confirmNames,
  confirmPlan,
  confirmSelect,
  findTainted,
  refuseTaintedName,
  runChange,
  type Tainted,
} from '../../duckdb/statements.ts';
import { EngineError } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';

/** DuckDB's own word on what a transaction may write: naming the schema makes this the one database it can change. */
const writesOnly = (catalog: 'work' | 'scratch') => `CREATE SCHEMA IF NOT EXISTS ${catalog}.main`;

const forbiddenNames = new WeakMap<OpenCase, Forbidden>();

export async function forbiddenFor(open: OpenCase, connection: Connection): Promise<Forbidden> {
  const known = forbiddenNames.get(open);
  if (known) return known;
  const loaded = await loadForbidden(connection);
  forbiddenNames.set(open, loaded);
  return loaded;
}

/** Statements of a text, all judged. Throws REFUSED, SQL or INVALID with an offset into the text. */
export async function prepareText(open: OpenCase, connection: Connection, sql: string): Promise<Judged[]> {
  const statements = judge(sql, await forbiddenFor(open, connection));
  await makeAthenaView(open, connection, statements);
  const tainted = await taintedIn(open, connection);
  for (const statement of statements) checkTainted(statement, tainted);
  return statements;
}

/** Kept because listing DuckDB's functions takes longer than most queries; only the console's own changes can alter it. */
const taintedNames = new WeakMap<OpenCase, Tainted[]>();

async function taintedIn(open: OpenCase, connection: Connection): Promise<Tainted[]> {
  const known = taintedNames.get(open);
  if (known) return known;
  const found = await findTainted(connection, await forbiddenFor(open, connection));
  taintedNames.set(open, found);
  return found;
}

/** Refuses a view of the case that uses what the console refuses: looking at it would run it. */
export async function refuseTainted(open: OpenCase, connection: Connection, view: string): Promise<void> {
  const name = view.replace(/^.*\./, '').toLowerCase();
  const hit = (await taintedIn(open, connection)).find((one) => one.name === name);
  if (hit) throw refuseTaintedName(hit);
}

const withAthenaView = new WeakSet<OpenCase>();

/** Makes `cloudtrail_logs` when a statement first names it. */
async function makeAthenaView(open: OpenCase, connection: Connection, statements: Judged[]): Promise<void> {
  if (withAthenaView.has(open)) return;
  if (!statements.some(({ tokens }) => tokens.some(({ value }) => value.toLowerCase() === 'cloudtrail_logs'))) return;
  if (await ensureAthenaView(connection)) withAthenaView.add(open);
}

/** Checks of a reading statement that need DuckDB. */
export async function confirmRead(
  open: OpenCase,
  connection: Connection,
  statement: Judged,
  signal: AbortSignal | undefined,
): Promise<{ streams: boolean }> {
  const place = { prefix: 0, from: statement.from, sql: statement.sql };
  try {
    await confirmNames(connection, statement.sql, await forbiddenFor(open, connection));
    await connection.run('BEGIN TRANSACTION READ ONLY');
    try {
      // DuckDB computes what is constant while it plans, which may take as long as a query.
      return await interruptible(connection, signal, async () => {
        await confirmSelect(connection, statement.sql);
        return await confirmPlan(connection, statement.sql);
      });
    } finally {
      await connection.run('ROLLBACK');
    }
  } catch (error) {
    throw locateError(error, statement.sql, place);
  }
}

/** Runs a change of scratch; answers the number of rows changed. */
export async function runWrite(
  open: OpenCase,
  connection: Connection,
  statement: Judged,
  signal: AbortSignal,
): Promise<number> {
  try {
    return await inTransaction(connection, 'scratch', signal, async () => {
      if (hasPlan(statement)) await confirmPlan(connection, statement.sql);
      return await runChange(connection, statement.sql);
    });
  } catch (error) {
    throw locateError(error, statement.sql, { prefix: 0, from: statement.from, sql: statement.sql });
  } finally {
    taintedNames.delete(open);
  }
}

/** Whether DuckDB can explain a writing statement; other DDL reads nothing. */
const hasPlan = (statement: Judged) =>
  ['insert', 'update', 'delete', 'merge'].includes(statement.verb) ||
  /^create\b.*\btable\b.*\bas\b/is.test(statement.sql);

/** A transaction that DuckDB lets write to one catalog only; rolled back when `work` fails or is cancelled. */
export async function inTransaction<T>(
  connection: Connection,
  catalog: 'work' | 'scratch',
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  await connection.run('BEGIN TRANSACTION');
  try {
    await connection.run(writesOnly(catalog));
    const result = await interruptible(connection, signal, work);
    await connection.run('COMMIT');
    return result;
  } catch (error) {
    await connection.run('ROLLBACK');
    throw error;
  }
}

/**
 * Interrupts the connection until `work` gives up: an interrupt that falls between two statements, or before one has
 * begun, is forgotten by DuckDB.
 */
export async function interruptible<T>(
  connection: Connection,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (signal?.aborted) throw new EngineError('CANCELLED', 'Cancelled');
  let again: ReturnType<typeof setInterval> | undefined;
  const onAbort = () => {
    connection.interrupt();
    again = setInterval(() => connection.interrupt(), 20);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const result = await work();
    if (signal?.aborted) throw new EngineError('CANCELLED', 'Cancelled');
    return result;
  } catch (error) {
    if (signal?.aborted) throw new EngineError('CANCELLED', 'Cancelled', {}, { cause: error });
    throw error;
  } finally {
    clearInterval(again);
    signal?.removeEventListener('abort', onAbort);
  }
}
