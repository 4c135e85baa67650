// What a pivot's answer says besides its figures: cuts, orders, sources, problems; and that a question can be stopped.
import { createRouterClient } from '@orpc/server';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Measure, Pivot } from '../../../../shared/query/pivot.ts';
import { readPivot } from '../../../../shared/query/pivot-table.ts';
import { makeReady, offerPivots, readyPivots } from '../../../../shared/query/ready-pivots.ts';
import type { ColumnRef, View } from '../../../../shared/query/view.ts';
import { pivotRoutes } from '../../../../src-main/engine/queries/pivot/routes.ts';
import { rebuildTimeline } from '../../../../src-main/engine/queries/timeline/view.ts';
import { selectCloudTrail } from '../../../shared/cloudtrail-table.ts';
import { plantedRecords } from '../../../shared/planted-records.ts';
import { column, makeViewClient, type ViewClient, view } from '../view-client.ts';

let views: ViewClient;
let client: ReturnType<typeof pivotClient>;
const pivotClient = (made: ViewClient) => createRouterClient(pivotRoutes(made.state));
const count: Measure = { kind: 'count' };
const on = (...columns: ColumnRef[]) => columns.map((one) => ({ column: one }));

beforeAll(async () => {
  views = await makeViewClient();
  client = pivotClient(views);
  await views.run(`CREATE TABLE scratch.wide AS SELECT i % 3000 AS r, (i * 7) % 2500 AS c, i % 2 AS half,
    TIMESTAMP '2026-01-01' + INTERVAL (i) SECOND AS eventtime, {'a': [i % 3]} AS nested FROM range(200000) t(i)`);
});

const run = async (pivot: Pivot) => {
  const result = await client.run({ pivot });
  return { result, table: readPivot(result, pivot) };
};

describe('too many groups', () => {
  test('what is not kept is one group of its own, and how many values there are is said', async () => {
    const pivot = Pivot.parse({
      view: view('scratch.wide'),
      rows: on(column('r')),
      values: [count, { kind: 'distinct', column: column('r') }],
    });
    const { result, table } = await run(pivot);
    expect(result.dimensions[0]!.values).toBe(3000);
    expect(result.dimensions[0]!.kept).toHaveLength(1000);
    const others = table.rows.at(-1)!;
    expect(others.keys).toEqual([{ othersThan: result.dimensions[0]!.kept }]);
    // Counted from the rows: a sum of what the groups have would be the same here, but not the number of different values.
    expect(table.cell(others.id, 0)!.figures[1]).toBe('2000');
    expect(result.leftOut).toEqual({ rows: 0, columns: 0 });
  });

  test('beyond what one answer holds the smallest groups are left out, totals are of all', async () => {
    const top = { count: 2500, by: 0, order: 'largest' as const };
    const pivot = Pivot.parse({
      view: view('scratch.wide'),
      rows: [{ column: column('r'), top }],
      columns: [{ column: column('c'), top }],
      values: [count],
    });
    const { result, table } = await run(pivot);
    expect(table.columns).toHaveLength(2000);
    expect(result.leftOut.columns).toBe(501);
    expect(table.rows).toHaveLength(100);
    expect(result.leftOut.rows).toBe(2502 - 100);
    expect(table.cell(0, 0)!.figures).toEqual(['200000']);
  });
});

test('each group keeps its own largest values, and says of how many others the rest is', async () => {
  await views.run(`CREATE TABLE scratch.parents AS SELECT * FROM (VALUES
    ('x', 'a', 5), ('x', 'b', 3), ('x', 'c', 1), ('y', 'c', 4), ('y', 'd', 2), ('z', 'e', 1), (NULL, 'a', 1), (NULL, NULL, 2))
    t(who, what, times), range(times)`);
  const pivot = Pivot.parse({
    view: view('scratch.parents'),
    rows: [{ column: column('who') }, { column: column('what'), top: { count: 1, within: 'parent' } }],
    values: [count],
  });
  const { table } = await run(pivot);
  const shown = table.rows.slice(1).map(({ id, keys, others }) => [keys, others, table.cell(id, 0)!.count]);
  const who = (value: string | null) => ({ value });
  expect(shown.slice(4)).toEqual([
    [[who('x'), { value: 'a' }], null, 5],
    [[who('x'), { othersThan: ['a'] }], 2, 4],
    [[who('y'), { value: 'c' }], null, 4],
    [[who('y'), { othersThan: ['c'] }], 1, 2],
    [[who('z'), { value: 'e' }], null, 1],
    [[who(null), { value: null }], null, 2],
    [[who(null), { othersThan: [null] }], 1, 1],
  ]);
  // Of the outermost level there is no group but the whole view.
  const flat = await run({ ...pivot, rows: [pivot.rows[1]!] });
  expect(flat.table.rows.slice(1).map(({ keys }) => keys)).toEqual([[{ value: 'a' }], [{ othersThan: ['a'] }]]);
});

test('groups come in the natural order of their values: numbers as numbers, missing ones last', async () => {
  await views.run(
    'CREATE TABLE scratch.orders AS SELECT * FROM (VALUES (10, \'{"k":10}\'), (9, \'{"k":9}\'), (NULL, \'{"k":"a"}\')) t(n, j)',
  );
  const pivot = (by: ColumnRef) => Pivot.parse({ view: view('scratch.orders'), rows: on(by), values: [count] });
  const keys = async (by: ColumnRef) => (await run(pivot(by))).table.rows.slice(1).map(({ keys: [key] }) => key);
  expect(await keys(column('n'))).toEqual([{ value: '9' }, { value: '10' }, { value: null }]);
  expect(await keys(column('j', 'k'))).toEqual([{ value: '9' }, { value: '10' }, { value: 'a' }]);
});

test('a result of the console is pivoted like a table, filters and all', async () => {
  const from: View['from'] = { kind: 'sql', sql: 'SELECT half, r FROM scratch.wide;' };
  const where: View['where'] = [
    { id: 'f1', op: 'in', column: column('half'), values: [1], negated: false, enabled: true },
  ];
  const { table } = await run(
    Pivot.parse({ view: { from, where, sort: [] }, rows: on(column('half')), values: [count] }),
  );
  expect(table.rows.map(({ keys }) => keys)).toEqual([[], [{ value: '1' }]]);
  expect(table.cell(1, 0)!.count).toBe(100_000);
});

test('a view without rows has no groups at all', async () => {
  const where: View['where'] = [
    { id: 'f1', op: 'in', column: column('half'), values: [7], negated: false, enabled: true },
  ];
  for (const rows of [[], on(column('half'))]) {
    const { table } = await run(Pivot.parse({ view: view('scratch.wide', { where }), rows, values: [count] }));
    expect([table.rows, table.columns]).toEqual([[], []]);
  }
});

test('what cannot be counted is refused, with its place', async () => {
  const refused = (values: Measure[], rows: ColumnRef[] = []) =>
    expect(client.run({ pivot: Pivot.parse({ view: view('scratch.wide'), rows: on(...rows), values }) })).rejects;
  await refused([count], [column('nothing')]).toMatchObject({ code: 'INVALID', data: { at: 'nothing' } });
  await refused([{ kind: 'sum', column: column('nested') }]).toMatchObject({
    code: 'INVALID',
    message: 'nested holds no numbers.',
  });
  await views.run('CREATE OR REPLACE TABLE scratch.timeless AS SELECT 1 AS x');
  const first: Measure = { kind: 'first', column: column('x') };
  await expect(
    client.run({ pivot: Pivot.parse({ view: view('scratch.timeless'), values: [first] }) }),
  ).rejects.toMatchObject({ code: 'INVALID' });
});

test('a question that is no longer wanted is interrupted', async () => {
  await views.run('CREATE TABLE scratch.many AS SELECT i, i % 977 AS x FROM range(3000000) t(i)');
  const stop = new AbortController();
  const pivot = Pivot.parse({
    view: view('scratch.many'),
    rows: on(column('i')),
    columns: on(column('x')),
    values: [{ kind: 'list', column: column('i') }],
  });
  const asked = client.run({ pivot }, { signal: stop.signal });
  setTimeout(() => stop.abort(), 50);
  await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' });
  const { table } = await run(Pivot.parse({ view: view('scratch.orders'), values: [count] }));
  expect(table.cell(0, 0)!.count).toBe(3);
});

describe('ready pivots', () => {
  const offered = async (from: View['from']) => {
    const { columns } = await views.client.describe({ source: from });
    return offerPivots(columns);
  };

  test('each is offered by CloudTrail or by the timeline, and runs there', async () => {
    await views.open.db.use(async (connection) => {
      await connection.run('CREATE TABLE work.main.records (record JSON)');
      for (const record of plantedRecords())
        await connection.run('INSERT INTO work.main.records VALUES ($1)', { values: [JSON.stringify(record)] });
      const provenance = '0 AS evidence_id, 0 AS record_no';
      await connection.run(
        `CREATE TABLE logs.main.cloudtrail AS SELECT *, ${provenance} FROM (${selectCloudTrail('work.main.records')})`,
      );
      await views.run('ALTER TABLE cloudtrail ADD COLUMN IF NOT EXISTS raw VARCHAR');
      await rebuildTimeline(connection);
    });
    const seen = new Set<string>();
    for (const table of ['cloudtrail', 'timeline']) {
      const from: View['from'] = { kind: 'table', table };
      for (const ready of await offered(from)) {
        seen.add(ready.id);
        const pivot = makeReady(ready, view(table), 'Europe/Berlin');
        expect(Pivot.parse(pivot)).toEqual(pivot);
        await client.run({ pivot });
      }
    }
    expect([...seen].sort()).toEqual(readyPivots.map(({ id }) => id).sort());
  });

  test('a table without their columns is offered none', async () => {
    expect(await offered({ kind: 'table', table: 'scratch.orders' })).toEqual([]);
  });
});
