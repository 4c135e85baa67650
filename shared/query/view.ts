// The query model: plain data that says which rows are looked at, and in which order. Grid, facets, export, journal
// and command line carry the same `View`; one compiler (engine/queries/compile) turns it into SQL.
import { z } from 'zod';
import { Derivation, derivationKey } from './derivation.ts';
import { printRecord } from './query-text/print-record.ts';

/**
 * A column, or a place inside one. `path` walks struct fields first (`useridentity` → `['sessioncontext','attributes']`)
 * and JSON keys from the first JSON value on (`requestparameters` → `['bucketName']`; array places are decimal strings).
 * `by`: what its value is turned into.
 */
export const ColumnRef = z.object({
  column: z.string().min(1),
  path: z.array(z.string()).default([]),
  by: Derivation.optional(),
});
export type ColumnRef = z.infer<typeof ColumnRef>;

/** A value to compare with, as text in the column's own notation (`2024-01-01T00:00:00Z`, `42`, `true`). Null is SQL NULL. */
export const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Scalar = z.infer<typeof Scalar>;

const flags = {
  id: z.string(),
  negated: z.boolean().default(false),
  enabled: z.boolean().default(true),
};
const onColumn = { ...flags, column: ColumnRef };

/**
 * One condition on one column.
 *
 * - `in`: the value is one of `values` (null matches missing); text in any case with `ignoreCase`.
 * - `contains`, `startsWith`, `endsWith`: on the value's text, ignoring case unless `caseSensitive`.
 * - `wildcard`: the whole text, where `*` stands for any text and `?` for one character; `\\` before them, or before itself,
 *   takes that away.
 * - `matches`: an RE2 regular expression, searched anywhere in the value's text.
 * - `network`: the value is an IP address in one of `networks`: `10.0.0.0/8`, `2001:db8::/32`, `10.0.0.5-10.0.0.9`, or one address.
 * - `range`: `from` ≤ value < `to`; an absent bound is open; `includeTo` makes the end inclusive, `excludeFrom` the
 *   beginning exclusive. Numbers, times and text.
 *
 * A negated filter keeps the rows that do not match, those without a value included.
 */
export const ColumnFilter = z.discriminatedUnion('op', [
  z.object({ ...onColumn, op: z.literal('in'), values: z.array(Scalar), ignoreCase: z.boolean().optional() }),
  z.object({
    ...onColumn,
    op: z.enum(['contains', 'startsWith', 'endsWith', 'wildcard', 'matches']),
    value: z.string(),
    caseSensitive: z.boolean().default(false),
  }),
  z.object({ ...onColumn, op: z.literal('network'), networks: z.array(z.string().min(1)).min(1) }),
  z.object({
    ...onColumn,
    op: z.literal('range'),
    from: Scalar.optional(),
    to: Scalar.optional(),
    includeTo: z.boolean().default(false),
    excludeFrom: z.boolean().optional(),
  }),
]);
export type ColumnFilter = z.infer<typeof ColumnFilter>;

/**
 * Text anywhere in the whole record (its raw bytes where the source has them, else every column), ignoring case. With
 * `wildcard`, `*` and `?` stand for text without quotes, which in a record is text within one value.
 */
export const RecordFilter = z.object({
  ...flags,
  op: z.literal('record'),
  value: z.string().min(1),
  regex: z.boolean().default(false),
  wildcard: z.boolean().optional(),
});
export type RecordFilter = z.infer<typeof RecordFilter>;

type Flags = { id: string; negated: boolean; enabled: boolean };
type FlagsInput = { id: string; negated?: boolean | undefined; enabled?: boolean | undefined };
/** At least one of `filters`, or each; what is switched off among them does not count. */
export type GroupFilter = Flags & { op: 'any' | 'all'; filters: Filter[] };
export type Filter = ColumnFilter | RecordFilter | GroupFilter;
type FilterInput =
  | z.input<typeof ColumnFilter>
  | z.input<typeof RecordFilter>
  | (FlagsInput & { op: 'any' | 'all'; filters: FilterInput[] });

/** One condition; a view's filters are joined by AND. */
export const Filter = z.discriminatedUnion('op', [
  ...ColumnFilter.options,
  RecordFilter,
  z.object({
    ...flags,
    op: z.enum(['any', 'all']),
    get filters(): z.ZodArray<z.ZodType<Filter, FilterInput>> {
      return z.array(Filter);
    },
  }),
]);

export const isColumnFilter = (filter: Filter): filter is ColumnFilter => 'column' in filter;

/** Whether a filter is a condition on this very column. */
export const isOnColumn = (filter: Filter, column: ColumnRef): filter is ColumnFilter =>
  isColumnFilter(filter) && sameColumn(filter.column, column);

export const Sort = z.object({ column: ColumnRef, descending: z.boolean().default(false) });
export type Sort = z.infer<typeof Sort>;

/**
 * Where rows come from: a table or view of the case, or the result of one read-only SQL statement. `run` names a result
 * that the engine still holds (see `console.run`); when it no longer does, the statement runs again.
 */
export const Source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('table'), table: z.string().min(1) }),
  z.object({ kind: z.literal('sql'), sql: z.string().min(1), run: z.string().optional() }),
]);
export type Source = z.infer<typeof Source>;

/** A half-open time range `[from, to)` in ISO 8601 UTC, on the source's time column. */
export const Range = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  /** False: kept but switched off. */
  enabled: z.boolean().optional(),
});
export type Range = z.infer<typeof Range>;

/** @see query-text/parse.ts, docs/search.md */
export const QueryText = z.object({
  text: z.string().min(1),
  /** IANA zone on whose clock the dates in it stand; UTC when absent. */
  zone: z.string().optional(),
  /** False: kept but switched off. */
  enabled: z.boolean().optional(),
});
export type QueryText = z.infer<typeof QueryText>;

/** What views of earlier versions have in place of `query`: text or a regular expression anywhere in the record. */
const OldSearch = z.object({
  text: z.string().min(1),
  regex: z.boolean().default(false),
  enabled: z.boolean().optional(),
});

/** A view that still has a `search` is taken: it becomes the `query`, or a filter beside one. */
export const View = z
  .object({
    from: Source,
    where: z.array(Filter).default([]),
    /** What stands in the search bar, in the language of `query-text/`: further conditions. */
    query: QueryText.optional(),
    search: OldSearch.optional(),
    time: Range.optional(),
    sort: z.array(Sort).default([]),
    /** Shown columns in order; absent means all of the source's columns. */
    columns: z.array(ColumnRef).optional(),
  })
  .transform(({ search, ...view }) => (search === undefined ? view : { ...view, ...takeSearch(view, search) }));
export type View = z.infer<typeof View>;

function takeSearch(
  { where, query }: { where: Filter[]; query?: QueryText | undefined },
  { text, regex, enabled }: z.infer<typeof OldSearch>,
): { where: Filter[] } | { query: QueryText } {
  const filter: Filter = { id: 'search', op: 'record', value: text, regex, negated: false, enabled: enabled !== false };
  if (query !== undefined) return { where: [...where, filter] };
  return { query: { text: printRecord(filter), ...(enabled === undefined ? {} : { enabled }) } };
}

/** The one text name of a column reference: `useridentity.arn`, `requestparameters.bucketName`, `eventtime@day`. */
export function columnKey({ column, path, by }: ColumnRef): string {
  const place = [column, ...path]
    .map((part) => (/^[A-Za-z_][\w$-]*$|^\d+$/.test(part) ? part : JSON.stringify(part)))
    .join('.');
  return by === undefined ? place : `${place}@${derivationKey(by)}`;
}

/** Whether two references name the same place. Column names ignore case, as DuckDB does. */
export function sameColumn(a: ColumnRef, b: ColumnRef): boolean {
  return (
    a.column.toLowerCase() === b.column.toLowerCase() &&
    a.path.join('\u0000') === b.path.join('\u0000') &&
    (a.by && derivationKey(a.by)) === (b.by && derivationKey(b.by))
  );
}
