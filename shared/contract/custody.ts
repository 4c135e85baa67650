// Calls about the bytes of the evidence: whether they are still as they were loaded, and lists of their hashes.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base } from './base.ts';

/**
 * `same`; `changed`: other bytes; `missing`: not there any more; `unreadable`: there, but cannot be read;
 * `not-kept`: acquired without keeping a copy; `unhashed`: the load itself got no hash of it.
 */
export const custodyVerdicts = ['same', 'changed', 'missing', 'unreadable', 'not-kept', 'unhashed'] as const;
export const CustodyVerdict = z.enum(custodyVerdicts);
export type CustodyVerdict = z.infer<typeof CustodyVerdict>;

export const CustodyCounts = z.record(CustodyVerdict, z.number().int());
export type CustodyCounts = z.infer<typeof CustodyCounts>;

export const CustodyState = z.object({
  state: z.enum(['running', 'done']),
  /** On disk; archives count once. */
  files: z.number().int(),
  totalFiles: z.number().int(),
  bytes: z.number(),
  totalBytes: z.number(),
  /** Of files, archives and archive members, when it is done. */
  counts: CustodyCounts.nullable(),
});
export type CustodyState = z.infer<typeof CustodyState>;

export const CustodyResult = z.object({
  /** Null: an archive that opened whole; its rows are those of its members. */
  evidenceId: z.number().int().nullable(),
  path: z.string(),
  /** Path inside an archive; null: the file itself. */
  member: z.string().nullable(),
  /** Where its rows are; null: it gave none, or is an archive. */
  table: z.string().nullable(),
  rows: z.number().int(),
  verdict: CustodyVerdict,
  reason: z.string().nullable(),
  /** Hex SHA-256 as found: at load, and now. */
  expected: z.string().nullable(),
  found: z.string().nullable(),
});
export type CustodyResult = z.infer<typeof CustodyResult>;

export const HashRow = z.object({
  /** Null: an archive that opened whole. */
  evidenceId: z.number().int().nullable(),
  path: z.string(),
  member: z.string().nullable(),
  /** As found, and of the content after gzip or zstd. */
  sha256: z.string(),
  contentSha256: z.string().nullable(),
  size: z.number(),
  format: z.string().nullable(),
  rows: z.number().int(),
  /** Where the file is on this disk; null: nowhere. */
  at: z.string().nullable(),
});
export type HashRow = z.infer<typeof HashRow>;

export const HashForm = z.enum(['sha256sum', 'csv']);
export type HashForm = z.infer<typeof HashForm>;

/** `renamed`: the same bytes under another name. `not-here`: only in the list. `not-listed`: only here. */
export const comparisons = ['same', 'renamed', 'differs', 'not-here', 'not-listed'] as const;
export const Comparison = z.enum(comparisons);
export type Comparison = z.infer<typeof Comparison>;

export const ComparedItem = z.object({
  verdict: Comparison,
  /** As the list has it; null: it does not. */
  listed: z.string().nullable(),
  listedHash: z.string().nullable(),
  /** Here; null: not here. */
  path: z.string().nullable(),
  hash: z.string().nullable(),
});
export type ComparedItem = z.infer<typeof ComparedItem>;

export const HashComparison = z.object({
  counts: z.record(Comparison, z.number().int()),
  /** All but the same ones, worst first; the first 1,000. A list that names an archive speaks of its members too. */
  items: z.array(ComparedItem),
  /** Lines that could not be understood, with their number. */
  problems: z.array(z.string()),
});
export type HashComparison = z.infer<typeof HashComparison>;

export const custody = {
  /** Reads every evidence file again, where it was loaded from or where the case keeps it, and compares. */
  verify: base.output(eventIterator(CustodyState)),
  /** Of the last time that it was done, worst first. `checked` null: never. */
  results: base
    .input(
      z.object({
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(1000),
        /** Leave out what is the same. */
        problemsOnly: z.boolean().default(true),
      }),
    )
    .output(
      z.object({
        checked: z.string().nullable(),
        counts: CustodyCounts,
        total: z.number().int(),
        results: z.array(CustodyResult),
      }),
    ),
  /** Hashes of files, archives and archive members as they were at load, by path; of a path loaded twice, those of the last load. */
  hashes: base
    .input(z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(10_000) }))
    .output(z.object({ total: z.number().int(), folder: z.string().nullable(), hashes: z.array(HashRow) })),
  /** `path` as in `exports.start`. Lists for sha256sum have files alone: it cannot look into archives. */
  saveHashes: base
    .input(z.object({ form: HashForm, path: z.string().optional(), overwrite: z.boolean().default(false) }))
    .output(
      z.object({
        path: z.string(),
        files: z.number().int(),
        /** Archive members left out. */
        members: z.number().int(),
        /** Where `sha256sum -c` is to be run; null: anywhere, the names are absolute. */
        folder: z.string().nullable(),
      }),
    ),
  /** `path`: a list of either form. INVALID for one that is neither, or has hashes of another kind. */
  compare: base.input(z.object({ path: z.string() })).output(HashComparison),
};
