// Regular expressions are checked before anything is scanned, so that a half-typed one is told where it is wrong.

import { findRegex } from '../../../../shared/query/query-text/regex-place.ts';
import { columnKey, type Filter, type View } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { EngineError, messageOf } from '../../engine-error.ts';
import { expandView, placeInQuery } from './expand-view.ts';
import type { Columns } from './place.ts';

/** INVALID with the part that RE2 does not take, or the part of the query that cannot be read. */
export async function checkRegexes(
  connection: Connection,
  source: Columns,
  view: Pick<View, 'where' | 'query'>,
): Promise<void> {
  const { where } = expandView(source, view);
  // The query's filters come after the view's own.
  for (const [i, filter] of where.entries())
    await checkFilter(connection, filter, i < view.where.length ? null : (view.query?.text ?? null));
}

/** @param query the text that the filter comes from; null: it is a condition of its own */
async function checkFilter(connection: Connection, filter: Filter, query: string | null): Promise<void> {
  if (!filter.enabled) return;
  if (filter.op === 'matches') await check(connection, filter.value, columnKey(filter.column), query);
  else if (filter.op === 'record' && filter.regex) await check(connection, filter.value, 'search', query);
  else if ('filters' in filter) for (const one of filter.filters) await checkFilter(connection, one, query);
}

async function check(connection: Connection, pattern: string, at: string, query: string | null): Promise<void> {
  try {
    await connection.value(`SELECT regexp_matches('', $1)`, { values: [pattern] });
  } catch (error) {
    // `Invalid Input Error: missing ): (abc`
    const complaint = messageOf(error).replace(/^.*?Error: /s, '');
    const [reason, part = ''] = complaint.split(/: (.*)/s);
    const offset = part === '' ? -1 : pattern.indexOf(part);
    const within = offset > 0 ? `${at}, character ${Array.from(pattern.slice(0, offset)).length + 1}` : at;
    const place =
      query === null ? null : findRegex(query, pattern, ...(offset < 0 ? [] : [offset, offset + part.length]));
    throw new EngineError(
      'INVALID',
      `“${pattern}” is not a regular expression: ${part === pattern ? reason : complaint}.`,
      {
        ...(query !== null && place ? placeInQuery(query, place) : { at: within }),
        hint: 'It follows RE2 syntax: no look-around and no back-references. Put a backslash before a sign that is meant literally.',
      },
      { cause: error },
    );
  }
}
