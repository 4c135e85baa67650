// What earlier openings of a case found wrong with its journal: they wrote it down in the journal itself.
import { z } from 'zod';
import { JournalBreak, type JournalVerdict } from '../../../shared/contract/journal.ts';
import type { JournalLine } from './check.ts';

const Detail = z.object({ breaks: z.array(JournalBreak) });

export function listFound(entries: readonly JournalLine[]): JournalVerdict['found'] {
  return entries.flatMap(({ entry }) => {
    if (entry.action !== 'journal.broken') return [];
    const detail = Detail.safeParse(entry.detail);
    return detail.success ? [{ seq: entry.seq, time: entry.time, breaks: detail.data.breaks }] : [];
  });
}
