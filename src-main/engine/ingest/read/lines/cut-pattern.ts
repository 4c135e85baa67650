// Cuts lines by the named groups of a pattern.
import type { LinearPattern } from '../../../../../shared/formats/format.ts';
import { fieldSeparator } from '../../layout.ts';
import type { Slice } from '../parcel-writer.ts';
import type { Cutter } from './cut-line.ts';

/** The names of the pattern's groups, in order: the fields of its lines. */
export const groupNames = (pattern: RegExp | LinearPattern): string[] =>
  'names' in pattern
    ? pattern.names
    : [...pattern.source.matchAll(/(?<!\\)\(\?<([A-Za-z_]\w*)>/g)].map(([, name]) => name!);

const separators = new RegExp(fieldSeparator, 'g');

export function createPatternCutter(pattern: RegExp | LinearPattern): Cutter {
  const names = groupNames(pattern);
  let doc: Slice | null = null;
  return {
    cut(bytes, start, end) {
      const groups = pattern.exec(bytes.toString('utf8', start, end))?.groups;
      if (!groups) return -1;
      const text = names.map((name) => (groups[name] ?? '').replace(separators, ' ')).join(fieldSeparator);
      const written = Buffer.from(text, 'utf8');
      doc = { bytes: written, start: 0, end: written.length };
      return names.length;
    },
    doc: () => doc,
  };
}
