// The exact bytes of values inside a JSON value.
import type { Path } from './containers/container.ts';
import { skipSpace } from './find-list.ts';
import type { Slice } from './parcel-writer.ts';
import { scan, scanned, scanValue } from './scan-json.ts';

/** A member of an object, or an element of an array. */
export type Part = { key: string | number; slice: Slice };

/** The parts of an object or array, in their order; nothing for other values. */
export function* partsOf({ bytes, start, end }: Slice): Generator<Part> {
  let i = skipSpace(bytes, start, end);
  const isObject = bytes[i] === 123;
  if (!isObject && bytes[i] !== 91) return;
  i++;
  for (let n = 0; ; n++) {
    i = skipSpace(bytes, i, end);
    if (bytes[i] === 44) i = skipSpace(bytes, i + 1, end);
    let key: string | number = n;
    if (isObject) {
      if (i >= end || bytes[i] !== 34 || scanValue(bytes, i, end) !== scanned) return;
      key = textOf(bytes, i, scan.end);
      i = skipSpace(bytes, skipSpace(bytes, scan.end, end) + 1, end);
    } else if (i >= end || bytes[i] === 93) return;
    if (scanValue(bytes, i, end) !== scanned) return;
    // The caller may scan before it asks for the next part.
    const slice = { bytes, start: i, end: scan.end };
    i = slice.end;
    yield { key, slice };
  }
}

/** Null: the path leads nowhere. Of equal keys the last counts, as for JSON.parse. */
export function locate(value: Slice, path: Path): Slice | null {
  let at: Slice = value;
  for (const step of path) {
    let next: Slice | null = null;
    for (const { key, slice } of partsOf(at)) if (key === step) next = slice;
    if (!next) return null;
    at = next;
  }
  return at;
}

/** Text of the JSON string with quotes at `start` and before `end`. */
function textOf(bytes: Buffer, start: number, end: number): string {
  for (let i = start; i < end; i++)
    if (bytes[i] === 92) return JSON.parse(bytes.toString('utf8', start, end)) as string;
  return bytes.toString('utf8', start + 1, end - 1);
}
