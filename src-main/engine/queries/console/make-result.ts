// Runs one reading statement into a table of its own in `work.main`. Making the table in SQL keeps the rows off the JavaScript
// thread: an appender fed from a stream took five times as long on a million rows and blocked the engine for seconds.
import { randomUUID } from 'node:crypto';
import type { ColumnInfo } from '../../../../shared/contract/views.ts';
import type { Connection } from '../../duckdb/connection.ts';
import type { Judged } from '../../duckdb/guard.ts';
import { qualify, quoteLiteral } from '../../duckdb/quote.ts';
import { locateError } from '../../duckdb/sql-problem.ts';
import { explain, runChange } from '../../duckdb/statements.ts';
import type { OpenCase } from '../../engine-state.ts';
import { parseType, toColumnInfo } from '../compile/column-type.ts';
import { confirmRead, inTransaction, interruptible } from './sandbox.ts';

/** A finished result table, not yet held. */
export type MadeResult = {
  run: string;
  /** The statement's own text. */
  sql: string;
  /** Table in `work.main` with the rows in the statement's order: its rowids are dense and ascending from 0. */
  table: string;
  columns: ColumnInfo[];
  rows: number;
  /** True when the row limit left rows out. */
  cut: boolean;
};

type MakeOptions = { run: string; limit: number; signal: AbortSignal | undefined };

/** Runs a confirmed statement, in a transaction that can write nowhere else. Throws SQL (with its place) or CANCELLED. */
export async function makeResult(
  connection: Connection,
  statement: Judged,
  { run, limit, signal }: MakeOptions,
): Promise<MadeResult> {
  const { table, relation } = nameResult(run);
  const prefix = `CREATE TABLE ${relation} AS SELECT * FROM (`;
  const sql = `${prefix}${statement.sql}\n) LIMIT ${limit + 1}`;
  try {
    await inTransaction(connection, 'work', signal, () => runChange(connection, sql));
    const rows = Number(await connection.value(`SELECT count(*) FROM ${relation}`));
    const cut = rows > limit;
    // Only once committed do the rows have their final rowids.
    if (cut) await connection.run(`DELETE FROM ${relation} WHERE rowid = ${limit}`);
    const columns = await describe(connection, relation);
    return { run, sql: statement.sql, table, columns, rows: cut ? limit : rows, cut };
  } catch (error) {
    throw locateError(error, sql, { prefix: prefix.length, from: statement.from, sql: statement.sql });
  }
}

/** The plan of an EXPLAIN statement as a result of one text column, a row per line. */
export async function makePlan(
  open: OpenCase,
  connection: Connection,
  statement: Judged,
  signal: AbortSignal,
): Promise<MadeResult> {
  const body = statement.body!;
  await confirmRead(open, connection, { ...statement, kind: 'read', sql: body.sql, from: body.from }, signal);
  const plan = await readPlan(connection, body, signal);
  const run = randomUUID();
  const { table, relation } = nameResult(run);
  const lines = plan.split('\n').map((line, i) => `(${i}, ${quoteLiteral(line)})`);
  await connection.run(
    `CREATE TABLE ${relation} AS SELECT plan FROM (VALUES ${lines.join(', ')}) t(i, plan) ORDER BY i`,
  );
  const columns = await describe(connection, relation);
  return { run, sql: statement.sql, table, columns, rows: lines.length, cut: false };
}

export const selectResult = (run: string): string => `SELECT * FROM ${nameResult(run).relation}`;

function nameResult(run: string): { table: string; relation: string } {
  const table = `result_${run.replaceAll('-', '_')}`;
  return { table, relation: qualify('work', 'main', table) };
}

/** A plan as DuckDB prints it; with `analyze` the statement runs. */
export async function readPlan(
  connection: Connection,
  body: { sql: string; from: number; analyze: boolean },
  signal: AbortSignal | undefined,
): Promise<string> {
  const prefix = body.analyze ? 'EXPLAIN ANALYZE ' : 'EXPLAIN ';
  try {
    await connection.run('BEGIN TRANSACTION READ ONLY');
    try {
      return await interruptible(connection, signal, () =>
        explain(connection, body.sql, body.analyze ? 'ANALYZE' : ''),
      );
    } finally {
      await connection.run('ROLLBACK');
    }
  } catch (error) {
    throw locateError(error, `${prefix}${body.sql}`, { prefix: prefix.length, from: body.from, sql: body.sql });
  }
}

async function describe(connection: Connection, relation: string): Promise<ColumnInfo[]> {
  const rows = await connection.rows(`DESCRIBE ${relation}`);
  return rows.map((row) => toColumnInfo(String(row.column_name), parseType(String(row.column_type))));
}
