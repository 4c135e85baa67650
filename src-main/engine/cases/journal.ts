// The journal: one JSON line per act, each carrying the SHA-256 of the line before it, so that a change or a cut shows.
import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { EngineError, messageOf } from '../engine-error.ts';

export type JournalEntry = {
  seq: number;
  /** ISO 8601 UTC. */
  time: string;
  user: string;
  version: string;
  action: string;
  detail: Record<string, unknown>;
  /** `hash` of the entry before; 64 zeros for the first. */
  prev: string;
  /** Hex SHA-256 of this entry's JSON without `hash`. */
  hash: string;
};

export type Journal = {
  append(action: string, detail: Record<string, unknown>): Promise<void>;
  close(): Promise<void>;
};

const firstPrev = '0'.repeat(64);

export function hashEntry(entry: Omit<JournalEntry, 'hash'>): string {
  const { seq, time, user, version, action, detail, prev } = entry;
  return createHash('sha256').update(JSON.stringify({ seq, time, user, version, action, detail, prev })).digest('hex');
}

/** Operating-system user, or `unknown` where the system has no name for it. */
export function currentUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown'; // Containers run as a uid without a passwd entry; the journal still needs a word.
  }
}

/**
 * Opens the journal for appending. A last line cut off by a crash is kept aside in `<file>.cut` and the chain goes on from
 * the line before, with an entry that says so.
 */
export async function openJournal(file: string, version: string): Promise<Journal> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new EngineError('FAILED', `The journal cannot be read: ${error.message}`, { at: file }, { cause: error });
  });
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const cut = text.slice(whole.length);
  const lines = whole.trimEnd();
  const last = lines === '' ? null : readLast(file, lines.slice(lines.lastIndexOf('\n') + 1));

  const handle = await open(file, 'a', 0o600);
  let seq = last?.seq ?? 0;
  let prev = last?.hash ?? firstPrev;
  let tail: Promise<void> = Promise.resolve();

  const journal: Journal = {
    append(action, detail) {
      tail = tail.then(async () => {
        const entry = {
          seq: seq + 1,
          time: new Date().toISOString(),
          user: currentUser(),
          version,
          action,
          detail,
          prev,
        };
        const hash = hashEntry(entry);
        try {
          await handle.write(`${JSON.stringify({ ...entry, hash })}\n`);
          await handle.datasync();
        } catch (error) {
          throw new EngineError(
            'FAILED',
            `The journal cannot be written: ${messageOf(error)}`,
            { at: file },
            { cause: error },
          );
        }
        seq = entry.seq;
        prev = hash;
      });
      const done = tail;
      // The caller gets the failure; the queue itself goes on with the next entry.
      tail = tail.catch(() => undefined);
      return done;
    },
    async close() {
      await tail;
      await handle.close();
    },
  };

  if (cut !== '') {
    await handle.truncate(Buffer.byteLength(whole));
    await journal.append('journal.cut', { reason: 'the last line was incomplete after a crash', line: cut });
  }
  return journal;
}

function readLast(file: string, line: string): JournalEntry {
  try {
    return JSON.parse(line) as JournalEntry;
  } catch (error) {
    throw new EngineError(
      'INVALID',
      'The journal’s last line is damaged; nothing can be added to it.',
      { at: file, hint: 'Keep the file, move it aside, and open the case again to begin a new journal.' },
      { cause: error },
    );
  }
}

/**
 * Checks the chain. Answers the first place where it breaks, or null.
 * @param text the journal file's text
 */
export function findJournalBreak(text: string): { line: number; reason: string } | null {
  let prev = firstPrev;
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [i, line] of lines.entries()) {
    let entry: JournalEntry;
    try {
      entry = JSON.parse(line) as JournalEntry;
    } catch (error) {
      return { line: i + 1, reason: `not JSON: ${messageOf(error)}` };
    }
    if (entry.seq !== i + 1) return { line: i + 1, reason: `sequence number ${entry.seq}, expected ${i + 1}` };
    if (entry.prev !== prev) return { line: i + 1, reason: 'does not follow the line before it' };
    const { hash, ...rest } = entry;
    if (hashEntry(rest) !== hash || JSON.stringify({ ...rest, hash }) !== line)
      return { line: i + 1, reason: 'the line was changed after it was written' };
    prev = hash;
  }
  return null;
}
