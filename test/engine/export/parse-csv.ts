// A reader of RFC 4180, written apart from what it checks.

export function parseCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let at = 0;
  const endRow = () => {
    rows.push([...row, cell]);
    row = [];
    cell = '';
  };
  while (at < text.length) {
    const char = text[at]!;
    if (char === '"' && cell === '') {
      for (at++; ; at++) {
        if (at >= text.length) throw new Error('A quote is not closed.');
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') {
          cell += '"';
          at++;
        } else break;
      }
      at++;
      if (at < text.length && ![delimiter, '\n', '\r'].includes(text[at]!))
        throw new Error(`Text after a quote at ${at}.`);
    } else if (char === delimiter) {
      row.push(cell);
      cell = '';
      at++;
    } else if (char === '\n' || (char === '\r' && text[at + 1] === '\n')) {
      endRow();
      at += char === '\n' ? 1 : 2;
    } else {
      cell += char;
      at++;
    }
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}
