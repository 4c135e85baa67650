// Looks into values for records of a known format: directly, in the containers that we know, or, as a last resort, in any
// field. What is found comes with its exact bytes.
import { asObject, type Container, type Path, valueAt } from './containers/container.ts';
import { decodeBase64 } from './decode-base64.ts';
import { type ListTree, skipSpace } from './find-list.ts';
import { envelopeOf, type Finding, named, recordOf, withList } from './finding.ts';
import { copyOf } from './lines/cut-line.ts';
import type { LineLayouts } from './lines/line-layouts.ts';
import { locate, partsOf } from './locate.ts';
import type { Slice } from './parcel-writer.ts';
import { readEntries } from './read-entries.ts';
import type { Recognised, Recogniser } from './recognise.ts';
import { scan, scanned, scanValue } from './scan-json.ts';
import { examineOwn, rawColumn } from './tables/own-export.ts';

/** A value to look into. */
export type Subject = {
  slice: Slice;
  value: unknown;
  /** From `scan`; 0: not known. */
  shape: number;
  spaced: boolean;
  /** Envelope of the value, if it is a record itself. */
  within: Slice | null;
  /** Envelope of records inside the value. */
  own: Slice;
};

export type Examiner = {
  /** What is in the value, with at least one record; empty: it properly holds none; null: nothing known. */
  examine(subject: Subject): Finding[] | null;
  /** The same for text that is not known to be JSON. `own` is the envelope of what is inside. */
  examineText(this: void, text: Buffer, own: Slice): Finding[] | null;
};

export type ExaminerOptions = {
  recogniser: Recogniser;
  containers: Container[];
  lists: ListTree;
  layouts: LineLayouts;
};

/** Values inside one another. */
const maxDepth = 12;
/** Values looked at in an unknown wrapper before a first or a further record is found. */
const maxSearched = 500;
/** A larger envelope is not repeated for each of many records: the part that holds the record is kept instead. */
const maxSharedEnvelope = 64 * 1024;
const unknownReason = 'not a record of a known format';

export function createExaminer({ recogniser, containers, lists, layouts }: ExaminerOptions): Examiner {
  const openers = containers.filter((container) => container.open);
  const listPaths = containers.flatMap(({ list }) => (list ? [list] : []));
  /** The opener that worked last: files are mostly of one kind. */
  let lastOpener: Container | null = null;
  let searched = 0;
  /** Unknown wrappers around the value: a log type of last resort is none that is found by searching. */
  let searching = 0;

  function examine(subject: Subject, depth: number): Finding[] | null {
    const { value, slice, shape, spaced } = subject;
    const object = asObject(value);
    const recognised = object ? recogniser.recognise(object, shape) : undefined;
    if (recognised) {
      const inner = (text: Buffer, own: Slice) => examineText(text, own, depth + 1);
      const held = recognised.layout === null ? null : examineOwn(inner, object![rawColumn], subject.own);
      return held ?? [recordAs(recognised, slice, spaced, subject.within)];
    }
    if (depth >= maxDepth) return null;
    const opened = lastOpener && openWith(lastOpener, subject, depth);
    if (opened) return opened;
    for (const container of openers) {
      if (container === lastOpener) continue;
      const found = openWith(container, subject, depth);
      if (!found) continue;
      lastOpener = container;
      return found;
    }
    if (object && listPaths.some((path) => Array.isArray(valueAt(object, path)))) {
      const found = readInside(slice.bytes.subarray(slice.start, slice.end), subject.own, depth);
      if (found) return found;
    }
    const inside = search(subject, depth);
    if (inside || searching > 0) return inside;
    const general = object ? recogniser.lastResort(object) : undefined;
    return general ? [recordOf(general.name, null, slice, spaced, subject.within)] : null;
  }

  function openWith(container: Container, subject: Subject, depth: number): Finding[] | null {
    const paths = container.open!(subject.value);
    if (!paths) return null;
    if (paths.length === 0) return [];
    const found = paths.flatMap((path) => follow(subject, path, depth) ?? []);
    return found.length > 0 ? named(container.name, found) : null;
  }

  /** Looks into the value that the path leads to. */
  function follow(subject: Subject, path: Path, depth: number): Finding[] | null {
    const value = valueAt(subject.value, path);
    if (typeof value === 'string') return examineText(Buffer.from(value, 'utf8'), subject.own, depth + 1);
    if (typeof value !== 'object' || value === null) return null;
    const slice = locate(subject.slice, path);
    if (!slice) return null;
    const { spaced, own } = subject;
    return examine({ slice, value, shape: 0, spaced, within: own, own }, depth + 1);
  }

  /** Looks into all parts of the value. */
  function search(subject: Subject, depth: number): Finding[] | null {
    const { value, slice, spaced, own } = subject;
    const isList = Array.isArray(value) && value.length > 1;
    const keepsPart = isList || own.end - own.start > maxSharedEnvelope;
    const found: Finding[] = [];
    let records = 0;
    searching++;
    for (const part of partsOf(slice)) {
      if (records === 0 && ++searched > maxSearched) break;
      const inner = valueAt(value, [part.key]);
      const envelope = keepsPart ? part.slice : own;
      let inside: Finding[] | null = null;
      if (typeof inner === 'string') {
        if (mayHoldRecord(inner)) inside = examineText(Buffer.from(inner, 'utf8'), envelope, depth + 1);
      } else if (typeof inner === 'object' && inner !== null)
        inside = examine(
          { slice: part.slice, value: inner, shape: 0, spaced, within: envelope, own: envelope },
          depth + 1,
        );
      if (inside) {
        searched = 0;
        records += inside.length;
        found.push(...inside);
      } else if (isList) found.push({ kind: 'unknown', reason: unknownReason, slice: part.slice, chain: [] });
    }
    searching--;
    return records > 0 ? named('wrapped', found) : null;
  }

  function examineText(text: Buffer, own: Slice, depth: number): Finding[] | null {
    if (depth >= maxDepth) return null;
    const start = skipSpace(text, 0, text.length);
    if (start === text.length) return null;
    const first = text[start]!;
    if (first === 123 || first === 91) {
      const single = first === 123 ? examineSingle(text, start, own, depth) : null;
      return single ?? readInside(text.subarray(start), own, depth);
    }
    const decoded = decodeBase64(text);
    if (decoded) return examineText(decoded, own, depth + 1);
    const line = text.toString('utf8').trimEnd();
    const layout = layouts.ofLine(line);
    const end = Buffer.byteLength(line);
    const fields = layout?.cutter.cut(text, 0, end) ?? -1;
    if (layout?.fits(fields)) {
      const record = recordOf(layout.format.name, layout.text(fields), { bytes: text, start: 0, end }, false, own);
      return [{ ...record, doc: copyOf(layout.cutter.doc()) } as Finding];
    }
    return examineTail(text, own, depth);
  }

  /** One object and nothing else: the usual case, without a reader of its own. */
  function examineSingle(text: Buffer, start: number, own: Slice, depth: number): Finding[] | null {
    if (scanValue(text, start, text.length) !== scanned) return null;
    const { end, shape, spaced, suspicious } = scan;
    if (skipSpace(text, end, text.length) < text.length) return null;
    const slice = { bytes: text, start, end };
    const known = suspicious ? undefined : recogniser.known(shape);
    if (known) return [recordAs(known, slice, spaced, own)];
    const value = parse(text.subarray(start, end));
    return value === undefined ? null : examine({ slice, value, shape, spaced, within: own, own }, depth);
  }

  /** Text with a record at its end: a syslog line, an exported log line with its time. */
  function examineTail(text: Buffer, own: Slice, depth: number): Finding[] | null {
    const start = text.indexOf(123);
    return start > 0 && start < 1024 ? examineSingle(text, start, own, depth + 1) : null;
  }

  /** Several values, or a list of them. */
  function readInside(bytes: Buffer, own: Slice, depth: number): Finding[] | null {
    const { entries, rejects, isEmpty } = readEntries(bytes, lists);
    const only = entries.length === 1;
    // A value that is all there is would be read again and again.
    if (only && !entries[0]!.list && entries[0]!.start === 0 && entries[0]!.end === bytes.length) return null;
    const found: Finding[] = [];
    let known = 0;
    for (const { start, end, shape, spaced, list } of entries) {
      const slice = { bytes, start, end };
      const value = parse(bytes.subarray(start, end));
      const envelope = only ? own : envelopeOf(slice, list, containers);
      const inside =
        value === undefined
          ? null
          : examine(
              { slice, value, shape, spaced, within: only ? own : envelope === slice ? null : envelope, own: envelope },
              depth + 1,
            );
      if (inside) {
        known++;
        found.push(...withList(inside, list, containers));
      } else found.push({ kind: 'unknown', reason: unknownReason, slice, chain: list ? [list.name] : [] });
    }
    if (known === 0) return entries.length === 0 && isEmpty ? [] : null;
    return [...found, ...rejects];
  }

  return {
    examine(subject) {
      searched = 0;
      return examine(subject, 0);
    },
    examineText(text, own) {
      searched = 0;
      return examineText(text, own, 0);
    },
  };
}

function recordAs({ format, layout }: Recognised, slice: Slice, spaced: boolean, within: Slice | null): Finding {
  const record = recordOf(format.name, layout, slice, spaced, within);
  return layout === null ? record : ({ ...record, doc: slice } as Finding);
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

const mayHoldRecord = (text: string) => text.length >= 20 && (/^\s*[[{]/.test(text) || /^(?:H4sI|eyJ|W3s)/.test(text));
