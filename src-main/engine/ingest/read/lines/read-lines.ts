// Cuts text into lines, byte-exact, without their line ends.
import { maxRejectBytes, type Reader } from '../reader.ts';

/** A longer line is rejected, not held. */
export const maxLineBytes = 16 * 1024 * 1024;

export type LineSink = {
  /** A line that is not blank. `number` is 1-based. */
  line(bytes: Buffer, start: number, end: number, number: number): void;
  tooLong(number: number, bytes: Buffer, size: number): void;
  /** The bytes up to `used` will not be offered again; the next ones begin there. */
  pass(bytes: Buffer, used: number): void;
  /** After the last line. */
  end(): void;
};

export function createLineReader(sink: LineSink): Reader {
  let number = 1;
  /** A line that is too long: its first bytes, and its size so far. */
  let long: { kept: Buffer; size: number } | null = null;

  function take(bytes: Buffer, start: number, end: number): void {
    const last = end > start && bytes[end - 1] === 13 ? end - 1 : end;
    if (long) {
      sink.tooLong(number, long.kept, long.size + last - start);
      long = null;
    } else if (last - start > maxLineBytes) {
      sink.tooLong(number, bytes.subarray(start, start + maxRejectBytes), last - start);
    } else if (!isBlank(bytes, start, last)) sink.line(bytes, start, last, number);
    number++;
  }

  return {
    read(bytes, final) {
      let i = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, i)) {
        take(bytes, i, end);
        i = end + 1;
      }
      const rest = bytes.length - i;
      if (final) {
        if (rest > 0 || long) take(bytes, i, bytes.length);
        sink.end();
        return bytes.length;
      }
      if (long) long.size += rest;
      else if (rest > maxLineBytes) long = { kept: Buffer.from(bytes.subarray(i, i + maxRejectBytes)), size: rest };
      const used = long ? bytes.length : i;
      sink.pass(bytes, used);
      return used;
    },
    trouble: () => null,
  };
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i]! > 32) return false;
  return true;
}
