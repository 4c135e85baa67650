// Cuts a stream of JSON into its entries, byte-exact: values one after the other (with or without line ends), the
// elements of a bare array, or of a known list inside an object. Damage costs the record it is in, no more: the reader
// rejects its bytes and goes on at the next place that looks like a record.
import { findList, found, type ListTree, skipSpace } from './find-list.ts';
import { createJsonRejects, isSpace, type Place } from './json-rejects.ts';
import { type Passing, passOver } from './pass-over.ts';
import { maxRecordBytes, maxRejectBytes, type Reader } from './reader.ts';
import { damaged, needMore, scan, scanned, scanValue } from './scan-json.ts';

/** The list that an entry stands in. `prefix`: the bytes up to and with the list's `[` (none if many), in `open` objects. */
export type ListContext = { name: string; prefix: Buffer; open: number };

export type JsonSink = {
  /** An entry, with `scan` still telling of it; answers whether it is a record of a known format. */
  entry(bytes: Buffer, start: number, end: number, place: Place, list: ListContext | null): boolean;
  /** Bytes that are no entry. `size` is their full number, `bytes` perhaps only the first of them. */
  reject(place: Place, reason: string, bytes: Buffer, size: number): void;
  /** A known list begins. */
  beginList(name: string): void;
  /** A list ended that had no entries; null: a bare array. */
  emptyList(name: string | null): void;
};

export type JsonOptions = {
  lists: ListTree;
  /** One entry a line: what is wrong in a line ends with it. */
  lines: boolean;
  sink: JsonSink;
};

const notJson = 'not a JSON object or array';
const tooLarge = `larger than ${maxRecordBytes / 1024 / 1024} MiB`;
/** A record's opening may lie across the end of the bytes at hand: so many are kept for the next look. */
const overlap = 256;
/** Prefixes of lists are kept up to this size, for envelopes. */
const maxPrefixBytes = 4096;

export function createJsonReader({ lists, lines, sink }: JsonOptions): Reader {
  const rejects = createJsonRejects(lines, (...reject) => sink.reject(...reject));
  let state: 'top' | 'list' | 'rest' = 'top';
  /** Objects open around the list. */
  let open = 0;
  let listIsEmpty = true;
  let list: ListContext | null = null;
  let passing: Passing | null = null;
  /** How the last good record began: `{"eventVersion"`. */
  let opening: Buffer | null = null;
  let trouble: string | null = null;

  /** Where the next record may begin, at or after `from`; -1: not in these bytes. */
  function resync(bytes: Buffer, from: number): number {
    if (lines) {
      const end = bytes.indexOf(10, from);
      return end < 0 ? -1 : end + 1;
    }
    const same = opening ? bytes.indexOf(opening, from) : -1;
    if (same >= 0 || opening) return same;
    for (let i = bytes.indexOf(10, from); i >= 0; ) {
      const next = skipSpace(bytes, i, bytes.length);
      if (bytes[next] === 123) return next;
      i = bytes.indexOf(10, next);
    }
    return -1;
  }

  /** Deals with a value at `start` that does not scan; answers where to go on, or -1 when more bytes are needed. */
  function recover(bytes: Buffer, start: number, reason: string, final: boolean): number {
    if (!lines && opening) {
      const next = resync(bytes, start + 1);
      if (next >= 0) {
        rejects.reject(bytes, start, next, reason);
        return next;
      }
    } else {
      const next = resync(bytes, lines ? start : Math.max(start + 1, scan.end));
      if (next >= 0) {
        rejects.reject(bytes, start, next, reason);
        return next;
      }
    }
    if (final) {
      rejects.reject(bytes, start, bytes.length, reason);
      return bytes.length;
    }
    rejects.open(start, reason);
    return -1;
  }

  /** Takes the value at `i`; answers where to go on, or -1: not without more bytes. */
  function takeValue(bytes: Buffer, i: number, final: boolean): number {
    const status = scanValue(bytes, i, bytes.length);
    if (status === needMore) {
      if (!final) return -1;
      const literal = bytes[i] !== 123 && bytes[i] !== 91 && bytes[i] !== 34;
      if (!literal) {
        const next = !lines && !opening ? -1 : resync(bytes, i + 1);
        if (next >= 0 && next < bytes.length) {
          rejects.reject(bytes, i, next, 'not closed before the next record begins');
          return next;
        }
      }
      if (!literal) trouble ??= `cut off at byte ${rejects.base + bytes.length}`;
      rejects.reject(
        bytes,
        i,
        bytes.length,
        literal ? 'not an object' : `cut off at byte ${rejects.base + bytes.length}`,
      );
      return bytes.length;
    }
    if (status === damaged) return recover(bytes, i, `not JSON at byte ${rejects.base + scan.end}`, final);
    const { end } = scan;
    if (end - i > maxRecordBytes) {
      rejects.reject(bytes, i, end, tooLarge);
      return end;
    }
    if (lines && scan.multiline && !parses(bytes, i, end)) {
      const next = bytes.indexOf(10, i) + 1;
      rejects.reject(bytes, i, next, 'not JSON: the line ends inside the value');
      return next;
    }
    const { multiline } = scan;
    if (sink.entry(bytes, i, end, rejects.placeOf(i), list) && bytes[i] === 123) noteOpening(bytes, i, end);
    if (multiline) rejects.passLines(bytes, i, end);
    return end;
  }

  function noteOpening(bytes: Buffer, start: number, end: number): void {
    if (startsLikeLast(bytes, start)) return;
    const key = bytes.indexOf(34, start);
    const stop = key < 0 ? -1 : bytes.indexOf(34, key + 1);
    if (stop < 0 || stop >= end || stop - start > 256) return;
    opening = Buffer.from(bytes.subarray(start, stop + 1));
  }

  function startsLikeLast(bytes: Buffer, at: number): boolean {
    if (!opening || at + opening.length > bytes.length) return false;
    for (let k = 0; k < opening.length; k++) if (bytes[at + k] !== opening[k]) return false;
    return true;
  }

  /** Takes the object at `i` of the top level: into its list, if it has one. */
  function takeObject(bytes: Buffer, i: number, final: boolean): number {
    if (startsLikeLast(bytes, i)) return takeValue(bytes, i, final);
    const status = findList(bytes, i + 1, bytes.length, 1, lists);
    if (status === scanned && found.list !== null) {
      state = 'list';
      open = found.open;
      list = {
        name: found.list,
        prefix: found.at - i <= maxPrefixBytes ? Buffer.from(bytes.subarray(i, found.at)) : Buffer.alloc(0),
        open,
      };
      listIsEmpty = true;
      sink.beginList(found.list);
      return found.at;
    }
    return takeValue(bytes, i, final);
  }

  /** Goes on in the object around a list that has ended. */
  function takeRest(bytes: Buffer, i: number, final: boolean): number {
    const status = findList(bytes, i, bytes.length, open, lists);
    if (status === scanned) {
      open = found.open;
      if (found.list !== null) {
        state = 'list';
        list = { name: found.list, prefix: Buffer.alloc(0), open };
        listIsEmpty = true;
        sink.beginList(found.list);
      } else {
        state = 'top';
        list = null;
      }
      return found.at;
    }
    if (status === needMore && !final) return -1;
    state = 'top';
    list = null;
    if (status === needMore) {
      trouble ??= `cut off at byte ${rejects.base + bytes.length}`;
      return bytes.length;
    }
    scan.end = found.at;
    return recover(bytes, i, `not JSON at byte ${rejects.base + found.at}`, final);
  }

  function readAll(bytes: Buffer, final: boolean): number {
    let i = 0;
    for (;;) {
      if (passing) {
        const end = passing.pass(bytes, i);
        rejects.absorb(bytes, i, end < 0 ? bytes.length : end);
        if (end < 0 && !final) return bytes.length;
        if (end < 0) trouble ??= `cut off at byte ${rejects.base + bytes.length}`;
        i = end < 0 ? bytes.length : end;
        passing = null;
        rejects.close();
      }
      if (rejects.isOpen) {
        const next = resync(bytes, i);
        const to = next >= 0 ? next : final ? bytes.length : Math.max(i, bytes.length - overlap);
        rejects.absorb(bytes, i, to);
        i = to;
        if (next < 0 && !final) return i;
        rejects.close();
      }
      const from = i;
      // 0x1e begins each record of a JSON text sequence (RFC 7464).
      while (i < bytes.length && (isSpace(bytes[i]!) || bytes[i] === 44 || bytes[i] === 0x1e)) i++;
      if (i > from) rejects.passLines(bytes, from, i);
      if (i >= bytes.length) return i;
      const c = bytes[i]!;
      let next: number;
      if (state === 'rest') next = takeRest(bytes, i, final);
      else if (state === 'list' && c === 93) {
        if (listIsEmpty) sink.emptyList(list?.name ?? null);
        state = open > 0 ? 'rest' : 'top';
        if (open === 0) list = null;
        next = i + 1;
      } else if (state === 'top' && c === 91) {
        state = 'list';
        open = 0;
        list = null;
        listIsEmpty = true;
        next = i + 1;
      } else if (state === 'top' && c === 123) next = takeObject(bytes, i, final);
      else if (state === 'list' || c === 34) {
        listIsEmpty = false;
        next = takeValue(bytes, i, final);
      } else if (rejects.any && (c === 93 || c === 125)) next = i + 1;
      else {
        scan.end = i;
        next = skipGarbage(bytes, i, final);
      }
      if (next < 0) {
        if (rejects.isOpen) {
          const to = Math.max(i, bytes.length - overlap);
          rejects.absorb(bytes, i, to);
          return to;
        }
        if (bytes.length - i <= maxRecordBytes) return i;
        rejects.open(i, tooLarge);
        passing = passOver(lines);
        continue;
      }
      i = next;
    }
  }

  /** Text between values: up to the next line or the next bracket. */
  function skipGarbage(bytes: Buffer, from: number, final: boolean): number {
    let i = from;
    while (i < bytes.length && bytes[i] !== 10 && (lines || i === from || (bytes[i] !== 123 && bytes[i] !== 91))) i++;
    if (i < bytes.length || final) {
      rejects.reject(bytes, from, i, notJson);
      return i;
    }
    if (bytes.length - from <= maxRejectBytes) return -1;
    rejects.open(from, notJson);
    return -1;
  }

  return {
    read(bytes, final) {
      const used = readAll(bytes, final);
      rejects.advance(used);
      return used;
    },
    trouble() {
      if (trouble === null && state !== 'top')
        return `cut off at byte ${rejects.base}: the list of records is not closed`;
      return trouble;
    },
  };
}

function parses(bytes: Buffer, start: number, end: number): boolean {
  try {
    JSON.parse(bytes.toString('utf8', start, end));
    return true;
  } catch {
    return false;
  }
}
