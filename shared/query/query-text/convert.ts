// The query of a view turned into filters that can be clicked on, and filters into the query; the rows stay the same.
import { addFilter, removeFilter, setQuery } from '../edit.ts';
import type { Filter, View } from '../view.ts';
import type { QuerySource } from './fields.ts';
import { parseQuery } from './parse.ts';
import { printFilter, printQuery } from './print.ts';

/** Each term joined by AND becomes a filter, on or off as the query was. @throws QueryProblem */
export function queryToFilters(view: View, source: QuerySource): View {
  const { query } = view;
  if (query === undefined) return view;
  const filters = parseQuery(query.text, source, { zone: query.zone ?? 'UTC' });
  const enabled = query.enabled !== false;
  return filters.reduce((now, filter) => addFilter(now, { ...filter, enabled }), setQuery(view, undefined));
}

/**
 * Filters become part of the query, which is on afterwards; a query that was off stays beside it as filters that are off.
 * Filters that are off can be named one by one; in a longer list they stay what they are.
 *
 * @throws QueryProblem when the query that is there cannot be read
 */
export function filtersToQuery(view: View, ids: string[], source: QuerySource): View {
  const named = view.where.filter(({ id }) => ids.includes(id));
  const moved = named.length === 1 ? named : named.filter(({ enabled }) => enabled);
  if (moved.length === 0) return view;
  const start = view.query?.enabled === false ? queryToFilters(view, source) : view;
  const rest = moved.reduce((now, { id }) => removeFilter(now, id), start);
  const text = moved.map((filter) => printFilter(filter, source)).join(' ');
  return setQuery(rest, {
    ...start.query,
    text: start.query ? `${asTerm(start.query.text, source)} ${text}` : printAlone(moved, source),
  });
}

const printAlone = (filters: Filter[], source: QuerySource) =>
  printQuery(
    filters.map((filter) => ({ ...filter, enabled: true })),
    source,
  );

/** In parentheses where what follows would belong to its last part only. */
function asTerm(text: string, source: QuerySource): string {
  const [only, ...others] = parseQuery(text, source);
  return others.length === 0 && only?.op === 'any' ? `(${text})` : text;
}
