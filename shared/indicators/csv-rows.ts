// Rows of separated values with the line that each begins on: RFC 4180, with any of the usual separators.

export type CsvRow = { line: number; cells: string[] };

/** A quote that never ends takes all that follows; the row then says so. */
export type CsvProblem = { line: number; reason: string };

export function* csvRows(text: string, separator: string): Generator<CsvRow | CsvProblem> {
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const began = line;
    const cells: string[] = [];
    for (;;) {
      if (text[at] === '"') {
        const end = endOfQuote(text, at);
        if (end < 0) {
          yield { line: began, reason: 'A quote is not closed; the rest of the file is not read.' };
          return;
        }
        const quoted = text.slice(at + 1, end);
        line += countBreaks(quoted);
        const rest = endOfCell(text, end + 1, separator);
        cells.push(quoted.replaceAll('""', '"') + text.slice(end + 1, rest));
        at = rest;
      } else {
        const end = endOfCell(text, at, separator);
        cells.push(text.slice(at, end));
        at = end;
      }
      if (text[at] !== separator) break;
      at++;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    line++;
    if (cells.some((cell) => cell.trim() !== '')) yield { line: began, cells: cells.map((cell) => cell.trim()) };
  }
}

function endOfQuote(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    at = text.indexOf('"', at);
    if (at < 0 || text[at + 1] !== '"') return at;
    at += 2;
  }
}

function endOfCell(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

const countBreaks = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;
