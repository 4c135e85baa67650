// Buckets of time as ranges, on clocks that change.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pivotOn } from '../../../shared/query/pivot.ts';
import { bucketRange, drillPivot, dropGroup } from '../../../shared/query/pivot-drill.ts';
import { startView } from './arbitrary.ts';

const bucket = (unit: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year', zone = 'UTC') => ({
  column: 'eventtime',
  path: [],
  by: { kind: 'bucket' as const, unit, zone },
});

test('a day in which the clock changes is 23 or 25 hours', () => {
  expect(bucketRange(bucket('day', 'Europe/Berlin'), '2026-03-28T23:00:00Z')).toEqual({
    from: '2026-03-28T23:00:00Z',
    to: '2026-03-29T22:00:00Z',
  });
  expect(bucketRange(bucket('day', 'Europe/Berlin'), '2026-10-24T22:00:00Z')?.to).toBe('2026-10-25T23:00:00Z');
  expect(bucketRange(bucket('quarter'), '2026-10-01T00:00:00Z')?.to).toBe('2027-01-01T00:00:00Z');
});

test('where no range is plain, the bucket itself is the condition', () => {
  // Lord Howe sets its clock back by half an hour at 15:00 UTC.
  const hour = bucket('hour', 'Australia/Lord_Howe');
  expect(bucketRange(hour, '2026-04-04T14:00:00Z')).not.toBeNull();
  for (const odd of ['infinityZ', 'x', '2026-01-01']) expect(bucketRange(bucket('day'), odd)).toBeNull();
  const pivot = { ...pivotOn(startView, bucket('day')) };
  const drilled = drillPivot(pivot, { row: [{ value: 'infinityZ' }], column: [] });
  expect(drilled.where).toMatchObject([{ op: 'in', values: ['infinityZ'], negated: false }]);
});

test('ranges of consecutive buckets follow each other without a gap', () => {
  const unit = fc.constantFrom(
    'minute' as const,
    'hour' as const,
    'day' as const,
    'week' as const,
    'month' as const,
    'year' as const,
  );
  fc.assert(
    fc.property(unit, fc.integer({ min: 0, max: 20 }), (each, steps) => {
      let start = {
        minute: '2026-03-28T00:00:00Z',
        hour: '2026-03-28T00:00:00Z',
        day: '2026-03-24T23:00:00Z',
        week: '2026-03-22T23:00:00Z',
        month: '2026-02-28T23:00:00Z',
        year: '2025-12-31T23:00:00Z',
      }[each];
      for (let i = 0; i < steps; i++) {
        const range = bucketRange(bucket(each, 'Europe/Berlin'), start);
        expect(range).not.toBeNull();
        expect(Date.parse(range!.to)).toBeGreaterThan(Date.parse(start));
        start = range!.to;
      }
    }),
    { numRuns: 60, seed: 1 },
  );
});

test('a range that the view has already is narrowed, not replaced', () => {
  const view = {
    ...startView,
    where: [
      {
        id: 'f1',
        op: 'range' as const,
        column: { column: 'eventtime', path: [] },
        from: '2026-03-24T10:00:00Z',
        includeTo: false,
        negated: false,
        enabled: true,
      },
    ],
  };
  const drilled = drillPivot(pivotOn(view, bucket('day')), { row: [{ value: '2026-03-24T00:00:00Z' }], column: [] });
  expect(drilled.where).toHaveLength(2);
  expect(new Set(drilled.where.map(({ id }) => id)).size).toBe(2);
});

test('dropping “others” keeps what is named', () => {
  const name = { column: 'eventname', path: [] };
  const on = [{ column: name }];
  expect(dropGroup(startView, on, [{ othersThan: ['a', null] }]).where).toMatchObject([
    { values: ['a', null], negated: false },
  ]);
  expect(dropGroup(startView, on, [{ value: 'a' }]).where).toMatchObject([{ values: ['a'], negated: true }]);
});

test('dropping a group within another drops it there only', () => {
  const [who, what] = ['who', 'what'].map((name) => ({ column: { column: name, path: [] } }));
  const { where } = dropGroup(startView, [who!, what!], [{ value: 'a' }, { othersThan: ['b'] }]);
  expect(where).toMatchObject([
    {
      op: 'all',
      negated: true,
      filters: [
        { column: who!.column, values: ['a'], negated: false },
        { column: what!.column, values: ['b'], negated: true },
      ],
    },
  ]);
});
