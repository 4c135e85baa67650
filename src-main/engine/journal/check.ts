// Whether the journal is whole: each line as it was written, each tied to the one before, and the last one that was seen
// still there.
import type { JournalBreak } from '../../../shared/contract/journal.ts';
import { firstPrev, isUnchanged, type JournalEntry, parseEntry } from './entry.ts';
import type { Head } from './head.ts';

export type JournalLine = { line: number; entry: JournalEntry };

export type Checked = {
  /** All that can be read, broken ones included. */
  entries: JournalLine[];
  breaks: JournalBreak[];
  lines: number;
  /** The number that the last line has, or should have. */
  lastSeq: number;
  /** Bytes up to the end of the last whole line; after it comes what a crash cut off, or a changed end. */
  wholeBytes: number;
};

const mostBreaks = 100;

/** @param head null: it is not asked for, as for a copy of the journal that came alone */
export function checkJournal(bytes: Buffer, head: Head | null): Checked {
  const entries: JournalLine[] = [];
  const breaks: JournalBreak[] = [];
  const note = (reason: JournalBreak['reason'], at: number, from: number | null = null, to: number | null = null) => {
    if (breaks.length < mostBreaks) breaks.push({ line: at, reason, from, to });
  };
  let [line, lastSeq, start] = [0, 0, 0];
  /** Null: the line before is broken, so that its hash says nothing. */
  let prev: string | null = firstPrev;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    const text = bytes.subarray(start, end);
    start = end + 1;
    line++;
    const entry = parseEntry(text);
    if (entry) entries.push({ line, entry });
    if (!entry || !isUnchanged(text, entry)) {
      note(entry ? 'changed' : 'unreadable', line);
      lastSeq++;
      prev = null;
      continue;
    }
    if (entry.seq <= lastSeq) note('order', line);
    else if (entry.seq > lastSeq + 1) note('missing', line, lastSeq + 1, entry.seq - 1);
    else if (prev !== null && entry.prev !== prev) note('unlinked', line);
    lastSeq = entry.seq;
    prev = entry.hash;
  }
  if (head) checkHead(head, entries, lastSeq, line, note);
  return { entries, breaks, lines: line, lastSeq, wholeBytes: start };
}

function checkHead(
  head: Head,
  entries: JournalLine[],
  lastSeq: number,
  lines: number,
  note: (reason: JournalBreak['reason'], at: number, from?: number, to?: number) => void,
): void {
  if (head === 'missing' || head === 'damaged') {
    if (head === 'damaged' || lines > 0) note(`head-${head}`, lines);
  } else if (head.seq > lastSeq) note('missing', lines + 1, lastSeq + 1, head.seq);
  else {
    const seen = entries.findLast(({ entry }) => entry.seq === head.seq);
    if (seen && seen.entry.hash !== head.hash) note('replaced', seen.line);
  }
}
