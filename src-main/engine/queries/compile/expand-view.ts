// The text of the search bar as filters of the view it stands in. Whoever compiles a view expands it first.
import type { ColumnInfo } from '../../../../shared/contract/views.ts';
import { findFormat, formats } from '../../../../shared/formats/registry.ts';
import { usableAliases } from '../../../../shared/query/query-text/aliases.ts';
import { expandQuery } from '../../../../shared/query/query-text/expand.ts';
import type { QuerySource } from '../../../../shared/query/query-text/fields.ts';
import { QueryProblem } from '../../../../shared/query/query-text/problem.ts';
import type { TextPlace } from '../../../../shared/query/query-text/regex-place.ts';
import type { View } from '../../../../shared/query/view.ts';
import { EngineError } from '../../engine-error.ts';
import { timelineTable } from '../catalog/account-tables.ts';
import { toColumnInfo } from './column-type.ts';
import type { Columns } from './place.ts';

/** INVALID when the query cannot be read; `offset` is the place in its text. */
export function expandView<V extends Pick<View, 'where' | 'query'>>(source: Columns, view: V): Omit<V, 'query'> {
  // Every call about a view comes through here, most of them without a query; what a query's names mean takes a while to list.
  const { query, ...rest } = view;
  if (query === undefined || query.enabled === false) return rest;
  try {
    return expandQuery(view, querySourceOf(source));
  } catch (error) {
    if (!(error instanceof QueryProblem)) throw error;
    throw new EngineError('INVALID', error.message, placeInQuery(query.text, error), { cause: error });
  }
}

/** Of the detail of an error about a query: the place in words and in numbers. */
export const placeInQuery = (text: string, { offset, length }: TextPlace) => ({
  at: `search bar, character ${Array.from(text.slice(0, offset)).length + 1}`,
  offset,
  length,
});

function querySourceOf({ name, columns }: Columns): QuerySource {
  const known = columns.map((column) => toColumnInfo(column.name, column.type));
  return { columns: known, aliases: aliasesOf(name, known) };
}

/** Those of the table's own format before those of every other: a query over CloudTrail rows has CloudTrail's names. */
export function aliasesOf(table: string, columns: ColumnInfo[]): Record<string, string> {
  const own = table === 'timeline' ? timelineTable.aliases : findFormat(table)?.aliases;
  return usableAliases(columns, [own, ...formats.map(({ aliases }) => aliases)]);
}
