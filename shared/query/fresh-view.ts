// The view that a table opens with: all rows, in the order of time where the table has one.
import type { TableInfo } from '../contract/views.ts';
import type { View } from './view.ts';

export function freshView({ name, timeColumn }: Pick<TableInfo, 'name' | 'timeColumn'>): View {
  return {
    from: { kind: 'table', table: name },
    where: [],
    sort: timeColumn === null ? [] : [{ column: { column: timeColumn, path: [] }, descending: false }],
  };
}
