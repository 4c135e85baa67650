// The way back from a column's text name (`columnKey`) to a reference: format files and saved layouts hold names.
import type { ColumnRef } from './view.ts';

const part = /\.?(?:"((?:[^"\\]|\\.)*)"|([^."]+))/y;

/** `useridentity.arn` → column and path; quoted parts are JSON strings. Null when the text is no such name. */
export function readColumnKey(key: string): ColumnRef | null {
  const parts: string[] = [];
  part.lastIndex = 0;
  while (part.lastIndex < key.length) {
    const startsWithDot = key[part.lastIndex] === '.';
    if (startsWithDot !== parts.length > 0) return null;
    const match = part.exec(key);
    if (!match) return null;
    parts.push(match[1] === undefined ? (match[2] ?? '') : (JSON.parse(`"${match[1]}"`) as string));
  }
  const [column, ...path] = parts;
  return column ? { column, path } : null;
}
