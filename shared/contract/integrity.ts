// Calls that check what is loaded against CloudTrail's signed digests.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base } from './base.ts';

/** `reason` is a key of shared/integrity/words.ts, which says it in sentences. */
export const VerdictCount = z.object({ verdict: z.string(), reason: z.string(), count: z.number().int() });

export const VerificationSums = z.object({
  digests: z.array(VerdictCount),
  logs: z.array(VerdictCount),
  /** Breaks of chains; their verdict is `chain`. */
  chains: z.array(VerdictCount),
});
export type VerificationSums = z.infer<typeof VerificationSums>;

export const VerificationSummary = z.object({
  verificationId: z.number().int(),
  /** At hand; `signatures` without those that digests carry of their predecessors. */
  keys: z.number().int(),
  signatures: z.number().int(),
  bucket: z.string().nullable(),
  /** About keys that could not be used. */
  problems: z.array(z.string()),
  sums: VerificationSums,
});
export type VerificationSummary = z.infer<typeof VerificationSummary>;

export const VerifyState = z.object({
  state: z.enum(['running', 'done']),
  digests: z.number().int(),
  totalDigests: z.number().int(),
  summary: VerificationSummary.nullable(),
});
export type VerifyState = z.infer<typeof VerifyState>;

export const IntegrityFinding = z.object({
  of: z.enum(['chain', 'digest', 'log']),
  verdict: z.string(),
  reason: z.string(),
  /** Of the file; of a chain, the digest where it shows. */
  key: z.string(),
  /** Null: it is not here. */
  evidenceId: z.number().int().nullable(),
  /** Of a chain: the time concerned, ISO 8601 UTC, and how many digests. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  digests: z.number().int().nullable(),
});

export type IntegrityFinding = z.infer<typeof IntegrityFinding>;

export const integrity = {
  /**
   * Verdicts for all digests and log files of the case, kept in `digest_verdicts`, `log_verdicts` and `chain_findings` in
   * place of the last ones. Paths are absolute; INVALID for a file that does not hold what it should.
   */
  verifyDigests: base
    .input(
      z.object({
        /** Answers of ListPublicKeys, beside the keys that were acquired. */
        keys: z.array(z.string()).default([]),
        /** JSON: `{"signatures":{"key of the digest":"hex"}}`. */
        signatures: z.array(z.string()).default([]),
        /** Bucket that copies come from; null: not known. */
        bucket: z.string().min(1).nullable().default(null),
      }),
    )
    .output(eventIterator(VerifyState)),
  /**
   * What the last verification found that needs an explanation: breaks of chains, then digests and log files that are altered,
   * displaced, missing or unaccounted for.
   */
  findings: base
    .input(z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(1000) }))
    .output(z.object({ total: z.number().int(), findings: z.array(IntegrityFinding) })),
};
