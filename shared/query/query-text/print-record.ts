// Values and words as a query has them: bare where nothing in them is a sign, else in quotes.
import { readPattern } from '../text-pattern.ts';

const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

const plainStart = /^[\p{L}\p{N}_.@%$#]/u;
const plain = /^[\p{L}\p{N}_.:@%$#/=+~&;|-]+$/u;
const operator = /^(and|or|not|to)$/i;

/** Text after a field's colon. `isOdd`: it looks like something else (a network). */
export const printValue = (text: string, isOdd = false): string =>
  plainStart.test(text) && plain.test(text) && !operator.test(text) && !isOdd ? text : quote(text);

/** A pattern of `wildcard` filters; `isPlain` says which text may stay without quotes. */
export function printPattern(pattern: string, isPlain: (text: string, isFirst: boolean) => boolean): string {
  return readPattern(pattern)
    .map((part, i) => ('sign' in part ? part.sign : isPlain(part.text, i === 0) ? part.text : quote(part.text)))
    .join('');
}

export const isPlainValue = (text: string, isFirst: boolean): boolean =>
  plain.test(text) && (!isFirst || plainStart.test(text));

/** Only slashes need escaping, and a backslash that would escape the closing one. */
export function printRegex(pattern: string): string {
  const pairs = pattern.replace(/\\([\s\S]?)|\//g, (found, char: string | undefined) =>
    found === '/' ? '\\/' : char === '' ? '\\\\' : found,
  );
  return `/${pairs}/`;
}

/** Text anywhere in the record, without its negation. */
export function printRecord({
  value,
  regex,
  wildcard,
}: {
  value: string;
  regex: boolean;
  wildcard?: boolean | undefined;
}): string {
  if (regex) return printRegex(value);
  return wildcard
    ? printPattern(value, (text) => /^[\p{L}\p{N}_]+$/u.test(text) && !operator.test(text))
    : quote(value);
}
