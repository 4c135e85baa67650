// Text as it is painted: what would be invisible, or would turn the line around, is made visible.
// Only the picture changes; copy, filter and the record panel use the value itself.

/** C0 and C1 controls, DEL, and the marks that reorder or hide text (CVE-2021-42574 and its kind). */
const invisible = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

const named: Record<string, string> = { '\t': '⇥', '\n': '␊', '\r': '␍', '\u007f': '␡' };

function mark(char: string): string {
  const known = named[char];
  if (known) return known;
  const code = char.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return `⟨${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** `a\tb` → `a⇥b`; NUL → `␀`; a right-to-left override → `⟨202E⟩`. */
export const visibleText = (text: string): string => text.replace(invisible, mark);

/** The same for text of several lines, whose line ends and tabs stay. */
export const visibleLines = (text: string): string =>
  text.replace(invisible, (char) => (char === '\n' || char === '\t' ? char : mark(char)));
