// Opening, paging, sharing, dropping and cancelling views over real tables.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Filter, Sort, View } from '../../../../shared/query/view.ts';
import { openedViews } from '../../../../src-main/engine/queries/views/opened-views.ts';
import { column, makeViewClient, type ViewClient, view } from '../view-client.ts';

let views: ViewClient;
beforeAll(async () => {
  views = await makeViewClient();
  await views.run(`CREATE TABLE logs.main.events AS
    SELECT i AS n, TIMESTAMP '2024-01-01' + to_seconds(i) AS eventtime, ['alpha', 'Beta', NULL][1 + i % 3] AS word
    FROM range(1000) t(i) ORDER BY i`);
});

const isIn = (name: string, ...values: (string | null)[]): Filter => ({
  id: name,
  op: 'in',
  column: column(name),
  values,
  negated: false,
  enabled: true,
});
const by = (name: string, descending = false): Sort => ({ column: column(name), descending });
const tablesInWork = async () =>
  Number((await views.rows("SELECT count(*) AS n FROM duckdb_tables() WHERE database_name = 'work'"))[0]!.n);

describe('opening a view', () => {
  test('of a whole table pages its rows in their own order', async () => {
    const state = await views.openReady(view('events'));
    expect(state).toMatchObject({ state: 'ready', matched: 1000, total: 1000, scanned: 1000 });
    expect(await views.page(state.viewId, 998, 100, [column('n'), column('eventtime'), column('word')])).toEqual([
      ['998', '2024-01-01T00:16:38Z', null],
      ['999', '2024-01-01T00:16:39Z', 'alpha'],
    ]);
    expect(await views.page(state.viewId, 1000, 100, [column('n')])).toEqual([]);
    expect(await views.page(state.viewId, 0, 2, [])).toEqual([[], []]);
  });

  test('with a filter and a sort pages the matched rows in order', async () => {
    const state = await views.openReady(view('events', { where: [isIn('word', 'Beta')], sort: [by('n', true)] }));
    expect(state.matched).toBe(333);
    expect(await views.page(state.viewId, 0, 2, [column('n'), column('word')])).toEqual([
      ['997', 'Beta'],
      ['994', 'Beta'],
    ]);
    expect(await views.page(state.viewId, 332, 2, [column('n')])).toEqual([['1']]);
  });

  test('says what is wrong with it: no such table, no such column', async () => {
    await expect(views.openAll(view('nowhere'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(views.openAll(view('events', { sort: [by('nope')] }))).rejects.toMatchObject({ code: 'INVALID' });
    await expect(views.page('view-0', 0, 1, [])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('pages any order just as a full ORDER BY does, missing values last, ties in the table’s order', async () => {
    const cell = fc.record({
      a: fc.option(fc.integer({ min: 0, max: 3 })),
      b: fc.option(fc.constantFrom('x', 'X', 'ü', '')),
    });
    const sort = fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b'), descending: fc.boolean() }), {
      selector: ({ name }) => name,
      maxLength: 2,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 30 }), sort, async (rows, sorts) => {
        const values = rows.map(
          ({ a, b }, i) => `(${i}, ${a ?? 'NULL'}::INTEGER, ${b === null ? 'NULL' : `'${b}'`}::VARCHAR)`,
        );
        await views.run(
          `CREATE OR REPLACE TABLE logs.main.ties AS SELECT * FROM (VALUES ${values.join(', ')}) t(i, a, b) ORDER BY i`,
        );
        const compare = (x: string | number | null, y: string | number | null, sign: number) =>
          x === y
            ? 0
            : x === null
              ? 1
              : y === null
                ? -1
                : sign *
                  (typeof x === 'number' ? x - Number(y) : Buffer.compare(Buffer.from(x), Buffer.from(String(y))));
        const expected = rows
          .map((row, i) => ({ ...row, i }))
          .sort((x, y) => {
            for (const { name, descending } of sorts) {
              const order = compare(x[name as 'a' | 'b'], y[name as 'a' | 'b'], descending ? -1 : 1);
              if (order !== 0) return order;
            }
            return x.i - y.i;
          });
        const wanted = view('ties', { sort: sorts.map(({ name, descending }) => by(name, descending)) });
        expect(await views.read(wanted, [column('i')])).toEqual(expected.map(({ i }) => [String(i)]));
      }),
      { numRuns: 25, seed: 5 },
    );
  });
});

describe('a table of 1.2 million rows', () => {
  const rows = 1_200_000;
  beforeAll(async () => {
    await views.run(`CREATE TABLE logs.main.big AS
      SELECT i AS n, hash(i) % 1000 AS bucket, md5(i::VARCHAR) AS word, 'x' || (i % 7) AS raw FROM range(${rows}) t(i) ORDER BY i`);
  });

  test('keeps the order in its index, sorted or only filtered', async () => {
    const wanted: View[] = [
      view('big', { sort: [by('bucket', true)] }),
      view('big', { sort: [by('word')] }),
      view('big', { where: [{ ...isIn('bucket', '7'), negated: true }] }),
      view('big', { where: [{ ...isIn('bucket', '7'), negated: true }], sort: [by('bucket')] }),
    ];
    const orders = ['bucket DESC, n', 'word, n', 'n', 'bucket, n'];
    for (const [i, one] of wanted.entries()) {
      const state = await views.openReady(one);
      const misplaced = await openedViews(views.state).read(state.viewId, ({ found }, connection) =>
        connection.rows(`SELECT count(*) AS n, sum((full_order <> id)::INT) AS wrong FROM
          (SELECT id, rowid AS place FROM work.main.${found.table}) JOIN
          (SELECT rowid AS full_order, row_number() OVER (ORDER BY ${orders[i]}) - 1 AS place FROM big ${i > 1 ? 'WHERE bucket <> 7' : ''}) USING (place)`),
      );
      expect(misplaced).toEqual([{ n: state.matched, wrong: 0 }]);
      expect(await views.page(state.viewId, state.matched - 2, 5, [column('n')])).toHaveLength(2);
      await views.client.close({ viewId: state.viewId });
    }
  });

  test('shows the first rows of a sort before the whole order is there', async () => {
    const wanted = view('big', { sort: [by('word', true)] });
    const states: [string, number][] = [];
    let head: unknown;
    for await (const state of await views.client.open({ view: wanted })) {
      states.push([state.state, state.matched]);
      if (state.state === 'running') head = await views.page(state.viewId, 0, 20, [column('n')]);
      else expect(await views.page(state.viewId, 0, 20, [column('n')])).toEqual(head);
    }
    expect(states[0]).toEqual(['running', 500]);
    expect(states.at(-1)).toEqual(['ready', rows]);
  });

  test('searches whole records with a moving count, and the rows found so far can be paged', async () => {
    await views.run(`CREATE OR REPLACE TABLE logs.main.records AS
      SELECT i AS n, '{"name":"Jos\\u00e9 ' || i || '","path":"a\\/b"}' AS raw FROM range(600000) t(i) ORDER BY i`);
    const query = { text: '"jOSÉ 5"' };
    const states = await views.openAll(view('records', { query }));
    const found = states.at(-1)!;
    expect(found.matched).toBe(111_111);
    expect(found.scanned).toBe(600_000);
    const scanned = states.map((state) => state.scanned);
    expect(scanned).toEqual(scanned.toSorted((a, b) => a - b));
    expect(await views.page(found.viewId, 0, 2, [column('n')])).toEqual([['5'], ['50']]);
    const spelled = view('records', { query: { text: String.raw`"\"path\":\"A/B\""` } });
    expect((await views.openReady(spelled)).matched).toBe(600_000);
    const regex = view('records', { query: { text: '/59999[78]/' }, sort: [by('n', true)] });
    expect(await views.read(regex, [column('n')])).toEqual([['599998'], ['599997']]);
    expect((await views.openReady(view('records', { query: { ...query, enabled: false } }))).matched).toBe(600_000);
  });

  test('is searched in all columns when it has no raw records', async () => {
    const found = view('events', { query: { text: '"00:16:39"' } });
    expect(await views.read(found, [column('n')])).toEqual([['999']]);
    const both = view('events', { query: { text: 'BETA' } });
    expect((await views.openReady(both)).matched).toBe(333);
  });

  test('is let go at once when its opening is aborted, with nothing left behind', async () => {
    const before = await tablesInWork();
    const slow = view('big', {
      where: [
        {
          id: 's',
          op: 'matches',
          column: column('word'),
          value: '(a|b|c)+(.*)*9$',
          negated: false,
          enabled: true,
          caseSensitive: true,
        },
      ],
      sort: [by('word')],
    });
    const stop = new AbortController();
    const opening = views.openAll(slow, stop.signal);
    await new Promise((resolve) => setTimeout(resolve, 60));
    const aborted = performance.now();
    stop.abort();
    await expect(opening).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(performance.now() - aborted).toBeLessThan(2_000);
    expect(await tablesInWork()).toBe(before);
  });
});

describe('views that are open at the same time', () => {
  test('share one index when they are equal; closing one leaves the other', async () => {
    const wanted = view('events', { where: [isIn('word', 'alpha')] });
    const [first, second] = await Promise.all([
      views.openReady(wanted),
      views.openReady({ ...wanted, columns: [column('n')] }),
    ]);
    const third = await views.openReady(wanted);
    const names = [first, second, third].map(({ viewId }) =>
      openedViews(views.state).read(viewId, async ({ name }) => name),
    );
    expect(new Set(await Promise.all(names)).size).toBe(1);
    await views.client.close({ viewId: first.viewId });
    await views.client.close({ viewId: second.viewId });
    expect(await views.page(third.viewId, 0, 1, [column('word')])).toEqual([['alpha']]);
    await expect(views.page(first.viewId, 0, 1, [])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('are dropped when they are many, the oldest first, and made again when they are paged', async () => {
    const opened: [string, number][] = [];
    for (let i = 0; i < 30; i++) {
      const wanted = view('events', { where: [{ ...isIn('n', String(i)), negated: true }] });
      opened.push([(await views.openReady(wanted)).viewId, i]);
    }
    expect(await tablesInWork()).toBeLessThanOrEqual(24);
    for (const [viewId, i] of opened) expect(await views.page(viewId, i, 1, [column('n')])).toEqual([[String(i + 1)]]);
    for (const [viewId] of opened) await views.client.close({ viewId });
  });

  test('stay as they were when data arrives; opened again they see it', async () => {
    await views.run("CREATE TABLE logs.main.growing AS SELECT i AS n, 'a' AS word FROM range(10) t(i) ORDER BY i");
    const whole = await views.openReady(view('growing'));
    const sorted = await views.openReady(view('growing', { sort: [by('n', true)] }));
    await views.run("INSERT INTO logs.main.growing VALUES (99, 'a')");
    expect(await views.page(whole.viewId, 0, 100, [column('n')])).toHaveLength(10);
    expect((await views.page(sorted.viewId, 0, 1, [column('n')]))[0]).toEqual(['9']);
    expect((await views.openReady(view('growing'))).matched).toBe(11);
    const again = await views.openReady(view('growing', { sort: [by('n', true)] }));
    expect((await views.page(again.viewId, 0, 1, [column('n')]))[0]).toEqual(['99']);
  });
});
