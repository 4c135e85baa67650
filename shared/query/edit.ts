// Pure edits of a View: every change a person can make to what is looked at, from a click on a cell to a drag of a column.
// Each function gives a new View and leaves its argument alone, so that history, tests and other features can rely on it.
import {
  type ColumnRef,
  columnKey,
  type Filter,
  isOnColumn,
  type QueryText,
  type Range,
  type Scalar,
  type Sort,
  sameColumn,
  type View,
} from './view.ts';

/** A filter as a form makes it, before it has an id in a view. */
export type NewFilter = DistributiveOmit<Filter, 'id'>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The smallest free id: `f1`, `f2`, … Ids are unique within one view only. */
export function freeFilterId(view: View): string {
  const taken = new Set(view.where.map((filter) => filter.id));
  let n = 1;
  while (taken.has(`f${n}`)) n++;
  return `f${n}`;
}

export function addFilter(view: View, filter: NewFilter): View {
  return { ...view, where: [...view.where, { ...filter, id: freeFilterId(view) }] };
}

/** Puts another condition in the place of filter `id`; a view without it gets the condition added. */
export function replaceFilter(view: View, id: string, filter: NewFilter): View {
  if (!view.where.some((known) => known.id === id)) return addFilter(view, filter);
  return changeFilter(view, id, () => ({ ...filter, id }));
}

export function removeFilter(view: View, id: string): View {
  return { ...view, where: view.where.filter((filter) => filter.id !== id) };
}

export function negateFilter(view: View, id: string): View {
  return changeFilter(view, id, (filter) => ({ ...filter, negated: !filter.negated }));
}

export function toggleFilter(view: View, id: string): View {
  return changeFilter(view, id, (filter) => ({ ...filter, enabled: !filter.enabled }));
}

function changeFilter(view: View, id: string, change: (filter: Filter) => Filter): View {
  return { ...view, where: view.where.map((filter) => (filter.id === id ? change(filter) : filter)) };
}

/** Removes every filter, the query and the time range; sort and columns stay. */
export function clearFilters(view: View): View {
  const { query: _query, time: _time, ...rest } = view;
  return { ...rest, where: [] };
}

export const isFiltered = (view: View): boolean =>
  view.where.length > 0 || view.query !== undefined || view.time !== undefined;

/** Keeps the rows with this value. A value list of the column that is already there (and on) takes the value in. */
export const filterIn = (view: View, column: ColumnRef, value: Scalar): View =>
  addToValueList(view, column, value, false);

/** Drops the rows with this value. A list of dropped values of the column takes it in, so that chips do not pile up. */
export const filterOut = (view: View, column: ColumnRef, value: Scalar): View =>
  addToValueList(view, column, value, true);

function addToValueList(view: View, column: ColumnRef, value: Scalar, negated: boolean): View {
  const list = view.where.find(
    (filter) =>
      filter.op === 'in' &&
      filter.enabled &&
      filter.negated === negated &&
      !filter.ignoreCase &&
      isOnColumn(filter, column),
  );
  if (list?.op !== 'in') return addFilter(view, { op: 'in', column, values: [value], negated, enabled: true });
  if (list.values.includes(value)) return view;
  return replaceFilter(view, list.id, { ...list, values: [...list.values, value] });
}

/** Sets one or both bounds of the column's range, in the range filter that is there (and on), else in a new one. */
export function filterRange(view: View, column: ColumnRef, bounds: { from?: Scalar; to?: Scalar }): View {
  const range = view.where.find(
    (filter) => filter.op === 'range' && filter.enabled && !filter.negated && isOnColumn(filter, column),
  );
  if (range?.op !== 'range') {
    return addFilter(view, { op: 'range', column, negated: false, enabled: true, includeTo: false, ...bounds });
  }
  const includeTo = bounds.to === undefined ? range.includeTo : false;
  const { excludeFrom, ...kept } = range;
  const open = excludeFrom && bounds.from === undefined ? { excludeFrom } : {};
  return replaceFilter(view, range.id, { ...kept, ...bounds, includeTo, ...open });
}

/** Undefined or blank text removes the query. */
export function setQuery(view: View, query: QueryText | undefined): View {
  const { query: _old, ...rest } = view;
  return query && query.text.trim() !== '' ? { ...rest, query: { ...query, text: query.text.trim() } } : rest;
}

export function toggleQuery(view: View): View {
  return view.query ? { ...view, query: toggle(view.query) } : view;
}

/** Undefined, or a range open at both ends, removes the time range. */
export function setTime(view: View, time: Range | undefined): View {
  const { time: _old, ...rest } = view;
  return time && (time.from !== undefined || time.to !== undefined) ? { ...rest, time } : rest;
}

export function toggleTime(view: View): View {
  return view.time ? { ...view, time: toggle(view.time) } : view;
}

function toggle<T extends { enabled?: boolean | undefined }>(part: T): T {
  const { enabled, ...rest } = part;
  return (enabled === false ? rest : { ...part, enabled: false }) as T;
}

export const sortOf = (view: View, column: ColumnRef): Sort | undefined =>
  view.sort.find((sort) => sameColumn(sort.column, column));

/** Sorts by a column, or no longer (`undefined`). `keepOthers` keeps the other sorted columns, in their order. */
export function setSort(view: View, column: ColumnRef, descending: boolean | undefined, keepOthers = false): View {
  const known = sortOf(view, column);
  const others = keepOthers ? view.sort : view.sort.filter((sort) => sort === known);
  if (descending === undefined) return { ...view, sort: others.filter((sort) => sort !== known) };
  const next: Sort = { column, descending };
  return { ...view, sort: known ? others.map((sort) => (sort === known ? next : sort)) : [...others, next] };
}

/** The click on a header: unsorted → ascending → descending → unsorted. */
export function cycleSort(view: View, column: ColumnRef, keepOthers = false): View {
  const known = sortOf(view, column);
  return setSort(view, column, known ? (known.descending ? undefined : true) : false, keepOthers);
}

export const hasColumn = (columns: ColumnRef[], column: ColumnRef): boolean =>
  columns.some((shown) => sameColumn(shown, column));

export function setColumns(view: View, columns: ColumnRef[]): View {
  return { ...view, columns: columns.filter((column, at) => columns.findIndex((c) => sameColumn(c, column)) === at) };
}

/** Shows a column, after the last one or after `after`; one that is shown already stays where it is. */
export function showColumn(view: View, shown: ColumnRef[], column: ColumnRef, after?: ColumnRef): View {
  if (hasColumn(shown, column)) return setColumns(view, shown);
  const at = after ? shown.findIndex((c) => sameColumn(c, after)) : -1;
  return setColumns(view, at < 0 ? [...shown, column] : shown.toSpliced(at + 1, 0, column));
}

export function hideColumn(view: View, shown: ColumnRef[], column: ColumnRef): View {
  return setColumns(
    view,
    shown.filter((c) => !sameColumn(c, column)),
  );
}

/** Moves a column to index `to` of the list that results. */
export function moveColumn(view: View, shown: ColumnRef[], column: ColumnRef, to: number): View {
  const moved = shown.find((c) => sameColumn(c, column));
  if (!moved) return view;
  const others = shown.filter((c) => c !== moved);
  return setColumns(view, others.toSpliced(Math.max(0, Math.min(others.length, to)), 0, moved));
}

/** The view as it takes effect: switched-off filters, query and time range left out. This is what the engine is asked. */
export function liveView(view: View): View {
  const { query, time, ...rest } = view;
  return {
    ...rest,
    where: view.where.filter((filter) => filter.enabled),
    ...(query && query.enabled !== false ? { query } : {}),
    ...(time && time.enabled !== false ? { time } : {}),
  };
}

/** What a filter says, without its id. */
const conditionKey = ({ id: _id, ...filter }: Filter): unknown => [
  'column' in filter ? columnKey(filter.column) : null,
  'filters' in filter ? filter.filters.filter(({ enabled }) => enabled).map(conditionKey) : null,
  { ...filter, column: undefined, filters: undefined },
];

/** One text for "the same rows in the same order": columns, ids and what is switched off make no difference. */
export function rowsKey(view: View): string {
  const live = liveView(view);
  return JSON.stringify([
    live.from,
    live.where.map(conditionKey),
    live.query ?? null,
    live.time ?? null,
    live.sort.map((sort) => [columnKey(sort.column), sort.descending]),
  ]);
}
