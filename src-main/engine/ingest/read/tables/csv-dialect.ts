// Guesses how a CSV file is written: its delimiter, how a quote stands inside quotes, and which record names the columns.
import { type CsvMarks, firstRows, type Row } from './csv-rows.ts';

export type Dialect = CsvMarks & {
  /** Column names, unique whatever their case; made up when there is no header. */
  columns: string[];
  hasHeader: boolean;
  /** The number of the first row: the record before it is the header, if there is one, and what is above that is no row. */
  firstRow: number;
};

const delimiters = [',', ';', '\t', '|'].map((text) => text.charCodeAt(0));
const sampledRows = 50;
/** Records among which the header of a known table is looked for: exports tell above it what they are and of whom. */
const headerWithin = 12;
/** `sep=;`, by which a spreadsheet is told the delimiter. */
const separatorLine = /^sep=(.)\r?\n/;

/** The first records, in each way in which the file may be written. */
export type CsvSample = { above: number; ways: { marks: CsvMarks; rows: Row[] }[] };

/** @param final the head is the whole file */
export function sampleRows(head: Buffer, final: boolean): CsvSample {
  const said = separatorLine.exec(head.toString('latin1', 0, 16));
  const escapes = head.includes('\\"') ? [false, true] : [false];
  const above = said ? 1 : 0;
  const ways = (said ? [said[1]!.charCodeAt(0)] : delimiters).flatMap((delimiter) =>
    escapes.map((backslash) => {
      const marks = { delimiter, backslash };
      return { marks, rows: firstRows(head, final, marks, sampledRows + above).slice(above) };
    }),
  );
  return { above, ways };
}

/** Null: there is no record in it. Of two ways that read it alike the first counts. */
export function guessDialect({ above, ways }: CsvSample): Dialect | null {
  let best: { marks: CsvMarks; rows: Row[]; score: number } | null = null;
  for (const { marks, rows } of ways) {
    const width = rows[0]?.fields.length ?? 0;
    const score = width === 0 ? -1 : width === 1 ? 0 : evenness(rows, width) * Math.log2(width + 1);
    if (!best || score > best.score) best = { marks, rows, score };
  }
  const [first, ...others] = (best?.rows ?? []).map(({ fields }) => fields);
  if (!best || !first) return null;
  const hasHeader = looksLikeHeader(first);
  const width = Math.max(first.length, ...(hasHeader ? [] : others.map((row) => row.length)));
  const names = hasHeader ? first : Array.from({ length: width }, (_, i) => `column${i + 1}`);
  return { ...best.marks, columns: makeUnique(names), hasHeader, firstRow: above + (hasHeader ? 2 : 1) };
}

/** What `find` makes of the columns that one of the first records names, with how that file is written. */
export function findNamed<T>(
  { above, ways }: CsvSample,
  find: (names: string[]) => T | null,
): { dialect: Dialect; table: T } | null {
  let best: { dialect: Dialect; table: T; even: number } | null = null;
  for (const { marks, rows } of ways) {
    for (const [i, { fields }] of rows.slice(0, headerWithin).entries()) {
      const columns = makeUnique(fields);
      const table = columns.length > 1 ? find(columns) : null;
      if (!table) continue;
      const even = evenness(rows.slice(i + 1), columns.length);
      const dialect = { ...marks, columns, hasHeader: true, firstRow: above + i + 2 };
      if (!best || even > best.even) best = { dialect, table, even };
      break;
    }
  }
  return best;
}

/** The share of rows that have so many fields, and quotes only where they belong. */
const evenness = (rows: Row[], width: number) =>
  rows.filter(({ fields, odd }) => !odd && fields.length === width).length / Math.max(1, rows.length);

function looksLikeHeader(row: (string | null)[]): boolean {
  const names = row.map((field) => field?.trim() ?? '');
  return (
    new Set(names).size === names.length && names.every((name) => name !== '' && !/^[\d.+-]+$|^[[{]|\n/.test(name))
  );
}

function makeUnique(names: (string | null)[]): string[] {
  const used = new Set<string>();
  return names.map((given, i) => {
    const name = given?.trim() || `column${i + 1}`;
    let unique = name;
    for (let n = 2; used.has(unique.toLowerCase()); n++) unique = `${name}_${n}`;
    used.add(unique.toLowerCase());
    return unique;
  });
}
