// Rows as a table for people: aligned, cut to the terminal, and unable to play tricks on it. Logs hold what attackers
// typed, so escape sequences and direction marks are shown, not sent.

export type Column = { name: string; right?: boolean };

/** Widest that one column gets: on a terminal, which the whole table has to fit, and elsewhere. */
const widest = { terminal: 48, elsewhere: 160 };

/** Control characters as their pictures (␛, ␊), direction marks as U+FFFD. */
export function showControls(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu, (char) => {
    const code = char.codePointAt(0)!;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? '␡' : '\ufffd';
  });
}

/** Terminal columns that a text takes: marks and joiners none, East Asian wide characters and emoji two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) {
    if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(char)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
        char,
      )
        ? 2
        : 1;
  }
  return width;
}

function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let out = '';
  for (const char of text) {
    if (displayWidth(out + char) >= width) break;
    out += char;
  }
  return `${out}…`;
}

/**
 * Lines of a table. `width`: terminal columns to fit in, or null for no limit. Columns that do not fit are left out;
 * `leftOut` counts them. Long cells are cut and end in `…`.
 */
export function formatTable(
  columns: Column[],
  rows: (string | null)[][],
  width: number | null,
): { lines: string[]; leftOut: number } {
  const cells = rows.map((row) => row.map((cell) => showControls(cell ?? 'NULL')));
  const names = columns.map(({ name }) => showControls(name));
  const widths: number[] = [];
  let used = 0;
  for (const [at, name] of names.entries()) {
    let wide = displayWidth(name);
    for (const row of cells) wide = Math.max(wide, displayWidth(row[at]!));
    wide = width === null ? Math.min(wide, widest.elsewhere) : Math.min(wide, widest.terminal, width);
    if (width !== null && at > 0 && used + 2 + wide > width) break;
    used += (at > 0 ? 2 : 0) + wide;
    widths.push(wide);
  }
  const line = (row: string[]) =>
    widths
      .map((wide, at) => {
        const text = cut(row[at]!, wide);
        const pad = ' '.repeat(wide - displayWidth(text));
        return columns[at]!.right ? pad + text : text + pad;
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((wide) => '─'.repeat(wide)).join('  ');
  return { lines: [line(names), rule, ...cells.map(line)], leftOut: columns.length - widths.length };
}
