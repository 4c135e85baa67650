// The pivot compiler in the real DuckDB against brute force on random tables, and every cell's drill against its count.
import { createRouterClient } from '@orpc/server';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Dimension, type Measure, Pivot } from '../../../../shared/query/pivot.ts';
import { drillPivot, dropGroup, type PivotKey } from '../../../../shared/query/pivot-drill.ts';
import { readPivot } from '../../../../shared/query/pivot-table.ts';
import { type ColumnRef, columnKey, type Filter, type View } from '../../../../shared/query/view.ts';
import { quoteIdentifier, quoteLiteral } from '../../../../src-main/engine/duckdb/quote.ts';
import { resolveSource } from '../../../../src-main/engine/queries/catalog/source.ts';
import { compileWhere } from '../../../../src-main/engine/queries/compile/compile.ts';
import { findPlace } from '../../../../src-main/engine/queries/compile/place.ts';
import { textOf } from '../../../../src-main/engine/queries/compile/value-text.ts';
import { pivotRoutes } from '../../../../src-main/engine/queries/pivot/routes.ts';
import { makeViewClient, type ViewClient, view } from '../view-client.ts';
import { crossRows, measureRows, type OracleRow, wholeOf } from './pivot-oracle.ts';

let views: ViewClient;
let client: ReturnType<typeof pivotClient>;
const pivotClient = (made: ViewClient) => createRouterClient(pivotRoutes(made.state));
beforeAll(async () => {
  views = await makeViewClient();
  client = pivotClient(views);
});

const plain = (column: string): ColumnRef => ({ column, path: [] });
const inJson: ColumnRef = { column: 'j', path: ['k'] };
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata');
const derived = fc.oneof(
  fc.record({
    kind: fc.constant('bucket' as const),
    unit: fc.constantFrom(
      'minute' as const,
      'hour' as const,
      'day' as const,
      'week' as const,
      'month' as const,
      'quarter' as const,
      'year' as const,
    ),
    zone,
  }),
  fc.record({
    kind: fc.constant('part' as const),
    part: fc.constantFrom('hourOfDay' as const, 'weekday' as const),
    zone,
  }),
);
const dimensionColumn: fc.Arbitrary<ColumnRef> = fc.oneof(
  fc.constantFrom(...['s', 'n', 'd', 'b', 'at'].map(plain)),
  derived.map((by) => ({ column: 'at', path: [], by })),
  fc.constant<ColumnRef>({ column: 's', path: [], by: { kind: 'split', side: 'before', at: 'first', separator: "'" } }),
  fc.constant<ColumnRef>({ column: 'j', path: ['k'] }),
  fc.constant<ColumnRef>({ column: 'ip', path: [], by: { kind: 'network', ipv4: 30, ipv6: 64 } }),
);
const top = fc.option(
  fc.record({
    count: fc.integer({ min: 1, max: 3 }),
    by: fc.nat(2),
    order: fc.constantFrom('largest' as const, 'smallest' as const),
    within: fc.constantFrom(undefined, 'parent' as const),
  }),
  { nil: undefined },
);
const dimension: fc.Arbitrary<Dimension> = fc.record({ column: dimensionColumn, top });
const of = fc.option(fc.constantFrom('row' as const, 'column' as const, 'total' as const), { nil: undefined });
const measure: fc.Arbitrary<Measure> = fc.oneof(
  fc.record({ kind: fc.constantFrom('min' as const, 'max' as const, 'any' as const), column: fc.constant(inJson) }),
  fc.record({ kind: fc.constant('count' as const), of }),
  fc.record({
    kind: fc.constant('distinct' as const),
    column: fc.constantFrom(...['s', 'n', 'd', 'at'].map(plain)),
    of,
  }),
  fc.record({
    kind: fc.constant('sum' as const),
    column: fc.constantFrom(plain('n'), plain('d')),
    of: fc.constant(undefined),
  }),
  fc.record({
    kind: fc.constantFrom(
      'min' as const,
      'max' as const,
      'first' as const,
      'last' as const,
      'any' as const,
      'list' as const,
    ),
    column: fc.constantFrom(...['s', 'n', 'd', 'at'].map(plain)),
  }),
  fc.record({ kind: fc.constant('average' as const), column: fc.constantFrom(plain('n'), plain('d')) }),
  fc.record({
    kind: fc.constant('percentile' as const),
    column: fc.constantFrom(...['n', 'd', 'at'].map(plain)),
    at: fc.constantFrom(0, 25, 50, 95, 100),
  }),
);

/** What the view itself keeps: a range may cut a bucket in two. */
const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    id: fc.constant('f1'),
    op: fc.constant('range' as const),
    column: fc.constant(plain('at')),
    from: fc.constantFrom('2025-03-30T00:45:00Z', '2025-10-26T01:15:00Z'),
    includeTo: fc.constant(false),
    negated: fc.boolean(),
    enabled: fc.boolean(),
  }),
  fc.record({
    id: fc.constant('f1'),
    op: fc.constant('in' as const),
    column: fc.constant(plain('s')),
    values: fc.constantFrom<(string | null)[]>(['a', null], ["it's", '']),
    negated: fc.boolean(),
    enabled: fc.constant(true),
  }),
);

const changes = [
  '2025-03-30T00:30:00Z',
  '2025-03-30T01:00:00Z',
  '2025-10-26T00:30:00Z',
  '2025-11-02T06:00:00Z',
  '2025-04-05T15:00:00Z',
  '2025-10-04T15:30:00Z',
];
const instant = fc.oneof(
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -3_600_000, max: 3_600_000 }))
    .map(([at, by]) => new Date(Date.parse(at) + by)),
  fc.date({ min: new Date('2024-12-30T00:00:00Z'), max: new Date('2026-01-02T00:00:00Z'), noInvalidDate: true }),
);
const row = fc.record({
  j: fc.option(fc.constantFrom('{"k":"a"}', '{"k":10}', '{"k":9}', '{"k":"9a"}', '{}', '{"k":null}')),
  s: fc.option(
    fc.constantFrom(
      '',
      'a',
      'A',
      "it's",
      '"q"',
      'null',
      'others',
      '😀',
      'é',
      'e\u0301',
      '\u202ertl',
      'שלום',
      'nul\u0000byte',
      '[]',
    ),
  ),
  n: fc.option(
    fc.constantFrom(
      '0',
      '-1',
      '7',
      '9007199254740993',
      '9007199254740992',
      '9223372036854775807',
      '-9223372036854775808',
    ),
  ),
  // Sums of these are exact in any order.
  d: fc.option(fc.constantFrom('0.5', '-2.25', '1024.0', 'nan', 'inf')),
  b: fc.option(fc.constantFrom('true', 'false')),
  // Before 1973 some clocks differed from UTC by seconds.
  at: fc.option(
    fc.oneof(
      { weight: 9, arbitrary: instant.map((at) => at.toISOString().replace('Z', '')) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('1931-05-01 12:00:00.000001', '1969-12-31 23:59:59', '1972-12-31 23:30:00'),
      },
    ),
  ),
  ip: fc.option(fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.9', '2001:db8::1', '2001:DB8::2', 'ec2.amazonaws.com')),
});
const types = {
  j: 'JSON',
  s: 'VARCHAR',
  n: 'BIGINT',
  d: 'DOUBLE',
  b: 'BOOLEAN',
  at: 'TIMESTAMP',
  ip: 'VARCHAR',
} as const;
type Row = Record<keyof typeof types, string | null>;

const scenario: fc.Arbitrary<Scenario> = fc.record({
  where: fc.array(filter, { maxLength: 1 }),
  data: fc.array(row, { minLength: 1, maxLength: 40 }),
  rows: fc.array(dimension, { maxLength: 3 }),
  columns: fc.array(dimension, { maxLength: 2 }),
  values: fc.array(measure, { minLength: 1, maxLength: 3 }),
});
type Scenario = {
  where: Filter[];
  data: Row[];
  rows: Dimension[];
  columns: Dimension[];
  values: Measure[];
};

/** A value that may be any is no order to rank by, nor is a sum or a mean with NaN or beyond what a double holds. */
function makePivot({ where, rows, columns, values }: Scenario): Pivot {
  const isRankable = (n: number) => !['any', 'average'].includes(values[n]?.kind ?? 'count');
  const rankable = (one: Dimension): Dimension =>
    one.top && !isRankable(one.top.by) ? { ...one, top: { ...one.top, by: values.length } } : one;
  const own = (axis: Dimension[]) =>
    axis.filter((one, i) => axis.findIndex((other) => columnKey(other.column) === columnKey(one.column)) === i);
  return Pivot.parse({
    view: view('scratch.random', { where }),
    rows: own(rows.map(rankable)),
    columns: own(columns.map(rankable)),
    values,
  });
}

async function fill(data: Row[]): Promise<void> {
  const literals = data.map(
    (one) =>
      `(${Object.entries(types)
        .map(([name, type]) => `CAST(${quoteLiteral(one[name as keyof Row])} AS ${type})`)
        .join(', ')})`,
  );
  await views.run(
    `CREATE OR REPLACE TABLE scratch.random AS SELECT * FROM (VALUES ${literals.join(', ')}) t(${Object.keys(types).map(quoteIdentifier).join(', ')})`,
  );
}

/** The table's rows as texts, with what the pivot's columns make of them. */
async function readRows(pivot: Pivot): Promise<OracleRow[]> {
  const refs = [
    inJson,
    ...Object.keys(types).map(plain),
    ...[...pivot.rows, ...pivot.columns].map(({ column }) => column),
  ];
  return await views.open.db.use(async (connection) => {
    const source = await resolveSource(views.state, connection, pivot.view.from);
    const items = refs.map((ref, i) => `${textOf(findPlace(source, ref))} AS v${i}`);
    const where = compileWhere(source, pivot.view);
    const found = await connection.rows(
      `SELECT ${items.join(', ')} FROM scratch.random WHERE ${where.join(' AND ') || 'true'}`,
    );
    return found.map((one) =>
      Object.fromEntries(refs.map((ref, i) => [columnKey(ref), one[`v${i}`] as string | null])),
    );
  });
}

/** How many rows each of some views has, by the compiler that grids use. */
async function countRows(wanted: View[]): Promise<number[]> {
  if (wanted.length === 0) return [];
  return await views.open.db.use(async (connection) => {
    const source = await resolveSource(views.state, connection, wanted[0]!.from);
    const counts = wanted.map((one) => {
      const where = compileWhere(source, one).map((condition) => `(${condition})`);
      return `count(*) FILTER (${where.join(' AND ') || 'true'})`;
    });
    const [found] = await connection.rows(`SELECT [${counts.join(', ')}] AS counts FROM scratch.random`);
    return JSON.parse(String(found?.counts)).map(Number) as number[];
  });
}

async function runPivot(pivot: Pivot) {
  return readPivot(await client.run({ pivot }), pivot);
}

const nameOf = (keys: PivotKey[]) => JSON.stringify(keys.map((key) => ('othersThan' in key ? 'others' : [key.value])));

function expectFigure(found: string | null, measured: Measure, rows: OracleRow[], whole: OracleRow[]): void {
  const wanted = measureRows(measured, rows);
  if ('of' in measured && measured.of) {
    const total = Number(measureRows(measured, whole));
    expect(found === null ? null : Number(found)).toBe(total === 0 ? null : Number(wanted) / total);
  } else if (wanted instanceof Set) expect(wanted).toContain(found);
  else if (
    wanted !== null &&
    found !== null &&
    measured.kind !== 'list' &&
    'column' in measured &&
    measured.column.column === 'd'
  )
    expect(toNumber(found)).toBe(toNumber(wanted));
  else if (measured.kind === 'average') expect(Number(found)).toBe(Number(wanted));
  else expect(found).toBe(wanted);
}

const toNumber = (text: string) => Number(text.toLowerCase().replace(/^(-?)inf(inity)?$/, '$1Infinity'));

describe('random pivots of random tables', () => {
  test('every cell, total, subtotal and “others” is what brute force counts', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (made) => {
        await fill(made.data);
        const pivot = makePivot(made);
        const cross = crossRows(pivot, await readRows(pivot));
        const table = await runPivot(pivot);
        expect(table.rows.map(({ keys }) => nameOf(keys)).sort()).toEqual([...cross.keys()].sort());
        const columns = new Set([...cross.values()].flatMap((line) => [...line.keys()]));
        expect(table.columns.map(({ keys }) => nameOf(keys)).sort()).toEqual([...columns].sort());
        for (const r of table.rows)
          for (const c of table.columns) {
            const rows = cross.get(nameOf(r.keys))?.get(nameOf(c.keys)) ?? [];
            const cell = table.cell(r.id, c.id);
            expect(cell?.count ?? 0).toBe(rows.length);
            for (const [i, measured] of pivot.values.entries())
              if (cell)
                expectFigure(
                  cell.figures[i]!,
                  measured,
                  rows,
                  wholeOf(measured, cross, nameOf(r.keys), nameOf(c.keys)),
                );
          }
      }),
      { numRuns: 50, seed: 1 },
    );
  }, 120_000);

  test('every cell drills to as many rows as it counts, and leaving a row out leaves all others', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (made) => {
        await fill(made.data);
        const pivot = makePivot(made);
        const table = await runPivot(pivot);
        const cells = table.rows.flatMap((r) => table.columns.map((c) => ({ r, c })));
        const drilled = cells.map(({ r, c }) => drillPivot(pivot, { row: r.keys, column: c.keys }));
        expect(await countRows(drilled)).toEqual(cells.map(({ r, c }) => table.cell(r.id, c.id)?.count ?? 0));
        const groups = table.rows.slice(1);
        const without = groups.map(({ keys }) => dropGroup(pivot.view, pivot.rows, keys));
        const countOf = (id: number) => table.cell(id, 0)!.count;
        expect(await countRows(without)).toEqual(groups.map(({ id }) => countOf(0) - countOf(id)));
      }),
      { numRuns: 25, seed: 2 },
    );
  }, 120_000);
});
