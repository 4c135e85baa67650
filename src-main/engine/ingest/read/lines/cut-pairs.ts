// Cuts lines of `key=value key="a value" flag` (logfmt) into a document by column.
// https://pkg.go.dev/github.com/go-logfmt/logfmt
import { extraColumn } from '../../layout.ts';
import type { Slice } from '../parcel-writer.ts';
import type { Cutter } from './cut-line.ts';

/** One pair: a key, then nothing, a quoted value or a bare one. Each character is looked at once. */
const pair = /[ \t]*([^\s="]+)(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*)))?/y;

export function createPairCutter(columnOf: (field: string) => string | null): Cutter {
  let doc: Slice | null = null;
  return {
    cut(bytes, start, end) {
      const pairs = readPairs(bytes.toString('utf8', start, end));
      if (!pairs) return -1;
      const columns: Record<string, string | null> = {};
      const extra: Record<string, string | null> = {};
      for (const [key, value] of pairs) {
        const column = columnOf(key);
        if (column === null || Object.hasOwn(columns, column)) extra[key] = value;
        else columns[column] = value;
      }
      const whole = Object.keys(extra).length > 0 ? { ...columns, [extraColumn]: extra } : columns;
      const written = Buffer.from(JSON.stringify(whole), 'utf8');
      doc = { bytes: written, start: 0, end: written.length };
      return pairs.length;
    },
    doc: () => doc,
  };
}

/** Null: the line is not made of pairs, or has none with a value. */
export function readPairs(line: string): [key: string, value: string | null][] | null {
  const pairs: [string, string | null][] = [];
  const text = line.trimEnd();
  pair.lastIndex = 0;
  let any = false;
  while (pair.lastIndex < text.length) {
    const found = pair.exec(text);
    if (!found) return null;
    const [, key, quoted, bare] = found;
    any ||= quoted !== undefined || bare !== undefined;
    const value = quoted === undefined ? (bare ?? null) : unescapeText(quoted);
    pairs.push([key!, value === '' ? null : value]);
  }
  return any ? pairs : null;
}

const unescapeText = (text: string): string =>
  text.replace(/\\(.)/g, (_, c: string) => ({ n: '\n', t: '\t', r: '\r' })[c] ?? c);
