// History and saved queries, kept in a real case.
import { createRouterClient } from '@orpc/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentRoutes } from '../../../src-main/engine/cases/documents.ts';
import type { OpenCase } from '../../../src-main/engine/engine-state.ts';
import {
  addToHistory,
  clearHistory,
  historyLimit,
  loadHistory,
  useHistory,
} from '../../../src-renderer/features/console/history.ts';
import {
  deleteQuery,
  findSaved,
  loadSavedQueries,
  renameQuery,
  saveQuery,
  useSavedQueries,
} from '../../../src-renderer/features/console/saved-queries.ts';
import type { EngineClient } from '../../../src-renderer/ui/engine.ts';
import { openTestCase, stateOf } from '../../engine/support/case.ts';

let open: OpenCase;
let engine: EngineClient;
beforeAll(async () => {
  open = await openTestCase();
  // The console asks nothing else of the engine here.
  engine = { documents: createRouterClient(documentRoutes(stateOf(open))) } as EngineClient;
});

const entry = (n: number) => ({
  sql: `SELECT ${n}`,
  started: new Date(Date.UTC(2026, 0, 1, 0, 0, n)).toISOString(),
  rows: n,
  elapsedMs: 5,
  error: null,
});

describe('history', () => {
  it('comes back newest first', async () => {
    await addToHistory(engine, entry(1));
    await addToHistory(engine, { ...entry(2), rows: null, error: 'Cancelled' });
    useHistory.setState({ entries: [] });
    await loadHistory(engine);
    expect(useHistory.getState().entries).toMatchObject([
      { sql: 'SELECT 2', rows: null, error: 'Cancelled' },
      { sql: 'SELECT 1', rows: 1, error: null },
    ]);
  });

  it('leaves out what it cannot read', async () => {
    await engine.documents.put({ kind: 'history', id: 'odd', name: 'odd', body: { sql: 7 } });
    await loadHistory(engine);
    expect(useHistory.getState().entries).toHaveLength(2);
    await engine.documents.remove({ kind: 'history', id: 'odd' });
  });

  it('keeps the latest 1,000 runs', async () => {
    await open.db.use((connection) =>
      connection.run(
        `INSERT INTO logs.pugmark.documents
         SELECT 'history', 'old-' || n, 'old', to_json({sql: 'SELECT old', started: '2025-01-01T00:00:00.' || lpad(n::VARCHAR, 4, '0') || 'Z', rows: n, "elapsedMs": 1, error: NULL}), TIMESTAMP '2025-01-01'
         FROM range(${historyLimit + 3}) r(n)`,
      ),
    );
    await loadHistory(engine);
    await addToHistory(engine, entry(3));
    const { entries } = useHistory.getState();
    expect(entries).toHaveLength(historyLimit);
    expect(entries[0]).toMatchObject({ sql: 'SELECT 3' });
    expect(await engine.documents.list({ kind: 'history', limit: 5000 })).toHaveLength(historyLimit);
  });

  it('can be cleared', async () => {
    await clearHistory(engine);
    expect(useHistory.getState().entries).toEqual([]);
    expect(await engine.documents.list({ kind: 'history', limit: 5000 })).toEqual([]);
  });
});

describe('saved queries', () => {
  const names = () => useSavedQueries.getState().queries.map((query) => query.name);

  it('are replaced by name, renamed and deleted', async () => {
    await saveQuery(engine, ' Root use ', 'SELECT 1');
    await saveQuery(engine, 'Another', 'SELECT 2');
    await saveQuery(engine, 'root USE', 'SELECT 3');
    expect(names()).toEqual(['Another', 'root USE']);
    expect(findSaved('ROOT use')?.sql).toBe('SELECT 3');
    await renameQuery(engine, findSaved('another')!, 'Zebra');
    expect(names()).toEqual(['root USE', 'Zebra']);
    await deleteQuery(engine, findSaved('zebra')!);
    useSavedQueries.setState({ queries: [] });
    await loadSavedQueries(engine);
    expect(names()).toEqual(['root USE']);
  });
});
