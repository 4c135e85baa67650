// The rows behind each number of a load's account, as Views on the case's own tables.
import type { LoadSummary } from '../../../shared/contract/loads.ts';
import type { EngineClient } from '../../ui/engine.ts';
import { evidenceRange, type GridPlace, isOneOf, viewOf } from '../../ui/evidence/table-views.ts';
import type { TermId } from './account-words.ts';

/** The place a number leads to; null when the load left nothing to look at. */
export async function placeBehind(engine: EngineClient, load: LoadSummary, id: TermId): Promise<GridPlace | null> {
  const ofLoad = isOneOf('load_id', load.loadId);
  const name = `load ${load.loadId}`;
  if (id === 'found' || id === 'records') return { view: viewOf('evidence', [ofLoad]), title: `Files of ${name}` };
  if (id === 'loaded' || id === 'partly' || id === 'skipped' || id === 'failed')
    return { view: viewOf('evidence', [ofLoad, isOneOf('outcome', id)]), title: `Files of ${name}: ${id}` };
  const range = await evidenceRange(engine, load.loadId);
  if (range === null) return null;
  if (id === 'rows') {
    const [largest] = Object.entries(load.tables).sort(([, a], [, b]) => b - a);
    return largest ? { view: viewOf(largest[0], [range]), title: `${largest[0]} of ${name}` } : null;
  }
  return { view: viewOf(id, [range]), title: `${id === 'rejects' ? 'Rejects' : 'Duplicates'} of ${name}` };
}
