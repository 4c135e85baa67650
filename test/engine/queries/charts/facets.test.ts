// Facets against plain TypeScript over random rows, in the real DuckDB; and that one which fails or is slow holds up no other.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Facet, type FacetNews, facetBins } from '../../../../shared/contract/charts.ts';
import type { ColumnRef, Filter, View } from '../../../../shared/query/view.ts';
import { column, view } from '../view-client.ts';
import {
  type ChartClient,
  compareText,
  countValues,
  isoOf,
  makeChartClient,
  makeTable,
  passes,
  someFilter,
  someRows,
  type TestRow,
  viewOf,
} from './chart-rows.ts';

let client: ChartClient;
beforeAll(async () => {
  client = await makeChartClient();
});

async function ask(wanted: View, columns: ColumnRef[], top = 8): Promise<FacetNews[]> {
  const news: FacetNews[] = [];
  for await (const one of await client.charts.facets({ view: wanted, columns, top })) news.push(one);
  return news;
}

async function counted(wanted: View, columns: ColumnRef[], top = 8): Promise<Map<string, Facet>> {
  const news = await ask(wanted, columns, top);
  return new Map(
    news.flatMap((one) => (one.state === 'counted' ? [[one.facet.column.column, one.facet] as const] : [])),
  );
}

const columns = ['word', 'size', 'ratio', 'eventtime'].map((name) => column(name));

/** As DuckDB prints a number: enough of it to tell them apart here. */
const numberText = (n: number) => (Number.isNaN(n) ? 'nan' : Number.isFinite(n) ? String(n) : n > 0 ? 'inf' : '-inf');

type Expected = { values: Map<string | null, number>; finite: { n: number; text: string }[] };

function expectedOf(name: string, rows: TestRow[]): Expected {
  const finite: Expected['finite'] = [];
  const texts = rows.map((row): string | null => {
    if (name === 'word') return row.word;
    if (name === 'size') {
      if (row.size !== null) finite.push({ n: Number(row.size), text: String(row.size) });
      return row.size === null ? null : String(row.size);
    }
    if (name === 'ratio') {
      if (row.ratio !== null && Number.isFinite(row.ratio)) finite.push({ n: row.ratio, text: String(row.ratio) });
      return row.ratio === null ? null : numberText(row.ratio);
    }
    if (row.time === null || typeof row.time === 'string') return row.time && `${row.time}Z`;
    finite.push({ n: row.time.ms * 1000 + row.time.us, text: isoOf(row.time) });
    return isoOf(row.time);
  });
  return { values: new Map(countValues(texts).map(({ value, count }) => [value, count])), finite };
}

/** The same arithmetic in halves as the engine's, so that a value on the edge of a bin falls to the same side. */
function binsOf(numbers: number[]): number[] | null {
  const halves = numbers.map((n) => n / 2);
  const [low, high] = [Math.min(...halves), Math.max(...halves)];
  if (!(high > low)) return null;
  const bins = Array<number>(facetBins).fill(0);
  for (const half of halves) bins[Math.min(facetBins - 1, Math.floor(((half - low) / (high - low)) * facetBins))]!++;
  return bins;
}

/** What lies between the ends of the fullest bin is what the bin counts. */
async function expectBinIsRange({ bins, column: ref }: Facet, wanted: View): Promise<void> {
  const fullest = bins?.toSorted((a, b) => b.rows - a.rows)[0];
  if (!fullest) return;
  const [from, to] = [fullest.least!, fullest.greatest!];
  const range: Filter = {
    id: 'bin',
    op: 'range',
    column: ref,
    negated: false,
    enabled: true,
    from,
    to,
    includeTo: true,
  };
  const { viewId, matched } = await client.openReady({ ...wanted, where: [...wanted.where, range] });
  await client.client.close({ viewId });
  expect([ref.column, from, to, matched]).toEqual([ref.column, from, to, fullest.rows]);
}

test('every figure is the one that plain TypeScript counts', async () => {
  const asked = fc.record({ rows: someRows, filter: someFilter, top: fc.integer({ min: 1, max: 6 }) });
  await fc.assert(
    fc.asyncProperty(asked, async ({ rows, filter, top }) => {
      const wanted = viewOf(await makeTable(client, rows), filter);
      const facets = await counted(wanted, columns, top);
      expect([...facets.keys()].sort()).toEqual(['eventtime', 'ratio', 'size', 'word']);
      for (const [name, facet] of facets) {
        const isOwn = name === 'word' && filter.words !== null;
        const mine = rows.filter((row) => passes(row, filter, isOwn));
        const { values, finite } = expectedOf(name, mine);
        expect(facet).toMatchObject({ ownFilter: isOwn, rows: mine.length, missing: values.get(null) ?? 0 });
        expect(facet.distinct).toBe([...values.keys()].filter((value) => value !== null).length);
        const best = [...values.values()].sort((a, b) => b - a).slice(0, top);
        expect(facet.values.map(({ count }) => count)).toEqual(best);
        for (const { value, count } of facet.values) expect(values.get(readNumber(name, value))).toBe(count);
        if (name === 'word') expect(facet.values).toEqual(countValues(mine.map(({ word }) => word)).slice(0, top));
        const byNumber = finite.toSorted((a, b) => a.n - b.n || compareText(a.text, b.text));
        const inText = (text: string | null) => (text === null ? null : readNumber(name, text));
        if (name === 'word') expect(facet).toMatchObject({ least: null, greatest: null, bins: null });
        else if (name === 'size') {
          const exact = mine.flatMap(({ size }) => (size === null ? [] : [size])).sort((a, b) => (a < b ? -1 : 1));
          expect([facet.least, facet.greatest]).toEqual([
            exact[0]?.toString() ?? null,
            exact.at(-1)?.toString() ?? null,
          ]);
        } else
          expect([inText(facet.least), inText(facet.greatest)]).toEqual([
            byNumber[0]?.text ?? null,
            byNumber.at(-1)?.text ?? null,
          ]);
        if (name !== 'word') {
          expect(facet.bins?.map(({ rows: n }) => n) ?? null).toEqual(binsOf(finite.map(({ n }) => n)));
          await expectBinIsRange(facet, wanted);
        }
      }
    }),
    { numRuns: 40, seed: 3 },
  );
});

/** DuckDB writes a DOUBLE as `1.0` or `1e+308`. */
const readNumber = (name: string, text: string | null) =>
  name === 'ratio' && text !== null && !/nan|inf/.test(text) ? String(Number(text)) : text;

const isIn = (ref: ColumnRef, ...values: (string | null)[]): Filter => ({
  id: 'f1',
  op: 'in',
  column: ref,
  values,
  negated: false,
  enabled: true,
});

describe('facets', () => {
  test('of fields, places in JSON, lists, structs and derived columns', async () => {
    await client.run(`CREATE TABLE logs.main.nested AS SELECT TIMESTAMP '2024-01-01' + to_hours(i) AS eventtime,
      {name: 'n' || i % 2, deep: {flag: i % 3 = 0}} AS who, {n: i % 2, s: 'x'}::JSON AS body, [i % 2, i % 3] AS list,
      '10.0.' || i % 2 || '.' || i AS ip FROM range(6) t(i)`);
    const refs: ColumnRef[] = [
      column('who', 'name'),
      column('who', 'deep', 'flag'),
      column('body', 'n'),
      column('list'),
      column('who'),
      { ...column('ip'), by: { kind: 'network', ipv4: 24, ipv6: 48 } },
      { ...column('eventtime'), by: { kind: 'part', part: 'hourOfDay', zone: 'Asia/Kolkata' } },
    ];
    const news = await ask(view('nested'), refs);
    const found = refs.map((ref) => news.find((one) => one.state === 'counted' && same(one.facet.column, ref)));
    const texts = found.map((one) => (one?.state === 'counted' ? one.facet.values.map(({ value }) => value) : null));
    expect(texts.slice(0, 4)).toEqual([
      ['n0', 'n1'],
      ['false', 'true'],
      ['0', '1'],
      ['[0,0]', '[0,1]', '[0,2]', '[1,0]', '[1,1]', '[1,2]'],
    ]);
    expect(texts[4]).toHaveLength(4);
    expect(texts[5]).toEqual(['10.0.0.0/24', '10.0.1.0/24']);
    expect(texts[6]).toEqual(['5', '6', '7', '8', '9', '10']);
  });
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

  test('a column that is not there is named, the others are counted', async () => {
    const news = await ask(view('nested'), [column('gone'), column('ip'), column('who', 'gone')]);
    expect(news.map((one) => (one.state === 'failed' ? one.problem.message : one.facet.column.column)).sort()).toEqual([
      'There is no column “gone” in nested.',
      'There is no field “gone” in who.',
      'ip',
    ]);
  });

  test('a column whose values cannot be read is named, the others are counted', async () => {
    await client.run(
      `CREATE VIEW scratch.main.faulty AS SELECT 'a' AS word, CAST(t AS INTEGER) AS n FROM (VALUES ('1'), ('x')) v(t)`,
    );
    const news = await ask(view('scratch.faulty'), [column('word'), column('n')]);
    const failed = news.find((one) => one.state === 'failed');
    expect(failed).toMatchObject({ column: column('n'), problem: { message: expect.stringContaining("'x'") } });
    expect(news.find((one) => one.state === 'counted')).toMatchObject({
      facet: { values: [{ value: 'a', count: 2 }] },
    });
  });

  test('of no rows, of no columns', async () => {
    const none = await counted(view('nested', { where: [isIn(column('ip'), 'x')] }), [column('ip'), column('list')]);
    expect(none.get('list')).toMatchObject({ rows: 0, missing: 0, distinct: 0, values: [] });
    expect(none.get('ip')).toMatchObject({ rows: 6, ownFilter: true });
    expect(await ask(view('nested'), [])).toEqual([]);
  });

  test('many columns at once, beyond the bits of a number', async () => {
    const names = Array.from({ length: 60 }, (_, i) => `c${i}`);
    await client.run(
      `CREATE TABLE logs.main.wide AS SELECT ${names.map((name, i) => `i % ${i + 1} AS ${name}`).join(', ')} FROM range(100) t(i)`,
    );
    const facets = await counted(
      view('wide'),
      names.map((name) => column(name)),
    );
    expect(names.map((name) => facets.get(name)?.distinct)).toEqual(names.map((_, i) => i + 1));
  });

  test('what is quick comes before what is slow', async () => {
    await client.run(
      `CREATE TABLE logs.main.many AS SELECT i AS id, i % 5 AS few, {k: i % 3}::JSON AS body FROM range(300000) t(i)`,
    );
    const news = await ask(view('many'), [column('body', 'k'), column('id'), column('few')]);
    expect(news.map((one) => (one.state === 'counted' ? one.facet.column.column : ''))[0]).toBe('few');
  });
});
