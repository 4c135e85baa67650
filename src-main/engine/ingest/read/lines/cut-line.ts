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
  const brackets = cut.brackets === true;
  const isDoubled = cut.escape === 'doubled';
  const hasBackslashes = cut.escape === 'backslash';
  let out = Buffer.allocUnsafe(4096);
  let size = 0;

  return {
    cut(bytes, start, end) {
      if (out.length < end - start + 1) out = Buffer.allocUnsafe(2 * (end - start + 1));
      const to = out;
      let count = 1;
      let o = 0;
      let i = start;
      for (;;) {
        const first = bytes[i];
        const closing = i >= end ? -1 : first === quote ? quote : brackets && first === openBracket ? closeBracket : -1;
        if (closing >= 0) {
          i++;
          while (i < end) {
            const c = bytes[i]!;
            if (c === closing) {
              if (i + 1 === end || bytes[i + 1] === separator) {
                i++;
                break;
              }
              if (isDoubled && bytes[i + 1] === closing) i++;
            } else if (c === backslash && hasBackslashes && i + 1 < end) {
              const next = bytes[i + 1]!;
              if (next === quote || next === backslash) {
                to[o++] = next;
                i += 2;
                continue;
              }
            }
            to[o++] = c === mark ? space : c;
            i++;
          }
        } else
          while (i < end && bytes[i] !== separator) {
            const c = bytes[i++]!;
            to[o++] = c === mark ? space : c;
          }
        if (i >= end) break;
        i++;
        to[o++] = mark;
        count++;
      }
      size = o;
      return count;
    },
    doc: () => ({ bytes: out, start: 0, end: size }),
  };
}
