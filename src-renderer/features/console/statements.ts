// Finds the statements of a text, and the one that the cursor is in.
import { tokenise } from './tokens.ts';

/** `[from, to)` without the semicolon, comments before it included. `end`: after its semicolon, if it has one. */
export type Statement = { from: number; to: number; end: number; sql: string };

export function splitStatements(text: string): Statement[] {
  const found: Statement[] = [];
  let from: number | null = null;
  let to = 0;
  let hasCode = false;
  const finish = (end: number) => {
    if (from !== null && hasCode) found.push({ from, to, end, sql: text.slice(from, to) });
    from = null;
    hasCode = false;
  };
  for (const token of tokenise(text)) {
    if (token.kind === 'symbol' && token.text === ';') {
      finish(token.to);
      continue;
    }
    const comment = token.kind === 'comment';
    // A comment on the line of the statement before it belongs to that one, not to the next.
    if (comment && from === null && found.length > 0 && !text.slice(found.at(-1)!.end, token.from).includes('\n'))
      continue;
    from ??= token.from;
    if (!comment) hasCode = true;
    // Comments after the last word are kept out of the statement unless code follows them.
    if (!comment) to = token.to;
  }
  finish(to);
  return found;
}

/**
 * The statement at `position`: inside it, after it on its last line, or anywhere after a last one that has no semicolon yet.
 * Null between statements.
 */
export function statementAt(text: string, position: number): Statement | null {
  const all = splitStatements(text);
  const inside = all.find((statement) => position >= statement.from && position <= statement.to);
  if (inside) return inside;
  const before = all.findLast((statement) => position > statement.to);
  if (!before) return null;
  const open = before === all.at(-1) && before.end === before.to;
  return open || !text.slice(before.to, position).includes('\n') ? before : null;
}

/** What a run is made of: text to send, and where it begins in the whole. */
export type Piece = { sql: string; from: number };

/** Selection, else statement at the cursor, else everything. Null when there is nothing but blanks and comments. */
export function pieceToRun(text: string, selection: { from: number; to: number }): Piece | null {
  if (selection.from < selection.to) {
    const sql = text.slice(selection.from, selection.to);
    return splitStatements(sql).length ? { sql, from: selection.from } : null;
  }
  const one = statementAt(text, selection.from);
  if (one) return { sql: one.sql, from: one.from };
  return wholeText(text);
}

export function wholeText(text: string): Piece | null {
  return splitStatements(text).length ? { sql: text, from: 0 } : null;
}

/** A short one-line name for a statement: its text without comments, at most `limit` characters. */
export function summarise(sql: string, limit = 120): string {
  const words = tokenise(sql).filter((token) => token.kind !== 'comment');
  const [first] = words;
  if (!first) return '';
  const parts: string[] = [];
  let end = first.from;
  for (const token of words) {
    if (token.from > end) parts.push(' ');
    parts.push(token.text);
    end = token.to;
  }
  const line = parts.join('').replaceAll(/\s+/g, ' ').trim();
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}
