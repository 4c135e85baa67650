// A pivot as SQL: it runs in the console as it stands, and says the same as the pivot.
import { createRouterClient } from '@orpc/server';
import { beforeAll, expect, test } from 'vitest';
import { type Measure, Pivot } from '../../../../shared/query/pivot.ts';
import { readPivot } from '../../../../shared/query/pivot-table.ts';
import type { ColumnRef, View } from '../../../../shared/query/view.ts';
import { pivotRoutes } from '../../../../src-main/engine/queries/pivot/routes.ts';
import { column, makeViewClient, type ViewClient, view } from '../view-client.ts';

let views: ViewClient;
let client: ReturnType<typeof pivotClient>;
const pivotClient = (made: ViewClient) => createRouterClient(pivotRoutes(made.state));
const count: Measure = { kind: 'count' };
const zone = 'Europe/Berlin';

beforeAll(async () => {
  views = await makeViewClient();
  client = pivotClient(views);
  await views.run(`CREATE TABLE scratch.odd AS SELECT * FROM (VALUES
    ('a''b', 1, TIMESTAMP '2026-03-28 23:30:00', '10.0.0.1'), ('others', 2, TIMESTAMP '2026-03-29 00:30:00', '10.0.0.2'),
    ('total', 3, TIMESTAMP '2026-03-29 23:30:00', 'x.amazonaws.com'), (NULL, 4, NULL, NULL), ('a''b', 5, TIMESTAMP '2026-03-29 00:31:00', '10.1.0.1'))
    t("who is", n, eventtime, ip)`);
});

const who = column('who is');
const day: ColumnRef = { ...column('eventtime'), by: { kind: 'bucket', unit: 'day', zone } };
const network: ColumnRef = { ...column('ip'), by: { kind: 'network', ipv4: 24, ipv6: 48 } };
const on = (...columns: ColumnRef[]) => columns.map((one) => ({ column: one }));

/** The statement as a source, through the sandbox that the console has. */
async function readSql(sql: string): Promise<Record<string, string | null>[]> {
  const from: View['from'] = { kind: 'sql', sql };
  const { columns } = await views.client.describe({ source: from });
  const names = columns.map(({ name }) => name);
  const rows = await views.read(
    { from, where: [], sort: [] },
    names.map((name) => column(name)),
  );
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? null])));
}

const pivot = Pivot.parse({
  view: view('scratch.odd', {
    where: [{ id: 'f1', op: 'range', column: column('n'), from: 0, includeTo: false, negated: false, enabled: true }],
  }),
  rows: [{ column: who, top: { count: 2, by: 0, order: 'largest' } }, { column: network }],
  columns: on(day),
  values: [
    count,
    { kind: 'sum', column: column('n') },
    { kind: 'list', column: column('ip') },
    { kind: 'count', of: 'row' },
  ],
  sort: { measure: 0, descending: true },
});

test('a row per cell, with the same figures', async () => {
  const { sql } = await client.sql({ pivot });
  const table = readPivot(await client.run({ pivot }), pivot);
  const cells = await readSql(sql);
  const wanted = table.rows.flatMap((r) => table.columns.flatMap((c) => table.cell(r.id, c.id) ?? []));
  const figures = (all: [unknown, unknown, unknown][]) => all.map((one) => JSON.stringify(one)).sort();
  expect(figures(cells.map((cell) => [cell.rows, cell['sum n'], cell['count, share of row']]))).toEqual(
    figures(wanted.map((cell) => [String(cell.count), cell.figures[1], cell.figures[3]])),
  );
  expect(sql).not.toMatch(/pugmark|"logs"/);
});

test('the table as it is shown: a column per group, rows within their group, others and totals told apart', async () => {
  const { sql } = await client.sql({ pivot: { ...pivot, values: [count] }, form: 'table' });
  const rows = await readSql(sql);
  const shown = rows.map((row) => [row.group, row['who is'], row['ip@network(24,48)'], row['total · count']]);
  expect(shown.slice(0, 3)).toEqual([
    ['subtotal', "a'b", null, '2'],
    ['value', "a'b", '10.0.0.0/24', '1'],
    ['value', "a'b", '10.1.0.0/24', '1'],
  ]);
  expect(shown.at(-1)).toEqual(['total', null, null, '5']);
  expect(shown.filter(([kind, name]) => kind === 'others' && name === 'others').length).toBeGreaterThan(0);
  expect(Object.keys(rows[0]!)).toContain('2026-03-28T23:00:00Z · count');
  expect(rows.at(-1)!['2026-03-28T23:00:00Z · count']).toBe('3');
  expect(rows.at(-1)!['empty · count']).toBe('1');
});

test('totals that are not shown are not in the table', async () => {
  const bare = { ...pivot, values: [count], rowTotals: false, columnTotals: false };
  const rows = await readSql((await client.sql({ pivot: bare, form: 'table' })).sql);
  expect(rows.some((row) => row.group === 'total')).toBe(false);
  expect(Object.keys(rows[0]!)).not.toContain('total · count');
});

test('of a pivot without dimensions too', async () => {
  const bare = Pivot.parse({ view: view('scratch.odd'), values: [count] });
  expect(await readSql((await client.sql({ pivot: bare, form: 'table' })).sql)).toEqual([
    { group: 'total', count: '5' },
  ]);
  expect((await readSql((await client.sql({ pivot: bare })).sql))[0]).toMatchObject({ count: '5' });
});

test('with values that each group keeps for itself', async () => {
  const own: Pivot = {
    ...pivot,
    rows: [{ column: who }, { column: network, top: { count: 1, by: 0, order: 'largest', within: 'parent' } }],
    columns: [],
    values: [count],
  };
  const rows = await readSql((await client.sql({ pivot: own, form: 'table' })).sql);
  expect(rows.map((row) => [row.group, row['who is'], row['ip@network(24,48)'], row.count])).toEqual([
    ['subtotal', "a'b", null, '2'],
    ['value', "a'b", '10.0.0.0/24', '1'],
    ['others', "a'b", 'others', '1'],
    ['subtotal', 'others', null, '1'],
    ['value', 'others', '10.0.0.0/24', '1'],
    ['subtotal', 'total', null, '1'],
    ['value', 'total', 'x.amazonaws.com', '1'],
    ['subtotal', null, null, '1'],
    ['value', null, null, '1'],
    ['total', null, null, '5'],
  ]);
});

test('columns in the order that is shown, the total last', async () => {
  const wide = Pivot.parse({ view: view('scratch.odd'), columns: on(who), values: [count] });
  const named = async (one: Pivot) =>
    Object.keys((await readSql((await client.sql({ pivot: one, form: 'table' })).sql))[0]!);
  expect(await named(wide)).toEqual([
    'group',
    "a'b · count",
    '"others" · count',
    '"total" · count',
    'empty · count',
    'total · count',
  ]);
  expect(await named({ ...wide, columnSort: { measure: null, descending: true } })).toEqual([
    'group',
    'empty · count',
    '"total" · count',
    '"others" · count',
    "a'b · count",
    'total · count',
  ]);
});
