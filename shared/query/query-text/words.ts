// One word of a query: bare or in quotes, or both side by side (`*"two words"*`). Quotes and backslashes take the meaning
// of signs away.
import { escapePattern, readPattern } from '../text-pattern.ts';

export type Word = {
  from: number;
  to: number;
  /** As `wildcard` filters have it: `*` and `?` are signs unless a backslash is before them. */
  pattern: string;
  hasSigns: boolean;
  /** Some of it was in quotes or after a backslash: what it looks like (a network, an address) it is not. */
  isQuoted: boolean;
};

/** The text that a word without signs stands for. */
export const textOfWord = ({ pattern }: Word): string =>
  readPattern(pattern)
    .map((part) => ('text' in part ? part.text : part.sign))
    .join('');

/** The quote that is never closed, or the word. `ends` says where a bare part ends. */
export function readWord(text: string, from: number, ends: (at: number) => boolean): Word | { unclosed: number } {
  const word: Word = { from, to: from, pattern: '', hasSigns: false, isQuoted: false };
  let at = from;
  while (at < text.length && !ends(at)) {
    const char = String.fromCodePoint(text.codePointAt(at)!);
    if (char === '"') {
      const close = endOfQuotes(text, at);
      if (close < 0) return { unclosed: at };
      word.pattern += escapePattern(text.slice(at + 1, close).replace(/\\(["\\])/g, '$1'));
      word.isQuoted = true;
      at = close + 1;
    } else if (char === '\\' && at + 1 < text.length) {
      const next = String.fromCodePoint(text.codePointAt(at + 1)!);
      word.pattern += escapePattern(next);
      word.isQuoted = true;
      at += 1 + next.length;
    } else {
      if (char === '*' || char === '?') word.hasSigns = true;
      word.pattern += char === '\\' ? '\\\\' : char;
      at += char.length;
    }
  }
  return { ...word, to: at };
}

/** Index of the closing quote, -1 when there is none. Only `\"` and `\\` are escapes, so that Windows paths stay as they are. */
function endOfQuotes(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '"') return at;
    if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at++;
  }
  return -1;
}
