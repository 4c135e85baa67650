// Cuts a line of text into its fields. Fields that are not simply between separators are written into a document of their own,
// with `fieldSeparator` between them and without quotes, which the store splits; that costs one pass over the bytes.
import type { Cut } from '../../../../../shared/formats/format.ts';
import { fieldSeparator } from '../../layout.ts';
import type { Slice } from '../parcel-writer.ts';
import { createPairCutter } from './cut-pairs.ts';
import { createPatternCutter } from './cut-pattern.ts';

export type Cutter = {
  /** Number of fields; -1: the line is not of this kind. */
  cut(bytes: Buffer, start: number, end: number): number;
  /** The document of the line cut last, valid until the next one is; null: the line is its own. */
  doc(): Slice | null;
};

/** Of what a cutter lends until its next line. */
export const copyOf = (doc: Slice | null): Slice | null =>
  doc && { bytes: Buffer.from(doc.bytes.subarray(doc.start, doc.end)), start: 0, end: doc.end - doc.start };

/** @param columnOf column for a field that names itself; null: none */
export function createCutter(cut: Cut, columnOf: (field: string) => string | null): Cutter {
  switch (cut.kind) {
    case 'separated':
      return createSeparatedCutter(cut.separator.charCodeAt(0));
    case 'quoted':
      return createQuotedCutter(cut);
    case 'pattern':
      return createPatternCutter(cut.pattern);
    case 'pairs':
      return createPairCutter(columnOf);
  }
}

function createSeparatedCutter(separator: number): Cutter {
  return {
    cut(bytes, start, end) {
      let count = 1;
      for (let i = start; i < end; i++) if (bytes[i] === separator) count++;
      return count;
    },
    doc: () => null,
  };
}

const backslash = 92;
const openBracket = 91;
const closeBracket = 93;
const mark = fieldSeparator.charCodeAt(0);
const space = 32;

/** A quote ends a field only before a separator or the end: user agents hold quotes that nobody escaped. */
function createQuotedCutter(cut: Cut & { kind: 'quoted' }): Cutter {
  const separator = cut.separator.charCodeAt(0);
  const quote = cut.quote.charCodeAt(0);
  const isDoubled = cut.escape === 'doubled';
  const hasBackslashes = cut.escape === 'backslash';
  /** What ends a field that begins with the byte, 0: the separator. */
  const closings = new Uint8Array(256);
  closings[quote] = quote;
  if (cut.brackets) closings[openBracket] = closeBracket;
  /** Bytes that are more than a part of a field; one look-up tells for most that they are not. */
  const special = new Uint8Array(256);
  for (const c of [separator, mark, ...closings, ...(hasBackslashes ? [backslash] : [])]) special[c] = 1;
  special[0] = 0;
  let out = Buffer.allocUnsafe(4096);
  let size = 0;

  return {
    cut(bytes, start, end) {
      if (out.length < end - start + 1) out = Buffer.allocUnsafe(2 * (end - start + 1));
      const to = out;
      let count = 1;
      let o = 0;
      let i = start;
      let closing = i < end ? closings[bytes[i]!]! : 0;
      if (closing !== 0) i++;
      while (i < end) {
        let c = bytes[i++]!;
        // Nearly all bytes are gone through here.
        while (special[c] === 0) {
          to[o++] = c;
          if (i === end) break;
          c = bytes[i++]!;
        }
        if (special[c] === 0) break;
        if (closing === 0 && c === separator) {
          to[o++] = mark;
          count++;
          closing = i < end ? closings[bytes[i]!]! : 0;
          if (closing !== 0) i++;
          continue;
        }
        if (closing !== 0 && c === closing) {
          if (i === end || bytes[i] === separator) {
            closing = 0;
            continue;
          }
          if (isDoubled && bytes[i] === closing) i++;
        } else if (closing !== 0 && c === backslash && hasBackslashes && i < end) {
          const next = bytes[i]!;
          if (next === quote || next === backslash) {
            to[o++] = next;
            i++;
            continue;
          }
        }
        to[o++] = c === mark ? space : c;
      }
      size = o;
      return count;
    },
    doc: () => ({ bytes: out, start: 0, end: size }),
  };
}
