// Calls about getting logs into the case, and the account of what became of every file and record.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base } from './base.ts';

/** `files found = loaded + partly + skipped + failed`; `records = rows + duplicates + rejects`. Both sums are checked. */
export const Account = z.object({
  files: z.object({
    found: z.number().int(),
    loaded: z.number().int(),
    partly: z.number().int(),
    skipped: z.number().int(),
    failed: z.number().int(),
  }),
  records: z.object({
    found: z.number().int(),
    rows: z.number().int(),
    duplicates: z.number().int(),
    rejects: z.number().int(),
  }),
});
export type Account = z.infer<typeof Account>;

/** A file (or archive member) that did not load whole, and why. `path` is `outer.zip › inner.json` for members. */
export const FileProblem = z.object({
  path: z.string(),
  outcome: z.enum(['partly', 'skipped', 'failed']),
  reason: z.string(),
});
export type FileProblem = z.infer<typeof FileProblem>;

/** Reason of files that need no second loading: nothing is wrong with them. */
export const loadedBefore = 'loaded before and unchanged since';
/** Reason of files that a cancelled load had still before it. */
export const notReached = 'not reached: the load was cancelled';

export const LoadState = z.enum([
  'listing',
  'running',
  'paused',
  'finishing',
  'done',
  'cancelled',
  'failed',
  'interrupted',
]);
export type LoadState = z.infer<typeof LoadState>;

export const LoadProgress = z.object({
  loadId: z.number().int(),
  state: LoadState,
  account: Account,
  /** Bytes on disk: of all files found, and of those read. */
  bytesTotal: z.number(),
  bytesRead: z.number(),
  /** Records per second over the last few seconds. */
  rate: z.number(),
  elapsedMs: z.number(),
  /** Milliseconds left at the present rate; null while not known. */
  remainingMs: z.number().nullable(),
  currentFile: z.string().nullable(),
  error: z.string().nullable(),
});
export type LoadProgress = z.infer<typeof LoadProgress>;

export const LoadSummary = z.object({
  loadId: z.number().int(),
  paths: z.array(z.string()),
  as: z.string().nullable(),
  started: z.string(),
  ended: z.string().nullable(),
  state: LoadState,
  account: Account,
  /** Rows per table, as loaded by this load. */
  tables: z.record(z.string(), z.number().int()),
  error: z.string().nullable(),
  /** The acquisition that handed over its files, which is what goes on after an interruption; null: files of this machine. */
  acquisitionId: z.number().int().nullable(),
});
export type LoadSummary = z.infer<typeof LoadSummary>;

/** How to read what no format recognises: not at all (it is listed as skipped), or as a table with inferred columns. */
export const LoadAs = z.enum(['auto', 'json', 'csv', 'parquet']);
export type LoadAs = z.infer<typeof LoadAs>;

export const loads = {
  /**
   * Starts loading files and folders (absolute paths, walked recursively). One load runs at a time; REFUSED otherwise.
   * `as` applies to files that no format recognises; `table` names the table for them.
   */
  start: base
    .input(z.object({ paths: z.array(z.string()).min(1), as: LoadAs.default('auto'), table: z.string().optional() }))
    .output(z.object({ loadId: z.number().int() })),
  /** Progress of a load, a few times a second, ending with its last state. */
  watch: base.input(z.object({ loadId: z.number().int() })).output(eventIterator(LoadProgress)),
  pause: base.input(z.object({ loadId: z.number().int() })).output(z.void()),
  resume: base.input(z.object({ loadId: z.number().int() })).output(z.void()),
  /** Stops after the batch in flight; what is committed stays, and the same paths can be loaded again for the rest. */
  cancel: base.input(z.object({ loadId: z.number().int() })).output(z.void()),
  list: base.output(z.array(LoadSummary)),
  /** Files that did not load whole, of one load (a page at a time); the `evidence` table has them all. */
  problems: base
    .input(
      z.object({
        loadId: z.number().int(),
        offset: z.number().int().default(0),
        limit: z.number().int().max(1000).default(200),
      }),
    )
    .output(z.object({ total: z.number().int(), problems: z.array(FileProblem) })),
};
