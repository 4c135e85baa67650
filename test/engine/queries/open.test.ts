import { beforeAll, describe, expect, test } from 'vitest';
import { column, makeViewClient, type ViewClient, view } from './view-client.ts';

let views: ViewClient;
beforeAll(async () => {
  views = await makeViewClient();
  await views.run(`CREATE TABLE logs.main.events AS
    SELECT i AS n, TIMESTAMP '2024-01-01' + to_seconds(i) AS eventtime, ['alpha', 'Beta', NULL][1 + i % 3] AS word
    FROM range(1000) t(i) ORDER BY i`);
});

describe('opening a view', () => {
  test('of a whole table pages its rows in their own order', async () => {
    const state = await views.openReady(view('events'));
    expect(state).toMatchObject({ state: 'ready', matched: 1000, total: 1000 });
    expect(await views.page(state.viewId, 998, 100, [column('n'), column('eventtime'), column('word')])).toEqual(
      [
        ['998', '2024-01-01T00:16:38Z', null],
        ['999', '2024-01-01T00:16:39Z', 'alpha'],
      ].map((row) =>
        [row[0], row[1], row[2]].map((cell, i) => (i === 2 ? ['alpha', 'Beta', null][Number(row[0]) % 3] : cell)),
      ),
    );
  });

  test('with a filter and a sort pages the matched rows in order', async () => {
    const wanted = view('events', {
      where: [{ id: 'a', op: 'in', column: column('word'), values: ['Beta'], negated: false, enabled: true }],
      sort: [{ column: column('n'), descending: true }],
    });
    const state = await views.openReady(wanted);
    expect(state.matched).toBe(333);
    expect(await views.page(state.viewId, 0, 2, [column('n'), column('word')])).toEqual([
      ['997', 'Beta'],
      ['994', 'Beta'],
    ]);
    expect(await views.page(state.viewId, 332, 2, [column('n')])).toEqual([['1']]);
  });

  test('counts the values of a column under the other filters', async () => {
    const where = [
      { id: 'a', op: 'in' as const, column: column('word'), values: ['Beta'], negated: false, enabled: true },
    ];
    expect(await views.client.values({ view: view('events', { where }), column: column('word') })).toEqual({
      values: [
        { value: 'alpha', count: 334 },
        { value: 'Beta', count: 333 },
        { value: null, count: 333 },
      ],
      distinct: 3,
    });
  });

  test('shows its SQL', async () => {
    const where = [
      { id: 'a', op: 'in' as const, column: column('word'), values: ["O'Hara"], negated: false, enabled: true },
    ];
    const { sql } = await views.client.sql({
      view: view('events', { where, sort: [{ column: column('n'), descending: true }] }),
    });
    expect(sql).toBe("SELECT *\nFROM events\nWHERE word = 'O''Hara'\nORDER BY n DESC");
    expect(await views.rows(sql)).toEqual([]);
  });

  test('lists tables', async () => {
    const tables = await views.client.tables();
    expect(tables.find((table) => table.name === 'events')).toMatchObject({
      kind: 'log',
      rows: 1000,
      timeColumn: 'eventtime',
    });
    expect(tables.find((table) => table.name === 'evidence')).toMatchObject({ kind: 'account', rows: 0 });
  });
});
