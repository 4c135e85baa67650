// Text anywhere in a record, as a condition in SQL.
import { escapeRegex, readPattern } from '../../../../shared/query/text-pattern.ts';
import type { RecordFilter } from '../../../../shared/query/view.ts';
import { nameIdentifier, quoteLiteral } from '../../duckdb/quote.ts';
import { type Columns, findPlace } from './place.ts';
import { hasCase, isAscii } from './text-patterns.ts';
import { textOf } from './value-text.ts';

/** The whole record: its raw bytes where there are some, else the text of every column, one line each. */
export function compileSearch(
  source: Columns,
  { value, regex, wildcard }: Pick<RecordFilter, 'value' | 'regex' | 'wildcard'>,
): string {
  const raw = source.columns.find((column) => column.name.toLowerCase() === 'raw' && column.type.text === 'VARCHAR');
  const text = raw
    ? nameIdentifier(raw.name)
    : `concat_ws(chr(10), ${source.columns
        .filter(({ mark }) => mark === undefined)
        .map((column) => textOf(findPlace(source, { column: column.name, path: [] })))
        .join(', ')})`;
  if (regex) return `regexp_matches(${text}, ${quoteLiteral(`(?i)${value}`)})`;
  if (wildcard) return `regexp_matches(${text}, ${quoteLiteral(`(?i)${patternForJson(value)}`)})`;
  if (!hasCase(value) && !needsJsonSpelling(value)) return `contains(${text}, ${quoteLiteral(value)})`;
  return `regexp_matches(${text}, ${quoteLiteral(`(?i)${spellForJson(value)}`)})`;
}

/** What the signs stand for ends where a text of JSON or a column ends; an escape is one character. */
function patternForJson(value: string): string {
  const one = '(?:[^"\\\\\\n]|\\\\.)';
  return readPattern(value)
    .map((part) => ('text' in part ? spellForJson(part.text) : part.sign === '*' ? `${one}*` : one))
    .join('');
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
