// Two ranges of time side by side: which values of a column are new, stopped, grew or shrank, counted in one scan for all columns.
import type { ChangeKind, ClosedRange, Comparison } from '../../../../shared/contract/charts.ts';
import type { ColumnRef, View } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { EngineError } from '../../engine-error.ts';
import type { EngineState } from '../../engine-state.ts';
import { parseInstant } from '../compile/literal.ts';
import { findPlace, type Place } from '../compile/place.ts';
import { textOf } from '../compile/value-text.ts';
import { withMatched } from '../views/matched.ts';
import { groupEach, groupedPlace, isOf } from './facets-count.ts';
import { timeOf } from './histogram-times.ts';

export type CompareInput = { view: View; before: ClosedRange; after: ClosedRange; columns: ColumnRef[]; limit: number };

const kinds: ChangeKind[] = ['new', 'stopped', 'grew', 'shrank', 'same'];

export async function compareRanges(
  state: EngineState,
  connection: Connection,
  { view, before, after, columns, limit }: CompareInput,
  signal: AbortSignal | undefined,
): Promise<Comparison> {
  const began = performance.now();
  const { time: _time, ...others } = view;
  const [earlier, later] = [readRange(before), readRange(after)];
  return await withMatched(state, connection, others, signal, async ({ source, select }) => {
    const places = columns.map((column) => groupedPlace(findPlace(source, column)));
    const t = timeOf(source);
    const isIn = ({ from, to }: ReadRange) => `${t} >= TIMESTAMP '${from}' AND ${t} < TIMESTAMP '${to}'`;
    const marks = [`(${isIn(earlier)}) AS b`, `(${isIn(later)}) AS a`, `${t} AS t`];
    const items = places.map(({ sql }, i) => `${sql} AS c${i}`);
    const rows = `SELECT * FROM (${select([...items, ...marks])}) WHERE a OR b`;
    const counts = ', count(*) FILTER (WHERE b) AS b, count(*) FILTER (WHERE a) AS a, min(t) FILTER (WHERE a) AS first';
    const found = await connection.rows(
      `WITH counted AS MATERIALIZED (${groupEach(rows, columns.length, counts)})
       ${places.map((place, i) => `(${rank(place, i, columns.length, limit, earlier.ms, later.ms)})`).join(' UNION ALL ')}
       ORDER BY i, place`,
      { signal },
    );
    const sums = found.find(({ i }) => Number(i) === 0);
    return {
      before: Number(sums?.all_before ?? 0),
      after: Number(sums?.all_after ?? 0),
      columns: columns.map((column, at) => ({
        column,
        changes: kinds.flatMap((kind) => {
          const mine = found.filter(({ i, change }) => Number(i) === at && change === kind);
          if (mine.length === 0) return [];
          const values = mine.map(({ value, b, a, first }) => ({
            value: value === null ? null : String(value),
            before: Number(b),
            after: Number(a),
            first: first === null ? null : String(first),
          }));
          return [{ kind, distinct: Number(mine[0]!.distinct_values), values }];
        }),
      })),
      elapsedMs: performance.now() - began,
    };
  });
}

/** `from` and `to` as DuckDB reads them. */
type ReadRange = { from: string; to: string; ms: number };

function readRange({ from, to }: ClosedRange): ReadRange {
  const [first, end] = [parseInstant(from), parseInstant(to)];
  if (first === null || end === null)
    throw new EngineError('INVALID', `“${first === null ? from : to}” is no time such as 2024-01-31T18:00:00Z.`);
  const ms = Date.parse(`${end.replace(' ', 'T')}Z`) - Date.parse(`${first.replace(' ', 'T')}Z`);
  if (!(ms > 0)) throw new EngineError('INVALID', `The range from ${from} to ${to} is empty.`);
  return { from: first, to: end, ms };
}

/** The values of column `i`: most rows first among the new and the stopped, the largest change of rows per time among others. */
function rank(place: Place, i: number, columns: number, limit: number, msBefore: number, msAfter: number): string {
  // Whole numbers, so that equal rates are equal.
  const [rateBefore, rateAfter] = [`b::HUGEINT * ${msAfter}`, `a::HUGEINT * ${msBefore}`];
  return `SELECT ${i} AS i, ${textOf({ sql: 'v', type: place.type })} AS value, b, a, change, place, distinct_values, all_before, all_after,
      ${textOf({ sql: 'first', type: { base: 'scalar', text: 'TIMESTAMP', name: 'TIMESTAMP' } })} AS first
    FROM (SELECT *, row_number() OVER (PARTITION BY change ORDER BY abs(${rateAfter} - (${rateBefore})) DESC, v NULLS LAST) AS place,
        count(*) OVER (PARTITION BY change) AS distinct_values, sum(b) OVER () AS all_before, sum(a) OVER () AS all_after
      FROM (SELECT c${i} AS v, b, a, first, CASE WHEN b = 0 THEN 'new' WHEN a = 0 THEN 'stopped'
          WHEN ${rateAfter} > ${rateBefore} THEN 'grew' WHEN ${rateAfter} < ${rateBefore} THEN 'shrank' ELSE 'same' END AS change
        FROM counted WHERE ${isOf(i, columns)}))
    WHERE place <= ${limit}`;
}
