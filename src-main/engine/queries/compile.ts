// The one compiler from the query model to DuckDB SQL: conditions, order and select list over a source's columns.
import type { Filter, Search, Sort, View } from '../../../shared/query/view.ts';
import { columnKey } from '../../../shared/query/view.ts';
import { nameIdentifier, quoteIdentifier, quoteLiteral } from '../duckdb/quote.ts';
import { EngineError } from '../engine-error.ts';
import { kindOf } from './column-type.ts';
import { comparisonOf } from './literal.ts';
import { type Columns, findPlace, jsonText, type Place } from './place.ts';
import { textOf } from './value-text.ts';

export type CompileSource = Columns & { timeColumn: string | null };

/** The conditions of a view that are on, as SQL joined by AND; none for all rows. */
export function compileWhere(source: CompileSource, view: Pick<View, 'where' | 'search' | 'time'>): string[] {
  const conditions = view.where
    .filter((filter) => filter.enabled)
    .map((filter) => compileFilter(findPlace(source, filter.column), filter));
  if (view.time && view.time.enabled !== false) conditions.push(...compileTime(source, view.time));
  if (view.search && view.search.enabled !== false) conditions.push(compileSearch(source, view.search));
  return conditions;
}

export function compileFilter(place: Place, filter: Filter): string {
  switch (filter.op) {
    case 'in':
      return compileIn(place, filter.values, filter.negated);
    case 'range': {
      const bounds = compileRange(place, filter);
      return filter.negated ? `(${bounds}) IS NOT TRUE` : bounds;
    }
    default: {
      const condition = compileText(place, filter);
      return filter.negated ? `(${condition}) IS NOT TRUE` : condition;
    }
  }
}

function compileIn(place: Place, values: (string | number | boolean | null)[], negated: boolean): string {
  const { sql, equal } = comparisonOf(place, textOf(place));
  const literals = [...new Set(values.flatMap((value) => (value === null ? [] : (equal(value) ?? []))))];
  const missing = values.includes(null);
  const list = literals.length === 1 ? literals[0]! : `(${literals.join(', ')})`;
  const positive = literals.length === 1 ? `${sql} = ${list}` : `${sql} IN ${list}`;
  const negative = literals.length === 1 ? `${sql} <> ${list}` : `${sql} NOT IN ${list}`;
  if (literals.length === 0) return missing ? `${sql} IS ${negated ? 'NOT ' : ''}NULL` : negated ? 'true' : 'false';
  if (!negated) return missing ? `(${positive} OR ${sql} IS NULL)` : positive;
  return missing ? `(${negative} AND ${sql} IS NOT NULL)` : `(${negative} OR ${sql} IS NULL)`;
}

function compileRange(place: Place, filter: Extract<Filter, { op: 'range' }>): string {
  const bounds = [filter.from, filter.to].filter((bound) => bound !== undefined && bound !== null);
  // JSON text has no type of its own: numbers compare as numbers when the bounds are numbers.
  const numeric = place.type === jsonText && bounds.length > 0 && bounds.every((bound) => isNumeric(bound));
  const compared: Place = numeric
    ? { ...place, sql: `TRY_CAST(${place.sql} AS DOUBLE)`, type: { base: 'scalar', text: 'DOUBLE', name: 'DOUBLE' } }
    : place;
  const { sql, bound } = comparisonOf(compared, textOf(compared));
  const parts: string[] = [];
  if (filter.from !== undefined && filter.from !== null) parts.push(`${sql} >= ${bound(filter.from).literal}`);
  if (filter.to !== undefined && filter.to !== null) {
    const { literal, rounded } = bound(filter.to);
    parts.push(`${sql} ${filter.includeTo && !rounded ? '<=' : '<'} ${literal}`);
  }
  return parts.length === 0 ? `${sql} IS NOT NULL` : parts.join(' AND ');
}

const isNumeric = (value: unknown) => String(value).trim() !== '' && Number.isFinite(Number(value));

/**
 * Ignoring case, measured on 2 million rows against the plain `contains` = 1 (smallest is fastest):
 * a dictionary-encoded column: contains(lower()) 4, ILIKE 5, regexp 12; 70 characters of JSON: regexp 2.6, contains(lower()) 3.4,
 * ILIKE 10; raw records: regexp 2.8, contains(lower()) 3.4, ILIKE 7. So short text is lowered (once per distinct value)
 * and long text goes to a regular expression; ILIKE never pays.
 */
function compileText(place: Place, filter: Extract<Filter, { value: string }>): string {
  const text = textOf(place);
  const { value, caseSensitive, op } = filter;
  if (op === 'matches') return `regexp_matches(${text}, ${quoteLiteral(caseSensitive ? value : `(?i)${value}`)})`;
  const call = { contains: 'contains', startsWith: 'starts_with', endsWith: 'ends_with' }[op];
  if (caseSensitive || !hasCase(value)) return `${call}(${text}, ${quoteLiteral(value)})`;
  const isLong = ['json', 'struct', 'list'].includes(kindOf(place.type)) || place.type === jsonText;
  // Beyond ASCII the two fold case differently, and lower() is the one that other filters use.
  if (isLong && op === 'contains' && isAscii(value))
    return `regexp_matches(${text}, ${quoteLiteral(`(?i)${escapeRegex(value)}`)})`;
  return `${call}(lower(${text}), lower(${quoteLiteral(value)}))`;
}

export const hasCase = (value: string) => value.toLowerCase() !== value.toUpperCase();
export const isAscii = (value: string) => !/[\u0080-\uffff]/.test(value);

/** RE2's own rule: everything but word characters may be escaped, and NUL must be spelled. */
export function escapeRegex(value: string): string {
  return value.replace(/[^\w\u0080-\u{10ffff}]/gu, (char) => (char === '\u0000' ? '\\x00' : `\\${char}`));
}

function compileTime(source: CompileSource, time: NonNullable<View['time']>): string[] {
  if (source.timeColumn === null)
    throw new EngineError('INVALID', `${source.name} has no time column.`, {
      hint: 'Filter a column of its own instead.',
    });
  const place = findPlace(source, { column: source.timeColumn, path: [] });
  const { sql, bound } = comparisonOf(place, textOf(place));
  return [
    ...(time.from === undefined ? [] : [`${sql} >= ${bound(time.from).literal}`]),
    ...(time.to === undefined ? [] : [`${sql} < ${bound(time.to).literal}`]),
  ];
}

/** The whole record: its raw bytes where there are some, else the text of every column, one line each. */
export function compileSearch(source: Columns, search: Search): string {
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

export type OrderItem = { sql: string; descending: boolean };

/** Sort keys; missing values come last in both directions. JSON values go by number where they are one, before text. */
export function compileOrder(source: Columns, sort: Sort[]): OrderItem[] {
  return sort.flatMap(({ column, descending }) => {
    const place = findPlace(source, column);
    if (place.type === jsonText)
      return [
        // What begins with a letter is no number; a failing cast costs twice as much as the comparison.
        { sql: `CASE WHEN ${place.sql} < ':' THEN TRY_CAST(${place.sql} AS DOUBLE) END`, descending },
        { sql: place.sql, descending },
      ];
    const nested = ['struct', 'list', 'json'].includes(kindOf(place.type));
    return [{ sql: nested ? textOf(place) : place.sql, descending }];
  });
}

/** The statement that shows a view's rows, as it runs in the console: cells as they are, not cut. */
export function describeView(source: CompileSource & { shown: string }, view: View): string {
  const list = (view.columns ?? []).map((ref) => {
    const { sql } = findPlace(source, ref);
    return ref.path.length === 0 ? sql : `${sql} AS ${quoteIdentifier(columnKey(ref))}`;
  });
  const where = compileWhere(source, view);
  const order = compileOrder(source, view.sort).map(({ sql, descending }) => `${sql}${descending ? ' DESC' : ''}`);
  return [
    list.length === 0 ? 'SELECT *' : list.length < 4 ? `SELECT ${list.join(', ')}` : `SELECT\n  ${list.join(',\n  ')}`,
    `FROM ${source.shown}`,
    ...(where.length === 0 ? [] : [`WHERE ${where.join('\n  AND ')}`]),
    ...(order.length === 0 ? [] : [`ORDER BY ${order.join(', ')}`]),
  ].join('\n');
}
