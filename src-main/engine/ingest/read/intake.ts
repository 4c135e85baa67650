// Keeps the account of one evidence item: numbers its records, hashes them, holds back what no format recognises until it
// is known whether the item is a log at all, and leaves out what an interrupted load has stored already.
import { isUtf8 } from 'node:buffer';
import { compactJson } from './compact-json.ts';
import { digestOf, type ParcelWriter, type Slice } from './parcel-writer.ts';
import { maxRejectBytes } from './reader.ts';

export type Accepted = {
  format: string;
  layout: string | null;
  raw: Slice;
  doc?: Slice | null;
  envelope?: Slice | null;
  /** Names of the containers around the record, outermost first. */
  container: string;
  /** JSON with whitespace outside strings: hashed without it, so that a pretty-printed copy is the same record. */
  spaced: boolean;
  /** The bytes are known to be UTF-8. */
  clean: boolean;
};

export type Intake = {
  accept(record: Accepted): void;
  /** Not a record. `size`: full number of bytes, where `bytes` holds only the first. */
  reject(place: string, reason: string, bytes: Uint8Array, size: number): void;
  /** A value that is of no known format: a reject if the item turns out to be a log, else the reason to skip it. */
  unknown(place: string, bytes: Uint8Array, looksLike: string): void;
  /** A list begins that records are known to stand in. */
  listed(container: string): void;
  /** Something proper that holds no records: an empty list, a control message, a header. */
  nothing(container: string): void;
  /** So much content was seen without a known record that the item is given up. */
  readonly hopeless: boolean;
  /** After the last record. */
  close(): Tally;
};

export type Tally = {
  records: number;
  rejects: number;
  /** Format of most records; null: none. */
  format: string | null;
  container: string;
  /**
   * `log`: some records were recognised, or it is a known container, even if all in it is damaged; `empty`: proper, without
   * records; `other`: not known.
   */
  kind: 'log' | 'empty' | 'other';
  /** Values after which the item was given up; null: it was not. */
  gaveUpAfter: number | null;
  /** What an unknown item looks like. */
  looksLike: string | null;
  firstReject: string | null;
};

export type IntakeOptions = {
  evidenceId: number;
  skip: number;
  writer: ParcelWriter;
  begin: (container: string, format: string) => void;
};

/** An item that shows no known record among so many values, or so many bytes of them, is not read on. */
const hopelessValues = 20_000;
const hopelessBytes = 64 * 1024 * 1024;
/** Bytes of unknown values held back; beyond, only their number and places are. */
const heldBytes = 4 * 1024 * 1024;

type Held = { recordNo: number; place: string; reason: string; bytes: Uint8Array };

export function createIntake({ evidenceId, skip, writer, begin }: IntakeOptions): Intake {
  let recordNo = 0;
  let rejects = 0;
  let begun = false;
  let recognised = false;
  let inKnownList = false;
  let isProper = false;
  let container = '';
  let looksLike: string | null = null;
  let firstReject: string | null = null;
  let held: Held[] = [];
  let heldSize = 0;
  let unknowns = 0;
  let unknownBytes = 0;
  let gaveUp = false;
  const formats = new Map<string, number>();

  function sendReject({ recordNo: no, place, reason, bytes }: Held): void {
    if (no > skip) writer.addReject({ evidenceId, recordNo: no, place, reason, bytes });
  }

  function settle(): void {
    recognised = true;
    for (const each of held) sendReject(each);
    held = [];
  }

  function addReject(place: string, reason: string, bytes: Uint8Array, size: number): void {
    if (gaveUp) return;
    recordNo++;
    rejects++;
    const kept = bytes.length > maxRejectBytes ? bytes.subarray(0, maxRejectBytes) : bytes;
    const whole = kept.length === size ? reason : `${reason} (${size} bytes, the first ${kept.length} are kept)`;
    unknownBytes += kept.length;
    gaveUp = !recognised && (rejects >= hopelessValues || unknownBytes >= hopelessBytes);
    firstReject ??= `${place}: ${whole}`;
    const reject = { recordNo, place, reason: whole, bytes: kept };
    if (recognised) {
      sendReject(reject);
      return;
    }
    if (heldSize + kept.length > heldBytes) reject.bytes = new Uint8Array(0);
    else reject.bytes = new Uint8Array(kept);
    heldSize += kept.length + 100;
    held.push(reject);
  }

  return {
    accept(record) {
      if (gaveUp) return;
      recordNo++;
      if (!recognised) settle();
      if (!begun) {
        begun = true;
        ({ container } = record);
        begin(container, record.format);
      }
      formats.set(record.format, (formats.get(record.format) ?? 0) + 1);
      if (recordNo <= skip) return;
      const { format, layout, raw, doc, envelope, spaced } = record;
      let bytes = raw.bytes.subarray(raw.start, raw.end);
      const digest = digestOf(spaced ? compactJson(bytes) : bytes);
      let lossy: Uint8Array | null = null;
      if (!record.clean && !isUtf8(bytes)) {
        lossy = bytes;
        bytes = replaceBadBytes(bytes);
      }
      writer.addRecord({
        format,
        layout,
        evidenceId,
        recordNo,
        raw: { bytes, start: 0, end: bytes.length },
        doc: doc ? readable(doc, record.clean) : null,
        envelope: envelope ? readable(envelope, record.clean) : null,
        digest,
        lossy,
      });
    },
    reject: addReject,
    unknown(place, bytes, like) {
      unknowns++;
      looksLike ??= like;
      addReject(place, 'not a record of a known format', bytes, bytes.length);
    },
    listed(name) {
      inKnownList = true;
      if (container === '') container = name;
    },
    nothing(name) {
      isProper = true;
      if (container === '') container = name;
    },
    get hopeless() {
      return gaveUp;
    },
    close() {
      const kind =
        recognised || (rejects > 0 && unknowns === 0 && inKnownList)
          ? 'log'
          : rejects === 0 && isProper
            ? 'empty'
            : 'other';
      if (kind === 'log') settle();
      const counted = kind === 'log';
      return {
        records: counted ? recordNo : 0,
        rejects: counted ? rejects : 0,
        gaveUpAfter: gaveUp ? recordNo : null,
        format: mostOf(formats),
        container: kind === 'other' ? '' : container,
        kind,
        looksLike,
        firstReject,
      };
    },
  };
}

function mostOf(formats: Map<string, number>): string | null {
  let best: string | null = null;
  for (const [name, count] of formats) if (best === null || count > formats.get(best)!) best = name;
  return best;
}

function readable(slice: Slice, clean: boolean): Slice {
  if (clean) return slice;
  const bytes = slice.bytes.subarray(slice.start, slice.end);
  const readableBytes = isUtf8(bytes) ? bytes : replaceBadBytes(bytes);
  return { bytes: readableBytes, start: 0, end: readableBytes.length };
}

/** Bytes that are not UTF-8 become U+FFFD. */
function replaceBadBytes(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('utf8'), 'utf8');
}
