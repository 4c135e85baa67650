// Saved views as documents: read, saved, copied, removed.
import { expect, test } from 'vitest';
import type { EngineClient } from '../../../src-renderer/ui/engine.ts';
import { copyName, refreshViews, removeView, saveView, useSavedViews } from '../../../src-renderer/ui/saved-views.ts';

function engineWith(documents: { id: string; name: string; body: unknown }[]): EngineClient {
  const kept = new Map(documents.map((one) => [one.id, { ...one, kind: 'view' as const, updated: '' }]));
  return {
    documents: {
      list: () => Promise.resolve([...kept.values()]),
      put: (one: { id: string; name: string; body: unknown }) =>
        Promise.resolve(kept.set(one.id, { ...one, kind: 'view', updated: '' })),
      remove: ({ id }: { id: string }) => Promise.resolve(void kept.delete(id)),
    },
  } as unknown as EngineClient;
}
const view = { from: { kind: 'table' as const, table: 't' }, where: [], sort: [] };
const names = () => useSavedViews.getState().views.map(({ name }) => name);

test('views come by name; what is none is left out', async () => {
  const engine = engineWith([
    { id: '1', name: 'b', body: view },
    { id: '2', name: 'a', body: view },
    { id: '3', name: 'broken', body: { from: 3 } },
  ]);
  await refreshViews(engine);
  expect(names()).toEqual(['a', 'b']);
  await saveView(engine, 'c', view, '2');
  expect(names()).toEqual(['b', 'c']);
  await saveView(engine, 'new', view);
  await removeView(engine, '1');
  expect(names()).toEqual(['c', 'new']);
});

test('a copy has a name of its own', () => {
  expect(copyName('a', ['a'])).toBe('a copy');
  expect(copyName('a', ['a', 'a copy', 'a copy 2'])).toBe('a copy 3');
});
