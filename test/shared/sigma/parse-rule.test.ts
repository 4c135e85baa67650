import { describe, expect, it } from 'vitest';
import { parseRule } from '../../../shared/sigma/parse-rule.ts';
import { cloudtrailSource, nodeOf } from './write-rule.ts';

const detection = { s: { eventName: 'x' }, condition: 's' };
const parse = (rule: unknown) => parseRule(nodeOf(rule));
const whole = {
  title: 'Whole',
  id: '0b0f4b6e-0000-4000-8000-000000000000',
  name: 'whole',
  related: [{ id: '0b0f4b6e-0000-4000-8000-000000000001', type: 'similar' }],
  taxonomy: 'sigma',
  status: 'test',
  description: 'What it is.',
  license: 'MIT',
  author: 'A, B',
  references: ['https://example.org'],
  date: '2026-01-02',
  modified: '2026-01-03',
  logsource: { ...cloudtrailSource, definition: 'Switch it on.' },
  detection,
  fields: ['eventName'],
  falsepositives: 'Tests',
  level: 'high',
  tags: ['attack.t1078.004'],
  scope: ['server'],
  why: 'ours',
};

describe('a rule', () => {
  it('has all that the specification names, and keeps what it does not', () => {
    const { logsource, detection: _, why, falsepositives, ...head } = whole;
    expect(parse(whole)).toMatchObject({
      kind: 'rule',
      notes: [],
      rule: {
        ...head,
        kind: 'detection',
        falsepositives: [falsepositives],
        logsource: { ...logsource, category: null },
        custom: { why },
        line: 1,
      },
    });
  });

  it('is used with a note where only what it says of itself is wrong', () => {
    const parsed = parse({
      ...whole,
      status: 'finished',
      level: 'grave',
      tags: [5],
      related: [{ id: 'x', type: 'cousin' }],
    });
    expect(parsed).toMatchObject({ kind: 'rule', rule: { status: null, level: null, tags: ['5'], related: [] } });
    if (parsed.kind !== 'rule') return;
    expect(parsed.notes.map(({ reason }) => /“(\w+)”/.exec(reason)?.[1])).toEqual(['related', 'status', 'level']);
  });

  it('links maps by and, lists of maps by or, and takes texts without a field for keywords', () => {
    const searches = (search: unknown) => {
      const parsed = parse({ ...whole, detection: { s: search, condition: 's' } });
      if (parsed.kind !== 'rule' || parsed.rule.kind !== 'detection') throw new Error(JSON.stringify(parsed));
      return parsed.rule.searches.s;
    };
    const a = { kind: 'test', field: 'a' };
    const b = { kind: 'test', field: 'b' };
    expect(searches({ a: 1, b: 2 })).toMatchObject({ kind: 'all', parts: [a, b] });
    expect(searches([{ a: 1 }, { b: 2 }])).toMatchObject({ kind: 'any', parts: [a, b] });
    expect(searches([{ a: 1, b: 2 }, { b: 3 }])).toMatchObject({
      kind: 'any',
      parts: [{ kind: 'all', parts: [a, b] }, b],
    });
    expect(searches(['x', 'y'])).toMatchObject({ kind: 'test', field: null, link: 'any' });
    expect(searches({ '|all': ['x', 'y'] })).toMatchObject({ kind: 'test', field: null, link: 'all' });
    expect(searches(['x', { a: 1 }])).toMatchObject({ kind: 'any', parts: [{ field: null }, a] });
  });

  it.each([
    ['no title', { ...whole, title: undefined }, /title/],
    ['an empty title', { ...whole, title: '' }, /title is not as it should be/],
    ['no logsource', { ...whole, logsource: undefined }, /logsource/],
    ['no detection', { title: 'x', logsource: cloudtrailSource }, /no detection/],
    ['no condition', { ...whole, detection: { s: { a: 1 } } }, /no condition/],
    [
      'a condition that is a map',
      { ...whole, detection: { s: { a: 1 }, condition: { s: 1 } } },
      /A condition is a text/,
    ],
    ['an empty search', { ...whole, detection: { s: {}, condition: 's' } }, /search is empty/],
    ['a search of nothing', { ...whole, detection: { s: [], condition: 's' } }, /search is empty/],
    ['a timeframe', { ...whole, detection: { ...detection, timeframe: '5m' } }, /correlation rules/],
    ['a collection', { action: 'global', title: 'x' }, /action: global/],
    ['a filter', { ...whole, filter: {} }, /Sigma filter/],
    ['a text', 'title', /no map|map of its parts/],
  ])('is refused with %s', (_, rule, reason) => {
    const given =
      typeof rule === 'string'
        ? rule
        : Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined));
    expect(parse(given)).toMatchObject({ kind: 'problem', problem: { reason: expect.stringMatching(reason) } });
  });

  it('is set aside when it is for other logs, whatever is in it', () => {
    for (const logsource of [
      { product: 'windows', category: 'process_creation' },
      { product: 'aws' },
      { category: 'proxy' },
      { ...cloudtrailSource, category: 'dns' },
    ])
      expect(parse({ title: 'x', id: 'i', logsource, detection: 5 })).toMatchObject({ kind: 'other', id: 'i' });
    expect(parse({ ...whole, logsource: { product: 'AWS', service: 'CloudTrail' } })).toMatchObject({ kind: 'rule' });
  });
});

describe('a correlation', () => {
  const base = {
    type: 'event_count',
    rules: ['a', 'b'],
    'group-by': ['u', 'v'],
    timespan: '90m',
    condition: { gte: 5 },
  };
  const parseIt = (correlation: Record<string, unknown>) => parse({ title: 'C', correlation });

  it('has its parts', () => {
    expect(parseIt({ ...base, generate: true, aliases: { u: { a: 'x.y', b: 'z' } } })).toMatchObject({
      kind: 'rule',
      rule: {
        kind: 'correlation',
        type: 'event_count',
        rules: [{ ref: 'a' }, { ref: 'b' }],
        groupBy: ['u', 'v'],
        timespanSeconds: 5400,
        counts: [{ op: 'gte', count: 5 }],
        countedFields: [],
        aliases: { u: { a: 'x.y', b: 'z' } },
        generate: true,
      },
    });
    expect(parseIt({ ...base, type: 'value_count', condition: { field: ['f', 'g'], gt: 1, lte: 9 } })).toMatchObject({
      rule: {
        countedFields: ['f', 'g'],
        counts: [
          { op: 'gt', count: 1 },
          { op: 'lte', count: 9 },
        ],
      },
    });
    expect(parseIt({ type: 'temporal', rules: 'a', timespan: '1m' })).toMatchObject({
      rule: { counts: [{ op: 'gte', count: 1 }], groupBy: [], generate: false },
    });
  });

  it.each([
    ['an unknown type', { ...base, type: 'value_sum' }, 'are not supported'],
    ['no rules', { ...base, rules: [] }, 'names no rules'],
    ['no timespan', { type: 'temporal', rules: ['a'] }, 'no timespan'],
    ['a timespan that is none', { ...base, timespan: 'soon' }, '“soon” is no timespan'],
    ['no condition', { type: 'event_count', rules: ['a'], timespan: '1m' }, 'no condition'],
    ['a condition of words', { ...base, condition: 'a and b' }, 'others are not supported'],
    ['an unknown comparison', { ...base, condition: { about: 5 } }, 'has no “about”'],
    ['a broken number', { ...base, condition: { gte: 'five' } }, 'whole number'],
    ['only a field', { ...base, type: 'value_count', condition: { field: 'f' } }, 'says no number'],
    ['value_count without a field', { ...base, type: 'value_count' }, 'needs a field'],
    ['a field without value_count', { ...base, condition: { field: 'f', gte: 1 } }, 'counted by value_count'],
    ['aliases of strangers', { ...base, aliases: { u: { c: 'x' } } }, 'does not refer to'],
    ['a part it does not have', { ...base, windows: 5 }, 'has no “windows”'],
  ])('is refused with %s', (_, correlation, reason) => {
    expect(parseIt(correlation)).toMatchObject({
      kind: 'problem',
      problem: { reason: expect.stringContaining(reason) },
    });
  });
});
