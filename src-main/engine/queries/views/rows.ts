// How single rows of a source are addressed. Every row has an id 0..total-1: its place in the source as it was when the
// view was opened. A log table is one part, whose ids are its rowids (rows are never deleted, so they are dense and stable,
// and rows loaded later lie beyond `total`); the timeline has a part per log table; what has no such order is copied first.
import type { Format } from '../../../../shared/formats/format.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { nameIdentifier, qualify } from '../../duckdb/quote.ts';
import { logTable } from '../../ingest/store/shape/table-shape.ts';
import type { ResolvedSource } from '../catalog/source.ts';
import { compileWhere } from '../compile/compile.ts';
import { joinVirtual } from '../compile/virtual-columns.ts';
import { type Branch, namedItems, readBranches } from '../timeline/branches.ts';

export type Part = {
  /** FROM item, without alias. */
  relation: string;
  /** Its column that counts rows from 0. */
  key: string;
  /** Id of its first row. */
  start: number;
  rows: number;
  /** Log table whose rowids the keys are; null when the rows are not evidence. */
  logTable: string | null;
  /** Of a branch of the timeline: how its rows are asked what they name. */
  names?: Branch['names'];
};

export type Rows = {
  parts: Part[];
  total: number;
  /** Table in `work.main` made for this view alone. */
  copy: string | null;
};

/** @param copyName table to make in `work.main` when the source's rows cannot be addressed in place */
export async function addressRows(
  connection: Connection,
  source: ResolvedSource,
  copyName: string,
  signal: AbortSignal | undefined,
): Promise<Rows> {
  if (isTimeline(source)) return await timelineRows(connection);
  const ownRowid = source.columns.some((column) => column.name.toLowerCase() === 'rowid');
  if (!source.isView && source.kind !== 'account' && !ownRowid) {
    const rows = await countDense(connection, source.relation);
    const logTable = source.kind === 'log' ? source.name : null;
    if (rows !== null)
      return {
        parts: [{ relation: source.relation, key: 'rowid', start: 0, rows, logTable }],
        total: rows,
        copy: null,
      };
  }
  const relation = qualify('work', 'main', copyName);
  await connection.run(
    `CREATE TABLE ${relation} AS SELECT *, row_number() OVER () - 1 AS pugmark_row FROM ${source.relation}`,
    { signal },
  );
  const total = Number(await connection.value(`SELECT count(*) FROM ${relation}`));
  return { parts: [{ relation, key: 'pugmark_row', start: 0, rows: total, logTable: null }], total, copy: copyName };
}

/** Row count when the rowids are 0..n-1 (no row was ever deleted), else null. */
async function countDense(connection: Connection, relation: string): Promise<number | null> {
  const [row] = await connection.rows(`SELECT count(*) AS n, max(rowid) AS last FROM ${relation}`);
  const n = Number(row?.n ?? 0);
  return n === 0 || Number(row?.last) === n - 1 ? n : null;
}

export const isTimeline = ({ kind, name }: ResolvedSource): boolean => kind === 'view' && name === 'timeline';

/** A part for each log table that tells a story. */
export async function timelineRows(connection: Connection): Promise<Rows> {
  const parts: Part[] = [];
  let start = 0;
  const extraOf = (format: Format) => `, pugmark_log.rowid AS pugmark_row${namedItems(format)}`;
  for (const { table, sql, names } of await readBranches(connection, extraOf)) {
    const rows = Number(await connection.value(`SELECT count(*) FROM ${logTable(table)}`));
    parts.push({ relation: `(${sql})`, key: 'pugmark_row', start, rows, logTable: table, names });
    start += rows;
  }
  return { parts, total: start, copy: null };
}

/** As `compileWhere`, for the rows of one part. */
export function compileWherePart(
  source: ResolvedSource,
  part: Part,
  view: Parameters<typeof compileWhere>[1],
): string[] {
  const { names } = part;
  if (!names) return compileWhere(source, view);
  const columns = source.columns.map((column) => (column.has ? { ...column, has: names } : column));
  return compileWhere({ ...source, columns }, view);
}

/** SELECT over all parts, with `id` first. `select` and `where` are over the source's columns. */
export function selectRows(rows: Rows, select: string[], where: (part: Part) => string[]): string {
  if (rows.parts.length === 0) return `SELECT 0::UBIGINT AS id WHERE false`;
  return rows.parts.map((part) => selectPart(part, select, where(part), 0, part.rows)).join(' UNION ALL ');
}

/** SELECT over the rows `[from, to)` of one part, counted from the part's start. */
export function selectPart(part: Part, select: string[], where: string[], from: number, to: number): string {
  const key = keyOf(part);
  const range = [...(from > 0 ? [`${key} >= ${from}`] : []), `${key} < ${to}`];
  const list = [`${idOf(part)} AS id`, ...select].join(', ');
  return `SELECT ${list} FROM ${part.relation} AS pugmark_rows${joinVirtual(select, where)} WHERE ${[...range, ...where.map((one) => `(${one})`)].join(' AND ')}`;
}

export const keyOf = (part: Part): string => `pugmark_rows.${nameIdentifier(part.key)}`;
const idOf = (part: Part): string => (part.start === 0 ? keyOf(part) : `${keyOf(part)} + ${part.start}`);

/** The part that holds a row, and the row's key in it. */
export function findRow(rows: Rows, id: number): { part: Part; key: number } {
  const part = rows.parts.findLast((one) => one.start <= id) ?? rows.parts[0]!;
  return { part, key: id - part.start };
}
