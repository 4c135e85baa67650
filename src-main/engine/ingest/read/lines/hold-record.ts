// Holds a record back until it is known where it ends: lines that are no records of their own may belong to it (the stack
// trace below a message). Its bytes are those of all its lines, with the line ends and blank lines between them.
import type { Intake } from '../intake.ts';
import type { Slice } from '../parcel-writer.ts';
import type { Utf8Check } from '../utf8-check.ts';
import { continueFields } from './continue-record.ts';
import { copyOf } from './cut-line.ts';
import type { LineLayout } from './line-layouts.ts';

/** Bytes that a record may have after its first line; a line beyond them is no longer taken for a part of it. */
export const maxFurtherBytes = 1024 * 1024;

export type RecordHold = {
  /** A record begins whose first line was just cut into so many fields. */
  begin(known: LineLayout, fields: number, raw: Slice, envelope: Slice | null): void;
  /** A further line that ends at `end`; none: there is no record to which it could belong, full: it has no room for it. */
  append(bytes: Buffer, end: number): 'taken' | 'none' | 'full';
  /** The record is complete: something else begins. */
  settle(): void;
  /** The bytes up to `used` will not be seen again; the next ones begin there. */
  pass(bytes: Buffer, used: number): void;
};

type Held = {
  known: LineLayout;
  fields: number;
  doc: Slice | null;
  raw: Slice;
  envelope: Slice | null;
  /** Bytes of the first line, with what stands before the record in it. */
  firstBytes: number;
  /** Bytes of all lines so far. */
  size: number;
  /** Those that are passed, from the beginning of the first line on. */
  passed: Buffer[];
  passedBytes: number;
  /** The ones after them. */
  bytes: Buffer;
  from: number;
};

const nothing = Buffer.alloc(0);

export function createRecordHold(intake: Intake, isClean: Utf8Check): RecordHold {
  let held: Held | null = null;
  let isFull = false;

  function send({ known, fields, doc, raw, envelope, firstBytes, size, passed, bytes, from }: Held): void {
    held = null;
    const format = known.format.name;
    const container = 'lines';
    if (size === firstBytes) {
      const clean = isClean(raw.bytes, raw.start, raw.end);
      intake.accept({ format, layout: known.text(fields), raw, doc, envelope, container, spaced: false, clean });
      return;
    }
    const whole =
      passed.length === 0
        ? { bytes, start: from, end: from + size }
        : { bytes: Buffer.concat([...passed, bytes.subarray(from)], size), start: 0, end: size };
    const before = envelope ? raw.start - envelope.start : 0;
    const rest = whole.bytes.toString('utf8', whole.start + firstBytes, whole.end);
    intake.accept({
      format,
      container,
      spaced: false,
      ...continueFields(known, fields, raw, doc, rest),
      raw: { ...whole, start: whole.start + before },
      envelope: envelope && whole,
      clean: isClean(whole.bytes, whole.start, whole.end),
    });
  }

  return {
    begin(known, fields, raw, envelope) {
      const { bytes, start: from } = envelope ?? raw;
      const firstBytes = raw.end - from;
      const doc = copyOf(known.cutter.doc());
      held = {
        known,
        fields,
        doc,
        raw,
        envelope,
        firstBytes,
        size: firstBytes,
        passed: [],
        passedBytes: 0,
        bytes,
        from,
      };
    },
    append(bytes, end) {
      if (!held) return isFull ? 'full' : 'none';
      held.bytes = bytes;
      const size = held.passedBytes + end - held.from;
      isFull = size - held.firstBytes > maxFurtherBytes;
      if (isFull) send(held);
      else held.size = size;
      return isFull ? 'full' : 'taken';
    },
    settle() {
      isFull = false;
      if (held) send(held);
    },
    pass(bytes, used) {
      if (!held) return;
      const piece = bytes.subarray(held.from, used);
      held.passed.push(piece);
      held.passedBytes += piece.length;
      held.bytes = nothing;
      held.from = 0;
      // Blank lines that nothing but more of them follows are not held for ever.
      isFull = held.passedBytes - held.firstBytes > maxFurtherBytes;
      if (isFull) send(held);
    },
  };
}
