// The pivot model: plain data that says by what the rows of a View are grouped and what is counted of them. Saved, undone,
// shown as SQL and drilled like a View. One compiler (engine/queries/pivot) turns it into SQL.
import { z } from 'zod';
import { ColumnRef, columnKey, sameColumn, View } from './view.ts';

/**
 * The values that a dimension keeps by themselves; all others come together as one, “others”, whose figures are counted from
 * its rows. Ranked over all rows of the view by measure number `by` (0-based; past the last one: by count). With `within: 'parent'`
 * each group of the levels above keeps its own, ranked over its rows; the outermost level has no parent but the whole view.
 */
export const Top = z.object({
  count: z.number().int().min(1).max(5000),
  by: z.number().int().min(0).default(0),
  order: z.enum(['largest', 'smallest']).default('largest'),
  within: z.literal('parent').optional(),
});
export type Top = z.infer<typeof Top>;

/** One level of rows or columns. Without `top`, `defaultTop` many values are kept. */
export const Dimension = z.object({ column: ColumnRef, top: Top.optional() });
export type Dimension = z.infer<typeof Dimension>;

/** `of`: the figure is shown as its share of the total of its row, its column, or everything (0 to 1). */
const share = { of: z.enum(['row', 'column', 'total']).optional() };

/**
 * What a cell says of its rows.
 *
 * - `count`: how many. `distinct`: how many different values; missing ones do not count.
 * - `min`, `max`: in the order of the column's sort. `sum`, `average`: of numbers; text that is no number does not count.
 * - `percentile`: the smallest value that `at` percent of the values do not exceed: a value that is there, of numbers or times.
 * - `first`, `last`: the value of the earliest or latest row that has one, by the source's time column; among several of that
 *   instant the smallest or largest.
 * - `any`: some value that is there. `list`: the different values in order, the first `listLimit` of them.
 */
export const Measure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('count'), ...share }),
  z.object({ kind: z.enum(['distinct', 'sum']), column: ColumnRef, ...share }),
  z.object({ kind: z.enum(['min', 'max', 'average', 'first', 'last', 'any', 'list']), column: ColumnRef }),
  z.object({ kind: z.literal('percentile'), column: ColumnRef, at: z.number().min(0).max(100) }),
]);
export type Measure = z.infer<typeof Measure>;
export type MeasureKind = Measure['kind'];

/** Different values that a cell of `list` names; it says how many there are. */
export const listLimit = 20;
/** Values that a dimension without `top` keeps. */
export const defaultTop = { rows: 1_000, columns: 500 };

/**
 * In which order the values of an axis stand: their own (times, numbers, text), or by measure number `measure`. `at`: the values
 * of the other axis whose figures are compared, outermost first; absent: its totals.
 */
export const PivotSort = z.object({
  measure: z.number().int().min(0).nullable().default(null),
  descending: z.boolean().default(false),
  at: z.array(z.union([z.string(), z.null()])).optional(),
});
export type PivotSort = z.infer<typeof PivotSort>;

export const Pivot = z.object({
  view: View,
  rows: z.array(Dimension).max(6).default([]),
  columns: z.array(Dimension).max(4).default([]),
  values: z.array(Measure).max(12).default([]),
  sort: PivotSort.default({ measure: null, descending: false }),
  /** Order of the columns: by their totals, or their own. */
  columnSort: PivotSort.default({ measure: null, descending: false }),
  /** Whether totals are shown: of each row at the end of its columns, of each column below its rows. */
  rowTotals: z.boolean().default(true),
  columnTotals: z.boolean().default(true),
  heat: z.enum(['none', 'table', 'row', 'column']).default('table'),
});
export type Pivot = z.infer<typeof Pivot>;

export type Axis = 'rows' | 'columns';

/** The fresh pivot of a view: how many rows there are. */
export const freshPivot = (view: View): Pivot => Pivot.parse({ view, values: [{ kind: 'count' }] });

/** A pivot whose rows are the values of a column, the most frequent first. */
export const pivotOn = (view: View, column: ColumnRef): Pivot => ({
  ...freshPivot(view),
  rows: [{ column }],
  sort: { measure: 0, descending: true },
});

/** The measure's own column; null for a count. */
export const measuredColumn = (measure: Measure): ColumnRef | null => ('column' in measure ? measure.column : null);

export const canShare = (measure: Measure): measure is Extract<Measure, { of?: unknown }> =>
  measure.kind === 'count' || measure.kind === 'distinct' || measure.kind === 'sum';

/** Whether the dimension at place `at` of its axis keeps other values in each group of the levels above. */
export const keepsWithin = ({ top }: Dimension, at: number): boolean => at > 0 && top?.within === 'parent';

export const hasColumn = (dimensions: Dimension[], column: ColumnRef): boolean =>
  dimensions.some((one) => sameColumn(one.column, column));

/** `count`, `distinct sourceipaddress`, `95th percentile of …`; also what a column of its SQL is called. */
export function nameMeasure(measure: Measure): string {
  const plain = measureWords(measure);
  return canShare(measure) && measure.of ? `${plain}, share of ${measure.of}` : plain;
}

function measureWords(measure: Measure): string {
  if (measure.kind === 'count') return 'count';
  const name = columnKey(measure.column);
  if (measure.kind === 'percentile') return measure.at === 50 ? `median ${name}` : `p${measure.at} ${name}`;
  return `${measure.kind === 'list' ? 'values of' : measure.kind} ${name}`;
}

/** What is grouped and counted, in one line: `count by useridentity.arn × eventtime@day`. */
export function describePivot(pivot: Pivot): string {
  const names = (dimensions: Dimension[]) => dimensions.map(({ column }) => columnKey(column)).join(', ');
  const axes = [pivot.rows, pivot.columns].filter((axis) => axis.length > 0).map(names);
  const values = pivot.values.map(nameMeasure).join(', ') || 'count';
  return axes.length === 0 ? values : `${values} by ${axes.join(' × ')}`;
}
