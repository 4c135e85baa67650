// Finds the exact bytes of a value inside a JSON value.
import type { Path } from './containers/container.ts';
import { skipSpace } from './find-list.ts';
import type { Slice } from './parcel-writer.ts';
import { scan, scanned, scanValue } from './scan-json.ts';

/** Null: the path leads nowhere. Of equal keys the last counts, as for JSON.parse. */
export function locate(bytes: Buffer, start: number, end: number, path: Path): Slice | null {
  let from = start;
  let to = end;
  for (const step of path) {
    const place = typeof step === 'number' ? findElement(bytes, from, to, step) : findMember(bytes, from, to, step);
    if (!place) return null;
    [from, to] = place;
  }
  from = skipSpace(bytes, from, to);
  return { bytes, start: from, end: to };
}

function findMember(bytes: Buffer, start: number, end: number, key: string): [number, number] | null {
  let i = skipSpace(bytes, start, end);
  if (bytes[i] !== 123) return null;
  i++;
  let found: [number, number] | null = null;
  for (;;) {
    i = skipSeparator(bytes, i, end);
    if (i >= end || bytes[i] !== 34 || scanValue(bytes, i, end) !== scanned) return found;
    const name = textOf(bytes, i, scan.end);
    i = skipSpace(bytes, scan.end, end) + 1;
    const status = scanValue(bytes, i, end);
    if (status !== scanned) return found;
    if (name === key) found = [i, scan.end];
    i = scan.end;
  }
}

function findElement(bytes: Buffer, start: number, end: number, index: number): [number, number] | null {
  let i = skipSpace(bytes, start, end);
  if (bytes[i] !== 91) return null;
  i++;
  for (let at = 0; ; at++) {
    i = skipSeparator(bytes, i, end);
    if (i >= end || bytes[i] === 93 || scanValue(bytes, i, end) !== scanned) return null;
    if (at === index) return [i, scan.end];
    i = scan.end;
  }
}

function skipSeparator(bytes: Buffer, from: number, end: number): number {
  const i = skipSpace(bytes, from, end);
  return bytes[i] === 44 ? skipSpace(bytes, i + 1, end) : i;
}

/** Text of the JSON string with quotes at `start` and before `end`. */
function textOf(bytes: Buffer, start: number, end: number): string {
  for (let i = start; i < end; i++)
    if (bytes[i] === 92) return JSON.parse(bytes.toString('utf8', start, end)) as string;
  return bytes.toString('utf8', start + 1, end - 1);
}
