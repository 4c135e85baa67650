// Whether what is counted or shown depends on marks: then it is other once they have changed, and has to be asked for again.
import type { TableInfo } from '../contract/views.ts';
import { liveView } from '../query/edit.ts';
import type { Pivot } from '../query/pivot.ts';
import type { ColumnRef, Filter, View } from '../query/view.ts';

type Marked = Pick<TableInfo, 'columns'>;

const markNames = ({ columns }: Marked): string[] =>
  columns.flatMap(({ name, mark }) => (mark === undefined ? [] : [name.toLowerCase()]));

/** Whether one of the columns is of marks, or derived from one. */
export function areMarks(table: Marked, columns: ColumnRef[]): boolean {
  const names = markNames(table);
  return columns.some(({ column }) => names.includes(column.toLowerCase()));
}

/** Whether which rows a view has, or their order, depends on marks. */
export function looksForMarks(table: Marked, view: View): boolean {
  const asks = (filter: Filter): boolean =>
    'filters' in filter ? filter.filters.some(asks) : 'column' in filter && areMarks(table, [filter.column]);
  const { where, sort, query } = liveView(view);
  // A word of the query that is no field costs one opening too many.
  const words = query?.text.toLowerCase() ?? '';
  return (
    where.some(asks) ||
    areMarks(
      table,
      sort.map(({ column }) => column),
    ) ||
    markNames(table).some((name) => words.includes(name))
  );
}

export function countsMarks(table: Marked, { view, rows, columns, values }: Pivot): boolean {
  const measured = values.flatMap((measure) => ('column' in measure ? [measure.column] : []));
  const counted = [...[...rows, ...columns].map(({ column }) => column), ...measured];
  return areMarks(table, counted) || looksForMarks(table, view);
}
