// Small decisions about the editor's text, apart from CodeMirror so that they can be tested alone.
import { tokenise } from './tokens.ts';

export type Span = { from: number; to: number };

/** Every place where the first of `edit` that occurs stands in the SQL; the comment that explains it is left out. */
export function placesToEdit(sql: string, edit: string[]): Span[] {
  const start = sql.startsWith('--') ? sql.indexOf('\n') + 1 : 0;
  for (const text of edit) {
    const places: Span[] = [];
    for (let at = sql.indexOf(text, start); at >= 0; at = sql.indexOf(text, at + text.length))
      places.push({ from: at, to: at + text.length });
    if (places.length > 0) return places;
  }
  return [];
}

/** The text ready for one more statement after it: a semicolon where one is missing, and a blank line. */
export function endStatement(text: string): string {
  const trimmed = text.trimEnd();
  if (trimmed === '') return '';
  const tokens = tokenise(trimmed);
  const last = tokens.findLast((token) => token.kind !== 'comment');
  if (!last || last.text === ';') return `${trimmed}\n\n`;
  return `${trimmed.slice(0, last.to)};${trimmed.slice(last.to)}\n\n`;
}

/** The word at an error's offset, never empty, so that there is something to underline. */
export function placeOfError(text: string, offset: number): Span {
  const from = Math.max(0, Math.min(offset, text.length));
  const token = tokenise(text).find((each) => each.from <= from && from < each.to);
  if (token) return { from: token.from === from || token.kind !== 'string' ? from : token.from, to: token.to };
  return from < text.length ? { from, to: from + 1 } : { from: Math.max(0, text.length - 1), to: text.length };
}

/** 1-based line and column of an offset, for messages. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
