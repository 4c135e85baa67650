// Sigma's texts with wildcards: `*` is any text, `?` one character. A backslash takes the meaning from a following `*`, `?` or
// backslash, and stands for itself before anything else (specification, "Escaping"); the search bar reads patterns the same way.
import { type PatternPart, readPattern } from '../query/text-pattern.ts';

export type Pattern = PatternPart[];

export const readSigmaText = (text: string): Pattern => readPattern(text);

/** A text that means just itself. */
export const plainPattern = (text: string): Pattern => (text === '' ? [] : [{ text }]);

/** The text of a pattern without wildcards; null when it has some. */
export function plainText(pattern: Pattern): string | null {
  const texts = pattern.map((part) => ('text' in part ? part.text : null));
  return texts.includes(null) ? null : texts.join('');
}

const any: PatternPart = { sign: '*' };
const isAny = (part: PatternPart | undefined) => part !== undefined && 'sign' in part && part.sign === '*';

/** With `*` at the ends named, where there is none yet. */
export function openPattern(pattern: Pattern, ends: { start: boolean; end: boolean }): Pattern {
  const parts = [...pattern];
  if (ends.start && !isAny(parts[0])) parts.unshift(any);
  if (ends.end && !isAny(parts.at(-1))) parts.push(any);
  // `*` alone is open at both ends already.
  return parts.length === 2 && parts.every(isAny) ? [any] : parts;
}
