// Which rules matched the requests of an entity, as far as they have been run.
import type { ItemList } from '../../../../shared/contract/entities.ts';
import type { View } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import type { EngineState } from '../../engine-state.ts';
import { findPlace } from '../compile/place.ts';
import { withMatched } from '../views/matched.ts';
import { column, measures, noItems, toItem, toList } from './items.ts';

const rules = column('rules');

/** The busiest first. */
export async function readRulesHit(
  state: EngineState,
  connection: Connection,
  view: View,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<ItemList> {
  if ((await connection.value('SELECT 1 FROM logs.main.finding_hits LIMIT 1')) === null) return noItems;
  const rows = await withMatched(state, connection, view, signal, ({ source, select }) =>
    connection.rows(
      `SELECT *, count(*) OVER () AS of FROM (
         SELECT k0, ${measures} FROM (
           SELECT t, code, unnest(names) AS k0 FROM (${select(['eventtime AS t', 'errorcode AS code', `${findPlace(source, rules).sql} AS names`])}))
         GROUP BY k0)
       ORDER BY n DESC, k0 LIMIT ${limit}`,
      { signal },
    ),
  );
  return toList(rows, (row) => ({ ...toItem(row, view, [[rules, row.k0]]), entity: null }));
}
