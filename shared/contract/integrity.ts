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

/** Files of one verdict that are here, and the rows that came from them. */
export const VerdictRows = z.object({ verdict: z.string(), files: z.number().int(), rows: z.number().int() });
export type VerdictRows = z.infer<typeof VerdictRows>;

export const LastVerification = VerificationSummary.extend({
  /** ISO 8601 UTC. */
  started: z.string(),
  ended: z.string(),
  /** Fingerprints of the keys that proved a signature. */
  fingerprints: z.array(z.string()),
  /** Of log files that are here. */
  rows: z.array(VerdictRows),
});
export type LastVerification = z.infer<typeof LastVerification>;

export const IntegrityState = z.object({
  /** Files in the case; `unjudged`: loaded after the last verification, digests and logs together. */
  digests: z.number().int(),
  logs: z.number().int(),
  unjudged: z.number().int(),
  /** Files that the case keeps: of public keys (acquired or imported), and of signatures. */
  keyFiles: z.number().int(),
  signatureFiles: z.number().int(),
  last: LastVerification.nullable(),
});
export type IntegrityState = z.infer<typeof IntegrityState>;

export const DigestChain = z.object({
  bucket: z.string(),
  organisation: z.string().nullable(),
  account: z.string(),
  region: z.string(),
  trail: z.string(),
  isBackfill: z.boolean(),
  /** The time that its digests span, ISO 8601 UTC. */
  from: z.string(),
  to: z.string(),
  digests: z.number().int(),
  verified: z.number().int(),
  missing: z.number().int(),
  /** Places where it is broken, or may have been meddled with. */
  breaks: z.number().int(),
  /** Log files that its digests name. */
  files: z.number().int(),
});
export type DigestChain = z.infer<typeof DigestChain>;

export const IntegrityFinding = z.object({
  of: z.enum(['chain', 'digest', 'log']),
  verdict: z.string(),
  reason: z.string(),
  /** Of the file; of a chain, the digest where it shows. */
  key: z.string(),
  /** Bucket, account, region, trail; null where it is not known. */
  bucket: z.string().nullable(),
  account: z.string().nullable(),
  region: z.string().nullable(),
  trail: z.string().nullable(),
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
  /** What there is to verify, and what the last verification came to. */
  state: base.output(IntegrityState),
  /** The chains that the last verification found; those with breaks or unproven digests first. `total` is 0 beyond the last. */
  chains: base
    .input(z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(1000) }))
    .output(z.object({ total: z.number().int(), chains: z.array(DigestChain) })),
};
