// A file of LookupEvents answers, one to a line as AWS sent them. While it grows, its last whole line tells where to go on
// after the program was killed; then it is hashed, made durable and gets its name.
import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { LookupPage } from '../sources/cloudtrail/lookup-events.ts';

/** What whole lines in the file hold. */
export type LookupSums = { pages: number; events: number; oldest: number | null; nextToken: string | null };

export type LookupFile = {
  readonly sums: LookupSums;
  add(page: LookupPage): Promise<void>;
  /** Puts the file in its place. */
  finish(): Promise<{ size: number; sha256: string }>;
  /** Keeps what is there for the next time. */
  leave(): Promise<void>;
};

const Answer = z.object({
  Events: z.array(z.object({ EventTime: z.number().optional() })).default([]),
  NextToken: z.string().nullish(),
});

/** @param path where it goes; `path.part` beside it grows, and is gone on with when it is there */
export async function openLookupFile(path: string): Promise<LookupFile> {
  const part = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  const sums: LookupSums = { pages: 0, events: 0, oldest: null, nextToken: null };
  const hash = createHash('sha256');
  let size = 0;
  const file: FileHandle = await open(part, 'a', 0o600);
  const before = await readFile(part);
  const whole = readWholeLines(before, sums);
  if (whole < before.length) await file.truncate(whole);
  hash.update(before.subarray(0, whole));
  size = whole;

  return {
    sums,
    async add({ body, events, oldest, nextToken }) {
      const line = Buffer.concat([body, Buffer.from('\n')]);
      await file.appendFile(line);
      hash.update(line);
      size += line.length;
      sums.pages++;
      sums.events += events;
      sums.oldest = earlier(sums.oldest, oldest);
      sums.nextToken = nextToken;
    },
    async finish() {
      await file.sync();
      await file.close();
      await rename(part, path);
      return { size, sha256: hash.digest('hex') };
    },
    leave: () => file.close(),
  };
}

const earlier = (one: number | null, other: number | null) =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

/** Adds up the lines that can be read; answers where they end. */
function readWholeLines(bytes: Buffer, sums: LookupSums): number {
  let from = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
    const answer = Answer.safeParse(parse(bytes.toString('utf8', from, end)));
    if (!answer.success) return from;
    const { Events, NextToken } = answer.data;
    sums.pages++;
    sums.events += Events.length;
    for (const { EventTime } of Events)
      sums.oldest = earlier(sums.oldest, EventTime === undefined ? null : EventTime * 1000);
    sums.nextToken = NextToken ?? null;
    from = end + 1;
  }
  return from;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // A line that was being written when the program ended: it is asked for again.
  }
}

/** Bytes of a finished file; null: it is not there. */
export const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    (found) => found.size,
    () => null, // Whatever hides it is said when the file is made.
  );
