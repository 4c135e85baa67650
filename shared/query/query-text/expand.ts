// What a view's query text adds to its filters: after this a view is filters alone, which is all that the compiler knows.
import type { View } from '../view.ts';
import type { QuerySource } from './fields.ts';
import { parseQuery } from './parse.ts';

/** @throws QueryProblem */
export function expandQuery<V extends Pick<View, 'where' | 'query'>>(view: V, source: QuerySource): Omit<V, 'query'> {
  const { query, ...rest } = view;
  if (query === undefined || query.enabled === false) return rest;
  return { ...rest, where: [...view.where, ...parseQuery(query.text, source, { zone: query.zone ?? 'UTC' })] };
}
