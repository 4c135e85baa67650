// Which log types a view of the timeline leaves out, as one filter among its others.
import { addFilter, removeFilter } from '../../../../shared/query/edit.ts';
import {
  type ColumnFilter,
  type ColumnRef,
  type Filter,
  isOnColumn,
  type View,
} from '../../../../shared/query/view.ts';

const logType: ColumnRef = { column: 'log_type', path: [] };

const isOurs = (filter: Filter): filter is Extract<ColumnFilter, { op: 'in' }> =>
  isOnColumn(filter, logType) && filter.op === 'in' && filter.negated && filter.enabled;

export const leftOut = (view: View): string[] => view.where.filter(isOurs).flatMap(({ values }) => values.map(String));

export function leaveOut(view: View, names: string[]): View {
  const without = view.where.filter(isOurs).reduce((so, { id }) => removeFilter(so, id), view);
  if (names.length === 0) return without;
  return addFilter(without, { op: 'in', column: logType, values: names, negated: true, enabled: true });
}
