// Derived columns, networks, wildcards and groups of conditions against plain TypeScript, in the real DuckDB.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Derivation } from '../../../../shared/query/derivation.ts';
import type { ColumnFilter, Filter } from '../../../../shared/query/view.ts';
import { isInRange, parseAddress, parseNetwork } from '../../../../shared/values/ip.ts';
import { quoteLiteral } from '../../../../src-main/engine/duckdb/quote.ts';
import { parseType } from '../../../../src-main/engine/queries/compile/column-type.ts';
import { compileFilter } from '../../../../src-main/engine/queries/compile/compile-filter.ts';
import { findPlace } from '../../../../src-main/engine/queries/compile/place.ts';
import { textOf } from '../../../../src-main/engine/queries/compile/value-text.ts';
import { makeViewClient, type ViewClient } from '../view-client.ts';

let views: ViewClient;
beforeAll(async () => {
  views = await makeViewClient();
});

const source = (type: string) => ({ name: 't', columns: [{ name: 'v', type: parseType(type) }] });

/** The text of `v` derived, one for each value. */
async function derived(type: string, literals: string[], by: Derivation): Promise<(string | null)[]> {
  const sql = textOf(findPlace(source(type), { column: 'v', path: [], by }));
  const rows = literals.map((literal, i) => `(${i}, CAST(${literal} AS ${type}))`).join(', ');
  const found = await views.rows(`SELECT ${sql} AS d FROM (VALUES ${rows}) t(i, v) ORDER BY i`);
  return found.map(({ d }) => (d === null ? null : String(d)));
}

/** Which of the texts a filter keeps. */
async function kept(texts: (string | null)[], filter: Filter): Promise<(string | null)[]> {
  const rows = texts.map((text, i) => `(${i}, CAST(${quoteLiteral(text)} AS VARCHAR))`).join(', ');
  const found = await views.rows(
    `SELECT i FROM (VALUES ${rows}) t(i, v) WHERE ${compileFilter(source('VARCHAR'), filter)} ORDER BY i`,
  );
  return found.map(({ i }) => texts[Number(i)]!);
}

const on = { id: 'f', column: { column: 'v', path: [] }, enabled: true };

/** The same IPv6 address in another spelling. */
const spelled = fc.tuple(fc.ipV6(), fc.boolean(), fc.boolean()).map(([text, upper, embedded]) => {
  const { number } = parseAddress(text)!;
  const groups = Array.from({ length: 8 }, (_, i) => ((number >> BigInt(112 - 16 * i)) & 65535n).toString(16));
  const tail = [24n, 16n, 8n, 0n].map((shift) => (number >> shift) & 255n).join('.');
  const whole = embedded ? [...groups.slice(0, 6), tail].join(':') : text;
  return upper ? whole.toUpperCase() : whole;
});
const noAddress = fc.constantFrom(
  'ec2.amazonaws.com',
  '',
  '10.0.0.256',
  '10.0.0.1 ',
  '1:2:3',
  '::g',
  'AWS Internal',
  ':::',
  '1::2::3',
);
const address = fc.oneof(
  fc.ipV4(),
  spelled,
  fc.integer({ min: 0, max: 2 ** 12 }).map((n) => `10.0.${n >> 8}.${n & 255}`),
);
const ipText = fc.oneof(address, noAddress);

describe('IP networks', () => {
  const length = fc.nat(128);
  const network = fc.oneof(
    fc.tuple(address, length).map(([text, bits]) => `${text}/${parseAddress(text)!.version === 4 ? bits % 33 : bits}`),
    fc.tuple(fc.nat(4095), fc.nat(4095)).map(([a, b]) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      return `10.0.${low >> 8}.${low & 255}-10.0.${high >> 8}.${high & 255}`;
    }),
  );

  test('a filter keeps the addresses in them, in any spelling', async () => {
    const wanted = fc.record({
      texts: fc.array(fc.option(ipText), { minLength: 1, maxLength: 25 }),
      networks: fc.array(network, { minLength: 1, maxLength: 3 }),
      negated: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(wanted, async ({ texts, networks, negated }) => {
        const ranges = networks.map((one) => parseNetwork(one)!);
        const isIn = (text: string | null) => {
          const parsed = text === null ? null : parseAddress(text);
          return parsed !== null && ranges.some((range) => isInRange(parsed, range));
        };
        expect(await kept(texts, { ...on, op: 'network', networks, negated })).toEqual(
          texts.filter((text) => isIn(text) !== negated),
        );
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test('what is none is refused, with its place', async () => {
    const filter: ColumnFilter = { ...on, op: 'network', networks: ['10.0.0.0/8', '10.0/8'], negated: false };
    await expect(kept(['x'], filter)).rejects.toMatchObject({ code: 'INVALID', message: '“10.0/8” is no IP network.' });
  });

  test('every address is in its derived network, and other text stays', async () => {
    const wanted = fc.tuple(fc.array(ipText, { minLength: 1, maxLength: 20 }), fc.nat(32), fc.nat(128));
    await fc.assert(
      fc.asyncProperty(wanted, async ([texts, ipv4, ipv6]) => {
        const by = { kind: 'network' as const, ipv4, ipv6 };
        const networks = await derived(
          'VARCHAR',
          texts.map((text) => quoteLiteral(text)),
          by,
        );
        for (const [i, text] of texts.entries()) {
          const parsed = parseAddress(text);
          if (!parsed) expect(networks[i]).toBe(text);
          else {
            const bits = parsed.version === 4 ? ipv4 : ipv6;
            expect(networks[i]).toMatch(new RegExp(`/${bits}$`));
            expect(parseNetwork(networks[i]!)).toEqual(parseNetwork(`${text}/${bits}`));
          }
        }
      }),
      { numRuns: 50, seed: 2 },
    );
    expect(
      await derived('VARCHAR', ["'2001:db8:1:2::9'", "'10.1.2.3'"], { kind: 'network', ipv4: 24, ipv6: 48 }),
    ).toEqual(['2001:db8:1::/48', '10.1.2.0/24']);
  });
});

describe('times on a clock', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'America/St_Johns'];
  const clock = (zone: string) =>
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  const face = (zone: string, ms: number) =>
    Object.fromEntries(
      clock(zone)
        .formatToParts(ms)
        .map(({ type, value }) => [type, value]),
    ) as Record<string, string>;
  /** 2024 to 2026, often near the changes of the clocks. */
  const changes = [
    '2024-03-31T01:00Z',
    '2024-10-27T01:00Z',
    '2024-11-03T06:00Z',
    '2025-03-09T07:00Z',
    '2025-03-09T05:30Z',
  ];
  const instant = fc.oneof(
    fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2026, 0) }),
    fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -7_200_000, max: 7_200_000 }))
      .map(([at, by]) => Date.parse(at) + by),
  );
  const literal = (ms: number) => `make_timestamp(${ms}000)`;
  const wanted = fc.tuple(fc.constantFrom(...zones), fc.array(instant, { minLength: 1, maxLength: 20 }));

  test('hours, days, weeks and months begin when the clock says so', async () => {
    await fc.assert(
      fc.asyncProperty(wanted, async ([zone, times]) => {
        for (const unit of ['hour', 'day', 'week', 'month'] as const) {
          const starts = await derived('TIMESTAMP', times.map(literal), { kind: 'bucket', unit, zone });
          for (const [i, time] of times.entries()) {
            const start = Date.parse(starts[i]!);
            const [began, now] = [face(zone, start), face(zone, time)];
            const most = { hour: 3_600_000, day: 25 * 3_600_000, week: 169 * 3_600_000, month: 745 * 3_600_000 }[unit];
            expect(start).toBeLessThanOrEqual(time);
            expect(time - start).toBeLessThan(most);
            expect(began.minute).toBe('00');
            if (unit === 'hour') expect(began.hour).toBe(now.hour);
            else expect(began.hour).toBe('00');
            if (unit === 'day') expect(began.day).toBe(now.day);
            if (unit === 'week') expect(began.weekday).toBe('Mon');
            if (unit === 'month') expect([began.day, began.month]).toEqual(['01', now.month]);
          }
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  test('parts are what the clock shows', async () => {
    const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    await fc.assert(
      fc.asyncProperty(wanted, async ([zone, times]) => {
        const read = (part: 'hourOfDay' | 'weekday' | 'dayOfMonth' | 'monthOfYear') =>
          derived('TIMESTAMP', times.map(literal), { kind: 'part', part, zone });
        const faces = times.map((time) => face(zone, time));
        expect(await read('hourOfDay')).toEqual(faces.map(({ hour }) => String(Number(hour))));
        expect(await read('dayOfMonth')).toEqual(faces.map(({ day }) => String(Number(day))));
        expect(await read('monthOfYear')).toEqual(faces.map(({ month }) => String(Number(month))));
        expect(await read('weekday')).toEqual(faces.map(({ weekday }) => String(days.indexOf(weekday!) + 1)));
      }),
      { numRuns: 40, seed: 4 },
    );
  });

  test('times of other types, and none', async () => {
    const by: Derivation = { kind: 'bucket', unit: 'hour', zone: 'Europe/Berlin' };
    const at = "'2024-07-01 10:20:30.5'";
    for (const type of ['TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', 'TIMESTAMP_NS'])
      expect(await derived(type, [at, 'NULL'], by)).toEqual(['2024-07-01T10:00:00Z', null]);
    expect(await derived('DATE', ["'2024-07-03'"], { ...by, unit: 'week', zone: 'UTC' })).toEqual([
      '2024-07-01T00:00:00Z',
    ]);
    await expect(derived('VARCHAR', ["'x'"], by)).rejects.toMatchObject({
      code: 'INVALID',
      message: 'v@hour(Europe/Berlin) holds no times.',
    });
    await expect(derived('TIMESTAMP', [at], { ...by, zone: 'Mars/Base' })).rejects.toMatchObject({ code: 'INVALID' });
  });
});

test('text before and after a separator', async () => {
  const text = fc.string({ unit: fc.constantFrom(...Array.from('ab/:é😀')), maxLength: 8 });
  const separator = fc.constantFrom('/', ':', '//', 'a/', '😀', 'aa');
  const where = fc.tuple(
    fc.constantFrom('before' as const, 'after' as const),
    fc.constantFrom('first' as const, 'last' as const),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { minLength: 1, maxLength: 10 }),
      separator,
      where,
      async (texts, sign, [side, at]) => {
        const by = { kind: 'split' as const, side, at, separator: sign };
        const expected = texts.map((one) => {
          const place = at === 'first' ? one.indexOf(sign) : one.lastIndexOf(sign);
          if (place < 0) return side === 'before' ? one : null;
          return side === 'before' ? one.slice(0, place) : one.slice(place + sign.length);
        });
        expect(
          await derived(
            'VARCHAR',
            texts.map((one) => quoteLiteral(one)),
            by,
          ),
        ).toEqual(expected);
      },
    ),
    { numRuns: 60, seed: 5 },
  );
});

test('wildcards stand for any text and any character, unless escaped', async () => {
  const letter = fc.constantFrom(...Array.from('aAb*?\\.é\n😀'));
  const text = fc.string({ unit: letter, maxLength: 5 });
  const part = fc.oneof(
    letter.map((one) => ({ pattern: /[*?\\]/.test(one) ? `\\${one}` : one, test: one })),
    fc.constantFrom({ pattern: '*', test: null }, { pattern: '?', test: undefined }),
  );
  const isLike = (parts: { test: string | null | undefined }[], held: string[]): boolean => {
    const [first, ...rest] = parts;
    if (!first) return held.length === 0;
    if (first.test === null) return isLike(rest, held) || (held.length > 0 && isLike(parts, held.slice(1)));
    return held.length > 0 && (first.test === undefined || first.test === held[0]) && isLike(rest, held.slice(1));
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { minLength: 1, maxLength: 15 }),
      fc.array(part, { maxLength: 5 }),
      async (texts, parts) => {
        const value = parts.map(({ pattern }) => pattern).join('');
        const filter: Filter = { ...on, op: 'wildcard', value, caseSensitive: true, negated: false };
        expect(await kept(texts, filter)).toEqual(texts.filter((one) => isLike(parts, Array.from(one))));
      },
    ),
    { numRuns: 60, seed: 6 },
  );
  const anyCase: Filter = { ...on, op: 'wildcard', value: 'create*', caseSensitive: false, negated: false };
  expect(await kept(['CreateUser', 'recreate', null], anyCase)).toEqual(['CreateUser']);
});

test('groups: any and all, nested, negated, with some switched off', async () => {
  const texts = ['a', 'b', 'ab', '', null];
  type Node = { filter: Filter; keeps: (text: string | null) => boolean };
  const flags = fc.record({ negated: fc.boolean(), enabled: fc.boolean() });
  const { node } = fc.letrec<{ node: Node }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      fc.tuple(fc.constantFrom('a', 'b'), flags).map(
        ([value, { negated, enabled }]): Node => ({
          filter: { ...on, op: 'contains', value, caseSensitive: true, negated, enabled },
          keeps: (text) => (text?.includes(value) ?? false) !== negated,
        }),
      ),
      fc
        .tuple(fc.constantFrom('any' as const, 'all' as const), fc.array(tie('node'), { maxLength: 3 }), flags)
        .map(([op, nodes, { negated, enabled }]): Node => {
          const live = nodes.filter(({ filter }) => filter.enabled);
          const holds = (text: string | null) =>
            op === 'any' ? live.some(({ keeps }) => keeps(text)) : live.every(({ keeps }) => keeps(text));
          return {
            filter: { id: 'g', op, filters: nodes.map(({ filter }) => filter), negated, enabled },
            keeps: (text) => holds(text) !== negated,
          };
        }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(node, async ({ filter, keeps }) => {
      expect(await kept(texts, filter)).toEqual(texts.filter(keeps));
    }),
    { numRuns: 60, seed: 8 },
  );
});
