// Calls that hand rows out as files, each with a manifest beside it.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { ColumnRef, View } from '../query/view.ts';
import { base } from './base.ts';

export const ExportFormat = z.enum(['csv', 'jsonl', 'parquet']);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const ExportRequest = z.object({
  view: View,
  /** An open view whose row indexes `selection` names; required with `selection`. */
  viewId: z.string().optional(),
  /** Row indexes to export; absent means every row of the view. */
  selection: z.array(z.number().int().min(0)).optional(),
  /** Absent: every column of the source (the raw record included). */
  columns: z.array(ColumnRef).optional(),
  format: ExportFormat,
  delimiter: z.enum([',', ';', '\t', '|']).default(','),
  bom: z.boolean().default(false),
  /** Prefix text cells that a spreadsheet would run as a formula with an apostrophe. CSV only; recorded in the manifest. */
  neutraliseFormulas: z.boolean().default(true),
  /** Absolute path of the file; absent: `exports/` of the case, with a name made from source and time. */
  path: z.string().optional(),
  overwrite: z.boolean().default(false),
});
export type ExportRequest = z.input<typeof ExportRequest>;

export const ExportState = z.object({
  state: z.enum(['running', 'done']),
  rows: z.number().int(),
  totalRows: z.number().int(),
  bytes: z.number(),
  percent: z.number().nullable(),
  elapsedMs: z.number(),
  path: z.string().nullable(),
  manifestPath: z.string().nullable(),
  sha256: z.string().nullable(),
});
export type ExportState = z.infer<typeof ExportState>;

export const exports = {
  /** Writes the file under a temporary name, then renames it; aborting or failing leaves nothing under the final name. */
  start: base.input(ExportRequest).output(eventIterator(ExportState)),
};
