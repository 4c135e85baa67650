// Text that is looked for, as patterns of RE2, which is what DuckDB has.

export const hasCase = (value: string) => value.toLowerCase() !== value.toUpperCase();
export const isAscii = (value: string) => !/[\u0080-\uffff]/.test(value);

/** RE2's own rule: everything but word characters may be escaped, and NUL must be spelled. */
export function escapeRegex(value: string): string {
  return value.replace(/[^\w\u0080-\u{10ffff}]/gu, (char) => (char === '\u0000' ? '\\x00' : `\\${char}`));
}

/** A whole text with `*` for any text and `?` for one character; `\\` takes that away from the next of `*?\\`. */
export function wildcardRegex(value: string): string {
  const parts = value.replaceAll(
    /\\([*?\\])|([*?])|([\s\S])/gu,
    (_, literal?: string, sign?: string, other?: string) =>
      sign === undefined ? escapeRegex(literal ?? other ?? '') : sign === '*' ? '.*' : '.',
  );
  return `(?s)^${parts}$`;
}
