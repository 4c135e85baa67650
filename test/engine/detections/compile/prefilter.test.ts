import { describe, expect, it } from 'vitest';
import { findPrefilter, prefilterSql } from '../../../../src-main/engine/detections/compile/prefilter.ts';
import { makeRule } from '../../../shared/sigma/write-rule.ts';

const find = (detection: Record<string, unknown>) =>
  findPrefilter(makeRule(detection), ['eventSource', 'eventName']).boxes;
const anything = [{}];

describe('findPrefilter', () => {
  it.each<[string, Record<string, unknown>, unknown]>([
    ['takes texts in lower case', { s: { eventName: ['A', 'B'] }, condition: 's' }, [{ eventName: ['a', 'b'] }]],
    [
      'takes what two searches agree on',
      { s: { eventName: ['A', 'B'] }, t: { eventName: ['B', 'C'] }, condition: 's and t' },
      [{ eventName: ['b'] }],
    ],
    ['is empty when they do not', { s: { eventName: 'A' }, t: { eventName: 'B' }, condition: 's and t' }, []],
    [
      'takes either of two',
      { s: { eventName: 'A', eventSource: 'X' }, t: { eventName: 'B', eventSource: 'Y' }, condition: 's or t' },
      [
        { eventName: ['a'], eventSource: ['x'] },
        { eventName: ['b'], eventSource: ['y'] },
      ],
    ],
    [
      'puts those together that differ in one',
      { s: { eventName: 'A', eventSource: 'X' }, t: { eventName: 'B', eventSource: 'X' }, condition: '1 of them' },
      [{ eventName: ['a', 'b'], eventSource: ['x'] }],
    ],
    ['learns nothing from what is negated', { s: { eventName: 'A' }, condition: 'not s' }, anything],
    [
      'keeps the rest of an and with a not',
      { s: { eventSource: 'X' }, t: { eventName: 'A' }, condition: 's and not t' },
      [{ eventSource: ['x'] }],
    ],
    [
      'lets all through when one side of an or may be anything',
      { s: { eventName: 'A' }, t: { userAgent: 'x' }, condition: 's or t' },
      anything,
    ],
    [
      'leaves wildcards to the rule',
      { s: { eventName: 'A*', eventSource: 'X' }, condition: 's' },
      [{ eventSource: ['x'] }],
    ],
    ['leaves null to the rule', { s: { eventName: ['A', null] }, condition: 's' }, anything],
    ['leaves neq to the rule', { s: { 'eventName|neq': 'A' }, condition: 's' }, anything],
    ['leaves letters outside ASCII to the rule', { s: { eventName: 'É' }, condition: 's' }, anything],
    ['takes fields in any case', { s: { eventname: 'A' }, condition: 's' }, [{ eventName: ['a'] }]],
    [
      'unites several conditions',
      { s: { eventName: 'A' }, t: { eventName: 'B' }, condition: ['s', 't'] },
      [{ eventName: ['a', 'b'] }],
    ],
  ])('%s', (_, detection, expected) => {
    expect(find(detection)).toEqual(expected);
  });
});

it('knows when a rule asks nothing else', () => {
  const isExact = (detection: Record<string, unknown>) =>
    findPrefilter(makeRule(detection), ['eventSource', 'eventName']).exact;
  expect(isExact({ s: { eventName: ['A', 'B'], eventSource: 'X' }, t: { eventName: 'C' }, condition: 's or t' })).toBe(
    true,
  );
  expect(isExact({ s: { 'eventName|all': ['A', 'B'] }, condition: 's' })).toBe(true);
  for (const more of [
    { userAgent: 'x' },
    { 'eventName|cased': 'A' },
    { 'eventName|all': ['a', 'a*'] },
    { eventName: 'A*' },
  ])
    expect(isExact({ s: { eventSource: 'X', ...more }, condition: 's' })).toBe(false);
  expect(isExact({ s: { eventName: 'A' }, t: { eventName: 'B' }, condition: 's and not t' })).toBe(false);
});

it('writes what several admit as one condition', () => {
  const column = (key: string) => key.toLowerCase();
  expect(prefilterSql([[{ eventName: ['a'] }], [], [{ eventName: ['b'], eventSource: ['x'] }]], column)).toBe(
    "(lower(eventname) = 'a') OR (lower(eventname) = 'b' AND lower(eventsource) = 'x')",
  );
  expect(prefilterSql([[{ eventName: ['a'] }], anything], column)).toBe('true');
  expect(prefilterSql([[]], column)).toBe('false');
});
