// Where in a view a time is: the row to scroll to.

import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import { comparisonOf, parseInstant } from '../compile/literal.ts';
import { findPlace, type Place } from '../compile/place.ts';
import { textOf } from '../compile/value-text.ts';
import { inTable } from './find-rows.ts';
import { readCells } from './page.ts';
import type { RowIndex } from './row-index.ts';
import { selectPart } from './rows.ts';

/** Rows looked at per round: 10 million rows take 4 rounds of one page read each. */
const fanOut = 64;

/**
 * Index of the first row at or after `time`, going down the view when it is sorted by time (going down a newest-first view,
 * the first row at or before it), else of the row that is nearest after it. Null when there is none.
 */
export async function locateTime(connection: Connection, index: RowIndex, time: string): Promise<number | null> {
  const { source, view } = index;
  if (source.timeColumn === null) throw new EngineError('INVALID', `${source.name} has no time column.`);
  const ref = { column: source.timeColumn, path: [] };
  const place = findPlace(source, ref);
  const wanted = parseInstant(time);
  if (wanted === null) throw new EngineError('INVALID', `“${time}” is no time.`, { at: place.label });
  const [first] = view.sort;
  const byTime = first?.column.path.length === 0 && first.column.column.toLowerCase() === ref.column.toLowerCase();
  return byTime
    ? await searchSorted(connection, index, ref, wanted, first.descending)
    : await searchNearest(connection, index, place, wanted);
}

/** Comparable text: the fraction filled up, since `.5Z` and `.25Z` do not compare as text. */
const comparable = (instant: string) => {
  const [seconds, fraction = ''] = instant.replace('T', ' ').replace(/Z$/, '').split('.');
  return `${seconds}.${fraction.padEnd(9, '0')}`;
};

async function searchSorted(
  connection: Connection,
  { source, rows, found }: RowIndex,
  ref: { column: string; path: string[] },
  wanted: string,
  descending: boolean,
): Promise<number | null> {
  // Rows without a time come last in both directions and count as behind everything.
  const isThere = (cell: string | null) =>
    cell === null || (descending ? comparable(cell) <= comparable(wanted) : comparable(cell) >= comparable(wanted));
  let low = 0;
  let high = found.matched; // The answer is in [low, high]; high itself is known to be there, or is the end.
  let cellAtHigh: string | null = null;
  while (low < high) {
    const step = Math.max(1, Math.ceil((high - low) / fanOut));
    const places = Array.from({ length: Math.ceil((high - low) / step) }, (_, i) => low + i * step);
    const ids = await readScattered(connection, found, places);
    const cells = JSON.parse(await readCells(connection, source, rows, ids, [ref], { whole: true })) as [
      string | null,
    ][];
    const at = cells.findIndex(([cell]) => isThere(cell));
    if (at < 0) {
      low = places.at(-1)! + 1;
    } else {
      high = places[at]!;
      cellAtHigh = cells[at]![0];
      if (at > 0) low = places[at - 1]! + 1;
      else break;
    }
  }
  return high >= found.matched || cellAtHigh === null ? null : high;
}

async function readScattered(connection: Connection, found: RowIndex['found'], places: number[]): Promise<number[]> {
  if (found.table === null) return places.flatMap((place) => (found.head ? [found.head[place]!] : [place]));
  const rows = await connection.rows(
    `SELECT CAST(t.id AS BIGINT) AS id FROM work.main.${found.table} AS t JOIN (SELECT unnest([${places.join(',')}]::BIGINT[]) AS place) ON t.rowid = place ORDER BY place`,
  );
  return rows.map((row) => Number(row.id));
}

async function searchNearest(
  connection: Connection,
  { rows, found }: RowIndex,
  place: Place,
  wanted: string,
): Promise<number | null> {
  const { sql, bound } = comparisonOf(place, textOf(place));
  const later = `${sql} >= ${bound(wanted).literal}`;
  const among = found.table === null ? () => [] : inTable(rows, found.table);
  const parts = rows.parts.map((part) => selectPart(part, [`${sql} AS t`], [later, ...among(part)], 0, part.rows));
  if (parts.length === 0) return null;
  const id = await connection.value(`SELECT id FROM (${parts.join(' UNION ALL ')}) ORDER BY t, id LIMIT 1`);
  if (id === null || (found.table === null && found.head === null)) return id === null ? null : Number(id);
  if (found.head) return found.head.indexOf(Number(id));
  const at = await connection.value(
    `SELECT min(rowid) FROM work.main.${found.table} WHERE id = ${quoteLiteral(Number(id))}`,
  );
  return at === null ? null : Number(at);
}
