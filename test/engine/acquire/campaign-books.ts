// The books of the fault campaign, kept at the proxy: for each object, which bytes were sent and whether the disk lacked them.
// What may be fetched twice, and why:
// - bytes that were on their way when the process was killed: sent, but in no file afterwards;
// - an object of which a byte was flipped on the way: all of it, since nobody can tell which part is wrong.
// Nothing else is excused. In particular a request for bytes always begins exactly where the file on the disk ends; a file that
// is whole, with its own name or still with the name of a part, is asked about with HEAD and not fetched; and an object
// whose outcome is in the case is not asked about at all.
import { lstatSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Answered, SeenRequest } from '../../support/s3/fault-proxy.ts';

export type Expected = { key: string; size: number /** Relative to the case folder. */; file: string };

type Book = Expected & {
  /** Bytes that were sent, less those that are known to be lost: what the disk should hold. */
  have: number;
  sent: number;
  lost: number;
  discarded: number;
  /** Place of a byte on the disk that was flipped on the way. */
  flippedAt: number | null;
};

export type Books = ReturnType<typeof openBooks>;

export function openBooks(caseDir: string, bucket: string, expected: Expected[]) {
  const books = new Map(
    expected.map((one): [string, Book] => [
      one.key,
      { ...one, have: 0, sent: 0, lost: 0, discarded: 0, flippedAt: null },
    ]),
  );
  const settled = new Set<string>();
  const faults: string[] = [];
  const seen = { gets: 0, ranges: 0, heads: 0, lists: 0, lostByKill: 0, partsAfterKill: 0, wholeAfterKill: 0 };

  const keyOf = ({ url }: SeenRequest): string | null => {
    const [path = '', query = ''] = url.split('?');
    const key = decodeURIComponent(path).slice(bucket.length + 2);
    return key === '' || query.includes('list-type') ? null : key;
  };

  function checkGet(book: Book, from: number): void {
    const { key, size } = book;
    const { named, part } = lookFor(join(caseDir, book.file));
    if (named !== null) faults.push(`GET ${key}: its file is in place`);
    if (size > 0 && part === size) faults.push(`GET ${key}: all of it is on the disk`);
    if (from !== (part ?? 0)) faults.push(`GET ${key} from ${from}: there are ${part ?? 0} bytes on the disk`);
    if (from === book.have) return;
    if (book.flippedAt === null || book.have !== size || from !== 0)
      faults.push(`GET ${key} from ${from}: ${book.have} bytes were sent, and nothing happened to them`);
    discard(book);
  }

  /** It was found wrong as a whole. */
  function discard(book: Book): void {
    book.discarded += book.have;
    book.have = 0;
    book.flippedAt = null;
  }

  return {
    seen,
    faults,
    /** Before a request goes on; `from`: first byte that it wants. Null: it is not for an object. */
    enter(request: SeenRequest): { key: string; size: number; from: number } | null {
      const { method, headers } = request;
      const key = keyOf(request);
      if (key === null) {
        seen.lists++;
        return null;
      }
      const book = books.get(key);
      if (!book) {
        faults.push(`${method} ${key}: no such object was put`);
        return null;
      }
      if (settled.has(key)) faults.push(`${method} ${key}: its outcome is in the case`);
      const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
      if (method === 'GET') {
        seen.gets++;
        if (from > 0) seen.ranges++;
        checkGet(book, from);
      } else {
        seen.heads++;
        const { named, part } = lookFor(join(caseDir, book.file));
        if (named !== book.size && part !== book.size) faults.push(`${method} ${key}: not all of it is on the disk`);
      }
      return { key, size: book.size, from };
    },

    answered({ request, fault, status, bytes }: Answered): void {
      const key = keyOf(request);
      const book = key === null ? undefined : books.get(key);
      if (!book || request.method !== 'GET' || status >= 300) return;
      if (fault?.kind === 'flip' && fault.atByte < bytes) book.flippedAt = book.have + fault.atByte;
      book.have += bytes;
      book.sent += bytes;
    },

    /** After a kill, when all connections are closed. Answers how many objects lost bytes that were on their way. */
    takeStock(): number {
      let losers = 0;
      for (const book of books.values()) {
        const { named, part } = lookFor(join(caseDir, book.file));
        const onDisk = named ?? part ?? 0;
        if (part !== null && part < book.size) seen.partsAfterKill++;
        if (onDisk === book.size && book.size > 0 && !settled.has(book.key)) seen.wholeAfterKill++;
        if (onDisk > book.have) faults.push(`${book.key}: ${onDisk} bytes on the disk, ${book.have} were sent`);
        if (onDisk >= book.have) continue;
        if (book.flippedAt !== null && book.have === book.size && onDisk === 0) {
          discard(book);
          continue;
        }
        losers++;
        seen.lostByKill++;
        book.lost += book.have - onDisk;
        book.have = onDisk;
        if (book.flippedAt !== null && book.flippedAt >= onDisk) book.flippedAt = null;
      }
      return losers;
    },

    /** The outcomes of these are in the case now. */
    settle(keys: string[]): void {
      for (const key of keys) settled.add(key);
    },
    unfinished: () => [...books.values()].filter(({ have, size }) => have < size).length,

    /** At the end: what was sent is what there is, once, and what is excused. */
    sums() {
      let [size, sent, lost, discarded] = [0, 0, 0, 0];
      for (const book of books.values()) {
        size += book.size;
        sent += book.sent;
        lost += book.lost;
        discarded += book.discarded;
        if (book.sent !== book.size + book.lost + book.discarded)
          faults.push(`${book.key}: ${book.sent} bytes were sent of ${book.size}`);
      }
      return { size, sent, lost, discarded };
    },
  };
}

/** Sizes of an object's file and of its part; null: there is none. */
function lookFor(file: string): { named: number | null; part: number | null } {
  const named = lstatSync(file, { throwIfNoEntry: false })?.size ?? null;
  const name = basename(file);
  const parts = list(dirname(file)).filter(
    (one) => one.startsWith(`${name}.`) && /^[0-9a-f]{12}\.part$/.test(one.slice(name.length + 1)),
  );
  if (parts.length > 1) throw new Error(`More than one part of ${file}.`);
  const part = parts[0] === undefined ? null : lstatSync(join(dirname(file), parts[0])).size;
  return { named, part };
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
