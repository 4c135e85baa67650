import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Filter, Scalar } from '../../../../shared/query/view.ts';
import { draftOf, type FilterDraft, filterOf, isProblem } from '../../../../src-renderer/ui/filters/draft.ts';
import { newFilter } from '../../../shared/query/arbitrary.ts';

const column = { column: 'c', path: [] };
const fresh = draftOf(undefined, 'text', 'UTC');
const make = (draft: Partial<FilterDraft>, kind: Parameters<typeof filterOf>[2] = 'text', zone = 'UTC') =>
  filterOf({ ...fresh, ...draft }, column, kind, zone);

describe('filterOf', () => {
  it('reads times on the clock of the zone', () => {
    const range = { mode: 'range', from: '2024-07-01 02:00', to: '2024-07-02' } as const;
    expect(make(range, 'time', 'Europe/Berlin')).toMatchObject({
      op: 'range',
      from: '2024-07-01T00:00:00Z',
      to: '2024-07-01T22:00:00Z',
    });
  });
  it('reads numbers as people write them, and refuses what is none', () => {
    expect(make({ mode: 'range', from: '1,000,000', to: '2.5e7' }, 'number')).toMatchObject({
      from: '1000000',
      to: '2.5e7',
    });
    expect(make({ mode: 'range', from: 'ten' }, 'number')).toMatchObject({ field: 'from' });
    expect(make({ mode: 'range', to: 'noon' }, 'time')).toMatchObject({ field: 'to' });
  });
  it('asks for what is missing', () => {
    expect(make({ mode: 'values' })).toMatchObject({ field: 'values' });
    expect(make({ mode: 'text' })).toMatchObject({ field: 'text' });
    expect(make({ mode: 'range' })).toMatchObject({ field: 'from' });
  });
  it('“equals” is exact, or ignores case', () => {
    const exact = make({ mode: 'text', op: 'equals', text: 'a.b*', caseSensitive: true });
    expect(exact).toEqual({ op: 'in', column, values: ['a.b*'], negated: false, enabled: true });
    const anyCase = make({ mode: 'text', op: 'equals', text: 'a.b*' });
    expect(anyCase).toEqual({ op: 'in', column, values: ['a.b*'], ignoreCase: true, negated: false, enabled: true });
    const opened = draftOf({ ...anyCase, id: 'f1' } as Filter, 'text', 'UTC');
    expect(opened).toMatchObject({ mode: 'text', op: 'equals', text: 'a.b*', caseSensitive: false });
  });
});

it('a filter opened for editing and applied unchanged stays the same filter', () => {
  fc.assert(
    fc.property(newFilter, (made) => {
      const filter = { ...made, id: 'f1', column, enabled: true } as Filter;
      const isBlank =
        (filter.op === 'in' && filter.values.length === 0) ||
        ('value' in filter && filter.value === '') ||
        (filter.op === 'range' && [filter.from, filter.to].some((bound) => String(bound ?? '').trim() === ''));
      // Text anywhere in the record is no condition on a column, and has no form.
      fc.pre(!isBlank && made.op !== 'record');
      const again = filterOf(draftOf(filter, 'text', 'UTC'), column, 'text', 'UTC');
      const text = (value: Scalar | undefined) => (value == null ? undefined : String(value));
      if (isProblem(again)) return expect.fail(again.message);
      if (filter.op === 'range' && again.op === 'range') {
        expect([text(again.from), text(again.to)]).toEqual([text(filter.from), text(filter.to)]);
        return;
      }
      expect({ ...again, id: 'f1' }).toEqual(filter);
    }),
  );
});
