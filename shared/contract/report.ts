// Calls that make a report of the case, and show beforehand what will be in it.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { ReportChoices } from '../report/choices.ts';
import { base } from './base.ts';

export const ReportFormat = z.enum(['html', 'md', 'pdf']);
export type ReportFormat = z.infer<typeof ReportFormat>;

export const ReportState = z.object({
  state: z.enum(['running', 'done']),
  /** Sections that are gathered, of how many; and the one at work. */
  done: z.number().int(),
  sections: z.number().int(),
  section: z.string(),
  path: z.string().nullable(),
  manifestPath: z.string().nullable(),
  /** Hex, of the file; the journal has it too. */
  sha256: z.string().nullable(),
  /** Tagged rows that it tells of. */
  rows: z.number().int(),
  /** Labels that stand for a redacted value. */
  redacted: z.number().int(),
  bytes: z.number().int(),
});
export type ReportState = z.infer<typeof ReportState>;

/** A text from evidence that stands in the report, and how often. `kind`: what it is, in a word. */
export const ReportValue = z.object({ value: z.string(), kind: z.string(), count: z.number().int() });
export type ReportValue = z.infer<typeof ReportValue>;

export const ReportPreview = z.object({
  /** The page, with nothing in it that could run or load. */
  html: z.string(),
  /** What may have to be redacted, by kind and number; what is redacted already is not among them. */
  values: z.array(ReportValue),
  /** Labels that stand for a redacted value. */
  redacted: z.number().int(),
});
export type ReportPreview = z.infer<typeof ReportPreview>;

export const report = {
  /** INVALID for what cannot be redacted, REFUSED when a value would be readable all the same. */
  preview: base.input(z.object({ choices: ReportChoices })).output(ReportPreview),
  /**
   * Writes the file under a temporary name, then renames it, with its manifest beside it; a picture of Markdown too. FAILED
   * with a hint where a PDF is wanted and nothing is there that prints.
   */
  write: base
    .input(
      z.object({
        choices: ReportChoices,
        format: ReportFormat,
        /** Absolute; absent: `exports/` of the case, with a name made from the time. */
        path: z.string().optional(),
        overwrite: z.boolean().default(false),
      }),
    )
    .output(eventIterator(ReportState)),
};
