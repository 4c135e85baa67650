// The column definitions of the table as the view has them now, with headers that paint what the view says.
import type { ColDef } from 'ag-grid-community';
import { cycleSort, sortOf } from '../../../../shared/query/edit.ts';
import { isOnColumn } from '../../../../shared/query/view.ts';
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
      filtered: column !== undefined && view.where.some((f) => f.enabled && isOnColumn(f, column.ref)),
      note: isTime ? timeNote(frame) : '',
      about: isTime ? timeWords(frame) : '',
    };
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
