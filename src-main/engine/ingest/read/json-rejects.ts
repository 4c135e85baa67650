// Keeps what a JSON reader cannot cut into entries: where it is, why, and its bytes, which may come in many pieces.
import { maxRejectBytes } from './reader.ts';

/** Says where something is; made into text only when it is needed. */
export type Place = () => string;

export type JsonRejects = {
  /** `byte 345`, or `line 12 (byte 345)`, for a place in the bytes at hand. */
  placeOf(at: number): Place;
  /** Bytes [start, end) are no entry. */
  reject(bytes: Buffer, start: number, end: number, reason: string): void;
  /** Bytes from `at` on are no entry; how far is not known yet. */
  open(at: number, reason: string): void;
  readonly isOpen: boolean;
  /** Bytes [from, to) belong to what is open. */
  absorb(bytes: Buffer, from: number, to: number): void;
  close(): void;
  /** The line feeds in [from, to) are passed. */
  passLines(bytes: Buffer, from: number, to: number): void;
  /** The bytes at hand begin so much further on. */
  advance(count: number): void;
  /** Offset in the content of the bytes at hand. */
  readonly base: number;
  /** Something was rejected. */
  readonly any: boolean;
};

type Open = { place: Place; reason: string; kept: Buffer[]; keptBytes: number; size: number };

/** @param lines places are told by line, too */
export function createJsonRejects(
  lines: boolean,
  send: (place: Place, reason: string, bytes: Buffer, size: number) => void,
): JsonRejects {
  let base = 0;
  let line = 1;
  let opened: Open | null = null;
  let any = false;

  const placeOf = (at: number): Place => {
    const offset = base + at;
    const here = line;
    return () => (lines ? `line ${here} (byte ${offset})` : `byte ${offset}`);
  };

  const passLines = (bytes: Buffer, from: number, to: number): void => {
    if (!lines) return;
    for (let i = from; i < to; i++) if (bytes[i] === 10) line++;
  };

  return {
    placeOf,
    passLines,
    reject(bytes, start, end, reason) {
      any = true;
      const last = trimEnd(bytes, start, end);
      if (last > start)
        send(placeOf(start), reason, bytes.subarray(start, Math.min(last, start + maxRejectBytes)), last - start);
      passLines(bytes, start, end);
    },
    open(at, reason) {
      any = true;
      opened = { place: placeOf(at), reason, kept: [], keptBytes: 0, size: 0 };
    },
    get isOpen() {
      return opened !== null;
    },
    absorb(bytes, from, to) {
      if (!opened || to <= from) return;
      const room = maxRejectBytes - opened.keptBytes;
      if (room > 0) {
        const piece = Buffer.from(bytes.subarray(from, Math.min(to, from + room)));
        opened.kept.push(piece);
        opened.keptBytes += piece.length;
      }
      opened.size += to - from;
      passLines(bytes, from, to);
    },
    close() {
      if (!opened) return;
      const { place, reason, kept, size } = opened;
      opened = null;
      const bytes = Buffer.concat(kept);
      const cutOff = size - bytes.length;
      const last = cutOff > 0 ? bytes.length : trimEnd(bytes, 0, bytes.length);
      if (last > 0) send(place, reason, bytes.subarray(0, last), last + cutOff);
    },
    advance(count) {
      base += count;
    },
    get base() {
      return base;
    },
    get any() {
      return any;
    },
  };
}

/** End of the bytes without the blanks and commas behind them. */
function trimEnd(bytes: Buffer, start: number, end: number): number {
  let last = end;
  while (last > start && (bytes[last - 1] === 44 || isSpace(bytes[last - 1]!))) last--;
  return last;
}

export const isSpace = (c: number) => c === 32 || c === 10 || c === 13 || c === 9;
