// Calls about the clocks of sources: in which zone a source wrote times that say no zone, and what its clock was off.
import { z } from 'zod';
import { base } from './base.ts';

export const ClockSetting = z.object({
  /** Table of the log type. */
  logType: z.string().min(1),
  /** Path that the source's files begin with: a file, a folder, or what was loaded. */
  source: z.string().min(1),
  /** IANA zone, `UTC` or `Europe/Berlin`. */
  zone: z.string().min(1),
  /** Added to each time, milliseconds: negative where the clock was ahead. */
  skewMs: z
    .number()
    .int()
    .min(-366 * 86_400_000)
    .max(366 * 86_400_000),
});
export type ClockSetting = z.infer<typeof ClockSetting>;

/** Rows of one log type from one source. */
export const Clock = z.object({
  logType: z.string(),
  title: z.string(),
  source: z.string(),
  files: z.number().int(),
  /** Path of one of them; empty: there is none any more. */
  example: z.string(),
  rows: z.number().int(),
  /** Its times are written without a zone. */
  zoneless: z.boolean(),
  /** Null: nobody has said anything, and what stands there counts as UTC. */
  set: ClockSetting.pick({ zone: true, skewMs: true })
    .extend({ changed: z.string(), changedBy: z.string() })
    .nullable(),
});
export type Clock = z.infer<typeof Clock>;

export const clocks = {
  /** Those to be asked about first: without a zone, and not set. */
  list: base.output(z.array(Clock)),
  /** INVALID for a zone that is none. The journal keeps it; rows of the timeline move, and nothing that is stored. */
  set: base.input(ClockSetting).output(z.array(Clock)),
  /** Takes a setting back. */
  unset: base.input(ClockSetting.pick({ logType: true, source: true })).output(z.array(Clock)),
};
