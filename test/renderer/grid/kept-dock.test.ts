import { expect, test } from 'vitest';
import { keepDock, readDock, usualDock } from '../../../src-renderer/features/grid/kept-dock.ts';
import type { EngineClient } from '../../../src-renderer/ui/engine.ts';

type Kept = { kind: string; id: string; name: string; body: unknown };

/** An engine that keeps documents as the case does. */
function startEngine() {
  const kept = new Map<string, Kept>();
  const documents = {
    list: async ({ kind }: { kind: string }) => [...kept.values()].filter((document) => document.kind === kind),
    put: async (document: Kept) => void kept.set(document.id, document),
  };
  return { kept, engine: { documents } as unknown as EngineClient };
}

const table = (name: string) => ({ kind: 'table', table: name }) as const;
const sql = { kind: 'sql', sql: 'SELECT 1' } as const;

test('each table has its own, and all results of SQL have one', async () => {
  const { engine } = startEngine();
  await keepDock(engine, table('cloudtrail'), { open: 'facets', width: 500 });
  await keepDock(engine, sql, { open: 'record', width: 300 });
  expect(await readDock(engine, table('cloudtrail'))).toEqual({ open: 'facets', width: 500 });
  expect(await readDock(engine, table('vpcflow'))).toEqual(usualDock);
  expect(await readDock(engine, { ...sql, sql: 'SELECT 2' })).toEqual({ open: 'record', width: 300 });
  await keepDock(engine, table('cloudtrail'), { open: null, width: 500 });
  expect(await readDock(engine, table('cloudtrail'))).toEqual({ open: null, width: 500 });
});

test('what is no longer understood counts as not kept', async () => {
  const { engine, kept } = startEngine();
  await keepDock(engine, sql, { open: 'record', width: 300 });
  const [id] = [...kept.keys()];
  for (const body of [null, {}, { open: 'minimap', width: 300 }, { open: 'record', width: 4 }]) {
    kept.set(id!, { kind: 'setting', id: id!, name: '', body });
    expect(await readDock(engine, sql), JSON.stringify(body)).toEqual(usualDock);
  }
});
