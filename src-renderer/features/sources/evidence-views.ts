// The rows behind each number of an account, as Views on the case's own tables.
import type { LoadSummary } from '../../../shared/contract/loads.ts';
import { freshView } from '../../../shared/query/fresh-view.ts';
import type { Filter, Scalar, View } from '../../../shared/query/view.ts';
import type { EngineClient } from '../../ui/engine.ts';
import { useTables } from '../../ui/tables.ts';
import type { TermId } from './account-words.ts';

type Place = { view: View; title: string };

const isOne = (column: string, value: Scalar): Filter => ({
  id: `account-${column}`,
  column: { column, path: [] },
  negated: false,
  enabled: true,
  op: 'in',
  values: [value],
});

function viewOf(table: string, where: Filter[]): View {
  const { tables } = useTables.getState();
  return { ...freshView(tables.find(({ name }) => name === table) ?? { name: table, timeColumn: null }), where };
}

/** The place a number leads to; null when the load left nothing to look at. */
export async function placeBehind(engine: EngineClient, load: LoadSummary, id: TermId): Promise<Place | null> {
  const ofLoad = isOne('load_id', load.loadId);
  const name = `load ${load.loadId}`;
  if (id === 'found' || id === 'records') return { view: viewOf('evidence', [ofLoad]), title: `Files of ${name}` };
  if (id === 'loaded' || id === 'partly' || id === 'skipped' || id === 'failed')
    return { view: viewOf('evidence', [ofLoad, isOne('outcome', id)]), title: `Files of ${name}: ${id}` };
  const range = await evidenceRange(engine, load.loadId);
  if (range === null) return null;
  if (id === 'rows') {
    const [largest] = Object.entries(load.tables).sort(([, a], [, b]) => b - a);
    return largest ? { view: viewOf(largest[0], [range]), title: `${largest[0]} of ${name}` } : null;
  }
  return { view: viewOf(id, [range]), title: `${id === 'rejects' ? 'Rejects' : 'Duplicates'} of ${name}` };
}

/** The rows that a load put into one table. */
export async function rowsOfTable(engine: EngineClient, loadId: number, table: string): Promise<Place | null> {
  const range = await evidenceRange(engine, loadId);
  return range && { view: viewOf(table, [range]), title: `${table} of load ${loadId}` };
}

/** Loads run one at a time, so the evidence ids of one stand in a row: first and last say them all. */
async function evidenceRange(engine: EngineClient, loadId: number): Promise<Filter | null> {
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
  const view: View = { ...viewOf('evidence', [isOne('load_id', loadId)]), sort: [{ column, descending }] };
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
