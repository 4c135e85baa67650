// The words of the timeline: labels of its axis, its read-out, its parts.
import { describe, expect, test } from 'vitest';
import type { Histogram } from '../../../../shared/contract/charts.ts';
import { bucketSizes, listBucketEdges } from '../../../../shared/values/buckets.ts';
import { describeSpan, listTicks, zoneLabel } from '../../../../src-renderer/features/grid/timeline/axis.ts';
import {
  describeBucket,
  describeCount,
  describeTimeline,
} from '../../../../src-renderer/features/grid/timeline/read-out.ts';
import { filterPart, listStacks, looksOf, usualStack } from '../../../../src-renderer/features/grid/timeline/stacks.ts';

const iso = (edges: number[]) => edges.map((edge) => new Date(edge).toISOString().replace('.000Z', 'Z'));

describe('labels', () => {
  test('stand apart, and are round where there are many bars', () => {
    for (const size of bucketSizes.slice(0, 20))
      for (const count of [1, 7, 60, 150]) {
        const first = Date.parse('2024-03-30T10:00:00Z');
        const length = {
          second: 1,
          minute: 60,
          hour: 3600,
          day: 86_400,
          week: 604_800,
          month: 2_629_000,
          year: 31_556_000,
        };
        const last = first + (count - 1) * length[size.unit] * size.count * 1000;
        const edges = iso(listBucketEdges(first, last, 'Europe/Berlin', size));
        const ticks = listTicks(edges, size, 'Europe/Berlin', 1000);
        expect(ticks[0]?.bucket, `${count} × ${size.count} ${size.unit}`).toBe(0);
        const places = ticks.map(({ bucket }) => (bucket * 1000) / (edges.length - 1));
        for (const [i, place] of places.entries()) if (i > 0) expect(place - places[i - 1]!).toBeGreaterThanOrEqual(48);
        expect(ticks.length).toBeLessThanOrEqual(11);
      }
  });

  test('name the day where it changes', () => {
    const edges = iso(
      listBucketEdges(Date.parse('2024-03-30T20:00Z'), Date.parse('2024-03-31T04:00Z'), 'UTC', {
        unit: 'hour',
        count: 1,
      }),
    );
    expect(listTicks(edges, { unit: 'hour', count: 1 }, 'UTC', 1000).map(({ text }) => text)).toEqual([
      '03-30 20:00',
      '21:00',
      '22:00',
      '23:00',
      '2024-03-31',
      '01:00',
      '02:00',
      '03:00',
      '04:00',
    ]);
  });

  test('a span names what differs, a zone its offset then', () => {
    expect(describeSpan('2024-03-01T10:00:00Z', '2024-03-01T11:00:00Z', 'UTC')).toBe('2024-03-01 10:00 – 11:00');
    expect(describeSpan('2024-03-01T23:00:00Z', '2024-03-02T00:00:00Z', 'UTC')).toBe(
      '2024-03-01 23:00 – 2024-03-02 00:00',
    );
    expect(describeSpan('2024-03-01T10:00:05Z', '2024-03-01T10:00:06Z', 'UTC')).toBe('2024-03-01 10:00:05 – 10:00:06');
    expect(zoneLabel('Europe/Berlin', '2024-07-01T00:00:00Z')).toBe('Europe/Berlin (+02:00)');
    expect(zoneLabel('UTC', undefined)).toBe('UTC');
  });
});

const histogram: Histogram = {
  timeColumn: 'eventtime',
  span: { from: '2024-03-01T10:00:00Z', to: '2024-03-01T13:00:00Z' },
  size: { unit: 'hour', count: 1 },
  edges: ['2024-03-01T10:00:00Z', '2024-03-01T11:00:00Z', '2024-03-01T12:00:00Z', '2024-03-01T13:00:00Z'],
  series: [
    { kind: 'present', value: null, rows: 2, counts: [2, 0, 0] },
    { kind: 'missing', value: null, rows: 1_200, counts: [1_200, 0, 0] },
  ],
  all: [3_000, 50, 0],
  untimed: { matched: 4, all: 5 },
  elapsedMs: 1,
};
const stack = { column: { column: 'errorcode', path: [] }, by: 'presence' as const };
const chart = { histogram, stack, zone: 'UTC' };

test('a bar tells no logs from no match', () => {
  expect([0, 1, 2].map((bucket) => describeBucket(chart, bucket))).toEqual([
    '2024-03-01 10:00 – 11:00: 1,202 rows: Error 2, No error 1,200',
    '2024-03-01 11:00 – 12:00: no match among 50 rows',
    '2024-03-01 12:00 – 13:00: no logs at all',
  ]);
  expect(describeCount(histogram, { first: 0, last: 2 })).toBe('1,202 rows');
});

test('the whole is told in words', () => {
  expect(describeTimeline(chart)).toBe(
    '3 bars of 1 hour from 2024-03-01 10:00 – 13:00, times in UTC. All together 1,202 rows. ' +
      'Most in 2024-03-01 10:00 – 11:00: 1,202 rows: Error 2, No error 1,200. 1 bar has no logs at all. ' +
      '4 rows without a time are not shown.',
  );
  expect(describeTimeline({ ...chart, histogram: { ...histogram, size: null, edges: [], all: [], series: [] } })).toBe(
    'No row has a time here. 4 rows without a time are not shown.',
  );
});

describe('parts', () => {
  const values = (...all: (string | null)[]) => all.map((value) => ({ kind: 'value' as const, value }));
  const view = { from: { kind: 'table' as const, table: 't' }, where: [], sort: [] };

  test('the same value has the same colour whatever its rank, and no two have one', () => {
    const looks = looksOf([...values('a', 'b', 'c', null, 'd', 'e'), { kind: 'others', value: null }]);
    expect(new Set(looks).size).toBe(7);
    expect(looksOf([...values('e', 'c', 'a', 'b', null, 'd'), { kind: 'others', value: null }])).toEqual([
      looks[5],
      looks[2],
      looks[0],
      looks[1],
      looks[3],
      looks[4],
      'others',
    ]);
  });

  test('filter in and out', () => {
    const byWord = { column: { column: 'word', path: [] }, by: 'value' as const };
    const parts = [...values('a', null), { kind: 'others' as const, value: null }];
    const where = (part: number, out: boolean) => {
      const [filter] = filterPart(parts, part, byWord, out)!(view).where;
      return filter?.op === 'in' ? [filter.negated, filter.values] : null;
    };
    expect(where(0, false)).toEqual([false, ['a']]);
    expect(where(0, true)).toEqual([true, ['a']]);
    expect(where(1, false)).toEqual([false, [null]]);
    expect(where(2, false)).toEqual([true, ['a', null]]);
    expect(where(2, true)).toEqual([false, ['a', null]]);
    const presence = (kind: 'present' | 'missing', out: boolean) => {
      const [filter] = filterPart([{ kind, value: null }], 0, stack, out)!(view).where;
      return filter?.op === 'in' ? [filter.negated, filter.values] : null;
    };
    expect(presence('present', false)).toEqual([true, [null]]);
    expect(presence('present', true)).toEqual([false, [null]]);
    expect(presence('missing', false)).toEqual([false, [null]]);
    expect(filterPart([{ kind: 'all', value: null }], 0, null, false)).toBeNull();
  });

  test('are by error or not where there is one, else by outcome', () => {
    const text = (name: string) => ({ name, type: 'VARCHAR', kind: 'text' as const });
    const table = (...names: string[]) => ({
      name: 't',
      title: 't',
      kind: 'log' as const,
      rows: 0,
      timeColumn: 'time',
      defaultColumns: [],
      columns: names.map(text),
    });
    expect(usualStack(table('eventname', 'errorcode'))).toEqual(stack);
    expect(usualStack(table('actor', 'outcome'))).toEqual({ column: { column: 'outcome', path: [] }, by: 'value' });
    expect(usualStack(table('log_type', 'outcome'))).toEqual({
      column: { column: 'log_type', path: [] },
      by: 'value',
    });
    expect(usualStack(table('a'))).toBeNull();
    const groups = listStacks(table('time', 'a', 'errorcode'), [{ column: 'a', path: [] }], null);
    expect(groups.map(({ items }) => items.map(({ label }) => label))).toEqual([
      ['Not divided', 'Error or not'],
      ['a'],
      ['errorcode'],
    ]);
  });
});
