// What the table tells the pane about columns that were dragged, pinned or sized by the user.
import type { GridOptions } from 'ag-grid-community';
import { setColumns } from '../../../../shared/query/edit.ts';
import type { GridRow } from './grid-row.ts';
import { markId } from './mark-ref.ts';
import { resolvedColumns, type TableContext } from './table-context.ts';

export function columnEvents(context: TableContext): GridOptions<GridRow> {
  const { store } = context;
  return {
    onColumnMoved({ finished, source, api }) {
      if (!finished || source !== 'uiColumnMoved') return;
      const refs = new Map(resolvedColumns(context).map(({ key, ref }) => [key, ref]));
      const order = api.getAllDisplayedColumns().flatMap((column) => refs.get(column.getColId()) ?? []);
      store.getState().edit((view) => setColumns(view, order));
    },
    onColumnPinned({ columns, source }) {
      if (source !== 'uiColumnMoved') return;
      for (const column of columns ?? []) {
        const pinned = column.getPinned();
        store.getState().pin(column.getColId(), pinned === true ? 'left' : pinned || null);
      }
    },
    onColumnResized({ finished, columns, source }) {
      if (!finished || source === 'api' || source === 'gridOptionsChanged') return;
      const sized = (columns ?? []).filter((column) => column.getColId() !== markId);
      store.getState().resize(Object.fromEntries(sized.map((c) => [c.getColId(), c.getActualWidth()])));
    },
  };
}
