// Rows by id → cells as text, encoded by DuckDB as one JSON text: the fastest way through both transports.
import { cellLimit } from '../../../../shared/contract/views.ts';
import type { ColumnRef } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { qualify } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import type { ResolvedSource } from '../catalog/source.ts';
import { findPlace } from '../compile/place.ts';
import { textOf } from '../compile/value-text.ts';
import { joinVirtual } from '../compile/virtual-columns.ts';
import type { Found } from './find-rows.ts';
import { findRow, keyOf, type Part, type Rows } from './rows.ts';

/** Ids of the rows at `[offset, offset + limit)` of a view. */
export async function readIds(connection: Connection, found: Found, offset: number, limit: number): Promise<number[]> {
  const end = Math.min(found.matched, offset + limit);
  if (end <= offset) return [];
  if (found.head) return found.head.slice(offset, end);
  if (found.table === null) return Array.from({ length: end - offset }, (_, i) => offset + i);
  const rows = await connection.rows(
    `SELECT id FROM ${qualify('work', 'main', found.table)} WHERE rowid >= ${offset} AND rowid < ${end} ORDER BY rowid`,
  );
  return rows.map((row) => Number(row.id));
}

/** JSON text: an array of rows in the order of `ids`, each an array of cells in the order of `columns`. */
export async function readCells(
  connection: Connection,
  source: ResolvedSource,
  rows: Rows,
  ids: number[],
  columns: ColumnRef[],
  options: { whole: boolean },
): Promise<string> {
  if (ids.length === 0) return '[]';
  const texts = columns.map((column) => textOf(findPlace(source, column)));
  const cells = texts.map((_, i) => (options.whole ? `c${i}` : cut(`c${i}`)));
  const select = texts.map((text, i) => `${text} AS c${i}`);
  const parts = groupByPart(rows, ids).map(({ part, keys, places }) => selectKeys(part, keys, places, select));
  const sql = `SELECT count(*) AS n, CAST(to_json(list([${cells.join(', ')}]::VARCHAR[] ORDER BY pugmark_at)) AS VARCHAR) AS page FROM (${parts.join(' UNION ALL ')})`;
  const [row] = await connection.rows(sql).catch((error: unknown) => {
    throw error instanceof EngineError && /Catalog Error/.test(error.message) ? changed(error) : error;
  });
  // Scratch tables are the user's own and may lose rows while they are looked at.
  if (row?.n !== ids.length) throw changed();
  return String(row.page);
}

const changed = (cause?: EngineError) =>
  new EngineError('NOT_FOUND', 'The table has changed since it was opened.', { hint: 'Open it again.' }, { cause });

const cut = (cell: string) =>
  `CASE WHEN strlen(${cell}) > ${cellLimit} AND length(${cell}) > ${cellLimit} THEN left(${cell}, ${cellLimit}) || '…' ELSE ${cell} END`;

export function groupByPart(rows: Rows, ids: number[]): { part: Part; keys: number[]; places: number[] }[] {
  const groups = new Map<Part, { part: Part; keys: number[]; places: number[] }>();
  ids.forEach((id, at) => {
    const { part, key } = findRow(rows, id);
    const group = groups.get(part) ?? groups.set(part, { part, keys: [], places: [] }).get(part)!;
    group.keys.push(key);
    group.places.push(at);
  });
  return [...groups.values()];
}

/**
 * A join with a list of ids, never `rowid IN (1, 2, …)`: only a join pushes the ids into the scan (as long as there are
 * fewer than `dynamic_or_filter_threshold`), where they skip all but the 2,048-row vectors they name. On 10 million rows × 10
 * columns, 100 scattered rows: IN list 480 ms, join at the default threshold of 50 470 ms, join at 8,192 22 ms.
 */
function selectKeys(part: Part, keys: number[], places: number[], select: string[]): string {
  const first = keys[0]!;
  const isRange = keys.every((key, i) => key === first + i && places[i] === places[0]! + i);
  const [at, from] = isRange
    ? [
        `${keyOf(part)} - ${first} + ${places[0]!} AS pugmark_at`,
        `${part.relation} AS pugmark_rows WHERE ${keyOf(part)} >= ${first} AND ${keyOf(part)} < ${first + keys.length}`,
      ]
    : [
        'pugmark_at',
        `(SELECT unnest([${keys.join(',')}]::BIGINT[]) AS pugmark_id, unnest([${places.join(',')}]) AS pugmark_at) AS pugmark_ids
    JOIN ${part.relation} AS pugmark_rows ON ${keyOf(part)} = pugmark_id`,
      ];
  const join = joinVirtual(select);
  if (join === '') return `SELECT ${[at, ...select].join(', ')} FROM ${from}`;
  // The limit tells DuckDB how few rows are joined: it hashes them, not millions of marks.
  return `SELECT ${['pugmark_at', ...select].join(', ')}
    FROM (SELECT ${at}, pugmark_rows.* FROM ${from} LIMIT ${keys.length}) AS pugmark_rows${join}`;
}
