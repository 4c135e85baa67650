// The tables of the open case with their row counts, read again whenever the data grows.
import { create } from 'zustand';
import type { TableInfo } from '../../shared/contract/views.ts';
import type { EngineClient } from './engine.ts';

type Tables = { tables: TableInfo[]; loaded: boolean };

export const useTables = create<Tables>(() => ({ tables: [], loaded: false }));

let asked = 0;

/** Reads the list; when several reads overlap the newest answer wins. */
export async function refreshTables(engine: EngineClient): Promise<TableInfo[]> {
  const ask = ++asked;
  const tables = await engine.views.tables();
  if (ask === asked) useTables.setState({ tables, loaded: true });
  return tables;
}

export function forgetTables(): void {
  asked++;
  useTables.setState({ tables: [], loaded: false });
}
