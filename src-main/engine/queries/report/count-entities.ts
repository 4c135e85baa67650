// What the whole case knows of many entities of one kind, in one scan of their rows.
import { addFilter } from '../../../../shared/query/edit.ts';
import type { ColumnRef, View } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import type { EngineState } from '../../engine-state.ts';
import { findPlace } from '../compile/place.ts';
import { measures } from '../entities/items.ts';
import { withMatched } from '../views/matched.ts';

/** Times are ISO UTC. `apis`: the most frequent first. */
export type EntityCount = {
  count: number;
  errors: number;
  first: string | null;
  last: string | null;
  apis: { name: string; count: number }[];
};

const events: View = { from: { kind: 'table', table: 'cloudtrail' }, where: [], sort: [] };

/** By value. @param column that has the values */
export async function countEntities(
  state: EngineState,
  connection: Connection,
  column: ColumnRef,
  values: string[],
  signal: AbortSignal,
): Promise<Map<string, EntityCount>> {
  const view = addFilter(events, { op: 'in', column, values, negated: false, enabled: true });
  const rows = await withMatched(state, connection, view, signal, ({ source, select }) => {
    const scan = select([
      `${findPlace(source, column).sql} AS value`,
      'eventname AS api',
      'eventtime AS t',
      'errorcode AS code',
    ]);
    return connection.rows(
      `SELECT CAST(value AS VARCHAR) AS value, api, ${measures} FROM (${scan}) GROUP BY ALL ORDER BY n DESC, api`,
      { signal },
    );
  });
  const counts = new Map<string, EntityCount>();
  for (const row of rows) {
    const key = String(row.value);
    const one = counts.get(key) ?? { count: 0, errors: 0, first: null, last: null, apis: [] };
    counts.set(key, one);
    one.count += Number(row.n);
    one.errors += Number(row.errors);
    if (row.api !== null) one.apis.push({ name: String(row.api), count: Number(row.n) });
    const [first, last] = [row.first, row.last].map((cell) => (cell == null ? null : String(cell)));
    if (first && (one.first === null || first < one.first)) one.first = first;
    if (last && (one.last === null || last > one.last)) one.last = last;
  }
  return counts;
}
