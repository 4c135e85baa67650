// Histograms against plain TypeScript over random rows, in the real DuckDB; and what they answer for rows without times.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Histogram } from '../../../../shared/contract/charts.ts';
import { listBucketEdges } from '../../../../shared/values/buckets.ts';
import { column, view } from '../view-client.ts';
import {
  boundsOf,
  type ChartClient,
  countValues,
  makeChartClient,
  makeTable,
  passes,
  someFilter,
  someRows,
  type TestFilter,
  type TestRow,
  viewOf,
} from './chart-rows.ts';

let client: ChartClient;
beforeAll(async () => {
  client = await makeChartClient();
});

const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata');
const stack = fc.option(
  fc.oneof(
    fc.record({
      column: fc.constantFrom('word', 'size').map((name) => column(name)),
      by: fc.constant('value' as const),
    }),
    fc.constant({ column: column('word'), by: 'presence' as const }),
  ),
);
const asked = fc.record({
  rows: someRows,
  filter: someFilter,
  zone,
  stack,
  most: fc.integer({ min: 2, max: 50 }),
  parts: fc.integer({ min: 1, max: 5 }),
});

type Timed = TestRow & { time: { ms: number; us: number } };
const isTimed = (row: TestRow): row is Timed => row.time !== null && typeof row.time !== 'string';

const inBuckets = (rows: TestRow[], edges: number[]) =>
  edges
    .slice(1)
    .map((end, i) => rows.filter((row) => isTimed(row) && row.time.ms >= edges[i]! && row.time.ms < end).length);

const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);

/** What the buckets span, as the contract says it. */
function spanOf(rows: TestRow[], filter: TestFilter): { first: number; last: number } | null {
  const seconds = rows.filter(isTimed).map(({ time }) => Math.floor(time.ms / 1000) * 1000);
  const { from, to } = boundsOf(filter);
  const whole = (ms: number) => Math.floor(ms / 1000) * 1000;
  const first = from === undefined ? Math.min(...seconds) : whole(from);
  const last = to === undefined ? Math.max(...seconds) : to % 1000 === 0 ? to - 1000 : whole(to);
  return Number.isFinite(first) && Number.isFinite(last) && first <= last ? { first, last } : null;
}

test('every bucket and part has the rows that plain TypeScript counts there', async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ({ rows, filter, stack, ...rest }) => {
      const table = await makeTable(client, rows);
      const input = { view: viewOf(table, filter), ...rest, ...(stack ? { stack } : {}) };
      const found = await client.charts.histogram(input);
      const span = spanOf(rows, filter);
      const edges = found.edges.map((edge) => Date.parse(edge));
      expect(edges).toEqual(span ? listBucketEdges(span.first, span.last, rest.zone, found.size!) : []);
      expect(edges.length).toBeLessThanOrEqual(rest.most + 3);

      const matched = rows.filter((row) => passes(row, filter));
      expect(found.all).toEqual(inBuckets(rows, edges));
      expect(found.untimed.all).toBe(rows.filter((row) => !isTimed(row)).length);
      expect(found.untimed.matched).toBe(matched.length - sum(inBuckets(matched, edges)));
      const parts = partsOf(matched, stack, rest.parts);
      expect(found.series.map(({ kind, value }) => ({ kind, value }))).toEqual(
        parts.map(({ kind, value }) => ({ kind, value })),
      );
      found.series.forEach((series, i) => {
        expect(series.counts).toEqual(inBuckets(parts[i]!.rows, edges));
        expect(series.rows).toBe(sum(series.counts));
      });
    }),
    { numRuns: 50, seed: 1 },
  );
});

type Part = Pick<Histogram['series'][number], 'kind' | 'value'> & { rows: TestRow[] };

function partsOf(rows: TestRow[], stack: { column: { column: string }; by: string } | null, most: number): Part[] {
  const all: Part[] = [];
  if (!stack) all.push({ kind: 'all', value: null, rows });
  else if (stack.by === 'presence') {
    all.push({ kind: 'present', value: null, rows: rows.filter(({ word }) => word !== null) });
    all.push({ kind: 'missing', value: null, rows: rows.filter(({ word }) => word === null) });
  } else {
    const textOf = (row: TestRow) =>
      stack.column.column === 'word' ? row.word : row.size === null ? null : String(row.size);
    const bySize = (a: string | null, b: string | null) =>
      a === null || b === null ? Number(a === null) - Number(b === null) : Number(BigInt(a) > BigInt(b)) * 2 - 1;
    const counted = countValues(rows.map(textOf));
    if (stack.column.column === 'size') counted.sort((a, b) => b.count - a.count || bySize(a.value, b.value));
    const top = counted.slice(0, most).map(({ value }) => value);
    for (const value of top) all.push({ kind: 'value', value, rows: rows.filter((row) => textOf(row) === value) });
    all.push({ kind: 'others', value: null, rows: rows.filter((row) => !top.includes(textOf(row))) });
  }
  return all.filter((part) => part.rows.length > 0);
}

describe('a histogram', () => {
  const at = (minute: number) => ({ ms: Date.UTC(2024, 0, 1, 0, minute), us: 0 });
  const row = (minute: number | null): TestRow => ({
    time: minute === null ? null : at(minute),
    word: null,
    size: null,
    ratio: null,
  });
  const ask = (table: string, rest = {}) => client.charts.histogram({ view: view(table), most: 10, ...rest });

  test('tells a bucket without logs from one without matches', async () => {
    const table = await makeTable(client, [{ ...row(0), word: 'a' }, row(1), row(3)]);
    const filter = { words: { values: ['a'], negated: false }, time: null };
    const found = await client.charts.histogram({ view: viewOf(table, filter), most: 4 });
    expect(found).toMatchObject({ size: { unit: 'minute', count: 1 }, all: [1, 1, 0, 1] });
    expect(found.series).toEqual([{ kind: 'all', value: null, rows: 1, counts: [1, 0, 0, 0] }]);
  });

  test('counts rows that were loaded since the last one', async () => {
    const table = await makeTable(client, [row(0), row(1)]);
    const filter = { words: { values: ['a'], negated: false }, time: null };
    const wanted = { view: viewOf(table, filter), most: 2 };
    expect((await client.charts.histogram(wanted)).all).toEqual([1, 1]);
    await client.run(
      `INSERT INTO logs.main.${table} VALUES (TIMESTAMP '2024-01-01 00:01:00', 'b', 1, 1), (NULL, 'b', 1, 1)`,
    );
    const found = await client.charts.histogram(wanted);
    expect(found.all).toEqual([1, 2]);
    expect(found.untimed).toEqual({ matched: 0, all: 1 });
  });

  test('of no rows, or of none with a time, has no buckets', async () => {
    expect(await ask(await makeTable(client, []))).toMatchObject({ size: null, edges: [], series: [], all: [] });
    expect(await ask(await makeTable(client, [row(null), row(null)]))).toMatchObject({
      edges: [],
      series: [{ kind: 'all', rows: 0, counts: [] }],
      untimed: { matched: 2, all: 2 },
    });
  });

  test('reaches over the whole time range asked for, logs or not', async () => {
    const table = await makeTable(client, [row(2)]);
    const time = { from: '2024-01-01T00:00:00Z', to: '2024-01-01T00:05:00Z' };
    expect(await ask(table, { view: view(table, { time }), most: 6 })).toMatchObject({
      edges: [0, 1, 2, 3, 4, 5].map((minute) => `2024-01-01T00:0${minute}:00Z`),
      all: [0, 0, 1, 0, 0],
    });
  });

  test('of times of other types', async () => {
    for (const type of ['DATE', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS', 'TIMESTAMPTZ']) {
      await client.run(
        `CREATE OR REPLACE TABLE logs.main.typed_${type} AS SELECT CAST(v AS ${type}) AS time FROM (VALUES ('2024-01-01 00:00:00'), ('2024-01-03 00:00:00'), (NULL)) t(v)`,
      );
      expect(await ask(`typed_${type}`, { most: 4 }), type).toMatchObject({ all: [1, 0, 1], untimed: { all: 1 } });
    }
  });

  test('says what it cannot do', async () => {
    await client.run('CREATE TABLE logs.main.timeless AS SELECT 1 AS n');
    await expect(ask('timeless')).rejects.toMatchObject({ code: 'INVALID', message: 'timeless has no time column.' });
    const table = await makeTable(client, [row(1)]);
    await expect(ask(table, { zone: 'Mars/Base' })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(ask(table, { stack: { column: column('nope') } })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(ask(table, { view: view(table, { time: { from: 'noon' } }) })).rejects.toMatchObject({
      code: 'INVALID',
    });
  });
});
