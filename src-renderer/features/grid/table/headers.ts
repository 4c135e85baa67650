// The column definitions of the table as the view has them now, with headers that paint what the view says.
import type { ColDef } from 'ag-grid-community';
import type { TableInfo } from '../../../../shared/contract/views.ts';
import { cycleSort, hasColumn, sortOf } from '../../../../shared/query/edit.ts';
import { columnsOfFilters, columnsOfQuery } from '../../../../shared/query/filtered-columns.ts';
import type { ColumnRef, View } from '../../../../shared/query/view.ts';
import { preparePaint } from '../looks/paint-rows.ts';
import { timeNote, timeWords } from '../looks/time-text.ts';
import { dataColumn, markColumn, markWidth } from './column-defs.ts';
import type { GridRow } from './grid-row.ts';
import type { HeaderCell, HeaderDeps, HeaderLook } from './header-cell.ts';
import type { Marks } from './marks.ts';
import { columnById, frameOf, resolvedColumns, type TableContext } from './table-context.ts';

export type Headers = { defs: () => ColDef<GridRow>[]; paint: () => void };

export function createHeaders(context: TableContext, marks: Marks): Headers {
  const { store } = context;
  const alive = new Set<HeaderCell>();

  function look(key: string): HeaderLook {
    const view = store.getState().history.present;
    const column = columnById(context, key);
    const sort = column && sortOf(view, column.ref);
    const frame = frameOf(context);
    const isTime = column?.kind === 'time';
    const order = sort && view.sort.length > 1 ? view.sort.indexOf(sort) + 1 : null;
    return {
      ...(sort ? { sort: { descending: sort.descending, order } } : {}),
      filter: column === undefined ? '' : filterWords(view, column.ref),
      note: isTime ? timeNote(frame) : '',
      about: isTime ? timeWords(frame) : '',
    };
  }

  /** Filters made of the query's text, which every header would read again. */
  let read: { view: View; table: TableInfo; columns: ColumnRef[] } | null = null;
  function queried(view: View): ColumnRef[] {
    const { table } = store.getState();
    if (read?.view !== view || read.table !== table) read = { view, table, columns: columnsOfQuery(view, table) };
    return read.columns;
  }

  /** Empty for a column that narrows nothing. */
  function filterWords(view: View, ref: ColumnRef): string {
    const isTimed = view.time !== undefined && view.time.enabled !== false;
    const { timeColumn } = store.getState().table;
    const own = isTimed && timeColumn !== null ? [{ column: timeColumn, path: [] }] : [];
    if (hasColumn([...columnsOfFilters(view.where), ...own], ref)) return 'Filtered';
    return hasColumn(queried(view), ref) ? 'Filtered by the query' : '';
  }

  const header: Omit<HeaderDeps, 'column'> = {
    look,
    alive,
    onSort: ({ ref }, keepOthers) => store.getState().edit((view) => cycleSort(view, ref, keepOthers)),
    onFilter: ({ ref }, anchor) => store.getState().show({ kind: 'filter', anchor, column: ref }),
    onMenu: ({ ref }, anchor) => store.getState().show({ kind: 'header', anchor, column: ref }),
  };

  return {
    defs() {
      const { opened, looks, table } = store.getState();
      const drawing = { frame: () => frameOf(context), paint: preparePaint(looks.colouring, table) };
      const mark = markColumn(markWidth(opened?.total ?? 0), marks);
      return [mark, ...resolvedColumns(context).map((column) => dataColumn(column, looks, drawing, header))];
    },
    paint() {
      for (const cell of alive) cell.paint();
    },
  };
}
