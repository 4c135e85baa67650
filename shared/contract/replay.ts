// What doing again gives: counts and hashes as they were recorded, and as they come out here.
import { z } from 'zod';

/** `failed`: it could not be done here. `skipped`: it is not of the kind that can be done again. */
export const replayVerdicts = ['same', 'differs', 'failed', 'skipped'] as const;
export const ReplayVerdict = z.enum(replayVerdicts);
export type ReplayVerdict = z.infer<typeof ReplayVerdict>;

/** `hashes`: per statement; null: there were too many rows for one, or the statement gives none. */
const Values = z.object({ rows: z.array(z.number()), hashes: z.array(z.string().nullable()) });

export const ReplayStep = z.object({
  /** Number of the entry; null: of a manifest. */
  seq: z.number().int().nullable(),
  what: z.enum(['sql', 'export', 'other']),
  /** The SQL, or what was exported. */
  title: z.string(),
  verdict: ReplayVerdict,
  reason: z.string().nullable(),
  recorded: Values.nullable(),
  here: Values.nullable(),
});
export type ReplayStep = z.infer<typeof ReplayStep>;

const Digest = z.object({ items: z.number().int(), digest: z.string() });

export const ReplayResult = z.object({
  kind: z.enum(['journal', 'manifest']),
  /** Of a journal: whether its chain is whole. */
  isWhole: z.boolean(),
  evidence: z.object({
    recorded: Digest.nullable(),
    here: Digest,
    /** Null: nothing is recorded. */
    isSame: z.boolean().nullable(),
    /** Hashes of content; empty also where they are not recorded one by one. */
    missing: z.array(z.string()),
    added: z.array(z.string()),
  }),
  counts: z.record(ReplayVerdict, z.number().int()),
  steps: z.array(ReplayStep),
});
export type ReplayResult = z.infer<typeof ReplayResult>;

export const ReplayState = z.object({
  state: z.enum(['running', 'done']),
  steps: z.number().int(),
  totalSteps: z.number().int(),
  result: ReplayResult.nullable(),
});
export type ReplayState = z.infer<typeof ReplayState>;
