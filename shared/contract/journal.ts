// Calls about the journal: what was done in the case, by whom and when, and whether that record itself is whole.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base } from './base.ts';
import { ReplayState } from './replay.ts';

/**
 * - `unreadable`: the line is no entry. `changed`: the line is not as it was written. `unlinked`: it does not follow the line
 *   before. `order`: its number comes again. `missing`: entries `from` to `to` are not here.
 * - `replaced`: the entry is another one than the last that was seen. `head-missing`, `head-damaged`: what was seen last is
 *   not known. `gone`: the whole file.
 */
export const JournalBreakReason = z.enum([
  'unreadable',
  'changed',
  'unlinked',
  'order',
  'missing',
  'replaced',
  'head-missing',
  'head-damaged',
  'gone',
]);
export const JournalBreak = z.object({
  /** 1-based; one more than there are lines for what is missing at the end. */
  line: z.number().int(),
  reason: JournalBreakReason,
  /** Numbers of entries, for `missing`. */
  from: z.number().int().nullable(),
  to: z.number().int().nullable(),
});
export type JournalBreak = z.infer<typeof JournalBreak>;

export const JournalVerdict = z.object({
  entries: z.number().int(),
  /** Hex SHA-256 of the last entry; null: there is none that can be read. Noted elsewhere, it proves all before it. */
  lastHash: z.string().nullable(),
  /** Where the chain is broken now; the first 100. */
  breaks: z.array(JournalBreak),
  /** What earlier openings of the case found and wrote down. */
  found: z.array(z.object({ seq: z.number().int(), time: z.string(), breaks: z.array(JournalBreak) })),
});
export type JournalVerdict = z.infer<typeof JournalVerdict>;

export const journalGroups = [
  'case',
  'evidence',
  'query',
  'marks',
  'export',
  'findings',
  'check',
  'journal',
  'other',
] as const;
export const JournalGroup = z.enum(journalGroups);
export type JournalGroup = z.infer<typeof JournalGroup>;

export const JournalEntry = z.object({
  line: z.number().int(),
  seq: z.number().int(),
  /** ISO 8601 UTC. */
  time: z.string(),
  /** Of the operating system. */
  user: z.string(),
  version: z.string(),
  action: z.string(),
  group: JournalGroup,
  detail: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

export const JournalPage = z.object({
  /** Entries that pass the filters. */
  total: z.number().int(),
  entries: z.array(JournalEntry),
  /** Of all entries, by group. */
  groups: z.record(JournalGroup, z.number().int()),
});
export type JournalPage = z.infer<typeof JournalPage>;

export const journal = {
  verdict: base.output(JournalVerdict),
  entries: base
    .input(
      z.object({
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(1000),
        order: z.enum(['newest', 'oldest']).default('newest'),
        /** Empty: all. */
        groups: z.array(JournalGroup).default([]),
        /** In the sentence or the detail of an entry, in whatever case. */
        text: z.string().default(''),
        /** ISO 8601 UTC; `to` not included. */
        from: z.string().optional(),
        to: z.string().optional(),
      }),
    )
    .output(JournalPage),
  /** Copies the journal as it is. `path` as in `exports.start`. */
  save: base
    .input(z.object({ path: z.string().optional(), overwrite: z.boolean().default(false) }))
    .output(z.object({ path: z.string(), sha256: z.string(), bytes: z.number(), entries: z.number().int() })),
  /** Does again what a journal or the manifest of an export records, in the open case. INVALID for another file. */
  replay: base.input(z.object({ path: z.string() })).output(eventIterator(ReplayState)),
};
