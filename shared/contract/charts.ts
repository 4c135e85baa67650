// Calls that count over all rows of a view: how they lie in time, what values their columns have, and what differs between
// two ranges of time.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { ColumnRef, View } from '../query/view.ts';
import { BucketSize } from '../values/buckets.ts';
import { base, Problem } from './base.ts';
import { ColumnKind } from './views.ts';

/**
 * What the bars are divided by: the most frequent values of a column and one part for all others, or whether the column has
 * a value (`presence`: an error code).
 */
export const Stack = z.object({ column: ColumnRef, by: z.enum(['value', 'presence']).default('value') });
export type Stack = z.infer<typeof Stack>;

/**
 * One part of the bars. `kind`: `all` (not stacked), `value` (of the stack's column, as text; null: missing), `others`,
 * `present`, `missing`. `rows` is the sum of `counts`, which has one number for each bucket.
 */
export const Series = z.object({
  kind: z.enum(['all', 'value', 'others', 'present', 'missing']),
  value: z.string().nullable(),
  rows: z.number().int(),
  counts: z.array(z.number().int()),
});
export type Series = z.infer<typeof Series>;

/** `[from, to)` in ISO UTC, both ends given. */
export const ClosedRange = z.object({ from: z.string().min(1), to: z.string().min(1) });
export type ClosedRange = z.infer<typeof ClosedRange>;

/**
 * Buckets from the first to the last time of the source's rows, within the view's time range. `edges`: when each begins, and
 * the end of the last one: ISO UTC, one more than there are buckets; empty when no row of the source has a time there.
 * `all`: rows of the source in each bucket, whatever the filters: where it is 0 there are no logs at all.
 */
export const Histogram = z.object({
  timeColumn: z.string(),
  /** All of the source's times, in whole seconds; null when it has none. */
  span: ClosedRange.nullable(),
  size: BucketSize.nullable(),
  edges: z.array(z.string()),
  series: z.array(Series),
  all: z.array(z.number().int()),
  /** Matched rows without a time, or with one beyond the years 1 to 9999; and all of the source's. */
  untimed: z.object({ matched: z.number().int(), all: z.number().int() }),
  elapsedMs: z.number(),
});
export type Histogram = z.infer<typeof Histogram>;

/** Parts of the range from `least` to `greatest` whose rows `bins` count. */
export const facetBins = 24;
/** The least and the greatest value in it, as text; null in a bin without rows. Between them are its rows and no others. */
export const FacetBin = z.object({
  rows: z.number().int(),
  least: z.string().nullable(),
  greatest: z.string().nullable(),
});
export type FacetBin = z.infer<typeof FacetBin>;

/**
 * The values of one column. `rows`: those counted, under the view's filters but the column's own conditions (`ownFilter`: it
 * has some), so that choices can be taken back. All counts are exact. `least` and `greatest` (numbers and times, as text)
 * and `bins` leave out NaN and infinities; `bins` are equal parts of the range between them, null when there is none.
 * `problem`: why this column could not be counted; the others are not held up by it.
 */
export const Facet = z.object({
  column: ColumnRef,
  kind: ColumnKind,
  ownFilter: z.boolean(),
  rows: z.number().int(),
  missing: z.number().int(),
  /** Different values, a missing one not counted. */
  distinct: z.number().int(),
  /** Most frequent first, a missing one (null) among them. */
  values: z.array(z.object({ value: z.string().nullable(), count: z.number().int() })),
  least: z.string().nullable(),
  greatest: z.string().nullable(),
  bins: z.array(FacetBin).nullable(),
  elapsedMs: z.number(),
});
export type Facet = z.infer<typeof Facet>;
export const FacetNews = z.discriminatedUnion('state', [
  z.object({ state: z.literal('counted'), facet: Facet }),
  z.object({ state: z.literal('failed'), column: ColumnRef, problem: Problem.extend({ message: z.string() }) }),
]);
export type FacetNews = z.infer<typeof FacetNews>;

/** `grew` and `shrank`: rows per time, so that ranges of different lengths compare. */
export const ChangeKind = z.enum(['new', 'stopped', 'grew', 'shrank', 'same']);
export type ChangeKind = z.infer<typeof ChangeKind>;

/** What became of a column's values. `distinct`: how many there are of the kind; `values` has those that changed most. */
export const Change = z.object({
  kind: ChangeKind,
  distinct: z.number().int(),
  values: z.array(
    z.object({
      value: z.string().nullable(),
      before: z.number().int(),
      after: z.number().int(),
      /** First time in the later range, ISO UTC; null when there is none. */
      first: z.string().nullable(),
    }),
  ),
});
export type Change = z.infer<typeof Change>;

export const Comparison = z.object({
  /** Rows in either range. */
  before: z.number().int(),
  after: z.number().int(),
  columns: z.array(z.object({ column: ColumnRef, changes: z.array(Change) })),
  elapsedMs: z.number(),
});
export type Comparison = z.infer<typeof Comparison>;

export const charts = {
  /**
   * INVALID when the source has no time column. `most`: buckets at most, two more where the ends are cut; `zone`: on whose
   * clock they begin; `parts`: values of the stack that get a part of their own.
   */
  histogram: base
    .input(
      z.object({
        view: View,
        zone: z.string().min(1).default('UTC'),
        most: z.number().int().min(1).max(1000).default(120),
        stack: Stack.optional(),
        parts: z.number().int().min(1).max(20).default(6),
      }),
    )
    .output(Histogram),
  /** Each column as soon as it is counted. Ending the iteration stops the rest. */
  facets: base
    .input(
      z.object({
        view: View,
        columns: z.array(ColumnRef).max(60),
        top: z.number().int().min(1).max(100).default(8),
      }),
    )
    .output(eventIterator(FacetNews)),
  /** The view's own time range does not count. INVALID when the source has no time column, or a range is empty. */
  compare: base
    .input(
      z.object({
        view: View,
        before: ClosedRange,
        after: ClosedRange,
        columns: z.array(ColumnRef).min(1).max(12),
        limit: z.number().int().min(1).max(500).default(50),
      }),
    )
    .output(Comparison),
};
