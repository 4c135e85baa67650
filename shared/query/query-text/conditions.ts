// What a field and its value ask for, as a filter.
import { addressBits, parseAddress, parseNetwork } from '../../values/ip.ts';
import type { NewFilter } from '../edit.ts';
import { type PatternPart, readPattern, writePattern } from '../text-pattern.ts';
import { columnKey } from '../view.ts';
import type { Field } from './fields.ts';
import { type Period, readPeriod } from './periods.ts';
import { QueryProblem } from './problem.ts';
import type { TypedRange } from './ranges.ts';
import { textOfWord, type Word } from './words.ts';

/** A field in the query. `exact`: written with `:=`. */
export type AskedField = Field & { exact: boolean };
/** `zone`: on whose clock times without an offset stand. */
export type Reading = { zone: string };

export const isContainer = ({ kind }: Field): boolean => kind === 'struct' || kind === 'json' || kind === 'list';

const on = (field: AskedField) => ({ column: field.ref, negated: false, enabled: true });

export const hasValue = (field: AskedField): NewFilter => ({ ...on(field), op: 'in', values: [null], negated: true });

export function wordCondition(field: AskedField, word: Word, reading: Reading): NewFilter {
  if (word.hasSigns) return patternCondition(field, word);
  const text = textOfWord(word);
  if (field.kind === 'time') {
    const period = timeOf(field, word, reading);
    if (field.exact) return { ...on(field), op: 'in', values: [period.from] };
    return { ...on(field), op: 'range', ...bounds(period.from, period.to), includeTo: false };
  }
  if (field.kind === 'number' || field.kind === 'boolean') {
    checkWord(field, word);
    return { ...on(field), op: 'in', values: [text] };
  }
  if (!word.isQuoted && !field.exact && looksLikeNetwork(text))
    return { ...on(field), op: 'network', networks: [text] };
  if (isContainer(field) && !field.exact) return { ...on(field), op: 'contains', value: text, caseSensitive: false };
  return { ...on(field), op: 'in', values: [text], ...(field.exact ? {} : { ignoreCase: true }) };
}

/** `10.0.0.0/8`, `10.0.0.1-10.0.0.9`, and any IPv6 address, which can be spelled in many ways. */
export function looksLikeNetwork(text: string): boolean {
  const range = parseNetwork(text);
  return range !== null && !/\s/.test(text) && (range.version === 6 || /[-/]/.test(text));
}

function patternCondition(field: AskedField, { pattern }: Word): NewFilter {
  let parts = readPattern(pattern);
  if (parts.every((part) => isStar(part))) return hasValue(field);
  if (isContainer(field) && !field.exact) parts = [{ sign: '*' }, ...parts, { sign: '*' }];
  const start = parts.findIndex((part) => !isStar(part));
  const end = parts.findLastIndex((part) => !isStar(part)) + 1;
  const inner = parts.slice(start, end);
  const options = { ...on(field), caseSensitive: field.exact };
  const [only] = inner;
  if (inner.length === 1 && only && 'text' in only) {
    const [opens, closes] = [start > 0, end < parts.length];
    return { ...options, op: opens ? (closes ? 'contains' : 'endsWith') : 'startsWith', value: only.text };
  }
  const star: PatternPart[] = [{ sign: '*' }];
  const kept = [...(start > 0 ? star : []), ...inner, ...(end < parts.length ? star : [])];
  return { ...options, op: 'wildcard', value: writePattern(kept) };
}

const isStar = (part: PatternPart) => 'sign' in part && part.sign === '*';

export const regexCondition = (field: AskedField, pattern: string): NewFilter => ({
  ...on(field),
  op: 'matches',
  value: pattern,
  caseSensitive: field.exact,
});

export function rangeCondition(
  field: AskedField,
  range: TypedRange,
  place: { from: number; to: number },
  reading: Reading,
): NewFilter {
  const { low, high, includeLow, includeHigh } = range;
  for (const bound of [low, high])
    if (bound?.hasSigns)
      throw new QueryProblem('An end of a range has no wildcards. Put quotes around a * or ? that is meant.', bound);
  if (!low && !high) return hasValue(field);
  const networks = addressRange(range, place);
  if (networks && field.kind === 'text' && !field.exact) return { ...on(field), op: 'network', networks: [networks] };
  if (field.kind === 'boolean' || (isContainer(field) && !field.exact))
    throw new QueryProblem(
      `${columnKey(field.ref)} has no order. ${field.kind === 'boolean' ? 'Write true or false.' : 'Name a place inside it.'}`,
      place,
    );
  if (field.kind === 'number') for (const bound of [low, high]) if (bound) checkWord(field, bound);
  if (field.kind === 'time' && !field.exact) {
    const [first, last] = [low && timeOf(field, low, reading), high && timeOf(field, high, reading)];
    if (first && last) checkOrder(Date.parse(last.from) - Date.parse(first.from), place);
    const from = first ? (includeLow ? first.from : (first.to ?? lastInstant)) : undefined;
    const to = last ? (includeHigh ? last.to : last.from) : undefined;
    if (from === undefined && to === undefined) return hasValue(field);
    return { ...on(field), op: 'range', ...bounds(from, to), includeTo: false };
  }
  const writtenOf = (bound: Word | null) =>
    bound === null ? undefined : field.kind === 'time' ? timeOf(field, bound, reading).from : textOfWord(bound);
  const [from, to] = [writtenOf(low), writtenOf(high)];
  if (field.kind === 'number' && !field.exact) checkOrder(from && to ? Number(to) - Number(from) : 0, place);
  return {
    ...on(field),
    op: 'range',
    ...bounds(from, to),
    includeTo: includeHigh && to !== undefined,
    ...(from === undefined || includeLow ? {} : { excludeFrom: true }),
  };
}

const bounds = (from: string | undefined, to: string | undefined) => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

const lastInstant = '9999-12-31T23:59:59.999999Z';

function checkOrder(distance: number, place: { from: number; to: number }): void {
  if (distance < 0) throw new QueryProblem('The range ends before it begins. Write the smaller end first.', place);
}

/** Both ends addresses, or one and `*`: as networks are written. Null: it is no range of addresses. */
function addressRange(
  { low, high, includeLow, includeHigh }: TypedRange,
  place: { from: number; to: number },
): string | null {
  const read = (word: Word | null) =>
    word && !word.isQuoted && !word.hasSigns ? parseAddress(textOfWord(word)) : null;
  const [first, last] = [read(low), read(high)];
  if ((low && !first) || (high && !last)) return null;
  const version = (first ?? last)!.version;
  if (first && last && (first.version !== last.version || first.number > last.number))
    throw new QueryProblem('Write the lower address first, and both as IPv4 or both as IPv6.', place);
  if ((low && !includeLow) || (high && !includeHigh))
    throw new QueryProblem('A range of addresses has both ends in it: [10.0.0.5 TO 10.0.0.9].', place);
  const lowest = version === 4 ? '0.0.0.0' : '::';
  const highest = version === 4 ? '255.255.255.255' : `${'ffff:'.repeat(addressBits(version) / 16)}`.slice(0, -1);
  return `${low ? textOfWord(low) : lowest}-${high ? textOfWord(high) : highest}`;
}

function timeOf(field: AskedField, word: Word, { zone }: Reading): Period {
  const period = readPeriod(textOfWord(word), zone);
  if (period) return period;
  throw new QueryProblem(`${columnKey(field.ref)} takes a time: 2024-01-31, 2024-01, or "2024-01-31 18:00".`, word);
}

function checkWord(field: AskedField, word: Word): void {
  const text = textOfWord(word).trim();
  const isGood =
    field.kind === 'boolean'
      ? /^(true|false|1|0)$/i.test(text)
      : /^[+-]?((\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?|nan|inf(inity)?)$/i.test(text);
  if (isGood) return;
  throw new QueryProblem(
    `${columnKey(field.ref)} takes ${field.kind === 'boolean' ? 'true or false' : 'a number'}.`,
    word,
  );
}
