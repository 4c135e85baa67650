import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64Offsets, toUtf8 } from '../../../shared/sigma/encode.ts';
import type { Pattern } from '../../../shared/sigma/pattern.ts';
import type { Placeholders } from '../../../shared/sigma/placeholders.ts';
import type { FieldTest } from '../../../shared/sigma/rule.ts';
import { readTimespan } from '../../../shared/sigma/timespan.ts';
import { makeRule, parseDetectionRule } from './write-rule.ts';

function readLine(key: string, value: unknown, placeholders: Placeholders = {}): FieldTest {
  const search = makeRule({ s: { [key]: value }, condition: 's' }, placeholders).searches.s!;
  if (search.kind !== 'test') throw new Error('no test');
  return search;
}
/** Wildcards as `‹*›`, so that they are told from plain signs. */
const write = (pattern: Pattern) => pattern.map((part) => ('text' in part ? part.text : `‹${part.sign}›`)).join('');
/** The alternatives of the only value, as texts. */
const texts = (key: string, value: unknown, placeholders: Placeholders = {}) =>
  readLine(key, value, placeholders)
    .values.flat()
    .map((test) => (test.kind === 'text' ? write(test.pattern) : test));

describe('texts', () => {
  it.each([
    ['f', 'a*b?c', 'a‹*›b‹?›c'],
    ['f', 'C:\\temp\\x', 'C:\\temp\\x'],
    ['f', 'a\\*b', 'a*b'],
    ['f', 'a\\\\*', 'a\\‹*›'],
    ['f', 'a\\\\\\*', 'a\\*'],
    ['f', 'a\\\\\\\\', 'a\\\\'],
    ['f', 'a\\\\\\b', 'a\\\\b'],
    ['f|contains', 'x', '‹*›x‹*›'],
    ['f|contains', '*x', '‹*›x‹*›'],
    ['f|contains', '*', '‹*›'],
    ['f|startswith', 'x', 'x‹*›'],
    ['f|endswith', 'x', '‹*›x'],
    ['f|base64', 'foo', 'Zm9v'],
    ['f|wide|base64', 'foo', 'ZgBvAG8A'],
    ['f|utf16le|base64', 'foo', 'ZgBvAG8A'],
    ['f|utf16be|base64', 'foo', 'AGYAbwBv'],
    ['f|utf16|base64', 'foo', '//5mAG8AbwA='],
    ['f|wide', 'ab', 'a\0b\0'],
    ['f|contains', 5, '‹*›5‹*›'],
  ])('%s: %s', (key, value, expected) => {
    expect(texts(key, value)).toEqual([expected]);
  });

  it('has every spelling of a parameter dash, and leaves others alone', () => {
    expect(texts('f|windash', ' -a well-known')).toEqual(
      ['-', '/', '–', '—', '―'].map((dash) => ` ${dash}a well-known`),
    );
    expect(texts('f|windash|contains', '/a -b').length).toBe(25);
  });

  it('finds a text in Base64 wherever it stands', () => {
    expect(toBase64Offsets(toUtf8('foobar'))).toEqual(['Zm9vYmFy', 'Zvb2Jhc', 'mb29iYX']);
    const bytes = fc.uint8Array({ maxLength: 5 });
    fc.assert(
      fc.property(bytes, fc.uint8Array({ minLength: 3, maxLength: 9 }), bytes, (before, middle, after) => {
        const whole = Buffer.concat([before, middle, after]).toString('base64');
        const offsets = toBase64Offsets([...middle]);
        expect(whole).toContain(offsets[before.length % 3]);
        // Nothing more could be said of it: the characters beside it have bits of its neighbours.
        expect(offsets[before.length % 3]!.length).toBeGreaterThanOrEqual(Math.floor((middle.length * 8 - 10) / 6));
      }),
    );
  });

  it('fills placeholders in, and only under expand', () => {
    const placeholders = { Admins: ['root', 'adm*'], X: ['1'] };
    expect(texts('f|expand', '%Admins%', placeholders)).toEqual(['root', 'adm‹*›']);
    expect(texts('f|expand|contains', 'u/%Admins%-%X%', placeholders)).toEqual(['‹*›u/root-1‹*›', '‹*›u/adm‹*›-1‹*›']);
    expect(texts('f|expand', '\\%Admins%X%', placeholders)).toEqual(['%Admins1']);
    expect(texts('f', '%Admins%', placeholders)).toEqual(['%Admins%']);
  });
});

describe('other tests', () => {
  it.each([
    ['f', null, { kind: 'null' }],
    ['f', [], { kind: 'null' }],
    ['f', 5, { kind: 'number', number: 5, text: '5' }],
    ['f|exists', false, { kind: 'exists', exists: false }],
    ['f|gte', 5, { kind: 'compare', op: 'gte', number: 5 }],
    ['f|lt', '5', { kind: 'compare', op: 'lt', number: 5 }],
    ['f|hour', 3, { kind: 'time', part: 'hour', op: 'eq', number: 3 }],
    ['f|hour|gte', 3, { kind: 'time', part: 'hour', op: 'gte', number: 3 }],
    ['f|lt|week', 3, { kind: 'time', part: 'week', op: 'lt', number: 3 }],
    ['f|cidr', '10.0.0.0/8', { kind: 'network', network: '10.0.0.0/8' }],
    ['f|fieldref', 'g.h', { kind: 'field', field: 'g.h', match: 'whole', cased: false }],
    ['f|fieldref|contains', 'g', { kind: 'field', field: 'g', match: 'inside', cased: false }],
    ['f|startswith|fieldref', 'g', { kind: 'field', field: 'g', match: 'start', cased: false }],
    ['f|fieldref|endswith|cased', 'g', { kind: 'field', field: 'g', match: 'end', cased: true }],
    ['f|re', 'a\\*.', { kind: 'regex', source: 'a\\*.', ignoreCase: false, multiLine: false, dotAll: false }],
    ['f|re|i|m|s', 'a', { kind: 'regex', source: 'a', ignoreCase: true, multiLine: true, dotAll: true }],
    [
      'f|re|startswith',
      'a|b',
      { kind: 'regex', source: '^(?:a|b)', ignoreCase: false, multiLine: false, dotAll: false },
    ],
  ])('%s: %j', (key, value, expected) => {
    expect(readLine(key, value).values).toEqual([[expected]]);
  });

  it('links values by any, or all, or negates them', () => {
    expect(readLine('f', ['a', 'b'])).toMatchObject({ link: 'any', negated: false });
    expect(readLine('f|contains|all', ['a', 'b'])).toMatchObject({ link: 'all', negated: false });
    expect(readLine('f|neq', 'a')).toMatchObject({ link: 'any', negated: true });
    expect(readLine('f|cased', 'a').values).toEqual([[{ kind: 'text', pattern: [{ text: 'a' }], cased: true }]]);
  });

  it('compares digits that a number cannot hold as they are written', () => {
    const whole = Number.MAX_SAFE_INTEGER + 1;
    expect(texts('f', whole)).toEqual([String(whole)]);
  });

  it.each([
    ['f|nonsense', 'a', 'no modifier “nonsense”'],
    ['f|re|contains|i', 5, null],
    ['f|contains|re', 'a', 'as it is written'],
    ['f|i', 'a', 'only after “re”'],
    ['f|contains', null, 'null'],
    ['f|base64', 'a*', 'wildcards'],
    ['f|contains|base64', 'a', 'wildcards'],
    ['f|utf16', 'a', 'Base64 after it'],
    ['f|exists', 'perhaps', 'true or false'],
    ['f|gt', 'many', 'needs a number'],
    ['f|hour', 'noon', 'needs a number'],
    ['f|cidr', '10.0.0.1-10.0.0.2', 'needs a network'],
    ['f|fieldref', 'a*b', 'without wildcards'],
    ['f|re|cased', 'a', 'only with texts'],
    ['f|expand', '%Nobody%', '%Nobody% has no values'],
    ['f|windash', ' -a -b -c -d -e', 'more than 1000'],
    ['|exists', true, 'A keyword'],
    ['f', [['a']], 'not lists'],
  ])('%s: %j is refused', (key, value, reason) => {
    const parsed = parseDetectionRule({ s: { [key]: value }, condition: 's' });
    if (reason === null) expect(parsed.kind).toBe('rule');
    else expect(parsed).toMatchObject({ kind: 'problem', problem: { reason: expect.stringContaining(reason) } });
  });
});

it('reads timespans', () => {
  expect(['30s', '90m', '2h', '7d', '1w'].map(readTimespan)).toEqual([30, 5400, 7200, 604_800, 604_800]);
  expect(['', '5', 'm', '0s', '1.5h', '-1h', '1h30m', '1H'].map(readTimespan)).toEqual(Array(8).fill(null));
});
