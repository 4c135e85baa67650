// Layouts as documents of the case: saved by name per table, and the last one used, which a fresh grid takes up again.
import type { Document } from '../../../../shared/contract/documents.ts';
import type { Source } from '../../../../shared/query/view.ts';
import type { EngineClient } from '../../../ui/engine.ts';
import { Layout } from './layout.ts';

export type SavedLayout = { id: string; name: string; layout: Layout };

const lastId = (table: string) => `last/${table}`;
const namedId = (table: string, name: string) => `named/${table}/${name}`;

/** The table that layouts of a source belong to; null for SQL results, whose columns are the statement's. */
export const layoutTable = (source: Source): string | null => (source.kind === 'table' ? source.table : null);

function readLayout(document: Document): Layout | null {
  const read = Layout.safeParse(document.body);
  return read.success ? read.data : null;
}

/** Layouts of one table by name, and the last one used. Documents that are none are left out. */
export async function readLayouts(
  engine: EngineClient,
  table: string,
): Promise<{ last: Layout | null; saved: SavedLayout[] }> {
  const documents = await engine.documents.list({ kind: 'layout' });
  const mine = documents.flatMap((document) => {
    const layout = readLayout(document);
    return layout?.table === table ? [{ id: document.id, name: document.name, layout }] : [];
  });
  const last = mine.find(({ id }) => id === lastId(table))?.layout ?? null;
  const saved = mine.filter(({ id }) => id !== lastId(table)).sort((a, b) => a.name.localeCompare(b.name));
  return { last, saved };
}

/** Saving under a name that is there replaces it. */
export async function saveLayout(engine: EngineClient, name: string, layout: Layout): Promise<void> {
  await engine.documents.put({ kind: 'layout', id: namedId(layout.table, name), name, body: layout });
}

export async function rememberLayout(engine: EngineClient, layout: Layout): Promise<void> {
  await engine.documents.put({ kind: 'layout', id: lastId(layout.table), name: '', body: layout });
}

export async function removeLayout(engine: EngineClient, id: string): Promise<void> {
  await engine.documents.remove({ kind: 'layout', id });
}
