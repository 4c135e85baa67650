// Text anywhere in a record, as a condition in SQL.
import { nameIdentifier, quoteLiteral } from '../duckdb/quote.ts';
import { type Columns, findPlace } from './place.ts';
import { escapeRegex, hasCase, isAscii } from './text-patterns.ts';
import { textOf } from './value-text.ts';

/** The whole record: its raw bytes where there are some, else the text of every column, one line each. */
export function compileSearch(source: Columns, search: { text: string; regex: boolean }): string {
  const raw = source.columns.find((column) => column.name.toLowerCase() === 'raw' && column.type.text === 'VARCHAR');
  const text = raw
    ? nameIdentifier(raw.name)
    : `concat_ws(chr(10), ${source.columns.map((column) => textOf(findPlace(source, { column: column.name, path: [] }))).join(', ')})`;
  if (search.regex) return `regexp_matches(${text}, ${quoteLiteral(`(?i)${search.text}`)})`;
  if (!hasCase(search.text) && !needsJsonSpelling(search.text))
    return `contains(${text}, ${quoteLiteral(search.text)})`;
  return `regexp_matches(${text}, ${quoteLiteral(`(?i)${spellForJson(search.text)}`)})`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON never has them as they are.
const needsJsonSpelling = (text: string) => !isAscii(text) || /["\\/<>&'=\u0000-\u001f\u007f]/.test(text);
const shortEscapes: Record<string, string> = { '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' };

/** Raw records are JSON: `"` may stand as `\"`, `/` as `\/`, a line feed as `\n`, and any character as `\u00e9`. */
function spellForJson(text: string): string {
  return Array.from(text, (char) => {
    const plain = escapeRegex(char);
    if (!needsJsonSpelling(char)) return plain;
    const spellings = [...new Set([char, char.toLowerCase(), char.toUpperCase()])].map(unicodeEscape);
    if (char in shortEscapes) spellings.push(`\\\\${shortEscapes[char]}`);
    const escaped = spellings.join('|');
    return /["\\/]/.test(char) ? `(?:\\\\?${plain}|${escaped})` : `(?:${plain}|${escaped})`;
  }).join('');
}

/** `é` as a pattern for its JSON escape; beyond the basic plane that is two. */
const unicodeEscape = (text: string) =>
  Array.from({ length: text.length }, (_, i) => `\\\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');
