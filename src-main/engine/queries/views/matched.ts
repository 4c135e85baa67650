// The rows of a view as something to select from: for value lists, histograms, facets, pivots, which count over all of them.
import type { View } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import type { EngineState } from '../../engine-state.ts';
import { type ResolvedSource, resolveSource } from '../catalog/source.ts';
import { checkRegexes } from '../compile/check-regex.ts';
import { compileWhere } from '../compile/compile.ts';
import { joinVirtual } from '../compile/virtual-columns.ts';
import { readsEntities } from '../timeline/branches.ts';
import { inTable, isSlow } from './find-rows.ts';
import { openedViews } from './opened-views.ts';
import { compileWherePart, isTimeline, type Part, type Rows, selectPart, timelineRows } from './rows.ts';

export type Matched = {
  source: ResolvedSource;
  /** A SELECT of these items, each with an alias (`SQL AS name`, see `findPlace` over `source`), over the rows, in no order. */
  select(this: void, items: string[]): string;
};

/**
 * A condition that is slow is not evaluated again where the grid has found its rows already, while `work` lasts.
 *
 * @throws INVALID when the view cannot be compiled
 */
export async function withMatched<T>(
  state: EngineState,
  connection: Connection,
  view: View,
  signal: AbortSignal | undefined,
  work: (matched: Matched) => Promise<T>,
): Promise<T> {
  const source = await resolveSource(state, connection, view.from, signal);
  await checkRegexes(connection, source, view);
  const where = compileWhere(source, view);
  const scan = (items: string[]) =>
    `SELECT ${items.join(', ')} FROM ${source.relation}${joinVirtual(items, where)}${where.length === 0 ? '' : ` WHERE ${where.map((one) => `(${one})`).join(' AND ')}`}`;
  const over = (rows: Rows, whereOf: (part: Part) => string[]) => (items: string[]) =>
    rows.parts
      .map((part) => `SELECT * EXCLUDE (id) FROM (${selectPart(part, items, whereOf(part), 0, part.rows)})`)
      .join(' UNION ALL ');
  const all = async () => {
    if (!isTimeline(source) || !readsEntities(where)) return await work({ source, select: scan });
    const rows = await timelineRows(connection);
    return await work({ source, select: over(rows, (part) => compileWherePart(source, part, view)) });
  };
  if (!isSlow(source, view)) return await all();
  return await openedViews(state).withSameRows(view, (index) =>
    index === null ? all() : work({ source, select: over(index.rows, inTable(index.rows, index.found.table!)) }),
  );
}
