// Which panel stands open at the side of a grid, and how wide: the case remembers it per table, and once for all results of SQL.
import { z } from 'zod';
import type { Source } from '../../../shared/query/view.ts';
import type { EngineClient } from '../../ui/engine.ts';

export const DockName = z.enum(['record', 'columns', 'facets', 'compare']);
export type DockName = z.infer<typeof DockName>;

/** CSS pixels. */
export const [narrowestDock, widestDock] = [240, 1100];

/** `open` null: none. */
export const KeptDock = z.object({
  open: DockName.nullable(),
  width: z.number().min(narrowestDock).max(widestDock),
});
export type KeptDock = z.infer<typeof KeptDock>;

export const usualDock: KeptDock = { open: null, width: 400 };

const place = (source: Source) =>
  ({ kind: 'setting', id: source.kind === 'table' ? `dock/${source.table}` : 'dock' }) as const;

/** As the last grid of the source was left; what is kept and no longer understood counts as not kept. */
export async function readDock(engine: EngineClient, source: Source): Promise<KeptDock> {
  const { kind, id } = place(source);
  const kept = (await engine.documents.list({ kind })).find((document) => document.id === id);
  const read = KeptDock.safeParse(kept?.body);
  return read.success ? read.data : usualDock;
}

export async function keepDock(engine: EngineClient, source: Source, dock: KeptDock): Promise<void> {
  await engine.documents.put({ ...place(source), name: '', body: dock });
}
