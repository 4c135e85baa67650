// Comparisons of two ranges of time against plain TypeScript over random rows, in the real DuckDB.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { ChangeKind } from '../../../../shared/contract/charts.ts';
import { column, view } from '../view-client.ts';
import {
  type ChartClient,
  compareText,
  isoOf,
  makeChartClient,
  makeTable,
  passes,
  someFilter,
  someRows,
  type TestRow,
  timeText,
  viewOf,
} from './chart-rows.ts';

let client: ChartClient;
beforeAll(async () => {
  client = await makeChartClient();
});

const kinds: ChangeKind[] = ['new', 'stopped', 'grew', 'shrank', 'same'];
const columns = [column('word'), column('size')];

type Range = { from: number; to: number };
const hour = 3_600_000;
const range: fc.Arbitrary<Range> = fc
  .tuple(
    fc.constantFrom(...['2024-03-31T01:00Z', '2024-10-27T01:00Z', '2024-02-27T00:00Z'].map((text) => Date.parse(text))),
    fc.integer({ min: -5, max: 5 }),
    fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 6_000 })),
  )
  .map(([at, by, length]) => ({ from: at + by * hour, to: at + (by + length) * hour }));
const written = ({ from, to }: Range) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });

function changesOf(rows: TestRow[], name: string, before: Range, after: Range, limit: number) {
  const isIn = ({ time }: TestRow, { from, to }: Range) =>
    time !== null && typeof time !== 'string' && time.ms >= from && time.ms < to;
  const texts = new Map<string | null, { before: number; after: number; first: string | null; order: string }>();
  for (const row of rows) {
    const value = name === 'word' ? row.word : row.size === null ? null : String(row.size);
    const [b, a] = [isIn(row, before), isIn(row, after)];
    if (!a && !b) continue;
    const known = texts.get(value) ?? { before: 0, after: 0, first: null, order: '' };
    const { time } = row as TestRow & { time: { ms: number; us: number } };
    const isEarlier = a && (known.order === '' || timeText(time) < known.order);
    texts.set(value, {
      before: known.before + Number(b),
      after: known.after + Number(a),
      ...(isEarlier ? { first: isoOf(time), order: timeText(time) } : { first: known.first, order: known.order }),
    });
  }
  const changed = (one: { before: number; after: number }) =>
    one.after * (before.to - before.from) - one.before * (after.to - after.from);
  const kindOf = (one: { before: number; after: number }): ChangeKind =>
    one.before === 0
      ? 'new'
      : one.after === 0
        ? 'stopped'
        : changed(one) > 0
          ? 'grew'
          : changed(one) < 0
            ? 'shrank'
            : 'same';
  const byValue = (a: string | null, b: string | null) =>
    name === 'word' || a === null || b === null ? compareText(a, b) : BigInt(a) < BigInt(b) ? -1 : 1;
  return kinds.flatMap((kind) => {
    const mine = [...texts].filter(([, one]) => kindOf(one) === kind).map(([value, one]) => ({ value, ...one }));
    mine.sort((a, b) => Math.abs(changed(b)) - Math.abs(changed(a)) || byValue(a.value, b.value));
    const values = mine.slice(0, limit).map(({ order: _order, ...one }) => one);
    return mine.length === 0 ? [] : [{ kind, distinct: mine.length, values }];
  });
}

test('says of every value what plain TypeScript says', async () => {
  const asked = fc.record({
    rows: someRows,
    filter: someFilter,
    before: range,
    after: range,
    limit: fc.integer({ min: 1, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(asked, async ({ rows, filter, before, after, limit }) => {
      const wanted = viewOf(await makeTable(client, rows), filter);
      const found = await client.charts.compare({
        view: wanted,
        before: written(before),
        after: written(after),
        columns,
        limit,
      });
      const mine = rows.filter((row) => passes(row, { ...filter, time: null }));
      const count = ({ from, to }: Range) =>
        mine.filter(({ time }) => time !== null && typeof time !== 'string' && time.ms >= from && time.ms < to).length;
      expect([found.before, found.after]).toEqual([count(before), count(after)]);
      expect(found.columns).toEqual(
        columns.map((ref) => ({ column: ref, changes: changesOf(mine, ref.column, before, after, limit) })),
      );
    }),
    { numRuns: 50, seed: 4 },
  );
});

test('refuses what is no range, and what has no times', async () => {
  const table = await makeTable(client, []);
  const fine = { from: '2024-01-01T00:00:00Z', to: '2024-01-02T00:00:00Z' };
  const ask = (name: string, before: typeof fine) =>
    client.charts.compare({ view: view(name), before, after: fine, columns: [column('word')], limit: 5 });
  await expect(ask(table, { from: fine.to, to: fine.from })).rejects.toMatchObject({ code: 'INVALID' });
  await expect(ask(table, { ...fine, to: 'noon' })).rejects.toMatchObject({
    message: expect.stringContaining('“noon”'),
  });
  await client.run("CREATE TABLE logs.main.timeless AS SELECT 'a' AS word");
  await expect(ask('timeless', fine)).rejects.toMatchObject({ message: 'timeless has no time column.' });
});
