// A view as the SQL that shows its rows, and how many there are.
import type { View } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import type { EngineState } from '../../engine-state.ts';
import { resolveSource } from '../catalog/source.ts';
import { describeView } from '../compile/compile.ts';
import { withMatched } from '../views/matched.ts';

/** @throws whatever a view over a table that is gone, or a statement that does not run, throws */
export function countView(
  state: EngineState,
  connection: Connection,
  view: View,
  signal: AbortSignal | undefined,
): Promise<{ sql: string; count: number }> {
  return withMatched(state, connection, view, signal, async ({ source, select }) => ({
    sql: describeView(source, view),
    count: Number(await connection.value(`SELECT count(*) FROM (${select(['1 AS one'])})`, { signal })),
  }));
}

/** The SQL alone, of a view whose rows are counted already. */
export async function viewSql(state: EngineState, connection: Connection, view: View): Promise<string> {
  return describeView(await resolveSource(state, connection, view.from), view);
}
