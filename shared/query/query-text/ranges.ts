// A range as it is typed: `[1 TO 5]`, `{a TO *}`; square brackets take the end in, curly ones leave it out.
import { readWord, type Word } from './words.ts';

export type TypedRange = {
  to: number;
  /** Null: open, written `*`. */
  low: Word | null;
  high: Word | null;
  includeLow: boolean;
  includeHigh: boolean;
};

type Unreadable = { message: string; to: number };

const example = 'Write a range as [1 TO 5], with * for an open end.';

export function readRange(text: string, from: number): TypedRange | Unreadable {
  const failed = (at: number): Unreadable => {
    const close = text.slice(from).search(/[\]}]/);
    return { message: example, to: close < 0 ? Math.max(at, from + 1) : from + close + 1 };
  };
  const ends = (at: number) => /[\s[\]{}]/.test(text[at]!);
  let at = skipBlanks(text, from + 1);
  const low = readWord(text, at, ends);
  if ('unclosed' in low) return { message: 'The closing quote is missing.', to: text.length };
  at = skipBlanks(text, low.to);
  if (low.to === low.from || !/^to\s/i.test(text.slice(at, at + 3))) return failed(at);
  at = skipBlanks(text, at + 2);
  const high = readWord(text, at, ends);
  if ('unclosed' in high) return { message: 'The closing quote is missing.', to: text.length };
  at = skipBlanks(text, high.to);
  const close = text[at];
  if (high.to === high.from || (close !== ']' && close !== '}')) return failed(at);
  return {
    to: at + 1,
    low: isOpen(low) ? null : low,
    high: isOpen(high) ? null : high,
    includeLow: text[from] === '[',
    includeHigh: close === ']',
  };
}

const isOpen = (word: Word) => word.hasSigns && word.pattern === '*';

function skipBlanks(text: string, at: number): number {
  while (at < text.length && /\s/.test(text[at]!)) at++;
  return at;
}
