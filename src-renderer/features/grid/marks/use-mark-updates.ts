// Keeps the grid's rows in step with marks, whoever changed them: the pages on screen are read again, and a view that looks for
// marks is opened again.
import { useEffect } from 'react';
import type { TableInfo } from '../../../../shared/contract/views.ts';
import { liveView } from '../../../../shared/query/edit.ts';
import type { ColumnRef, Filter, View } from '../../../../shared/query/view.ts';
import { useTagStore, useTags } from '../../../ui/tags.ts';
import { usePaneStore } from '../pane-context.ts';
import { noRows } from '../table/selection.ts';
import { canMark, markRefs } from './mark-places.ts';

export function useMarkUpdates(): void {
  const store = usePaneStore();
  const tags = useTags();
  useEffect(
    () =>
      useTagStore.subscribe(({ version }, before) => {
        const { table, history, opened, handle, reload } = store.getState();
        if (version === before.version || !canMark(table) || !opened) return;
        if (!looksForMarks(table, history.present)) return handle?.refresh();
        // The places that are selected may be those of other rows now.
        store.setState({ selection: noRows });
        reload();
      }),
    [store],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: other colours are painted on the same rows
  useEffect(() => store.getState().handle?.repaint(), [store, tags]);
}

/** Whether which rows a view has, or their order, depends on marks. */
export function looksForMarks(table: TableInfo, view: View): boolean {
  const names = markRefs(table).map(({ column }) => column.toLowerCase());
  const isMark = ({ column }: ColumnRef) => names.includes(column.toLowerCase());
  const asks = (filter: Filter): boolean =>
    'filters' in filter ? filter.filters.some(asks) : 'column' in filter && isMark(filter.column);
  const { where, sort, query } = liveView(view);
  // A word of the query that is no field costs one opening too many.
  const words = query?.text.toLowerCase() ?? '';
  return where.some(asks) || sort.some(({ column }) => isMark(column)) || names.some((name) => words.includes(name));
}
