// Views on the case's own tables, as the numbers of an account lead to them.
import { freshView } from '../../../shared/query/fresh-view.ts';
import type { Filter, Scalar, View } from '../../../shared/query/view.ts';
import type { EngineClient } from '../engine.ts';
import { useTables } from '../tables.ts';

/** What a grid tab is opened with. */
export type GridPlace = { view: View; title: string };

export const isOneOf = (column: string, ...values: Scalar[]): Filter => ({
  id: `account-${column}`,
  column: { column, path: [] },
  negated: false,
  enabled: true,
  op: 'in',
  values,
});

export function viewOf(table: string, where: Filter[]): View {
  const { tables } = useTables.getState();
  return { ...freshView(tables.find(({ name }) => name === table) ?? { name: table, timeColumn: null }), where };
}

/** The rows that a load put into one table; null: it left none. */
export async function rowsOfTable(engine: EngineClient, loadId: number, table: string): Promise<GridPlace | null> {
  const range = await evidenceRange(engine, loadId);
  return range && { view: viewOf(table, [range]), title: `${table} of load ${loadId}` };
}

/** Loads run one at a time, so the evidence ids of one stand in a row: first and last say them all. */
export async function evidenceRange(engine: EngineClient, loadId: number): Promise<Filter | null> {
  const [first, last] = await Promise.all([edgeId(engine, loadId, false), edgeId(engine, loadId, true)]);
  if (first === null || last === null) return null;
  return {
    id: 'account-evidence',
    column: { column: 'evidence_id', path: [] },
    negated: false,
    enabled: true,
    op: 'range',
    from: first,
    to: last,
    includeTo: true,
  };
}

async function edgeId(engine: EngineClient, loadId: number, descending: boolean): Promise<number | null> {
  const column = { column: 'evidence_id', path: [] };
  const view: View = { ...viewOf('evidence', [isOneOf('load_id', loadId)]), sort: [{ column, descending }] };
  let viewId: string | null = null;
  for await (const state of await engine.views.open({ view })) viewId = state.viewId;
  if (viewId === null) return null;
  try {
    const page = await engine.views.page({ viewId, offset: 0, limit: 1, columns: [column] });
    const rows = JSON.parse(page.rows) as (string | null)[][];
    const id = rows[0]?.[0];
    return id === undefined || id === null ? null : Number(id);
  } finally {
    await engine.views.close({ viewId });
  }
}
