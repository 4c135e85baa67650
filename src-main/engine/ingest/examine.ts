// Looks into values for records of a known format: directly, in the containers that we know, or, as a last resort, in any
// field. What is found comes with its exact bytes.
import { gunzipSync } from 'node:zlib';
import { asObject, type Container, type Path, valueAt } from './containers/container.ts';
import type { ListTree } from './find-list.ts';
import { skipSpace } from './find-list.ts';
import type { LineLayouts } from './line-layouts.ts';
import { locate } from './locate.ts';
import type { Slice } from './parcel-writer.ts';
import { createJsonReader, type ListContext } from './read-json.ts';
import type { Recogniser } from './recognise.ts';
import { scan, scanned, scanValue } from './scan-json.ts';

export type Finding = {
  format: string;
  layout: string | null;
  raw: Slice;
  spaced: boolean;
  envelope: Slice | null;
  /** Containers between the value examined and the record, outermost first. */
  chain: string[];
};

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
  /** Records in the value; empty: it properly holds none; null: nothing known. */
  examine(subject: Subject): Finding[] | null;
  /** The same for text that is not known to be JSON. `own` is the envelope of what is inside. */
  examineText(text: Buffer, own: Slice): Finding[] | null;
};

export type ExaminerOptions = {
  recogniser: Recogniser;
  containers: Container[];
  lists: ListTree;
  layouts: LineLayouts;
};

/** Wrappers inside one another. */
const maxDepth = 8;
/** Values looked at in search of a record in an unknown wrapper. */
const maxSearched = 500;
const maxInflated = 64 * 1024 * 1024;

export function createExaminer({ recogniser, containers, lists, layouts }: ExaminerOptions): Examiner {
  const openers = containers.filter((container) => container.open);
  const listPaths = containers.flatMap(({ list }) => (list ? [list] : []));
  /** The opener that worked last: files are mostly of one kind. */
  let lastOpener: Container | null = null;

  function examine(subject: Subject, depth: number): Finding[] | null {
    const { value, slice, shape, spaced, within } = subject;
    const object = asObject(value);
    if (object) {
      const format = recogniser.recognise(object, shape);
      if (format) return [{ format: format.name, layout: null, raw: slice, spaced, envelope: within, chain: [] }];
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
    return search(subject, depth);
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
    const { bytes, start, end } = subject.slice;
    const value = valueAt(subject.value, path);
    if (typeof value === 'string') return examineText(Buffer.from(value, 'utf8'), subject.own, depth + 1);
    if (typeof value !== 'object' || value === null) return null;
    const place = locate(bytes, start, end, path);
    if (!place) return null;
    const slice = { bytes, start: place.start, end: place.end };
    const { spaced, own } = subject;
    return examine({ slice, value, shape: 0, spaced, within: own, own }, depth + 1);
  }

  /** Any field, at any place: the objects that are records, and the texts that hold some. */
  function search(subject: Subject, depth: number): Finding[] | null {
    const found: Finding[] = [];
    const queue: { path: Path; value: unknown }[] = [{ path: [], value: subject.value }];
    for (let k = 0; k < queue.length && k < maxSearched; k++) {
      const { path, value } = queue[k]!;
      if (typeof value === 'string') {
        if (mayHoldRecord(value)) found.push(...(follow(subject, path, depth) ?? []));
        continue;
      }
      if (typeof value !== 'object' || value === null) continue;
      if (path.length > 0 && !Array.isArray(value)) {
        const format = recogniser.recognise(value as Record<string, unknown>, 0);
        if (format) {
          found.push(...(follow(subject, path, depth) ?? []));
          continue;
        }
      }
      for (const [key, inner] of Object.entries(value))
        queue.push({ path: [...path, Array.isArray(value) ? Number(key) : key], value: inner });
    }
    return found.length > 0 ? named('wrapped', found) : null;
  }

  function examineText(text: Buffer, own: Slice, depth: number): Finding[] | null {
    if (depth >= maxDepth) return null;
    const start = skipSpace(text, 0, text.length);
    if (start === text.length) return null;
    const first = text[start]!;
    if (first === 123 || first === 91) {
      const single = first === 123 ? examineSingle(text, start, own, depth) : null;
      if (single) return single;
      return readInside(text.subarray(start), own, depth);
    }
    const decoded = decodeBase64(text);
    if (decoded) return examineText(decoded, own, depth + 1);
    const line = text.toString('utf8').trimEnd();
    const layout = layouts.ofLine(line);
    if (layout) {
      const raw = { bytes: text, start: 0, end: Buffer.byteLength(line) };
      return [{ format: layout.format.name, layout: layout.text, raw, spaced: false, envelope: own, chain: [] }];
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
    if (known) return [{ format: known.name, layout: null, raw: slice, spaced, envelope: own, chain: [] }];
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
    type Entry = { start: number; end: number; shape: number; spaced: boolean; list: ListContext | null };
    const entries: Entry[] = [];
    let empty = false;
    const reader = createJsonReader({
      lists,
      lines: false,
      sink: {
        entry(_, start, end, __, list) {
          entries.push({ start, end, shape: scan.shape, spaced: scan.spaced, list });
          return false;
        },
        reject: () => undefined,
        beginList: () => undefined,
        emptyList: () => {
          empty = true;
        },
      },
    });
    reader.read(bytes, true);
    const only = entries.length === 1;
    const found: Finding[] = [];
    let proper = empty;
    for (const { start, end, shape, spaced, list } of entries) {
      const slice = { bytes, start, end };
      const value = parse(bytes.subarray(start, end));
      if (value === undefined) continue;
      // A value that is all there is would be read again and again.
      if (only && !list && start === 0 && end === bytes.length) return null;
      const inside = examine(
        {
          slice,
          value,
          shape,
          spaced,
          within: only ? own : null,
          own: only ? own : envelopeOf(slice, list, containers),
        },
        depth + 1,
      );
      if (!inside) continue;
      proper = true;
      found.push(
        ...inside.map((finding) => ({ ...finding, chain: [...namesOf(list, finding, containers), ...finding.chain] })),
      );
    }
    return proper ? found : null;
  }

  return {
    examine: (subject) => examine(subject, 0),
    examineText: (text, own) => examineText(text, own, 0),
  };
}

/** What an entry's records keep of what is around them: the entry, and what stands before its list if that tells something. */
export function envelopeOf(entry: Slice, list: ListContext | null, containers: Container[]): Slice {
  if (!list || list.prefix.length === 0) return entry;
  if (!containers.some(({ name, keepsPrefix }) => name === list.name && keepsPrefix)) return entry;
  const { bytes, start, end } = entry;
  const whole = Buffer.concat([list.prefix, bytes.subarray(start, end), Buffer.from(`]${'}'.repeat(list.open)}`)]);
  return { bytes: whole, start: 0, end: whole.length };
}

/** The container of the list, unless the entry's own says it all. */
export function namesOf(list: ListContext | null, finding: Finding, containers: Container[]): string[] {
  if (!list) return [];
  const hasOwn = containers.some(({ name, open }) => name === list.name && open);
  return hasOwn && finding.chain.length > 0 ? [] : [list.name];
}

function named(name: string, findings: Finding[]): Finding[] {
  return findings.map((finding) => ({ ...finding, chain: [name, ...finding.chain] }));
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

const mayHoldRecord = (text: string) => text.length >= 20 && (/^\s*[[{]/.test(text) || /^(?:H4sI|eyJ|W3s)/.test(text));

/** Decoded and, if it is gzip, inflated; null: it is not base64 of anything that may hold records. */
function decodeBase64(text: Buffer): Buffer | null {
  const head = text.toString('latin1', 0, Math.min(text.length, 64));
  if (text.length < 20 || !/^[\w+/=\s-]+$/.test(head)) return null;
  const decoded = Buffer.from(text.toString('latin1'), 'base64');
  if (decoded[0] === 0x1f && decoded[1] === 0x8b) {
    try {
      return gunzipSync(decoded, { maxOutputLength: maxInflated });
    } catch {
      return null;
    }
  }
  const first = decoded[skipSpace(decoded, 0, decoded.length)];
  return first === 123 || first === 91 ? decoded : null;
}
