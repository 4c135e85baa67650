// Which line format, with which columns, a line of text is of.
import type { Format, LineFormat } from '../../../../shared/formats/format.ts';

export type Layout = {
  format: LineFormat;
  /** Column names as a JSON array: what a slab calls its layout. */
  text: string;
  columns: number;
  separator: number;
};

export type LineLayouts = {
  /** The layout that a header line announces. */
  ofHeader(line: string): Layout | null;
  /** The layout of a line that stands without a header. */
  ofLine(line: string): Layout | null;
};

export function createLineLayouts(formats: Format[]): LineLayouts {
  const lineFormats = formats.filter((format) => format.kind === 'line');
  const find = (columnsOf: (format: LineFormat) => string[] | null): Layout | null => {
    for (const format of lineFormats) {
      const columns = columnsOf(format);
      if (!columns) continue;
      const text = JSON.stringify(columns);
      return { format, text, columns: columns.length, separator: format.separator.charCodeAt(0) };
    }
    return null;
  };
  return {
    ofHeader: (line) => find((format) => format.recogniseHeader(line)),
    ofLine: (line) => find((format) => format.recogniseLine(line)),
  };
}

/** Fields of a line: one more than its separators. */
export function countFields(bytes: Uint8Array, start: number, end: number, separator: number): number {
  let count = 1;
  for (let i = start; i < end; i++) if (bytes[i] === separator) count++;
  return count;
}
