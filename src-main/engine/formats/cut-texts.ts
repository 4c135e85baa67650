// The fields of a line as texts, cut by the very code that a load cuts with.
import type { Cut } from '../../../shared/formats/format.ts';
import { fieldSeparator } from '../ingest/layout.ts';
import { createCutter } from '../ingest/read/lines/cut-line.ts';

export function createTextCutter(cut: Exclude<Cut, { kind: 'pairs' }>): (line: string) => string[] | null {
  const cutter = createCutter(cut, () => null);
  const separator = cut.kind === 'separated' ? cut.separator : fieldSeparator;
  return (line) => {
    const bytes = Buffer.from(line, 'utf8');
    if (cutter.cut(bytes, 0, bytes.length) < 0) return null;
    const doc = cutter.doc();
    return (doc ? doc.bytes.toString('utf8', doc.start, doc.end) : line).split(separator);
  };
}
