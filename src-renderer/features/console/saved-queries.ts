// Queries with a name, kept in the case.
import { z } from 'zod';
import { create } from 'zustand';
import type { EngineClient } from '../../ui/engine.ts';

const QueryBody = z.object({ sql: z.string() });

export type SavedQuery = { id: string; name: string; sql: string; updated: string };

/** By name. */
export const useSavedQueries = create<{ queries: SavedQuery[] }>(() => ({ queries: [] }));

export async function loadSavedQueries(engine: EngineClient): Promise<void> {
  const documents = await engine.documents.list({ kind: 'query' });
  const queries = documents.flatMap((document): SavedQuery[] => {
    const body = QueryBody.safeParse(document.body);
    return body.success ? [{ id: document.id, name: document.name, updated: document.updated, ...body.data }] : [];
  });
  useSavedQueries.setState({ queries: queries.sort((a, b) => a.name.localeCompare(b.name)) });
}

/** The saved query of that name, ignoring case. */
export function findSaved(name: string): SavedQuery | undefined {
  return useSavedQueries.getState().queries.find((query) => query.name.toLowerCase() === name.trim().toLowerCase());
}

/** Saves under a name; a query of the same name is replaced. */
export async function saveQuery(engine: EngineClient, name: string, sql: string): Promise<void> {
  const id = findSaved(name)?.id ?? crypto.randomUUID();
  await engine.documents.put({ kind: 'query', id, name: name.trim(), body: { sql } });
  await loadSavedQueries(engine);
}

export async function renameQuery(engine: EngineClient, query: SavedQuery, name: string): Promise<void> {
  await engine.documents.put({ kind: 'query', id: query.id, name: name.trim(), body: { sql: query.sql } });
  await loadSavedQueries(engine);
}

export async function deleteQuery(engine: EngineClient, query: SavedQuery): Promise<void> {
  await engine.documents.remove({ kind: 'query', id: query.id });
  await loadSavedQueries(engine);
}
