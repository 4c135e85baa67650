// The compiler against brute force: random tables and filters, run in the real DuckDB and in plain TypeScript.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { escapeRegex } from '../../../../shared/query/text-pattern.ts';
import type { ColumnRef, Filter, Scalar } from '../../../../shared/query/view.ts';
import { quoteIdentifier, quoteLiteral } from '../../../../src-main/engine/duckdb/quote.ts';
import { readCatalog } from '../../../../src-main/engine/queries/catalog/schema.ts';
import { parseType } from '../../../../src-main/engine/queries/compile/column-type.ts';
import { compileWhere } from '../../../../src-main/engine/queries/compile/compile.ts';
import { compileSearch } from '../../../../src-main/engine/queries/compile/compile-search.ts';

import { makeViewClient, type ViewClient } from '../view-client.ts';

let views: ViewClient;
beforeAll(async () => {
  views = await makeViewClient();
});

/** Letters whose lower case is one and the same letter everywhere; quotes, regex signs, emoji, right-to-left, NUL. */
const letters = Array.from(`aAbBzZéÉñÑжЖ0123 '"\\%_.*+?()[]{}|^$-/~#&<>\n\u0000😀ش\u0301`);
const text = fc.string({ unit: fc.constantFrom(...letters), maxLength: 6 });
const json: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.integer({ min: -20, max: 20 }),
  fc.constantFrom(true, false, null),
  fc.array(text, { maxLength: 2 }),
  fc.dictionary(text, fc.integer({ min: 0, max: 9 }), { maxKeys: 2 }),
);
/** Keys that every notation of a JSON path would stumble over. */
const oddKeys = ['plain', 'a.b', 'q"u', "it's", 'sl/ash', 'ti~lde', '', '0', 'ключ', '$', '*', '#-1'];

type TestRow = {
  text: string | null;
  big: bigint | null;
  double: number | null;
  /** Thousandths. */
  decimal: number | null;
  /** Microseconds since 1970. */
  time: bigint | null;
  flag: boolean | null;
  document: Record<string, unknown> | null;
  struct: { text: string | null; n: number | null } | null;
};

const row: fc.Arbitrary<TestRow> = fc.record({
  text: fc.option(text),
  big: fc.option(fc.oneof(fc.bigInt({ min: -5n, max: 5n }), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }))),
  double: fc.option(fc.oneof(fc.integer({ min: -4, max: 4 }), fc.double({ noNaN: true, noDefaultInfinity: true }))),
  decimal: fc.option(fc.integer({ min: -3000, max: 3000 })),
  time: fc.option(fc.oneof(fc.bigInt({ min: 0n, max: 3n }), fc.bigInt({ min: 0n, max: 4_000_000_000_000_000n }))),
  flag: fc.option(fc.boolean()),
  document: fc.option(fc.dictionary(fc.constantFrom(...oddKeys), json, { maxKeys: 4 })),
  struct: fc.option(fc.record({ text: fc.option(text), n: fc.option(fc.integer({ min: -3, max: 3 })) })),
});

/** Names that need quoting, look like keywords, or look like what else a query names. */
const names = {
  text: 'wor"d',
  big: 'select',
  double: 'Höhe',
  decimal: 'cases',
  time: 'two words',
  flag: 'id',
  document: 'logs',
  struct: 'pugmark_rows',
} as const;
type Field = keyof typeof names;

async function makeTable(rows: TestRow[]): Promise<void> {
  const types: Record<Field, string> = {
    text: 'VARCHAR',
    big: 'BIGINT',
    double: 'DOUBLE',
    decimal: 'DECIMAL(18, 3)',
    time: 'TIMESTAMP',
    flag: 'BOOLEAN',
    document: 'JSON',
    struct: 'STRUCT("in ner" VARCHAR, n INTEGER)',
  };
  const columns = (Object.keys(types) as Field[]).map((field) => `${quoteIdentifier(names[field])} ${types[field]}`);
  await views.run(`CREATE OR REPLACE TABLE logs.main.odd (row_no INTEGER, ${columns.join(', ')})`);
  const values = rows.map((one, i) => [
    i,
    lit(one.text),
    one.big === null ? 'NULL' : `${one.big}::BIGINT`,
    one.double === null ? 'NULL' : `'${one.double}'::DOUBLE`,
    one.decimal === null ? 'NULL' : `${one.decimal} / 1000::DECIMAL(18, 3)`,
    one.time === null ? 'NULL' : `make_timestamp(${one.time})`,
    lit(one.flag),
    one.document === null ? 'NULL' : `${lit(JSON.stringify(one.document))}::JSON`,
    one.struct === null ? 'NULL' : `{'in ner': ${lit(one.struct.text)}, 'n': ${one.struct.n ?? 'NULL'}}`,
  ]);
  await views.run(`INSERT INTO logs.main.odd ${values.map((one) => `SELECT ${one.join(', ')}`).join(' UNION ALL ')}`);
}
const lit = (value: string | boolean | null) => quoteLiteral(value);

async function matchedInDuckdb(filters: Filter[]): Promise<number[]> {
  return await views.open.db.use(async (connection) => {
    const [table] = await readCatalog(connection, 'odd');
    const where = compileWhere({ ...table!, timeColumn: null }, { where: filters });
    const condition = where.length === 0 ? 'true' : where.map((one) => `(${one})`).join(' AND ');
    const found = await connection.rows(`SELECT row_no FROM odd WHERE ${condition} ORDER BY row_no`);
    return found.map((one) => Number(one.row_no));
  });
}

const isoOf = (micros: bigint): string => {
  const seconds = new Date(Number(micros / 1_000_000n) * 1000).toISOString().slice(0, 19);
  const fraction = (micros % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '');
  return `${seconds}${fraction && `.${fraction}`}Z`;
};

/** What text filters see; undefined: no such place in this row's type. */
function textOf(one: TestRow, field: Field, path: Path): string | null {
  const value = one[field];
  if (value === null) return null;
  if (field === 'time') return isoOf(value as bigint);
  if (field === 'decimal') return decimalText(value as number);
  if (field === 'struct') return structText(one.struct!, path);
  if (field !== 'document') return String(value as string | number | bigint | boolean);
  if (path.length === 0) return JSON.stringify(value);
  const inner = Object.hasOwn(value as object, path[0]!) ? (value as Record<string, unknown>)[path[0]!] : null;
  if (inner === null) return null;
  return typeof inner === 'string' ? inner : JSON.stringify(inner);
}
const structText = (struct: NonNullable<TestRow['struct']>, path: Path) =>
  path[0] === 'n' ? (struct.n === null ? null : String(struct.n)) : struct.text;
const decimalText = (thousandths: number) =>
  `${thousandths < 0 ? '-' : ''}${Math.floor(Math.abs(thousandths) / 1000)}.${String(Math.abs(thousandths) % 1000).padStart(3, '0')}`;

/** Order of UTF-8 bytes, which is DuckDB's. */
const compareText = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

type Path = readonly string[];
type Case = { filter: Filter; keeps: (one: TestRow) => boolean };

function refOf(field: Field, path: Path = []): ColumnRef {
  return { column: field.length % 2 === 0 ? names[field] : names[field].toUpperCase(), path: [...path] };
}

const common = (column: ColumnRef, negated: boolean) => ({ id: 'f', column, negated, enabled: true });

function textCase(rows: TestRow[]): fc.Arbitrary<Case> {
  const place = fc.oneof(
    fc.constant({ field: 'text' as Field, path: [] as Path }),
    fc.constant({ field: 'struct' as Field, path: ['in ner'] as Path }),
    fc.constant({ field: 'big' as Field, path: [] as Path }),
    fc.constant({ field: 'time' as Field, path: [] as Path }),
    fc.constantFrom(...oddKeys).map((key) => ({ field: 'document' as Field, path: [key] as Path })),
  );
  const op = fc.constantFrom('contains' as const, 'startsWith' as const, 'endsWith' as const, 'matches' as const);
  return fc
    .record({
      place,
      op,
      negated: fc.boolean(),
      caseSensitive: fc.boolean(),
      pick: fc.nat(),
      from: fc.nat(5),
      length: fc.nat(3),
      upper: fc.boolean(),
      other: text,
    })
    .map(({ place: { field, path }, op, negated, caseSensitive, pick, from, length, upper, other }) => {
      const source = textOf(rows[pick % rows.length]!, field, path) ?? other;
      const part =
        Array.from(source)
          .slice(from, from + length)
          .join('') ||
        other ||
        'a';
      const value = upper ? part.toUpperCase() : part;
      const fold = (written: string) => (caseSensitive ? written : written.toLowerCase());
      const tests = {
        contains: (held: string) => fold(held).includes(fold(value)),
        startsWith: (held: string) => fold(held).startsWith(fold(value)),
        endsWith: (held: string) => fold(held).endsWith(fold(value)),
        matches: (held: string) => fold(held).startsWith(fold(value)),
      };
      return {
        filter: {
          ...common(refOf(field, path), negated),
          op,
          value: op === 'matches' ? `^${escapeRegex(value)}` : value,
          caseSensitive,
        },
        keeps(one) {
          const held = textOf(one, field, path);
          return (held !== null && tests[op](held)) !== negated;
        },
      };
    });
}

function inCase(rows: TestRow[]): fc.Arbitrary<Case> {
  const place = fc.oneof(
    fc
      .constantFrom<Field[]>('text', 'big', 'double', 'decimal', 'time', 'flag')
      .map((field) => ({ field, path: [] as Path })),
    fc.constantFrom(['in ner'], ['n']).map((path) => ({ field: 'struct' as Field, path: path as Path })),
    fc.constantFrom(...oddKeys).map((key) => ({ field: 'document' as Field, path: [key] as Path })),
  );
  return fc
    .record({ place, picks: fc.array(fc.nat(), { maxLength: 3 }), missing: fc.boolean(), negated: fc.boolean() })
    .map(({ place: { field, path }, picks, missing, negated }) => {
      const values: Scalar[] = picks.flatMap((pick) => textOf(rows[pick % rows.length]!, field, path) ?? []);
      if (missing) values.push(null);
      return {
        filter: { ...common(refOf(field, path), negated), op: 'in', values },
        keeps: (one) => values.includes(textOf(one, field, path)) !== negated,
      };
    });
}

function rangeCase(rows: TestRow[]): fc.Arbitrary<Case> {
  const field = fc.constantFrom<Field[]>('text', 'big', 'double', 'decimal', 'time');
  const bound = fc.option(fc.nat(), { nil: undefined });
  return fc
    .record({ field, from: bound, to: bound, includeTo: fc.boolean(), negated: fc.boolean() })
    .map(({ field, from, to, includeTo, negated }) => {
      const held = rows.filter((one) => one[field] !== null);
      const pick = (at: number | undefined) =>
        at === undefined || held.length === 0 ? undefined : held[at % held.length]!;
      const low = pick(from);
      const high = pick(to);
      const compare = (a: TestRow, b: TestRow): number =>
        field === 'text' ? compareText(a.text!, b.text!) : a[field]! < b[field]! ? -1 : a[field]! > b[field]! ? 1 : 0;
      const written = (one: TestRow) => textOf(one, field, [])!;
      return {
        filter: {
          ...common(refOf(field), negated),
          op: 'range',
          includeTo,
          ...(low ? { from: written(low) } : {}),
          ...(high ? { to: written(high) } : {}),
        },
        keeps(one) {
          if (one[field] === null) return negated;
          const inside =
            (!low || compare(one, low) >= 0) &&
            (!high || (includeTo ? compare(one, high) <= 0 : compare(one, high) < 0));
          return inside !== negated;
        },
      };
    });
}

describe('a search of the whole record', () => {
  /** The ways in which JSON writers spell one string. */
  const spellings: ((text: string) => string)[] = [
    (written) => JSON.stringify(written),
    (written) => JSON.stringify(written).replaceAll('/', '\\/'),
    (written) =>
      JSON.stringify(written).replace(
        /[^ -~]|[<>&']/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
  ];

  test('finds text however the record spells it, in any case', async () => {
    const part = fc.record({
      held: text,
      from: fc.nat(5),
      length: fc.integer({ min: 1, max: 4 }),
      upper: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(part, async ({ held, from, length, upper }) => {
        const wanted = Array.from(held)
          .slice(from, from + length)
          .join('');
        fc.pre(wanted !== '');
        const raw = { name: 'raw', type: parseType('VARCHAR') };
        const condition = compileSearch(
          { name: 't', columns: [raw] },
          { value: upper ? wanted.toUpperCase() : wanted, regex: false },
        );
        const rows = spellings.map((spell) => `(${quoteLiteral(`{"k":${spell(held)}}`)})`);
        expect(
          await views.rows(`SELECT count(*) AS n FROM (VALUES ${rows.join(', ')}) t(raw) WHERE ${condition}`),
        ).toEqual([{ n: 3 }]);
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});

describe('filters keep the rows that plain TypeScript keeps', () => {
  const tables = fc.sample(fc.array(row, { minLength: 12, maxLength: 40 }), { numRuns: 4, seed: 20261123 });
  const kinds = { text: textCase, in: inCase, range: rangeCase };
  test.each(Object.entries(kinds))('%s', async (_name, makeCase) => {
    for (const [seed, rows] of tables.entries()) {
      await makeTable(rows);
      await fc.assert(
        fc.asyncProperty(makeCase(rows), async ({ filter, keeps }) => {
          const expected = rows.flatMap((one, i) => (keeps(one) ? [i] : []));
          expect(await matchedInDuckdb([filter])).toEqual(expected);
        }),
        { numRuns: 40, seed },
      );
    }
  });

  test('joined by AND, those switched off left out', async () => {
    const rows = tables[0]!;
    await makeTable(rows);
    const some = fc.array(fc.tuple(fc.oneof(textCase(rows), inCase(rows), rangeCase(rows)), fc.boolean()), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(some, async (cases) => {
        const filters = cases.map(([{ filter }, enabled]) => ({ ...filter, enabled }));
        const expected = rows.flatMap((one, i) => (cases.every(([{ keeps }, on]) => !on || keeps(one)) ? [i] : []));
        expect(await matchedInDuckdb(filters)).toEqual(expected);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
