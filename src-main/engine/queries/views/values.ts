// Distinct values of a column with their counts, under the other filters of the view: the value list of a column filter.
import { type ColumnRef, isOnColumn, type View } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import type { EngineState } from '../../engine-state.ts';
import { findPlace } from '../compile/place.ts';
import { textOf } from '../compile/value-text.ts';
import { withMatched } from './matched.ts';

export type ValueList = { values: { value: string | null; count: number }[]; distinct: number };

export async function listValues(
  state: EngineState,
  connection: Connection,
  input: { view: View; column: ColumnRef; search: string; limit: number },
  signal?: AbortSignal,
): Promise<ValueList> {
  const others = {
    ...input.view,
    where: input.view.where.filter((filter) => !isOnColumn(filter, input.column)),
  };
  return await withMatched(state, connection, others, signal, async ({ source, select }) => {
    const place = findPlace(source, input.column);
    // Values are grouped as they are and become text afterwards, once per distinct value.
    const text = textOf({ sql: 'v', type: place.type });
    const having = input.search === '' ? '' : `WHERE contains(lower(${text}), lower(${quoteLiteral(input.search)}))`;
    const rows = await connection.rows(
      `SELECT value, n, count(*) OVER () AS distinct_values FROM (
         SELECT ${text} AS value, sum(n) AS n FROM (
           SELECT v, count(*) AS n FROM (${select([`${place.sql} AS v`])}) GROUP BY v)
         ${having} GROUP BY 1)
       ORDER BY n DESC, value NULLS LAST LIMIT ${input.limit}`,
      { signal },
    );
    return {
      values: rows.map((row) => ({ value: row.value === null ? null : String(row.value), count: Number(row.n) })),
      distinct: Number(rows[0]?.distinct_values ?? 0),
    };
  });
}
