import { createRouterClient } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import { documentRoutes } from '../../../src-main/engine/cases/documents.ts';
import { listEntries } from '../../../src-main/engine/journal/list-entries.ts';
import { openTestCase, stateOf } from '../support/case.ts';

async function openDocuments() {
  const open = await openTestCase();
  const state = stateOf(open);
  return { open, state, client: createRouterClient(documentRoutes(state)) };
}

describe('documents of a case', () => {
  test('are listed newest first, replaced by id, and removed', async () => {
    const { client } = await openDocuments();
    const body = { sql: "SELECT 'ü' -- \u0000?", nested: [1, null, { a: true }] };
    await client.put({ kind: 'query', id: 'a', name: 'First', body });
    await client.put({ kind: 'query', id: 'b', name: 'Second', body: null });
    await client.put({ kind: 'layout', id: 'a', name: 'Other kind', body: 1 });
    const again = await client.put({ kind: 'query', id: 'a', name: 'First again', body });
    expect(again.updated).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const listed = await client.list({ kind: 'query' });
    expect(listed.map(({ id, name }) => [id, name])).toEqual([
      ['a', 'First again'],
      ['b', 'Second'],
    ]);
    expect(listed[0]!.body).toEqual(body);
    expect(listed[1]!.body).toBeNull();
    expect(await client.list({ kind: 'query', limit: 1 })).toHaveLength(1);
    await client.remove({ kind: 'query', id: 'a' });
    await client.remove({ kind: 'query', id: 'never there' });
    expect((await client.list({ kind: 'query' })).map(({ id }) => id)).toEqual(['b']);
    expect(await client.list({ kind: 'layout' })).toHaveLength(1);
  });

  test('that are saved by name stand in the journal, what the window keeps by itself does not', async () => {
    const { open, client } = await openDocuments();
    await client.put({ kind: 'view', id: 'v', name: 'Odd sign-ins', body: { a: 1 } });
    await client.put({ kind: 'tabs', id: 'open', name: 'Open tabs', body: [] });
    await client.remove({ kind: 'view', id: 'v' });
    await client.remove({ kind: 'view', id: 'never there' });
    const ask = { offset: 0, limit: 10, order: 'oldest' as const, groups: ['marks' as const], text: '' };
    expect((await listEntries(open.dir, ask)).entries.map(({ action, detail }) => [action, detail])).toEqual([
      ['documents.put', { kind: 'view', id: 'v', name: 'Odd sign-ins', body: { a: 1 } }],
      ['documents.remove', { kind: 'view', id: 'v', name: 'Odd sign-ins' }],
    ]);
  });

  test('may be written many at a time, the same one too', async () => {
    const { client } = await openDocuments();
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        client.put({ kind: 'tabs', id: i % 2 ? 'tabs' : `t${i}`, name: '', body: i }),
      ),
    );
    const listed = await client.list({ kind: 'tabs' });
    expect(listed).toHaveLength(21);
    expect(listed.find(({ id }) => id === 'tabs')!.body).toBe(39);
  });

  test('of the history are trimmed to the newest 2,000', async () => {
    const { open, client } = await openDocuments();
    await open.db.use((connection) =>
      connection.run(
        "INSERT INTO logs.pugmark.documents SELECT 'history', 'h' || i, '', '{}', TIMESTAMP '2024-01-01' + to_seconds(i) FROM range(2100) t(i)",
      ),
    );
    await client.put({ kind: 'history', id: 'newest', name: '', body: {} });
    const listed = await client.list({ kind: 'history', limit: 5000 });
    expect(listed).toHaveLength(2000);
    expect(listed[0]!.id).toBe('newest');
    expect(listed.at(-1)!.id).toBe('h101');
  });

  test('need an open case', async () => {
    const { state, client } = await openDocuments();
    state.current = null;
    await expect(client.list({ kind: 'query' })).rejects.toMatchObject({ code: 'NO_CASE' });
  });
});
