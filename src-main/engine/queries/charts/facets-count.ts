// Facets of several columns over the same rows, in one scan: a GROUPING SETS with one set for each column, from whose groups
// all figures of a column are taken.
import { type Facet, type FacetBin, facetBins } from '../../../../shared/contract/charts.ts';
import type { ColumnRef, View } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import type { EngineState } from '../../engine-state.ts';
import { kindOf } from '../compile/column-type.ts';
import { findPlace, type Place } from '../compile/place.ts';
import { textOf } from '../compile/value-text.ts';
import { withMatched } from '../views/matched.ts';

export async function countFacets(
  state: EngineState,
  connection: Connection,
  view: View,
  columns: ColumnRef[],
  top: number,
  signal: AbortSignal | undefined,
): Promise<Omit<Facet, 'ownFilter'>[]> {
  const began = performance.now();
  return await withMatched(state, connection, view, signal, async ({ source, select }) => {
    const places = columns.map((column) => groupedPlace(findPlace(source, column)));
    const items = places.map(({ sql }, i) => `${sql} AS c${i}`);
    const rows = await connection.rows(
      `WITH counted AS MATERIALIZED (${groupEach(select(items), columns.length)})
       ${places.map((place, i) => `(${summarise(place, i, columns.length, top)})`).join(' UNION ALL ')}`,
      { signal },
    );
    const byColumn = new Map(rows.map((row) => [Number(row.i), row]));
    return columns.map((column, i) => {
      const row = byColumn.get(i)!;
      const values = readJson<{ value: string | null; n: string | number }[]>(row.top) ?? [];
      return {
        column,
        kind: kindOf(findPlace(source, column).type),
        rows: Number(row.total),
        missing: Number(row.missing),
        distinct: Number(row.kinds),
        values: values.map(({ value, n }) => ({ value, count: -Number(n) })),
        least: row.least === null ? null : String(row.least),
        greatest: row.greatest === null ? null : String(row.greatest),
        bins: readBins(row.bins),
        elapsedMs: performance.now() - began,
      };
    });
  });
}

const readJson = <T>(cell: unknown): T | null => (typeof cell === 'string' ? (JSON.parse(cell) as T) : null);

function readBins(cell: unknown): FacetBin[] | null {
  const found = readJson<{ bin: string | number; n: string | number; least: string; greatest: string }[]>(cell);
  if (!found) return null;
  const bins = Array.from({ length: facetBins }, (): FacetBin => ({ rows: 0, least: null, greatest: null }));
  for (const { bin, n, least, greatest } of found) bins[Number(bin)] = { rows: Number(n), least, greatest };
  return bins;
}

/** What is nested is grouped by its text, as value lists show it; the rest as it is, which is quicker. */
export function groupedPlace(place: Place): Place {
  if (place.type.base === 'scalar') return place;
  return { ...place, sql: textOf(place), type: { base: 'scalar', text: 'VARCHAR', name: 'VARCHAR' } };
}

/** One group for each value of each of `c0`, `c1` …; `g` says of which (see `isOf`). @param more further items, from a comma */
export function groupEach(rows: string, columns: number, more = ', count(*) AS n'): string {
  const names = Array.from({ length: columns }, (_, i) => `c${i}`);
  return `SELECT grouping_id(${names.join(', ')}) AS g, ${names.join(', ')}${more} FROM (${rows})
    GROUP BY GROUPING SETS (${names.map((name) => `(${name})`).join(', ')})`;
}

/** Condition for the groups of column `i`: its bit alone is 0. */
export const isOf = (i: number, columns: number): string =>
  `g = ${(1n << BigInt(columns)) - 1n - (1n << BigInt(columns - 1 - i))}`;

function summarise(place: Place, i: number, columns: number, top: number): string {
  const { type } = place;
  const groups = `(SELECT c${i} AS v, n FROM counted WHERE ${isOf(i, columns)})`;
  const measure = measureOf(place);
  const end = (call: string) => (measure ? `${call}(v) FILTER (WHERE ${measure.usable})` : 'NULL');
  const endText = (sql: string) => (measure ? textOf({ sql, type }) : 'NULL');
  return `SELECT ${i} AS i, total, missing, kinds, ${endText('least')} AS least, ${endText('greatest')} AS greatest,
      list_transform(top, lambda one: {value: ${textOf({ sql: 'one.v', type })}, n: one.n}) AS top,
      ${measure ? binsOf(groups, measure, type) : 'NULL'} AS bins
    FROM (SELECT coalesce(sum(n), 0) AS total, coalesce(sum(n) FILTER (WHERE v IS NULL), 0) AS missing, count(v) AS kinds,
      ${end('min')} AS least, ${end('max')} AS greatest, min({n: -n, v: v}, ${top}) AS top FROM ${groups})`;
}

/** Half a number for the place's value in `v` (a double holds twice the distance of any two), and which values have one. */
function measureOf({ type }: Place): { sql: string; usable: string } | null {
  if (type.base !== 'scalar') return null;
  if (kindOf(type) === 'time')
    return {
      sql: 'CAST(epoch_us(CAST(v AS TIMESTAMP)) AS DOUBLE) / 2',
      usable: 'v IS NOT NULL AND isfinite(CAST(v AS TIMESTAMP))',
    };
  if (kindOf(type) !== 'number') return null;
  const isFloat = type.name === 'DOUBLE' || type.name === 'FLOAT';
  return { sql: 'CAST(v AS DOUBLE) / 2', usable: isFloat ? 'v IS NOT NULL AND isfinite(v)' : 'v IS NOT NULL' };
}

function binsOf(groups: string, { sql, usable }: { sql: string; usable: string }, type: Place['type']): string {
  const measured = `SELECT v, ${sql} AS m, n FROM ${groups} WHERE ${usable}`;
  const text = (value: string) => textOf({ sql: value, type });
  return `(SELECT list({bin: bin, n: n, least: ${text('least')}, greatest: ${text('greatest')}}) FROM (
      SELECT CAST(least(${facetBins - 1}, floor((m - low) / (high - low) * ${facetBins})) AS INTEGER) AS bin, sum(n) AS n,
        min(v) AS least, max(v) AS greatest
      FROM (${measured}), (SELECT min(m) AS low, max(m) AS high FROM (${measured})) WHERE high > low GROUP BY bin))`;
}
