// Rows as tab-separated text for the clipboard, the way spreadsheets write and read it.

/** A field with a tab, a line break or a quote is quoted, with quotes doubled; null is an empty field. */
export function tsvField(value: string | null): string {
  if (value === null) return '';
  return /[\t\r\n"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

export const toTsv = (rows: (string | null)[][]): string => rows.map((row) => row.map(tsvField).join('\t')).join('\n');
