// What was run in this case: kept in the case itself, the latest 1,000 runs.
import { z } from 'zod';
import { create } from 'zustand';
import type { EngineClient } from '../../ui/engine.ts';
import { summarise } from './statements.ts';

const HistoryBody = z.object({
  sql: z.string(),
  /** ISO 8601 UTC. */
  started: z.string(),
  /** Rows of all results, null when the run gave none. */
  rows: z.number().nullable(),
  elapsedMs: z.number(),
  /** The error's message, `Cancelled`, or null. */
  error: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof HistoryBody> & { id: string };

export const historyLimit = 1000;

type HistoryState = { entries: HistoryEntry[] };

/** Newest first. One list for all consoles of the window. */
export const useHistory = create<HistoryState>(() => ({ entries: [] }));

export async function loadHistory(engine: EngineClient): Promise<void> {
  const documents = await engine.documents.list({ kind: 'history', limit: historyLimit * 2 });
  const entries = documents.flatMap((document): HistoryEntry[] => {
    const body = HistoryBody.safeParse(document.body);
    return body.success ? [{ id: document.id, ...body.data }] : [];
  });
  entries.sort((a, b) => b.started.localeCompare(a.started) || b.id.localeCompare(a.id));
  useHistory.setState({ entries: await dropOldest(engine, entries) });
}

export async function addToHistory(engine: EngineClient, entry: Omit<HistoryEntry, 'id'>): Promise<void> {
  const id = `${entry.started}-${Math.random().toString(36).slice(2, 8)}`;
  await engine.documents.put({ kind: 'history', id, name: summarise(entry.sql, 80) || 'SQL', body: entry });
  useHistory.setState({ entries: await dropOldest(engine, [{ id, ...entry }, ...useHistory.getState().entries]) });
}

export async function clearHistory(engine: EngineClient): Promise<void> {
  await remove(engine, await engine.documents.list({ kind: 'history', limit: historyLimit * 2 }));
  useHistory.setState({ entries: [] });
}

async function dropOldest(engine: EngineClient, entries: HistoryEntry[]): Promise<HistoryEntry[]> {
  await remove(engine, entries.slice(historyLimit));
  return entries.slice(0, historyLimit);
}

async function remove(engine: EngineClient, entries: { id: string }[]): Promise<void> {
  for (const { id } of entries) await engine.documents.remove({ kind: 'history', id });
}

/** Entries that hold every word of `words`, in the SQL or the error. */
export function searchHistory(entries: HistoryEntry[], words: string): HistoryEntry[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const text = `${entry.sql} ${entry.error ?? ''}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
