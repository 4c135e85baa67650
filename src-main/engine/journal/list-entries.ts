// Entries of the journal page by page, as the filters have them.
import type { z } from 'zod';
import {
  type JournalEntry,
  type JournalGroup,
  type JournalPage,
  type JournalVerdict,
  type journal,
  journalGroups,
} from '../../../shared/contract/journal.ts';
import { describeEntry, groupOf } from '../../../shared/journal/words.ts';
import { caseFiles } from '../cases/case-folder.ts';
import { type Checked, checkJournal } from './check.ts';
import { listFound } from './found.ts';
import { readHead } from './head.ts';
import { readJournalFile } from './journal.ts';

type Ask = z.output<NonNullable<(typeof journal.entries)['~orpc']['inputSchema']>>;

/** The last entry is noted after it is written: asked first, the note cannot be ahead of what is read then. */
async function readAll(dir: string): Promise<Checked> {
  const files = caseFiles(dir);
  const head = await readHead(files.journalHead);
  return checkJournal((await readJournalFile(files.journal)) ?? Buffer.alloc(0), head);
}

export async function judgeJournal(dir: string): Promise<JournalVerdict> {
  const { entries, breaks } = await readAll(dir);
  return {
    entries: entries.length,
    lastHash: entries.at(-1)?.entry.hash ?? null,
    breaks,
    found: listFound(entries),
  };
}

export async function listEntries(dir: string, ask: Ask): Promise<JournalPage> {
  const { entries } = await readAll(dir);
  const groups = Object.fromEntries(journalGroups.map((group) => [group, 0])) as Record<JournalGroup, number>;
  const found: JournalEntry[] = [];
  const wanted = ask.text.toLowerCase();
  const from = ask.from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(ask.from);
  const to = ask.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(ask.to);
  for (const { line, entry } of entries) {
    const { seq, time, user, version, action, detail, hash } = entry;
    const group = groupOf(action);
    groups[group]++;
    if (ask.groups.length > 0 && !ask.groups.includes(group)) continue;
    const at = Date.parse(time);
    if (at < from || at >= to) continue;
    if (wanted !== '' && !holds(wanted, user, action, detail)) continue;
    found.push({ line, seq, time, user, version, action, group, detail, hash });
  }
  if (ask.order === 'newest') found.reverse();
  return { total: found.length, entries: found.slice(ask.offset, ask.offset + ask.limit), groups };
}

const holds = (wanted: string, user: string, action: string, detail: JournalEntry['detail']): boolean =>
  [describeEntry(action, detail), action, user, JSON.stringify(detail)].some((text) =>
    text.toLowerCase().includes(wanted),
  );
