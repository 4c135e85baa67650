// Which columns narrow a view, by whatever way: conditions, groups of them, the query, the range of time.

import type { QuerySource } from './query-text/fields.ts';
import { parseQuery } from './query-text/parse.ts';
import { QueryProblem } from './query-text/problem.ts';
import type { ColumnRef, Filter, View } from './view.ts';

/** Those of conditions that are on, in groups too. */
export const columnsOfFilters = (filters: Filter[]): ColumnRef[] =>
  filters.flatMap((filter) => {
    if (!filter.enabled) return [];
    if ('filters' in filter) return columnsOfFilters(filter.filters);
    return 'column' in filter ? [filter.column] : [];
  });

/** None for a query that is off, or that cannot be read: the search bar says why. */
export function columnsOfQuery({ query }: Pick<View, 'query'>, source: QuerySource): ColumnRef[] {
  if (query === undefined || query.enabled === false) return [];
  try {
    return columnsOfFilters(parseQuery(query.text, source, { zone: query.zone ?? 'UTC' }));
  } catch (error) {
    if (error instanceof QueryProblem) return [];
    throw error;
  }
}
