// Cuts CSV into its records, byte-exact, and a record into its fields (RFC 4180, with any one-byte delimiter, and
// with backslashes before quotes where a file is written so).
import { maxRejectBytes, type Reader } from '../reader.ts';

/** A longer record is rejected, and reading goes on at its second line. */
const maxRowBytes = 16 * 1024 * 1024;

export type CsvMarks = {
  delimiter: number;
  /** A quote inside quotes stands as `\\"`; it may as `""`, in any file. */
  backslash: boolean;
};

export type RowSink = {
  /** A record that is not blank, without its line end. `number` counts records from 1, the header's included. */
  row(bytes: Buffer, start: number, end: number, number: number, line: number): void;
  reject(place: string, reason: string, bytes: Buffer, size: number): void;
};

export function createRowReader(marks: CsvMarks, sink: RowSink): Reader {
  let number = 0;
  let line = 1;
  let trouble: string | null = null;

  function readAll(bytes: Buffer, final: boolean): number {
    let i = 0;
    while (i < bytes.length) {
      const end = rowEnd(bytes, i, marks, final);
      if (end < 0) {
        const tooLong = bytes.length - i > maxRowBytes;
        if (!final && !tooLong) return i;
        const next = tooLong ? bytes.indexOf(10, i) + 1 || bytes.length : bytes.length;
        const reason = tooLong ? 'a record longer than 16 MiB: is a quote not closed?' : 'a quote is not closed';
        sink.reject(`line ${line}`, reason, bytes.subarray(i, Math.min(next, i + maxRejectBytes)), next - i);
        if (!tooLong) trouble = `a quote opened in line ${line} is not closed`;
        line++;
        i = next;
        continue;
      }
      let last = end;
      if (last > i && bytes[last - 1] === 13) last--;
      if (last > i) sink.row(bytes, i, last, ++number, line);
      for (let at = bytes.indexOf(10, i); at >= 0 && at <= end; at = bytes.indexOf(10, at + 1)) line++;
      i = end + 1;
    }
    return bytes.length;
  }

  return { read: readAll, trouble: () => trouble };
}

/** The first whole records that are not blank, at most so many. */
export function firstRows(bytes: Buffer, final: boolean, marks: CsvMarks, limit: number): Row[] {
  const rows: Row[] = [];
  for (let i = 0; i < bytes.length && rows.length < limit; ) {
    const end = rowEnd(bytes, i, marks, final);
    if (end < 0) break;
    const last = end > i && bytes[end - 1] === 13 ? end - 1 : end;
    if (last > i) rows.push(splitRow(bytes, i, last, marks));
    i = end + 1;
  }
  return rows;
}

/** Where the record at `start` ends (its line feed, or the end of the bytes); -1: not in these bytes. */
function rowEnd(bytes: Buffer, start: number, { delimiter, backslash }: CsvMarks, final: boolean): number {
  let i = start;
  for (;;) {
    if (bytes[i] === 34) {
      const close = closingQuote(bytes, i, bytes.length, backslash);
      if (close === bytes.length) return -1;
      i = close + 1;
      if (i >= bytes.length && !final) return -1;
    }
    while (i < bytes.length && bytes[i] !== delimiter && bytes[i] !== 10) i++;
    if (i >= bytes.length) return final ? bytes.length : -1;
    if (bytes[i] === 10) return i;
    i++;
    if (i >= bytes.length) return final ? bytes.length : -1;
  }
}

export type Row = {
  /** Null where there is nothing, not even quotes. */
  fields: (string | null)[];
  /** A quote stands where none should: inside an unquoted field, or before text after a quoted one. */
  odd: boolean;
};

export function splitRow(bytes: Buffer, start: number, end: number, { delimiter, backslash }: CsvMarks): Row {
  const fields: (string | null)[] = [];
  let odd = false;
  let i = start;
  for (;;) {
    let value: string | null = null;
    if (i < end && bytes[i] === 34) {
      const close = closingQuote(bytes, i, end, backslash);
      const quoted = bytes.toString('utf8', i + 1, close);
      value = backslash ? quoted.replace(/\\(["\\])|""/g, (_, c?: string) => c ?? '"') : quoted.replaceAll('""', '"');
      i = Math.min(close + 1, end);
      const from = i;
      while (i < end && bytes[i] !== delimiter) i++;
      if (i > from) {
        odd = true;
        value += bytes.toString('utf8', from, i);
      }
    } else {
      const from = i;
      while (i < end && bytes[i] !== delimiter) {
        if (bytes[i] === 34) odd = true;
        i++;
      }
      if (i > from) value = bytes.toString('utf8', from, i);
    }
    fields.push(value);
    if (i >= end) return { fields, odd };
    i++;
    if (i === end) return { fields: [...fields, null], odd };
  }
}

/** Place of the quote that closes the one at `start`; `end` when none does. */
function closingQuote(bytes: Buffer, start: number, end: number, backslash: boolean): number {
  let i = start + 1;
  for (;;) {
    const quote = bytes.indexOf(34, i);
    if (quote < 0 || quote >= end) return end;
    if (backslash && isEscaped(bytes, i, quote)) {
      i = quote + 1;
      continue;
    }
    if (quote + 1 >= end || bytes[quote + 1] !== 34) return quote;
    i = quote + 2;
  }
}

/** Whether an odd number of backslashes stands before the quote. */
function isEscaped(bytes: Buffer, from: number, quote: number): boolean {
  let at = quote;
  while (at > from && bytes[at - 1] === 92) at--;
  return (quote - at) % 2 === 1;
}
