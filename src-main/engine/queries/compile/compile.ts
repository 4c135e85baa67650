// The one compiler from the query model to DuckDB SQL: conditions, order and select list over a source's columns.
import type { Sort, View } from '../../../../shared/query/view.ts';
import { columnKey } from '../../../../shared/query/view.ts';
import { quoteIdentifier } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import { kindOf } from './column-type.ts';
import { compileFilter } from './compile-filter.ts';
import { expandView } from './expand-view.ts';
import { comparisonOf } from './literal.ts';
import { type Columns, findPlace, jsonText } from './place.ts';
import { textOf } from './value-text.ts';
import { joinVirtual } from './virtual-columns.ts';

export type CompileSource = Columns & { timeColumn: string | null };

/** The conditions of a view that are on, as SQL joined by AND; none for all rows. */
export function compileWhere(source: CompileSource, view: Pick<View, 'where' | 'query' | 'time'>): string[] {
  const { where } = expandView(source, view);
  const conditions = where.filter((filter) => filter.enabled).map((filter) => compileFilter(source, filter));
  if (view.time && view.time.enabled !== false) conditions.push(...compileTime(source, view.time));
  return conditions;
}

function compileTime(source: CompileSource, time: NonNullable<View['time']>): string[] {
  if (source.timeColumn === null)
    throw new EngineError('INVALID', `${source.name} has no time column.`, {
      hint: 'Filter a column of its own instead.',
    });
  const place = findPlace(source, { column: source.timeColumn, path: [] });
  const { sql, bound } = comparisonOf(place, textOf(place));
  return [
    ...(time.from === undefined ? [] : [`${sql} >= ${bound(time.from).literal}`]),
    ...(time.to === undefined ? [] : [`${sql} < ${bound(time.to).literal}`]),
  ];
}

export type OrderItem = { sql: string; descending: boolean };

/** Sort keys; missing values come last in both directions. JSON values go by number where they are one, before text. */
export function compileOrder(source: Columns, sort: Sort[]): OrderItem[] {
  return sort.flatMap(({ column, descending }) => {
    const place = findPlace(source, column);
    if (place.type === jsonText)
      return [
        // What begins with a letter is no number; a failing cast costs twice as much as the comparison.
        { sql: `CASE WHEN ${place.sql} < ':' THEN TRY_CAST(${place.sql} AS DOUBLE) END`, descending },
        { sql: place.sql, descending },
      ];
    const nested = ['struct', 'list', 'json'].includes(kindOf(place.type));
    return [{ sql: nested ? textOf(place) : place.sql, descending }];
  });
}

/** The statement that shows a view's rows, as it runs in the console: cells as they are, not cut. */
export function describeView(source: CompileSource & { shown: string }, view: View): string {
  const list = (view.columns ?? []).map((ref) => {
    const { sql } = findPlace(source, ref);
    return ref.path.length === 0 && joinVirtual([sql]) === '' ? sql : `${sql} AS ${quoteIdentifier(columnKey(ref))}`;
  });
  const where = compileWhere(source, view);
  const order = compileOrder(source, view.sort).map(({ sql, descending }) => `${sql}${descending ? ' DESC' : ''}`);
  return [
    list.length === 0 ? 'SELECT *' : list.length < 4 ? `SELECT ${list.join(', ')}` : `SELECT\n  ${list.join(',\n  ')}`,
    `FROM ${source.shown}${joinVirtual(list, where, order)}`,
    ...(where.length === 0 ? [] : [`WHERE ${where.join('\n  AND ')}`]),
    ...(order.length === 0 ? [] : [`ORDER BY ${order.join(', ')}`]),
  ].join('\n');
}
