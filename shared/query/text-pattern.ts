// Text that is looked for: patterns with `*` and `?` taken apart, and spelled as regular expressions of RE2, which is what
// DuckDB has.

/** A run of plain text, or a sign: `*` for any text, `?` for one character. */
export type PatternPart = { text: string } | { sign: '*' | '?' };

/** `\\` takes the meaning away from the next of `*?\\`. */
export function readPattern(pattern: string): PatternPart[] {
  const parts: PatternPart[] = [];
  const form = /\\([*?\\])|([*?])|([\s\S])/gu;
  for (const [, escaped, sign, other] of pattern.matchAll(form)) {
    if (sign !== undefined) {
      parts.push({ sign: sign as '*' | '?' });
      continue;
    }
    const last = parts.at(-1);
    const text = escaped ?? other ?? '';
    if (last && 'text' in last) last.text += text;
    else parts.push({ text });
  }
  return parts;
}

export const writePattern = (parts: PatternPart[]): string =>
  parts.map((part) => ('sign' in part ? part.sign : escapePattern(part.text))).join('');

/** Plain text as a pattern that means just that. */
export const escapePattern = (text: string): string => text.replace(/[*?\\]/g, '\\$&');

/** RE2's own rule: everything but word characters may be escaped, and NUL must be spelled. */
export function escapeRegex(value: string): string {
  return value.replace(/[^\w\u0080-\u{10ffff}]/gu, (char) => (char === '\u0000' ? '\\x00' : `\\${char}`));
}

/** The whole text, from end to end. */
export function wildcardRegex(pattern: string): string {
  const parts = readPattern(pattern).map((part) =>
    'text' in part ? escapeRegex(part.text) : part.sign === '*' ? '.*' : '.',
  );
  return `(?s)^${parts.join('')}$`;
}
