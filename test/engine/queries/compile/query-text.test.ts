// The language of the search bar against plain TypeScript, in the real DuckDB: random queries over random rows, and every
// way in which a view is read.
import { readFile } from 'node:fs/promises';
import { createRouterClient } from '@orpc/server';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ExportState } from '../../../../shared/contract/exports.ts';
import { setQuery } from '../../../../shared/query/edit.ts';
import { filtersToQuery, queryToFilters } from '../../../../shared/query/query-text/convert.ts';
import type { QuerySource } from '../../../../shared/query/query-text/fields.ts';
import { printQuery } from '../../../../shared/query/query-text/print.ts';
import type { Filter, View } from '../../../../shared/query/view.ts';
import { isInRange, parseAddress, parseNetwork } from '../../../../shared/values/ip.ts';
import { quoteLiteral } from '../../../../src-main/engine/duckdb/quote.ts';
import { exportRoutes } from '../../../../src-main/engine/export/routes.ts';
import { withMatched } from '../../../../src-main/engine/queries/views/matched.ts';
import { newFilter } from '../../../shared/query/arbitrary.ts';
import { column, makeViewClient, type ViewClient, view } from '../view-client.ts';

let views: ViewClient;
beforeAll(async () => {
  views = await makeViewClient();
});

type Row = {
  name: string | null;
  ip: string | null;
  n: number | null;
  at: string | null;
  flag: boolean | null;
  key: string | null;
};

const texts = [
  'CreateUser',
  'createuser',
  'CreateRole',
  'a*b',
  'a b',
  '10.0.0.0/8',
  'or',
  '-x',
  '',
  'É',
  'é',
  'arn:aws:s3:::b/k',
  'a"b',
  'a\\b',
  '5',
];
const addresses = [
  '10.0.0.1',
  '10.0.0.9',
  '10.1.2.3',
  '192.0.2.1',
  '2001:db8::1',
  '2001:DB8:0:0::1',
  '2001:db9::',
  'ec2.amazonaws.com',
  '10.0.0.0/8',
];
const times = [
  '2024-01-01T00:00:00Z',
  '2024-01-31T23:59:59.999999Z',
  '2024-02-01T00:00:00Z',
  '2024-02-29T12:30:15.5Z',
  '2024-12-31T23:59:59Z',
];
const numbers = [-5, 0, 1, 5, 10, 1024, 9007199254740991];

const row: fc.Arbitrary<Row> = fc.record({
  name: fc.option(fc.constantFrom(...texts)),
  ip: fc.option(fc.constantFrom(...addresses)),
  n: fc.option(fc.constantFrom(...numbers)),
  at: fc.option(fc.constantFrom(...times)),
  flag: fc.option(fc.boolean()),
  key: fc.option(fc.constantFrom(...texts)),
});

async function fill(rows: Row[]): Promise<void> {
  const text = (value: string | null) => quoteLiteral(value);
  const literal = ({ name, ip, n, at, flag, key }: Row, i: number) =>
    `(${i}, ${text(name)}, ${text(ip)}, ${n}::BIGINT, ${text(at === null ? null : at.replace('Z', ''))}::TIMESTAMP, ${flag}::BOOLEAN, ${text(key === null ? '{}' : JSON.stringify({ Key: key }))}::JSON)`;
  await views.run(
    `CREATE OR REPLACE TABLE logs.main.things AS SELECT * FROM (VALUES ${rows.map(literal).join(', ')}) t(i, name, ip, n, "at", flag, params)`,
  );
}

async function found(query: string): Promise<number[]> {
  const rows = await views.read(view('things', { query: { text: query } }), [column('i')]);
  return rows.map(([i]) => Number(i));
}

/** A query with what it keeps. */
type Case = { text: string; keeps: (row: Row) => boolean };

const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
const escaped = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '\\$&');
const written = fc
  .constantFrom(...texts)
  .chain((text) =>
    fc.constantFrom(...(text === '' ? ['""'] : [quoted(text), escaped(text)])).map((form) => ({ text, form })),
  );
const lower = (text: string) => text.toLowerCase();

const onText = (field: string, of: (row: Row) => string | null): fc.Arbitrary<Case> => {
  const piece = fc.oneof(
    fc.constantFrom('*', '?').map((sign) => ({ form: sign, pattern: sign === '*' ? '[\\s\\S]*' : '[\\s\\S]' })),
    fc
      .constantFrom('Create', 'user', 'a', 'b', ':', ' ', '*', 'É')
      .map((text) => ({ form: escaped(text), pattern: text.replace(/[*]/g, '\\*') })),
  );
  const matches = (form: RegExp) => (row: Row) => {
    const value = of(row);
    return value !== null && form.test(value);
  };
  return fc.oneof(
    written.map(({ text, form }) => ({
      text: `${field}:${form}`,
      keeps: (row: Row) => of(row) !== null && lower(of(row)!) === lower(text),
    })),
    written.map(({ text, form }) => ({ text: `${field}:=${form}`, keeps: (row: Row) => of(row) === text })),
    fc.array(written, { minLength: 1, maxLength: 4 }).chain((list) =>
      fc.constantFrom(' OR ', ' ', ', ', ' || ').map((between) => ({
        text: `${field}:(${list.map(({ form, text }) => (form === 'or' ? quoted(text) : form)).join(between)})`,
        keeps: (row: Row) => of(row) !== null && list.some(({ text }) => lower(text) === lower(of(row)!)),
      })),
    ),
    fc
      .array(piece, { minLength: 1, maxLength: 5 })
      .filter((parts) => parts.some(({ form }) => form === '*' || form === '?'))
      .map((parts) => ({
        text: `${field}:${parts.map(({ form }) => form).join('')}`,
        keeps: matches(new RegExp(`^${parts.map(({ pattern }) => pattern).join('')}$`, 'iu')),
      })),
    fc
      .constantFrom('^create', 'user$', 'a.b', 'aws:s3|é', 's3:::b\\/')
      .map((pattern) => ({ text: `${field}:/${pattern}/`, keeps: matches(new RegExp(pattern, 'iu')) })),
    fc.constant({ text: `${field}:*`, keeps: (row: Row) => of(row) !== null }),
    fc.constant({ text: `_exists_:${field}`, keeps: (row: Row) => of(row) !== null }),
  );
}; // prettier-ignore

const onAddress: fc.Arbitrary<Case> = fc
  .constantFrom('10.0.0.0/8', '10.0.0.0/29', '10.0.0.5-10.1.0.0', '2001:db8::/32', '2001:db8::1', '::/0', '0.0.0.0/0')
  .chain((network) => {
    const range = parseNetwork(network)!;
    const keeps = ({ ip }: Row) => {
      const address = ip === null ? null : parseAddress(ip);
      return address !== null && isInRange(address, range);
    };
    const forms = [
      network,
      `(${network})`,
      `(${network} OR 10.255.255.255/32)`,
      ...(network.includes('-') ? [`[${network.replace('-', ' TO ')}]`] : []),
    ];
    return fc.constantFrom(...forms).map((form) => ({ text: `ip:${form}`, keeps }));
  }); // prettier-ignore

const compare = (value: number, low: number | null, high: number | null, open: string, close: string) =>
  (low === null || (open === '[' ? value >= low : value > low)) &&
  (high === null || (close === ']' ? value <= high : value < high));

const onNumber: fc.Arbitrary<Case> = fc.oneof(
  fc.constantFrom(...numbers).map((wanted) => ({ text: `n:${wanted}`, keeps: ({ n }: Row) => n === wanted })),
  fc
    .record({ sign: fc.constantFrom('>', '>=', '<', '<='), bound: fc.constantFrom(...numbers, 2.5) })
    .map(({ sign, bound }) => ({
      text: `n:${sign}${bound}`,
      keeps: ({ n }: Row) =>
        n !== null && (sign === '>' ? n > bound : sign === '>=' ? n >= bound : sign === '<' ? n < bound : n <= bound),
    })),
  fc
    .record({
      low: fc.option(fc.constantFrom(-5, 0, 0.5, 5)),
      high: fc.option(fc.constantFrom(5, 9.5, 10, 1024)),
      open: fc.constantFrom('[', '{'),
      close: fc.constantFrom(']', '}'),
    })
    .map(({ low, high, open, close }) => ({
      text: `n:${open}${low ?? '*'} TO ${high ?? '*'}${close}`,
      keeps: ({ n }: Row) => n !== null && compare(n, low, high, open, close),
    })),
  fc.boolean().map((wanted) => ({ text: `flag:${wanted}`, keeps: ({ flag }: Row) => flag === wanted })),
); // prettier-ignore

/** Periods and where they end, as a calendar has it. */
const periods: [text: string, from: string, to: string][] = [
  ['2024', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
  ['2024-01', '2024-01-01T00:00:00Z', '2024-02-01T00:00:00Z'],
  ['2024-02-29', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
  ['2024-01-31', '2024-01-31T00:00:00Z', '2024-02-01T00:00:00Z'],
  ['"2024-02-29 12:30"', '2024-02-29T12:30:00Z', '2024-02-29T12:31:00Z'],
  ['2024-02-29T12:30:15Z', '2024-02-29T12:30:15Z', '2024-02-29T12:30:16Z'],
  ['2024-02-29T13:30+01:00', '2024-02-29T12:30:00Z', '2024-02-29T12:31:00Z'],
];
/** Microseconds since 1970. */
const micros = (iso: string) =>
  BigInt(Date.parse(iso.replace(/\.\d+/, ''))) * 1000n + BigInt((/\.(\d+)/.exec(iso)?.[1] ?? '').padEnd(6, '0'));

const onTime: fc.Arbitrary<Case> = fc
  .tuple(fc.constantFrom(...periods), fc.constantFrom(':', '>', '>=', '<', '<=', '['), fc.constantFrom(...periods))
  .map(([[text, from, to], sign, [text2, from2, to2]]) => {
    const inside =
      (test: (at: bigint) => boolean) =>
      ({ at }: Row) =>
        at !== null && test(micros(at));
    const [start, end] = [micros(from), micros(to)];
    if (sign === ':') return { text: `at:${text}`, keeps: inside((at) => at >= start && at < end) };
    if (sign === '>') return { text: `at:>${text}`, keeps: inside((at) => at >= end) };
    if (sign === '>=') return { text: `at:>=${text}`, keeps: inside((at) => at >= start) };
    if (sign === '<') return { text: `at:<${text}`, keeps: inside((at) => at < start) };
    if (sign === '<=') return { text: `at:<=${text}`, keeps: inside((at) => at < end) };
    const [low, high] = start <= micros(from2) ? [text, text2] : [text2, text];
    const [first, last] = start <= micros(from2) ? [start, micros(to2)] : [micros(from2), end];
    return { text: `at:[${low} TO ${high}]`, keeps: inside((at) => at >= first && at < last) };
  }); // prettier-ignore

const anywhere: fc.Arbitrary<Case> = fc.constantFrom('createUSER', 'amazonaws', '2001', 'é', 'arn:aws').map((text) => ({
  text: quoted(text),
  keeps: ({ name, ip, n, at, key }: Row) =>
    [name, ip, n === null ? null : String(n), at, key === null ? '{}' : JSON.stringify({ Key: key })].some(
      (value) => value !== null && lower(value).includes(lower(text)),
    ),
})); // prettier-ignore

const term = fc.oneof(
  onText('name', ({ name }) => name),
  onText('params.Key', ({ key }) => key),
  onAddress,
  onNumber,
  onTime,
  anywhere,
); // prettier-ignore

const query: fc.Arbitrary<Case> = fc.letrec<{ or: Case; and: Case; unit: Case }>((tie) => ({
  or: fc.array(tie('and'), { minLength: 1, maxLength: 3 }).chain((parts) =>
    fc.constantFrom(' OR ', ' or ', ' || ').map((sign) => ({
      text: parts.map(({ text }) => text).join(sign),
      keeps: (row: Row) => parts.some(({ keeps }) => keeps(row)),
    })),
  ),
  and: fc.array(tie('unit'), { minLength: 1, maxLength: 3 }).chain((parts) =>
    fc.constantFrom(' ', ' AND ', ' && ', ' +').map((sign) => ({
      text: parts.map(({ text }) => text).join(sign),
      keeps: (row: Row) => parts.every(({ keeps }) => keeps(row)),
    })),
  ),
  unit: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    term,
    fc
      .tuple(fc.constantFrom('-', 'NOT ', '!'), term)
      .map(([sign, { text, keeps }]) => ({ text: `${sign}${text}`, keeps: (row: Row) => !keeps(row) })),
    tie('or').map(({ text, keeps }) => ({ text: `(${text})`, keeps })),
    tie('or').map(({ text, keeps }) => ({ text: `-(${text})`, keeps: (row: Row) => !keeps(row) })),
  ),
})).or; // prettier-ignore

describe('a query', () => {
  test('keeps the rows that plain TypeScript keeps', async () => {
    let kept = 0;
    for (const rows of fc.sample(fc.array(row, { minLength: 30, maxLength: 60 }), { numRuns: 3, seed: 4 })) {
      await fill(rows);
      await fc.assert(
        fc.asyncProperty(query, async ({ text, keeps }) => {
          const wanted = rows.flatMap((one, i) => (keeps(one) ? [i] : []));
          kept += wanted.length > 0 && wanted.length < rows.length ? 1 : 0;
          expect(await found(text), text).toEqual(wanted);
        }),
        { numRuns: 22, seed: 5 },
      );
    }
    expect(kept).toBeGreaterThan(50);
  }, 240_000);

  test('printed from filters, it keeps the rows that the filters keep', async () => {
    const source: QuerySource = {
      columns: [
        { name: 'name', kind: 'text' },
        { name: 'ip', kind: 'text' },
        { name: 'n', kind: 'number' },
        { name: 'at', kind: 'time' },
        { name: 'flag', kind: 'boolean' },
        { name: 'params', kind: 'json' },
      ],
    }; // prettier-ignore
    await fill(fc.sample(row, { numRuns: 60, seed: 6 }));
    const place = fc.constantFrom(
      column('name'),
      column('ip'),
      column('params', 'Key'),
      column('params'),
      column('n'),
      column('at'),
    );
    const value = fc.constantFrom(...texts, ...addresses, '{"Key":"a b"}');
    const leaf = fc
      .tuple(newFilter, place, fc.array(value, { minLength: 1, maxLength: 3 }), fc.boolean())
      .map(([filter, at, values, flag]): Filter => {
        if (filter.op === 'record')
          return { ...filter, id: '', value: values[0] || 'x', regex: false, ...(flag ? { wildcard: true } : {}) };
        if (!('column' in filter)) return { ...filter, id: '' };
        const on = { ...filter, id: '', column: at };
        const own = at.column === 'n' ? ['5', '-5', '10'] : at.column === 'at' ? times.slice(0, 3) : values;
        if (on.op === 'in')
          return { ...on, values: flag ? [...own, null] : own, ...(flag === on.negated ? { ignoreCase: true } : {}) };
        if (on.op === 'range') return { ...on, from: own[0]!, to: own.at(-1)!, ...(flag ? { excludeFrom: true } : {}) };
        if (on.op === 'network') return { ...on, column: column('ip') };
        if (on.op === 'matches') return { ...on, value: '[a-m]' };
        return { ...on, value: on.op === 'wildcard' ? `${values[0]}*${values.at(-1)}?` : values[0]! };
      }); // prettier-ignore
    const group: fc.Arbitrary<Filter> = fc.record({
      id: fc.constant(''),
      op: fc.constantFrom('any' as const, 'all' as const),
      negated: fc.boolean(),
      enabled: fc.boolean(),
      filters: fc.array(leaf, { maxLength: 3 }),
    });
    const wanted = fc.array(fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: group }), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(wanted, async (where) => {
        const text = printQuery(where, source);
        const rows = await views.read(view('things', { where }), [column('i')]);
        expect(text === '' ? rows.map(([i]) => Number(i)) : await found(text), text).toEqual(
          rows.map(([i]) => Number(i)),
        );
      }),
      { numRuns: 60, seed: 7 },
    );
  }, 240_000);
});

describe('every reader of a view honours its query', () => {
  const wanted = (rest: Partial<View> = {}) => view('people', { query: { text: 'team:RED -name:b*' }, ...rest });
  beforeAll(async () => {
    await views.run(`CREATE OR REPLACE TABLE logs.main.people AS SELECT * FROM (VALUES
      ('anna', 'red', TIMESTAMP '2024-03-30 22:30:00'), ('bob', 'red', NULL), ('carl', 'blue', TIMESTAMP '2024-03-31 12:00:00'),
      ('dora', 'Red', TIMESTAMP '2024-03-31 22:30:00')) t(name, team, seen)`);
  });

  test('pages, values, counts and SQL', async () => {
    expect(await views.read(wanted(), [column('name')])).toEqual([['anna'], ['dora']]);
    const { values } = await views.client.values({ view: wanted(), column: column('name') });
    expect(values.map(({ value }) => value)).toEqual(['anna', 'dora']);
    const { sql } = await views.client.sql({ view: wanted() });
    expect((await views.rows(sql.replace('FROM people', 'FROM logs.main.people'))).map(({ name }) => name)).toEqual([
      'anna',
      'dora',
    ]); // prettier-ignore
    const counted = await views.open.db.use((connection) =>
      withMatched(views.state, connection, wanted(), undefined, ({ select }) =>
        connection.value(`SELECT count(*) FROM (${select(['1 AS one'])})`),
      ),
    ); // prettier-ignore
    expect(Number(counted)).toBe(2);
    expect(await views.read(wanted({ query: { text: 'team:red', enabled: false } }), [column('name')])).toHaveLength(4);
  });

  test('an export writes its rows, and its SQL in the manifest', async () => {
    const exports = createRouterClient(exportRoutes(views.state));
    let last: ExportState | undefined;
    for await (const state of await exports.start({ view: wanted({ sort: [] }), format: 'csv' })) last = state;
    expect(last).toMatchObject({ state: 'done', rows: 2 });
    expect(await readFile(last!.path!, 'utf8')).toMatch(/^name,team,seen\nanna,.*\ndora,.*\n$/);
    expect(JSON.parse(await readFile(last!.manifestPath!, 'utf8'))).toMatchObject({
      view: { query: { text: 'team:RED -name:b*' } },
      sql: expect.stringMatching(/lower/),
    }); // prettier-ignore
  });

  test('dates stand on the clock of who wrote it', async () => {
    const onDay = (zone: string) =>
      views.read(view('people', { query: { text: 'seen:2024-03-31', zone } }), [column('name')]);
    expect(await onDay('UTC')).toEqual([['carl'], ['dora']]);
    expect(await onDay('Europe/Berlin')).toEqual([['carl']]);
    expect(await onDay('America/New_York')).toEqual([['carl'], ['dora']]);
  });

  test('a mistake is INVALID with its place in the text, an expression of RE2 too', async () => {
    const open = (text: string) => views.openAll(view('people', { query: { text } }));
    await expect(open('🦊 nmae:x')).rejects.toMatchObject({
      code: 'INVALID',
      data: { at: 'search bar, character 3', offset: 3, length: 4 },
    });
    await expect(open('name:/(/')).rejects.toMatchObject({ code: 'INVALID', message: /not a regular expression/ });
    // The place is that of the part which RE2 does not take: here the look-ahead.
    await expect(open('😀 team:5 name:/a\\/(?=b)/')).rejects.toMatchObject({
      message: /invalid perl operator/,
      data: { at: 'search bar, character 19', offset: 19, length: 3 },
    });
    const own: Filter = {
      id: 'a',
      op: 'matches',
      column: column('name'),
      value: 'a(?=b)',
      caseSensitive: false,
      negated: false,
      enabled: true,
    };
    await expect(views.openReady({ ...view('people'), where: [own] })).rejects.toMatchObject({
      data: { at: 'name, character 2' },
    });
  });

  test('split into filters, and put together again, it keeps the same rows', async () => {
    const source: QuerySource = {
      columns: [
        { name: 'name', kind: 'text' },
        { name: 'team', kind: 'text' },
        { name: 'seen', kind: 'time' },
      ],
    };
    for (const text of [
      'team:red -name:b*',
      'name:a* OR name:d*',
      'seen:2024-03-31',
      '-(team:blue OR seen:*)',
      'anna',
      '*',
    ]) {
      const start = view('people', { query: { text, zone: 'Europe/Berlin' } });
      const rows = await views.read(start, [column('name')]);
      const split = queryToFilters(start, source);
      expect(split.query).toBeUndefined();
      expect(await views.read(split, [column('name')]), text).toEqual(rows);
      const joined = filtersToQuery(
        setQuery(split, { text: 'name:*a* OR team:blue' }),
        split.where.map(({ id }) => id),
        source,
      );
      expect(joined.where).toEqual([]);
      const both = await views.read({ ...split, query: { text: 'name:*a* OR team:blue' } }, [column('name')]);
      expect(await views.read(joined, [column('name')]), joined.query?.text).toEqual(both);
    }
  }); // prettier-ignore

  test('a search of an earlier version still searches', async () => {
    const old = { ...view('people'), search: { text: 'DORA', regex: false } };
    let matched = 0;
    for await (const state of await views.client.open({ view: old })) matched = state.matched;
    expect(matched).toBe(1);
  });
});
