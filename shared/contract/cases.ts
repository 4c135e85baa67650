// Calls about the case as a folder: create, open, close, the recent list.
import { z } from 'zod';
import { base } from './base.ts';
import { JournalBreak } from './journal.ts';

export const CaseInfo = z.object({
  id: z.string(),
  name: z.string(),
  /** Absolute path of the NAME.pugmark folder. */
  dir: z.string(),
  created: z.string(),
  formatVersion: z.number().int(),
  /** IANA zone in which the UI shows times; stored times are always UTC. */
  timeZone: z.string(),
  /** True when a load was cut off (crash, kill) and can be resumed by loading the same paths again. */
  interruptedLoads: z.number().int(),
  /** What was wrong with the journal when the case was opened; empty: nothing. */
  journalBreaks: z.array(JournalBreak),
});
export type CaseInfo = z.infer<typeof CaseInfo>;

export const RecentCase = z.object({ dir: z.string(), name: z.string(), opened: z.string(), exists: z.boolean() });
export type RecentCase = z.infer<typeof RecentCase>;

export const cases = {
  /**
   * Creates `parent/NAME.pugmark` and opens it. INVALID for a bad name, REFUSED when the folder is there already.
   * `asNamed`: the folder is called NAME exactly, and may be there if it is empty.
   */
  create: base
    .input(z.object({ parent: z.string(), name: z.string().min(1).max(200), asNamed: z.boolean().default(false) }))
    .output(CaseInfo),
  /** Opens a case folder, migrating an older one after a backup. REFUSED: newer version, or locked by another process. */
  open: base.input(z.object({ dir: z.string() })).output(CaseInfo),
  /** Makes (once) and opens the bundled sample case, in the user's Pugmark folder. */
  openSample: base.output(CaseInfo),
  current: base.output(CaseInfo.nullable()),
  close: base.output(z.void()),
  recent: base.output(z.array(RecentCase)),
  forget: base.input(z.object({ dir: z.string() })).output(z.void()),
  setTimeZone: base.input(z.object({ timeZone: z.string() })).output(CaseInfo),
};
