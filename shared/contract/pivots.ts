// Calls about pivots: the figures of one, and its SQL.
import { z } from 'zod';
import { Pivot } from '../query/pivot.ts';
import { base } from './base.ts';

/**
 * A pivot's figures. Groups are numbered from 0, which is the total of all; a group of rows or columns has a level, the number of
 * its dimensions, and stands after the groups of lower levels, in the natural order of its values. The texts are JSON, encoded by
 * DuckDB; values are text as a grid's cells are, null when missing.
 */
export const PivotResult = z.object({
  /** `[level, others, value…][]`: `others` has a digit per dimension, 1 where the value stands for all that are not kept. */
  rows: z.string(),
  columns: z.string(),
  /**
   * `[row, column, count, figure…][]`, only of cells that have rows. `count` is of rows. A list of values is the JSON text of
   * `{count, values}`, a share a number from 0 to 1.
   */
  cells: z.string(),
  /**
   * By dimension, rows before columns: how many values there are, and those kept where others were put together. `within`, for one
   * that keeps its own in each group: `[group, values, kept…][]` of the groups in which others were put together.
   */
  dimensions: z.array(
    z.object({
      values: z.number().int(),
      kept: z.array(z.string().nullable()).nullable(),
      within: z.string().optional(),
    }),
  ),
  /** Groups that are left out because there are too many; totals are of all. The largest groups are shown. */
  leftOut: z.object({ rows: z.number().int(), columns: z.number().int() }),
  elapsedMs: z.number(),
});
export type PivotResult = z.infer<typeof PivotResult>;

/** Most cells of one answer, and most groups of columns. */
export const pivotLimits = { cells: 200_000, columns: 2_000 };

const input = z.object({ pivot: Pivot });

export const pivots = {
  /** Aborting interrupts the query. */
  run: base.input(input).output(PivotResult),
  /**
   * The pivot as one SQL statement that runs in the console. `long`: a row per cell, totals included; `table`: as it is shown, a
   * column per group of columns and figure.
   */
  sql: base
    .input(input.extend({ form: z.enum(['long', 'table']).default('long') }))
    .output(z.object({ sql: z.string() })),
};
