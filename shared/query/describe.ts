// A View in words: for filter chips, tab titles, the journal and an export's manifest. Times come out on the reader's clock.
import { formatInstant } from '../values/time.ts';
import {
  type ColumnFilter,
  columnKey,
  type Filter,
  isColumnFilter,
  type QueryText,
  type Range,
  type RecordFilter,
  type Scalar,
  type View,
} from './view.ts';

export type Wording = {
  /** IANA zone for times; UTC when absent. */
  timeZone?: string;
  /** Longest text of a single value; longer ones are cut with `…`. */
  valueLimit?: number;
};

const looksLikeInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** One value as words: times on the clock, text as it is, missing and empty ones named. */
export function describeValue(value: Scalar, { timeZone = 'UTC', valueLimit = 60 }: Wording = {}): string {
  if (value === null) return 'empty';
  if (value === '') return '""';
  const text =
    typeof value === 'string' && looksLikeInstant.test(value) ? formatInstant(value, timeZone) : String(value);
  const letters = Array.from(text);
  return letters.length > valueLimit ? `${letters.slice(0, valueLimit - 1).join('')}…` : text;
}

/** `eventname is one of A, B` · `useragent does not contain "boto"` · `eventtime from … until …` (the end not included). */
export function describeFilter(filter: Filter, wording: Wording = {}): string {
  if (filter.op === 'record') {
    const words = describeRecord(filter, wording);
    return filter.negated ? `not: ${words}` : words;
  }
  if (!isColumnFilter(filter)) {
    const parts = filter.filters.filter(({ enabled }) => enabled).map((one) => describeFilter(one, wording));
    const words = parts.length === 1 ? parts[0]! : `(${parts.join(filter.op === 'any' ? ' or ' : ' and ')})`;
    return filter.negated ? `not ${words}` : words;
  }
  return `${columnKey(filter.column)} ${describeCondition(filter, wording)}`;
}

/** The filter without its column: `is ConsoleLogin`. */
export function describeCondition(filter: ColumnFilter, wording: Wording = {}): string {
  switch (filter.op) {
    case 'in':
      return `${describeValues(filter.values, filter.negated, wording)}${filter.ignoreCase && hasCase(filter.values) ? ' (any case)' : ''}`;
    case 'range':
      return describeRange(filter, wording);
    case 'network':
      return `is${filter.negated ? ' not' : ''} in ${filter.networks.join(', ')}`;
    default: {
      const [plain, negated] = textVerbs[filter.op];
      const shown = describeValue(filter.value, wording);
      const quoted = filter.op === 'matches' ? `/${shown}/` : JSON.stringify(shown);
      return `${filter.negated ? negated : plain} ${quoted}${filter.caseSensitive ? ' (same case)' : ''}`;
    }
  }
}

const textVerbs = {
  contains: ['contains', 'does not contain'],
  startsWith: ['starts with', 'does not start with'],
  endsWith: ['ends with', 'does not end with'],
  wildcard: ['is like', 'is not like'],
  matches: ['matches', 'does not match'],
} as const;

const hasCase = (values: Scalar[]) => values.some((value) => /\p{Lu}|\p{Ll}/u.test(String(value ?? '')));

const namedValues = 3;

function describeValues(values: Scalar[], negated: boolean, wording: Wording): string {
  const not = negated ? ' not' : '';
  if (values.length === 0) return negated ? 'is any value' : 'is no value';
  if (values.length === 1) return `is${not} ${describeValue(values[0] ?? null, wording)}`;
  const named = values.slice(0, namedValues).map((value) => describeValue(value, wording));
  const more = values.length - named.length;
  return `is${not} one of ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function describeRange(filter: Extract<Filter, { op: 'range' }>, wording: Wording): string {
  const { from, to } = filter;
  const isTime = [from, to].some((bound) => typeof bound === 'string' && looksLikeInstant.test(bound));
  const words = isTime
    ? timeBounds(bound(from, wording), bound(to, wording), filter)
    : [
        from === undefined ? '' : `${filter.excludeFrom ? '>' : '≥'} ${describeValue(from, wording)}`,
        to === undefined ? '' : `${filter.includeTo ? '≤' : '<'} ${describeValue(to, wording)}`,
      ]
        .filter(Boolean)
        .join(' and ');
  return `${filter.negated ? 'not ' : ''}${words || 'at any value'}`;
}

const bound = (value: Scalar | undefined, wording: Wording) =>
  value === undefined ? undefined : describeValue(value, wording);

function timeBounds(
  from: string | undefined,
  to: string | undefined,
  { includeTo = false, excludeFrom = false }: { includeTo?: boolean; excludeFrom?: boolean | undefined } = {},
): string {
  const end = to === undefined ? '' : `${includeTo ? 'up to' : 'before'} ${to}`;
  if (from === undefined) return end;
  const start = excludeFrom ? `after ${from}` : `from ${from}`;
  return end ? `${start} ${end}` : excludeFrom ? start : `${start} on`;
}

/** `any field contains "AKIA…"` · `any field matches /…/`. */
function describeRecord({ value, regex, wildcard }: RecordFilter, wording: Wording): string {
  const shown = describeValue(value, wording);
  if (regex) return `any field matches /${shown}/`;
  return `any field ${wildcard ? 'has text like' : 'contains'} ${JSON.stringify(shown)}`;
}

/** `query eventname:Create* -sourceip:10.0.0.0/8`; the clock is named where it is not the reader's. */
export function describeQuery({ text, zone = 'UTC' }: QueryText, { timeZone = 'UTC' }: Wording = {}): string {
  return `query ${text}${zone === timeZone || zone === 'UTC' ? '' : ` (dates in ${zone})`}`;
}

export function describeTime(time: Range, wording: Wording = {}): string {
  return `time ${timeBounds(bound(time.from, wording), bound(time.to, wording)) || 'at any value'}`;
}

/** What is filtered, in one line; empty when nothing is. Switched-off parts are left out. */
export function describeFilters(view: View, wording: Wording = {}): string {
  return [
    ...(view.time && view.time.enabled !== false ? [describeTime(view.time, wording)] : []),
    ...(view.query && view.query.enabled !== false ? [describeQuery(view.query, wording)] : []),
    ...view.where.filter((filter) => filter.enabled).map((filter) => describeFilter(filter, wording)),
  ].join('; ');
}

/** The whole view: `cloudtrail where …; sorted by eventtime descending`. */
export function describeView(view: View, wording: Wording = {}): string {
  const source = view.from.kind === 'table' ? view.from.table : 'SQL result';
  const filters = describeFilters(view, wording);
  const sort = view.sort.map(({ column, descending }) => `${columnKey(column)}${descending ? ' descending' : ''}`);
  return `${source}${filters ? ` where ${filters}` : ''}${sort.length ? `; sorted by ${sort.join(', ')}` : ''}`;
}
