// Filters → the text of a query that says the same, so that what was made by clicks can go on as text.
import { parseAddress } from '../../values/ip.ts';
import { escapePattern, escapeRegex, readPattern, wildcardRegex } from '../text-pattern.ts';
import { type ColumnFilter, columnKey, type Filter } from '../view.ts';
import { isContainer, looksLikeNetwork } from './conditions.ts';
import { type Field, findField, type QuerySource } from './fields.ts';
import { isPlainValue, printPattern, printRecord, printRegex, printValue } from './print-record.ts';

/** Filters that are off are left out; blank for none. `source`: how its columns compare says how values are written. */
export function printQuery(filters: Filter[], source: QuerySource): string {
  const live = filters.filter(({ enabled }) => enabled);
  const [only] = live;
  if (live.length === 1 && only && isGroup(only) && !only.negated) return printParts(only, source);
  return live.map((filter) => printFilter(filter, source)).join(' ');
}

/** One term of a query, whether the filter is on or off. */
export function printFilter(filter: Filter, source: QuerySource): string {
  if (
    filter.op === 'in' &&
    filter.negated &&
    filter.values.length > 0 &&
    filter.values.every((value) => value === null)
  )
    return `${sign(fieldOf(filter, source), false)}*`;
  const positive = printPositive(filter, source);
  return filter.negated ? `-${positive}` : positive;
}

const isGroup = (filter: Filter): filter is Extract<Filter, { op: 'any' | 'all' }> =>
  filter.op === 'any' || filter.op === 'all';

const noRow = '(-*)';

function printPositive(filter: Filter, source: QuerySource): string {
  if (filter.op === 'record') return printRecord(filter);
  if (!isGroup(filter)) return printCondition(filter, fieldOf(filter, source));
  const parts = filter.filters.filter(({ enabled }) => enabled);
  if (parts.length === 0) return filter.op === 'all' ? '*' : noRow;
  return `(${printParts(filter, source)})`;
}

function printParts({ op, filters }: Extract<Filter, { op: 'any' | 'all' }>, source: QuerySource): string {
  const parts = filters.filter(({ enabled }) => enabled).map((filter) => printFilter(filter, source));
  if (parts.length === 0) return op === 'all' ? '*' : noRow;
  return parts.join(op === 'any' ? ' OR ' : ' ');
}

/** A column that the source does not have prints all the same; the query then says that there is none. */
function fieldOf({ column }: ColumnFilter, source: QuerySource): Field {
  const found = findField(source, columnKey(column));
  return 'ref' in found ? found : { ref: column, kind: 'text' };
}

const sign = (field: Field, isExact: boolean) => `${columnKey(field.ref)}:${isExact ? '=' : ''}`;

/** May stand before a `-`, so it is one term. */
function printCondition(filter: ColumnFilter, field: Field): string {
  switch (filter.op) {
    case 'in':
      return printValues(filter, field);
    case 'network':
      return `${sign(field, false)}${printList(filter.networks.map((one) => one.replaceAll(/\s/g, '')))}`;
    case 'range':
      return printRange(filter, field);
    case 'matches':
      if (filter.value === '') return `${sign(field, false)}*`;
      return `${sign(field, filter.caseSensitive)}${printRegex(filter.value)}`;
    default:
      return printText(patternOf(filter), filter.caseSensitive, field);
  }
}

const printList = (values: string[]) => (values.length === 1 ? values[0]! : `(${values.join(' OR ')})`);

function printValues({ values, ignoreCase }: Extract<ColumnFilter, { op: 'in' }>, field: Field): string {
  const present = values.filter((value) => value !== null).map(String);
  const missing = values.includes(null) ? `-${sign(field, false)}*` : null;
  if (present.length === 0) return missing === null ? noRow : `(${missing})`;
  const isText = field.kind !== 'number' && field.kind !== 'boolean';
  // Whole lists and objects are compared in any case only by a regular expression.
  const listed =
    ignoreCase && isContainer(field)
      ? `${sign(field, false)}${printRegex(`(?s)^(?:${present.map(escapeRegex).join('|')})$`)}`
      : `${sign(field, isText && !ignoreCase)}${printList(present.map((value) => printValue(value, looksLikeNetwork(value))))}`;
  return missing === null ? listed : `(${listed} OR ${missing})`;
}

function printRange(filter: Extract<ColumnFilter, { op: 'range' }>, field: Field): string {
  const [from, to] = [filter.from ?? null, filter.to ?? null];
  if (from === null && to === null) return `${sign(field, false)}*`;
  const end = (value: string | number | boolean | null) =>
    value === null ? '*' : printValue(String(value), parseAddress(String(value)) !== null);
  const open = filter.excludeFrom ? '{' : '[';
  const close = filter.includeTo || to === null ? ']' : '}';
  // A second otherwise counts up to its end; and what ends before it begins is taken for a mistake.
  const isPrecise = field.kind === 'time' && (filter.includeTo || filter.excludeFrom === true);
  const isExact = isContainer(field) || isPrecise || (from !== null && to !== null && Number(from) > Number(to));
  if (!isExact && to === null) return `${sign(field, false)}>${filter.excludeFrom ? '' : '='}${end(from)}`;
  if (!isExact && from === null) return `${sign(field, false)}<${filter.includeTo ? '=' : ''}${end(to)}`;
  return `${sign(field, isExact)}${open}${end(from)} TO ${end(to)}${close}`;
}

function patternOf(filter: Extract<ColumnFilter, { value: string }>): string {
  const text = escapePattern(filter.value);
  if (filter.op === 'contains') return `*${text}*`;
  if (filter.op === 'startsWith') return `${text}*`;
  return filter.op === 'endsWith' ? `*${text}` : filter.value;
}

/** A whole text. In lists and objects a query's words mean a part, so what is about their ends is said otherwise. */
function printText(pattern: string, isExact: boolean, field: Field): string {
  const parts = readPattern(pattern);
  const isStar = (part: (typeof parts)[number] | undefined) =>
    part !== undefined && 'sign' in part && part.sign === '*';
  const isWithin = isStar(parts[0]) && isStar(parts.at(-1)) && parts.length > 1;
  const isPlain = parts.every((part) => 'text' in part);
  const compares = field.kind === 'text' || field.kind === 'bytes';
  if (!isExact && ((isContainer(field) && !isWithin) || (isPlain && !compares)))
    return `${sign(field, false)}${printRegex(wildcardRegex(pattern))}`;
  if (isPlain && !compares) return `${sign(field, true)}${printRegex(wildcardRegex(pattern))}`;
  if (isPlain) {
    const text = parts.map((part) => ('text' in part ? part.text : '')).join('');
    return `${sign(field, isExact)}${printValue(text, looksLikeNetwork(text))}`;
  }
  return `${sign(field, isExact)}${printPattern(pattern, isPlainValue)}`;
}
