// What the table tells the pane about cells: focus, menu, double click, and the whole text of the cell pointed at.
import type { GridOptions } from 'ag-grid-community';
import { formatInstant } from '../../../../shared/values/time.ts';
import { paintedText } from './column-defs.ts';
import { cellOf, type GridRow } from './grid-row.ts';
import { markId, markRef } from './mark-ref.ts';
import { columnById, frameOf, type TableContext } from './table-context.ts';

export function cellEvents(context: TableContext): GridOptions<GridRow> {
  const { store, zone } = context;
  return {
    onCellFocused({ rowIndex, column }) {
      if (rowIndex === null || !column) return;
      const id = typeof column === 'object' ? column.getColId() : column;
      store.setState({ focus: { index: rowIndex, column: columnById(context, id)?.ref ?? markRef } });
    },
    onCellContextMenu({ rowIndex, column, event }) {
      const ref = columnById(context, column.getColId())?.ref;
      if (rowIndex === null || !ref || !(event instanceof MouseEvent)) return;
      context.api().setFocusedCell(rowIndex, column);
      const anchor = new DOMRect(event.clientX, event.clientY, 0, 0);
      store.getState().show({ kind: 'cell', anchor, place: { index: rowIndex, column: ref } });
    },
    onCellDoubleClicked({ column }) {
      if (column.getColId() !== markId) store.setState({ dock: 'record' });
    },
    onCellMouseOver({ event, data, column }) {
      const cell = (event?.target as Element | null)?.closest<HTMLElement>('.ag-cell');
      if (!cell) return;
      const isCut = cell.scrollWidth > cell.clientWidth || cell.scrollHeight > cell.clientHeight;
      cell.title = titleOf(column.getColId(), data, isCut);
    },
  };

  function titleOf(id: string, row: GridRow | undefined, isCut: boolean): string {
    const column = columnById(context, id);
    const text = column && cellOf(row, column.key);
    if (!column || text == null) return '';
    if (column.kind === 'time') return `${text}\n${formatInstant(text, zone())} (${zone()})`;
    return isCut ? paintedText(column, text, row, frameOf(context)) : '';
  }
}
