// The way back from a column's text name (`columnKey`) to a reference: format files and saved layouts hold names.
import { readDerivationKey } from './derivation.ts';
import type { ColumnRef } from './view.ts';

const part = /\.?(?:"((?:[^"\\]|\\.)*)"|([^."@]+))/y;

/** `useridentity.arn` → column and path; quoted parts are JSON strings. Null when the text is no such name. */
export function readColumnKey(key: string): ColumnRef | null {
  const parts: string[] = [];
  let by: ColumnRef['by'];
  part.lastIndex = 0;
  while (part.lastIndex < key.length) {
    if (key[part.lastIndex] === '@') {
      const read = readDerivationKey(key.slice(part.lastIndex + 1));
      if (read === null) return null;
      by = read;
      break;
    }
    const startsWithDot = key[part.lastIndex] === '.';
    if (startsWithDot !== parts.length > 0) return null;
    const match = part.exec(key);
    if (!match) return null;
    parts.push(match[1] === undefined ? (match[2] ?? '') : (JSON.parse(`"${match[1]}"`) as string));
  }
  const [column, ...path] = parts;
  return column ? { column, path, ...(by ? { by } : {}) } : null;
}
