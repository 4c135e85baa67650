// Pivots with a name, kept in the case.
import { create } from 'zustand';
import { Pivot } from '../../../shared/query/pivot.ts';
import type { EngineClient } from '../../ui/engine.ts';

export type SavedPivot = { id: string; name: string; pivot: Pivot; updated: string };

/** By name. */
export const useSavedPivots = create<{ pivots: SavedPivot[] }>(() => ({ pivots: [] }));

/** Those that this version cannot read are left out, and stay in the case. */
export async function loadSavedPivots(engine: EngineClient): Promise<void> {
  const documents = await engine.documents.list({ kind: 'pivot' });
  const pivots = documents.flatMap(({ id, name, updated, body }): SavedPivot[] => {
    const read = Pivot.safeParse(body);
    return read.success ? [{ id, name, updated, pivot: read.data }] : [];
  });
  useSavedPivots.setState({ pivots: pivots.sort((a, b) => a.name.localeCompare(b.name)) });
}

/** The saved pivot of that name, ignoring case. */
export const findSaved = (name: string): SavedPivot | undefined =>
  useSavedPivots.getState().pivots.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());

/** Saves under a name; a pivot of the same name is replaced. */
export async function savePivot(engine: EngineClient, name: string, pivot: Pivot): Promise<void> {
  const id = findSaved(name)?.id ?? crypto.randomUUID();
  await engine.documents.put({ kind: 'pivot', id, name: name.trim(), body: withoutRun(pivot) });
  await loadSavedPivots(engine);
}

export async function deletePivot(engine: EngineClient, id: string): Promise<void> {
  await engine.documents.remove({ kind: 'pivot', id });
  await loadSavedPivots(engine);
}

/** A result of the console is held only while the case is open; its statement stays. */
function withoutRun(pivot: Pivot): Pivot {
  const { from } = pivot.view;
  return from.kind === 'table' ? pivot : { ...pivot, view: { ...pivot.view, from: { kind: 'sql', sql: from.sql } } };
}
