// Guesses how a CSV file is written: its delimiter, and whether its first record names the columns.
import { createRowReader, type Row, splitRow } from './csv-rows.ts';

export type Dialect = {
  delimiter: number;
  /** Column names, unique; made up when there is no header. */
  columns: string[];
  hasHeader: boolean;
  /** The first records, header not included. */
  sample: (string | null)[][];
};

const delimiters = [',', ';', '\t', '|'].map((text) => text.charCodeAt(0));
const sampleRows = 50;

/** @param final the head is the whole file; null: no record in it */
export function guessDialect(head: Buffer, final: boolean): Dialect | null {
  let best: { delimiter: number; rows: Row[]; score: number } | null = null;
  for (const delimiter of delimiters) {
    const rows = firstRows(head, final, delimiter);
    const width = rows[0]?.fields.length ?? 0;
    const same = rows.filter(({ fields, odd }) => !odd && fields.length === width).length;
    const score = width === 0 ? -1 : width === 1 ? 0 : (same / rows.length) * Math.log2(width + 1);
    if (!best || score > best.score) best = { delimiter, rows, score };
  }
  const [first, ...others] = (best?.rows ?? []).map(({ fields }) => fields);
  if (!best || !first) return null;
  const hasHeader = looksLikeHeader(first);
  const width = Math.max(first.length, ...(hasHeader ? [] : others.map((row) => row.length)));
  const names = hasHeader
    ? first.map((name) => name!.trim())
    : Array.from({ length: width }, (_, i) => `column${i + 1}`);
  return {
    delimiter: best.delimiter,
    columns: makeUnique(names),
    hasHeader,
    sample: hasHeader ? others : [first, ...others],
  };
}

function firstRows(head: Buffer, final: boolean, delimiter: number): Row[] {
  const rows: Row[] = [];
  const reader = createRowReader(delimiter, {
    row(bytes, start, end) {
      if (rows.length < sampleRows) rows.push(splitRow(bytes, start, end, delimiter));
    },
    reject: () => undefined,
  });
  reader.read(head, final);
  return rows;
}

function looksLikeHeader(row: (string | null)[]): boolean {
  const names = row.map((field) => field?.trim() ?? '');
  return (
    new Set(names).size === names.length && names.every((name) => name !== '' && !/^[\d.+-]+$|^[[{]|\n/.test(name))
  );
}

function makeUnique(names: string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let n = 2; used.has(unique.toLowerCase()); n++) unique = `${name}_${n}`;
    used.add(unique.toLowerCase());
    return unique;
  });
}
