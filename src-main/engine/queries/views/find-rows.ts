// The matched rows of a view in its order: a table of row ids in `work.main`, written once, paged by its own rowid. Rows
// that are found first can be paged while the rest is still being looked for.
import { type Filter, isColumnFilter, type View } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { qualify } from '../../duckdb/quote.ts';
import type { ResolvedSource } from '../catalog/source.ts';
import { kindOf } from '../compile/column-type.ts';
import { compileOrder, compileWhere, type OrderItem } from '../compile/compile.ts';
import { expandView } from '../compile/expand-view.ts';
import { findPlace } from '../compile/place.ts';
import { readsFindings } from '../findings/finding-columns.ts';
import { readsMarks } from '../marks/mark-columns.ts';
import { compileWherePart, keyOf, type Part, type Rows, selectPart, selectRows } from './rows.ts';

export type Found = {
  /** Rows `[0, matched)` can be paged. */
  matched: number;
  scanned: number;
  /** First ids of a sorted view, before the whole order is there. */
  head: number[] | null;
  /** Table in `work.main` of the ids in order; null: all rows in their own order, or only `head` so far. */
  table: string | null;
};

export type Report = {
  found(this: void, found: Found): void;
  /** Told before the work that holds every thread begins; settles when the first page had its chance. */
  headShown(this: void): Promise<void>;
  /** A table that later reports no longer name, to be dropped. */
  obsolete(this: void, table: string): void;
};

/** Rows that a sorted view shows before the whole order is known. */
const headSize = 500;
/** A scan starts with this many rows: ten row groups, so that two threads share them. */
const firstSlice = 204_800;
const largestSlice = 20 * firstSlice;

/** @param tableName table to make in `work.main` */
export async function findRows(
  connection: Connection,
  source: ResolvedSource,
  rows: Rows,
  view: View,
  tableName: string,
  report: Report,
  signal: AbortSignal,
): Promise<Found> {
  const where = compileWhere(source, view);
  const order = compileOrder(source, view.sort);
  const all = { matched: rows.total, scanned: rows.total, head: null, table: null };
  if (where.length === 0 && order.length === 0) return all;
  // Every statement hashes them anew, which with millions of them takes longer than all else.
  const inOneGo = where.some((sql) => readsMarks(sql) || readsFindings(sql)) && !isSlow(source, view);
  const options = { connection, rows, tableName, signal, inOneGo };
  const whereOf = (part: Part) => compileWherePart(source, part, view);
  if (order.length > 0 && !isSlow(source, view)) return await sort(options, whereOf, order, report);

  const { time, ...others } = view;
  const within = compileWhere(source, { where: [], ...(time === undefined ? {} : { time }) });
  const inScan = (part: Part) =>
    inOneGo ? whereOf(part) : [...within, ...aboveTheScan(part, compileWherePart(source, part, others))];
  if (order.length === 0) return await scan(options, inScan, report);

  const hits = { ...options, tableName: `${tableName}_hits` };
  const found = await scan(hits, inScan, report);
  if (found.table === null) return found;
  report.obsolete(found.table);
  // No head: the rows that are shown by now are as many or more.
  return await sort(options, inTable(rows, found.table), order, { ...report, found: () => undefined });
}

type Options = { connection: Connection; rows: Rows; tableName: string; signal: AbortSignal; inOneGo: boolean };

/** Appends hits slice by slice in the rows' own order; slices grow while they take less than 100 ms. */
async function scan(
  { connection, rows, tableName, signal, inOneGo }: Options,
  where: (part: Part) => string[],
  report: Report,
): Promise<Found> {
  const table = qualify('work', 'main', tableName);
  await connection.run(`CREATE TABLE ${table} (id ${idType(rows)})`);
  const found: Found = { matched: 0, scanned: 0, head: null, table: tableName };
  try {
    let slice = firstSlice;
    for (const part of rows.parts) {
      const conditions = where(part);
      for (let from = 0; from < part.rows; ) {
        const to = inOneGo ? part.rows : Math.min(part.rows, from + slice);
        const began = performance.now();
        // Insertion order is not preserved (a setting for fast loads) unless the SELECT has an ORDER BY of its own.
        found.matched += await connection.run(
          `INSERT INTO ${table} ${selectPart(part, [], conditions, from, to)} ORDER BY id`,
          { signal },
        );
        found.scanned += to - from;
        from = to;
        const took = performance.now() - began;
        if (took < 100) slice = Math.min(largestSlice, slice * 2);
        else if (took > 300) slice = Math.max(firstSlice / 2, slice / 2);
        report.found({ ...found });
      }
    }
    return found;
  } catch (error) {
    await connection.run(`DROP TABLE IF EXISTS ${table}`);
    throw error;
  }
}

/**
 * Conditions over two columns stay out of the table scan. In the scan DuckDB tries now and then whether another order of
 * the filters is faster, and with the row range not first it evaluates the others on the whole rest of the table: one
 * slice in ten took 30 times as long (1.5.5, a regular expression over 10 million rows). The range of time stays in it, where
 * it passes over row groups.
 */
const aboveTheScan = (part: Part, where: string[]): string[] =>
  where.map((one) => `(${one}) OR ${keyOf(part)} IS NULL`);

/** The first rows by a top-N, which is 5 to 20 times faster than the whole order; then the whole order. */
async function sort(
  { connection, rows, tableName, signal }: Options,
  where: (part: Part) => string[],
  order: OrderItem[],
  report: Report,
): Promise<Found> {
  const select = order.map(({ sql }, i) => `${sql} AS k${i}`);
  const ordered = `FROM (${selectRows(rows, select, where)}) ORDER BY ${[...order.map(({ descending }, i) => `k${i}${descending ? ' DESC' : ''} NULLS LAST`), 'id'].join(', ')}`;
  const top = await connection.rows(`SELECT id ${ordered} LIMIT ${headSize}`, { signal });
  const head = top.map((row) => Number(row.id));
  if (head.length < headSize) return { matched: head.length, scanned: rows.total, head, table: null };
  report.found({ matched: head.length, scanned: 0, head, table: null });
  await report.headShown();
  const table = qualify('work', 'main', tableName);
  await connection.run(`CREATE TABLE ${table} AS SELECT CAST(id AS ${idType(rows)}) AS id ${ordered}`, { signal });
  const matched = Number(await connection.value(`SELECT count(*) FROM ${table}`));
  return { matched, scanned: rows.total, head: null, table: tableName };
}

/** Condition that a part's row is among the ids of a table. */
export function inTable(rows: Rows, table: string): (part: Part) => string[] {
  return (part) => [
    `${keyOf(part)} IN (SELECT CAST(id AS BIGINT) - ${part.start} FROM ${qualify('work', 'main', table)}${rows.parts.length > 1 ? ` WHERE id >= ${part.start} AND id < ${part.start + part.rows}` : ''})`,
  ];
}

const idType = (rows: Rows) => (rows.total < 2 ** 32 ? 'UINTEGER' : 'UBIGINT');

/** Whether the conditions cost so much per row that two passes (first rows, whole order) would not pay. */
export function isSlow(source: ResolvedSource, view: View): boolean {
  return expandView(source, view).where.some((filter) => filter.enabled && isSlowFilter(source, filter));
}

function isSlowFilter(source: ResolvedSource, filter: Filter): boolean {
  if (filter.op === 'record') return true;
  if (!isColumnFilter(filter)) return filter.filters.some((one) => one.enabled && isSlowFilter(source, one));
  const { type, has } = findPlace(source, filter.column);
  // Whole lists are compared as text; members are asked for otherwise (see `names` of a part).
  if (has && filter.op === 'in' && !filter.ignoreCase)
    return filter.values.some((value) => String(value).startsWith('['));
  return ['json', 'struct', 'list'].includes(kindOf(type));
}
