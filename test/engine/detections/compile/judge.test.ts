import { describe, expect, it } from 'vitest';
import { createJudge } from '../../../../src-main/engine/detections/compile/judge.ts';
import { makeRule } from '../../../shared/sigma/write-rule.ts';

const judge = (detection: Record<string, unknown>, ...values: (string | null)[]) =>
  createJudge(makeRule(detection), ['eventSource', 'eventName'])(values);

describe('createJudge', () => {
  const both = { s: { eventSource: 'x', eventName: ['A', 'B*'] }, condition: 's' };
  it('decides by the fields that are known, in any case', () => {
    expect(judge(both, 'X', 'a')).toBe(true);
    expect(judge(both, 'x', 'Bulk')).toBe(true);
    expect(judge(both, 'x', 'c')).toBe(false);
    expect(judge(both, null, 'a')).toBe(false);
  });

  it('leaves open what depends on others, unless the known ones decide', () => {
    const more = { s: { eventName: 'A', userAgent: 'cli' }, condition: 's' };
    expect(judge(more, null, 'a')).toBe(null);
    expect(judge(more, null, 'b')).toBe(false);
    const either = { s: { eventName: 'A' }, t: { userAgent: 'cli' }, condition: 's or t' };
    expect(judge(either, null, 'a')).toBe(true);
    expect(judge(either, null, 'b')).toBe(null);
    const without = {
      s: { eventSource: 'x' },
      t: { eventName: 'A' },
      u: { userAgent: 'cli' },
      condition: 's and not (t or u)',
    };
    expect(judge(without, 'x', 'a')).toBe(false);
    expect(judge(without, 'x', 'b')).toBe(null);
    expect(judge(without, 'y', 'b')).toBe(false);
  });

  it.each<[string, Record<string, unknown>, string | null, boolean | null]>([
    ['null', { eventName: null }, null, true],
    ['null', { eventName: null }, 'a', false],
    ['neq of nothing', { 'eventName|neq': 'a' }, null, true],
    ['all', { 'eventName|contains|all': ['a', 'b'] }, 'cab', true],
    ['all', { 'eventName|contains|all': ['a', 'b'] }, 'cac', false],
    ['cased', { 'eventName|cased': 'A' }, 'a', false],
    ['one character', { eventName: 'a?c' }, 'ABC', true],
    ['signs of regular expressions', { eventName: 'a.c*' }, 'abc', false],
    ['a line break', { eventName: 'a*' }, 'a\nb', true],
    ['a regular expression', { 'eventName|re': 'a' }, 'a', null],
    ['a number', { eventName: 5 }, '5', null],
    ['a field that exists', { 'eventName|exists': true }, 'a', null],
    ['letters outside ASCII in the rule', { eventName: 'É' }, 'É', null],
    ['letters outside ASCII in the record', { eventName: 'e*' }, 'É', null],
  ])('knows %s', (_, search, name, expected) => {
    expect(judge({ s: search, condition: 's' }, null, name)).toBe(expected);
  });
});
