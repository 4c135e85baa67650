// Views that were saved by name, as documents of the case. Grid, notebook and palette offer the same ones.
import { create } from 'zustand';
import { View } from '../../shared/query/view.ts';
import type { EngineClient } from './engine.ts';
import { trackSave } from './saves.ts';

export type SavedView = { id: string; name: string; view: View; updated: string };

export const useSavedViews = create<{ views: SavedView[] }>(() => ({ views: [] }));

/** By name. Documents that this version cannot read are left out. */
export async function refreshViews(engine: EngineClient): Promise<SavedView[]> {
  const documents = await engine.documents.list({ kind: 'view' });
  const views = documents.flatMap(({ id, name, body, updated }) => {
    const read = View.safeParse(body);
    return read.success ? [{ id, name, view: read.data, updated }] : [];
  });
  views.sort((a, b) => a.name.localeCompare(b.name));
  useSavedViews.setState({ views });
  return views;
}

/** @param id of the saved view that it takes the place of */
export async function saveView(engine: EngineClient, name: string, view: View, id?: string): Promise<void> {
  await trackSave(engine.documents.put({ kind: 'view', id: id ?? crypto.randomUUID(), name, body: view }));
  await refreshViews(engine);
}

export async function removeView(engine: EngineClient, id: string): Promise<void> {
  await trackSave(engine.documents.remove({ kind: 'view', id }));
  await refreshViews(engine);
}

/** `Name copy`, `Name copy 2`, … */
export function copyName(name: string, taken: string[]): string {
  for (let n = 1; ; n++) {
    const copy = `${name} copy${n === 1 ? '' : ` ${n}`}`;
    if (!taken.includes(copy)) return copy;
  }
}
