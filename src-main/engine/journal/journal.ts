// The journal: one JSON line per act, each carrying the SHA-256 of the line before it, so that a change or a cut shows.
import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import type { JournalBreak } from '../../../shared/contract/journal.ts';
import { EngineError, messageOf } from '../engine-error.ts';
import { type Checked, checkJournal } from './check.ts';
import { currentUser } from './current-user.ts';
import { firstPrev, hashEntry } from './entry.ts';
import { listFound } from './found.ts';
import { type Head, openHead, readHead, writeHead } from './head.ts';

export type Journal = {
  append(action: string, detail: Record<string, unknown>): Promise<void>;
  close(): Promise<void>;
  /** What was wrong with it when it was opened. */
  breaks: JournalBreak[];
};

export type JournalFiles = { journal: string; journalHead: string };

/**
 * - `none`: the case is new. `headless`: it is of a Pugmark that did not note the last entry elsewhere.
 */
export type Expected = 'none' | 'headless' | 'all';

export async function readJournalFile(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new EngineError('FAILED', `The journal cannot be read: ${messageOf(error)}`, { at: file }, { cause: error });
  }
}

/**
 * Checks the journal and opens it for appending, whatever is wrong with it; an entry then says what was found. New entries
 * follow the last one that was seen, so that a journal whose lost lines are put back is whole again. A last line cut off by a
 * crash is taken out, with an entry that keeps it.
 */
export async function openJournal(files: JournalFiles, version: string, expected: Expected = 'all'): Promise<Journal> {
  const stored = await readJournalFile(files.journal);
  const head = await readHead(files.journalHead);
  let checked = checkJournal(stored ?? Buffer.alloc(0), head);
  const cut = (stored ?? Buffer.alloc(0)).subarray(checked.wholeBytes);
  // The end of a line that was whole once is not a crash's doing.
  const isEndChanged = cut.length > 0 && typeof head === 'object' && head.seq > checked.lastSeq;
  if (isEndChanged) checked = checkJournal(Buffer.concat([stored!, Buffer.from('\n')]), head);
  const breaks = isKnownLack(checked, head, expected) ? [] : checked.breaks;
  if (isEndChanged && !breaks.some(({ line }) => line >= checked.lines))
    breaks.push({ line: checked.lines, reason: 'changed', from: null, to: null });
  if (stored === null && head === 'missing' && expected !== 'none')
    breaks.push({ line: 1, reason: 'gone', from: null, to: null });

  const handle = await openForAppend(files.journal);
  const headHandle = await openHead(files.journalHead);
  const journal = createAppender(files.journal, version, handle, headHandle, lastOf(checked, head, stored), breaks);
  if (isEndChanged) await handle.write('\n');
  else if (cut.length > 0) {
    await handle.truncate(checked.wholeBytes);
    const reason = 'the last line was incomplete after a crash';
    await journal.append('journal.cut', { reason, line: cut.toString('utf8') });
  }
  const told = new Set(listFound(checked.entries).flatMap(({ breaks: all }) => all.map((one) => JSON.stringify(one))));
  const fresh = breaks.filter((one) => !told.has(JSON.stringify(one)));
  if (fresh.length > 0) await journal.append('journal.broken', { breaks: fresh });
  return journal;
}

const openForAppend = async (file: string): Promise<FileHandle> => {
  try {
    return await open(file, 'a', 0o600);
  } catch (error) {
    throw new EngineError(
      'FAILED',
      `The journal cannot be written: ${messageOf(error)}`,
      { at: file },
      { cause: error },
    );
  }
};

/** An older case has no note of the last entry, and that alone is not a finding. */
function isKnownLack({ breaks }: Checked, head: Head, expected: Expected): boolean {
  return expected !== 'all' && head === 'missing' && breaks.every(({ reason }) => reason === 'head-missing');
}

/** What the next entry follows. */
function lastOf({ entries, lastSeq, lines, wholeBytes }: Checked, head: Head, stored: Buffer | null) {
  if (typeof head === 'object' && head.seq >= lastSeq) return head;
  if (lines === 0) return { seq: 0, hash: firstPrev };
  const last = entries.at(-1);
  if (last?.line === lines) return { seq: lastSeq, hash: last.entry.hash };
  const start = stored!.lastIndexOf(10, wholeBytes - 2) + 1;
  return {
    seq: lastSeq,
    hash: createHash('sha256')
      .update(stored!.subarray(start, wholeBytes - 1))
      .digest('hex'),
  };
}

function createAppender(
  file: string,
  version: string,
  handle: FileHandle,
  head: FileHandle,
  last: { seq: number; hash: string },
  breaks: JournalBreak[],
): Journal {
  let { seq, hash: prev } = last;
  let tail: Promise<void> = Promise.resolve();
  const write = async (action: string, detail: Record<string, unknown>) => {
    const entry = { seq: seq + 1, time: new Date().toISOString(), user: currentUser(), version, action, detail, prev };
    // As it will be read: what JSON leaves out must not be in the hash of it either.
    const plain = JSON.parse(JSON.stringify(entry)) as typeof entry;
    const hash = hashEntry(plain);
    try {
      await handle.write(`${JSON.stringify({ ...plain, hash })}\n`);
      await handle.datasync();
      await writeHead(head, entry.seq, hash);
    } catch (error) {
      const message = `The journal cannot be written: ${messageOf(error)}`;
      throw new EngineError('FAILED', message, { at: file }, { cause: error });
    }
    seq = entry.seq;
    prev = hash;
  };
  return {
    breaks,
    append(action, detail) {
      const done = tail.then(() => write(action, detail));
      // The caller gets the failure; the queue itself goes on with the next entry.
      tail = done.catch(() => undefined);
      return done;
    },
    async close() {
      await tail;
      await handle.close();
      await head.close();
    },
  };
}
