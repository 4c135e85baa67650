// Random rows for the calls that count, as a table and as plain values, and a filter that both understand.
import { createRouterClient } from '@orpc/server';
import fc from 'fast-check';
import type { View } from '../../../../shared/query/view.ts';
import { quoteLiteral } from '../../../../src-main/engine/duckdb/quote.ts';
import { chartRoutes } from '../../../../src-main/engine/queries/charts/routes.ts';
import { column, makeViewClient, view } from '../view-client.ts';

export async function makeChartClient() {
  const views = await makeViewClient();
  return { ...views, charts: createRouterClient(chartRoutes(views.state)) };
}
export type ChartClient = Awaited<ReturnType<typeof makeChartClient>>;

/** `time`: epoch milliseconds and a fraction of one in microseconds; or one that is in no calendar; or none. */
export type TestRow = {
  time: { ms: number; us: number } | 'infinity' | '-infinity' | null;
  word: string | null;
  size: bigint | null;
  ratio: number | null;
};

const changes = ['2024-03-31T01:00Z', '2024-10-27T01:00Z', '2024-11-03T06:00Z'].map((text) => Date.parse(text));
const nearChange = fc
  .tuple(fc.constantFrom(...changes), fc.integer({ min: -2e7, max: 2e7 }))
  .map(([at, by]) => at + by);
const wholeSecond = fc.integer({ min: 1_709_000_000, max: 1_732_000_000 }).map((seconds) => seconds * 1000);
const instant = fc.record({ ms: fc.oneof(nearChange, wholeSecond), us: fc.constantFrom(0, 1, 999) });
const someTime = fc.oneof(
  { weight: 12, arbitrary: instant },
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom('infinity' as const, '-infinity' as const) },
);
export const words = [
  'a',
  'A',
  "it's",
  '',
  'שלום',
  '\u202egnp',
  'e\u0301',
  'é',
  '😀',
  'null',
  'x\u0000y',
  '%_\\',
  'NaN',
];
const word = fc.option(fc.constantFrom(...words), { freq: 5 });
const largest = 2n ** 63n - 1n;
const size = fc.oneof(
  fc.constantFrom(0n, 1n, 2n ** 53n, 2n ** 53n + 1n, largest, largest - 1n, -largest - 1n, null),
  fc.integer({ min: 0, max: 20 }).map(BigInt),
  fc.integer({ min: 0, max: 5_000 }).map(BigInt),
);
const ratio = fc.oneof(
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 1.5, -2.25, 1e308, -1e308, null),
  fc.integer({ min: -50, max: 50 }).map((n) => n / 8),
);
export const someRows = fc.array(fc.record({ time: someTime, word, size, ratio }), { maxLength: 90 });

export const timeText = (time: Exclude<TestRow['time'], null>): string => {
  if (typeof time === 'string') return time;
  const [second = '', ms = ''] = new Date(time.ms).toISOString().replace('Z', '').split('.');
  return `${second}.${ms}${String(time.us).padStart(3, '0')}`;
};

/** As the engine tells an instant. */
export const isoOf = (time: { ms: number; us: number }): string => `${timeText(time).replace(/\.?0+$/, '')}Z`;

let made = 0;

/** Answers the table's name; each has one of its own, as the engine takes log tables for growing only. */
export async function makeTable(client: ChartClient, rows: TestRow[]): Promise<string> {
  const name = `rows_${++made}`;
  await client.run(`CREATE TABLE logs.main.${name} (eventtime TIMESTAMP, word VARCHAR, size BIGINT, ratio DOUBLE)`);
  const number = (n: number | null) => (n === null ? 'NULL' : `'${n}'::DOUBLE`);
  const values = rows.map(
    (row) =>
      `(${row.time === null ? 'NULL' : `TIMESTAMP '${timeText(row.time)}'`}, ${quoteLiteral(row.word)}, ${row.size ?? 'NULL'}, ${number(row.ratio)})`,
  );
  if (values.length > 0) await client.run(`INSERT INTO logs.main.${name} VALUES ${values.join(', ')}`);
  return name;
}

/** `words`: only these (or, `negated`, none of them); `time`: half-open. */
export const someFilter = fc.record({
  words: fc.option(fc.record({ values: fc.array(word, { maxLength: 4 }), negated: fc.boolean() })),
  time: fc.option(
    fc.record({ from: fc.option(fc.constantFrom(...changes)), hours: fc.option(fc.integer({ min: 1, max: 400 })) }),
  ),
});
export type TestFilter = typeof someFilter extends fc.Arbitrary<infer T> ? T : never;

/** Bounds in epoch milliseconds. */
export function boundsOf({ time }: TestFilter): { from?: number; to?: number } {
  const from = time?.from ?? undefined;
  const to = time?.hours ? (time.from ?? changes[1]!) + time.hours * 3_600_000 : undefined;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

export function viewOf(table: string, filter: TestFilter): View {
  const { from, to } = boundsOf(filter);
  const iso = (ms: number) => new Date(ms).toISOString();
  const time = { ...(from === undefined ? {} : { from: iso(from) }), ...(to === undefined ? {} : { to: iso(to) }) };
  const where = filter.words
    ? [{ id: 'f1', op: 'in' as const, column: column('word'), enabled: true, ...filter.words }]
    : [];
  return view(table, { where, ...(from === undefined && to === undefined ? {} : { time }) });
}

export function passes(row: TestRow, filter: TestFilter, ignoreWords = false): boolean {
  const { from, to } = boundsOf(filter);
  if (filter.words && !ignoreWords && filter.words.values.includes(row.word) === filter.words.negated) return false;
  if (from === undefined && to === undefined) return true;
  if (row.time === null) return false;
  const at = row.time === 'infinity' ? Infinity : row.time === '-infinity' ? -Infinity : row.time.ms;
  return (from === undefined || at >= from) && (to === undefined || at < to);
}

/** Values with their counts: most frequent first, then by the bytes of the text, a missing one last. */
export function countValues(values: (string | null)[]): { value: string | null; count: number }[] {
  const counts = new Map<string | null, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareText(a.value, b.value));
}

export function compareText(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
