// Distinct values of a column with their counts, under the other filters of the view: the value list of a column filter.
import type { ColumnRef, View } from '../../../shared/query/view.ts';
import { isOnColumn } from '../../../shared/query/view.ts';
import type { Connection } from '../duckdb/connection.ts';
import { quoteLiteral } from '../duckdb/quote.ts';
import type { EngineState } from '../engine-state.ts';
import { checkRegexes } from './check-regex.ts';
import { compileWhere } from './compile.ts';
import { inTable } from './find-rows.ts';
import { openedViews } from './opened-views.ts';
import { findPlace } from './place.ts';
import type { RowIndex } from './row-index.ts';
import { selectPart } from './rows.ts';
import { type ResolvedSource, resolveSource } from './source.ts';
import { textOf } from './value-text.ts';

export type ValueList = { values: { value: string | null; count: number }[]; distinct: number };

export async function listValues(
  state: EngineState,
  connection: Connection,
  input: { view: View; column: ColumnRef; search: string; limit: number },
  signal?: AbortSignal,
): Promise<ValueList> {
  await checkRegexes(connection, input.view);
  const source = await resolveSource(state, connection, input.view.from, signal);
  const others = {
    ...input.view,
    where: input.view.where.filter((filter) => !isOnColumn(filter, input.column)),
  };
  const place = findPlace(source, input.column);
  // A whole-record search costs seconds; the grid has mostly done it already.
  const searched = others.search && others.search.enabled !== false;
  return searched
    ? await openedViews(state).withSameRows(others, (index) => count(index && indexedValues(index, place.sql)))
    : await count(null);

  async function count(matched: string | null): Promise<ValueList> {
    // Values are grouped as they are and become text afterwards, once per distinct value.
    const text = textOf({ sql: 'v', type: place.type });
    const having = input.search === '' ? '' : `WHERE contains(lower(${text}), lower(${quoteLiteral(input.search)}))`;
    const rows = await connection.rows(
      `SELECT value, n, count(*) OVER () AS distinct_values FROM (
         SELECT ${text} AS value, sum(n) AS n FROM (
           SELECT v, count(*) AS n FROM (${matched ?? matchedValues(source, others, place.sql)}) GROUP BY v)
         ${having} GROUP BY 1)
       ORDER BY n DESC, value NULLS LAST LIMIT ${input.limit}`,
      { signal },
    );
    return {
      values: rows.map((row) => ({ value: row.value === null ? null : String(row.value), count: Number(row.n) })),
      distinct: Number(rows[0]?.distinct_values ?? 0),
    };
  }
}

function matchedValues(source: ResolvedSource, view: View, sql: string): string {
  const where = compileWhere(source, view);
  return `SELECT ${sql} AS v FROM ${source.relation}${where.length === 0 ? '' : ` WHERE ${where.map((one) => `(${one})`).join(' AND ')}`}`;
}

function indexedValues({ rows, found }: RowIndex, sql: string): string {
  const among = inTable(rows, found.table!);
  return rows.parts
    .map((part) => `SELECT v FROM (${selectPart(part, [`${sql} AS v`], among(part), 0, part.rows)})`)
    .join(' UNION ALL ');
}
