// One line of the journal, and the hash that ties it to the line before.
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { z } from 'zod';

const Entry = z.object({
  seq: z.number().int().min(1),
  /** ISO 8601 UTC. */
  time: z.string(),
  user: z.string(),
  version: z.string(),
  action: z.string(),
  detail: z.record(z.string(), z.unknown()),
  /** `hash` of the entry before; 64 zeros for the first. */
  prev: z.string(),
  /** Hex SHA-256 of this entry's JSON without `hash`. */
  hash: z.string(),
});
export type JournalEntry = z.infer<typeof Entry>;

export const firstPrev = '0'.repeat(64);

export function hashEntry(entry: Omit<JournalEntry, 'hash'>): string {
  const { seq, time, user, version, action, detail, prev } = entry;
  return createHash('sha256').update(JSON.stringify({ seq, time, user, version, action, detail, prev })).digest('hex');
}

/** The entry of a line without its end, whether or not its hash is right; null: it is none. */
export function parseEntry(line: Buffer): JournalEntry | null {
  if (!isUtf8(line)) return null;
  try {
    const value: unknown = JSON.parse(line.toString('utf8'));
    // The value itself, not zod's copy: it has what it has, in its order.
    return Entry.safeParse(value).success ? (value as JournalEntry) : null;
  } catch {
    return null; // Not JSON: the caller says where.
  }
}

/** Whether the line is byte for byte what was written. */
export function isUnchanged(line: Buffer, entry: JournalEntry): boolean {
  const { seq, time, user, version, action, detail, prev, hash } = entry;
  const written = JSON.stringify({ seq, time, user, version, action, detail, prev, hash });
  return hashEntry(entry) === hash && line.equals(Buffer.from(written));
}
