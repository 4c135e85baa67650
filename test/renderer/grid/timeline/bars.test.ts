import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Series } from '../../../../shared/contract/charts.ts';
import {
  barPaths,
  bucketAt,
  bucketX,
  emptyRuns,
  totalsOf,
} from '../../../../src-renderer/features/grid/timeline/bars.ts';

const seriesOf = (...counts: number[][]): Series[] =>
  counts.map((one, i) => ({ kind: 'value', value: String(i), rows: 0, counts: one }));

/** The rectangles of a path: left, top, right, bottom. */
const readPath = (path: string) =>
  [...path.matchAll(/M(\d+) (\d+)H(\d+)V(\d+)H\1Z/g)].map(([, ...numbers]) => numbers.map(Number));

const some = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 7 })).chain(([buckets, parts]) =>
  fc.record({
    counts: fc.array(
      fc.array(fc.oneof(fc.constant(0), fc.nat(5), fc.nat(3_000_000)), { minLength: buckets, maxLength: buckets }),
      {
        minLength: parts,
        maxLength: parts,
      },
    ),
    width: fc.integer({ min: buckets, max: 2000 }),
    height: fc.integer({ min: 32, max: 320 }),
  }),
);

describe('bars', () => {
  test('stand on the ground, touch in their order and fit; a bar with one row is seen', () => {
    fc.assert(
      fc.property(some, ({ counts, width, height }) => {
        const series = seriesOf(...counts);
        const all = counts[0]!.map(() => 1);
        const totals = totalsOf({ series, all });
        const paths = barPaths({ series, all }, { width, height }).map(readPath);
        const most = Math.max(1, ...totals);
        for (const [bucket, total] of totals.entries()) {
          const [left, right] = [bucketX(bucket, totals.length, width), bucketX(bucket + 1, totals.length, width)];
          const mine = paths.flatMap((rectangles) => rectangles.filter(([from]) => from === left));
          if (total === 0) {
            expect(mine).toEqual([]);
            continue;
          }
          expect(mine[0]![3]).toBe(height);
          for (const [i, [, top, end, bottom]] of mine.entries()) {
            expect(top!).toBeLessThan(bottom!);
            expect(top!).toBeGreaterThanOrEqual(0);
            expect(end!).toBeLessThanOrEqual(right);
            if (i > 0) expect(bottom).toBe(mine[i - 1]![1]);
          }
          const tall = height - mine.at(-1)![1]!;
          expect(tall).toBe(Math.max(2, Math.round((total / most) * height)));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('a place is in the bar that is drawn there', () => {
    expect([0, 9, 10, 99, 100, 500, -5].map((x) => bucketAt(x, 10, 100))).toEqual([0, 0, 1, 9, 9, 9, 0]);
    expect([0, 1, 3].map((bucket) => bucketX(bucket, 3, 100))).toEqual([0, 33, 100]);
  });
});

test('buckets without logs are runs', () => {
  expect(emptyRuns([0, 0, 3, 0, 1, 0])).toEqual([
    [0, 2],
    [3, 4],
    [5, 6],
  ]);
  expect(emptyRuns([1, 2])).toEqual([]);
});
