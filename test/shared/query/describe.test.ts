import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFilter, describeFilters, describeValue, describeView } from '../../../shared/query/describe.ts';
import * as edit from '../../../shared/query/edit.ts';
import { Filter } from '../../../shared/query/view.ts';
import { anyView, startView } from './arbitrary.ts';

const say = (filter: object, wording = {}) =>
  describeFilter(Filter.parse({ id: 'f1', column: { column: 'c' }, ...filter }), wording);

describe('describeFilter', () => {
  it('names values', () => {
    expect(say({ op: 'in', values: ['A'] })).toBe('c is A');
    expect(say({ op: 'in', values: ['A'], negated: true })).toBe('c is not A');
    expect(say({ op: 'in', values: [null] })).toBe('c is empty');
    expect(say({ op: 'in', values: [''] })).toBe('c is ""');
    expect(say({ op: 'in', values: ['A', 'B'] })).toBe('c is one of A, B');
    expect(say({ op: 'in', values: ['A', 'B', 'C', 'D'], negated: true })).toBe('c is not one of A, B, C and 1 more');
  });
  it('quotes text', () => {
    expect(say({ op: 'contains', value: 'x"y' })).toBe('c contains "x\\"y"');
    expect(say({ op: 'startsWith', value: 'x', negated: true })).toBe('c does not start with "x"');
    expect(say({ op: 'matches', value: '^a' })).toBe('c matches /^a/');
    expect(say({ op: 'endsWith', value: 'x', caseSensitive: true })).toBe('c ends with "x" (same case)');
  });
  it('shows bounds, and times on the reader’s clock', () => {
    expect(say({ op: 'range', from: 1, to: 5 })).toBe('c ≥ 1 and < 5');
    expect(say({ op: 'range', to: 5, includeTo: true })).toBe('c ≤ 5');
    const day = { op: 'range', from: '2024-07-01T00:00:00Z', to: '2024-07-02T00:00:00Z' };
    expect(say(day)).toBe('c from 2024-07-01 00:00:00 before 2024-07-02 00:00:00');
    expect(say({ op: 'range', from: '2024-07-01T00:00:00Z' }, { timeZone: 'Europe/Berlin' })).toBe(
      'c from 2024-07-01 02:00:00 on',
    );
  });
  it('cuts a long value', () => {
    expect(describeValue('x'.repeat(100), { valueLimit: 5 })).toBe('xxxx…');
  });
});

it('describes a whole view in one line', () => {
  let view = edit.filterOut(startView, { column: 'useridentity', path: ['arn'] }, 'a');
  view = edit.setQuery(view, { text: 'region:eu-*' });
  view = edit.setTime(view, { from: '2024-07-01T00:00:00Z' });
  view = edit.cycleSort(edit.cycleSort(view, { column: 'eventtime', path: [] }), { column: 'eventtime', path: [] });
  expect(describeView(view)).toBe(
    'cloudtrail where time from 2024-07-01 00:00:00 on; query region:eu-*; useridentity.arn is not a; sorted by eventtime descending',
  );
});

it('says nothing of what is switched off, and never fails', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      expect(describeFilters(view)).toBe(describeFilters(edit.liveView(view)));
      expect(describeView(view)).not.toContain('undefined');
    }),
  );
});
