// Calls of the SQL console: run statements in the sandbox, complete, explain.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base } from './base.ts';
import { ColumnInfo } from './views.ts';

/**
 * What happens while a text of one or more statements runs, in order:
 * `statement` (one begins) → while it takes long: `rows` (percent and time; once `rows` > 0, `run` is a held result with the
 * statement's first rows) → `done` (`run` is the held result with all rows; final count, or rows changed in scratch).
 * A held result never changes: open it with `views.open({from: {kind: 'sql', sql, run}})`, with the statement's own `sql`.
 * An error ends the stream as a typed error SQL or REFUSED with `offset` into the whole text.
 */
export const RunEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('statement'),
    index: z.number().int(),
    sql: z.string(),
    from: z.number().int(),
    to: z.number().int(),
  }),
  z.object({
    type: z.literal('rows'),
    index: z.number().int(),
    run: z.string(),
    columns: z.array(ColumnInfo),
    rows: z.number().int(),
    elapsedMs: z.number(),
    /** 0–100, or null when DuckDB cannot tell. */
    percent: z.number().nullable(),
  }),
  z.object({
    type: z.literal('done'),
    index: z.number().int(),
    /** Held result, or null when the statement has none. */
    run: z.string().nullable(),
    columns: z.array(ColumnInfo),
    rows: z.number().int(),
    /** True when the result was cut at the row limit. */
    cut: z.boolean(),
    elapsedMs: z.number(),
    /** Where the statement means something else here than in Athena, though it ran: a sentence each, to show with the result. */
    notes: z.array(z.string()).optional(),
  }),
]);
export type RunEvent = z.infer<typeof RunEvent>;

export const console = {
  /** Runs statements one after another; aborting interrupts the one that runs. `rowLimit`: results are cut there and say so. */
  run: base
    .input(z.object({ sql: z.string().min(1), rowLimit: z.number().int().min(1).max(50_000_000).default(10_000_000) }))
    .output(eventIterator(RunEvent)),
  /** The plan of one SELECT, as DuckDB prints it; `analyze` runs it. */
  explain: base
    .input(z.object({ sql: z.string().min(1), analyze: z.boolean().default(false) }))
    .output(z.object({ plan: z.string() })),
  /** Function names for completion. */
  functions: base.output(z.array(z.object({ name: z.string(), signature: z.string(), doc: z.string() }))),
};
