// Builds the AG Grid of a pane and keeps it in step with the pane's store, in both directions.
import { type ColDef, createGrid, type GridApi, type GridOptions } from 'ag-grid-community';
import { cycleSort, setColumns, sortOf } from '../../../../shared/query/edit.ts';
import { type ColumnRef, columnKey, sameColumn } from '../../../../shared/query/view.ts';
import type { EngineClient } from '../../../ui/engine.ts';
import { describeProblem } from '../../../ui/problem.ts';
import { type ResolvedColumn, resolveColumn } from '../columns/resolve.ts';
import { type PaneState, type PaneStore, shownColumns } from '../pane-store.ts';
import { dataColumn, markColumn, markId, markWidth, paintedText } from './column-defs.ts';
import { cellOf, type GridRow } from './grid-row.ts';
import type { HeaderCell, HeaderLook } from './header-cell.ts';
import { registerModules } from './modules.ts';
import type { AllMark } from './row-mark.ts';
import { createRowSource } from './row-source.ts';
import { allRows, countRows, isSelected, noRows, selectRange, toggleRow } from './selection.ts';
import type { TableHandle } from './table-handle.ts';
import { gridTheme, headerHeight, rowHeight } from './theme.ts';
import { attachWheel } from './wheel-listener.ts';
import { fitWidth } from './widths.ts';
import './stretch.css';
import './table.css';

export type TableDeps = {
  store: PaneStore;
  engine: EngineClient;
  zone: () => string;
  /** A key pressed on a cell; true when it was meant for the pane. */
  onCellKey: (event: KeyboardEvent, index: number, column: ColumnRef) => boolean;
};

const blockSize = 200;

export function createTable(element: HTMLElement, { store, engine, zone, onCellKey }: TableDeps): TableHandle {
  registerModules();
  const headers = new Set<HeaderCell>();
  const allMarks = new Set<AllMark>();
  let anchor: number | null = null;
  let api: GridApi<GridRow>;

  const source = createRowSource({
    engine,
    opened: () => store.getState().opened,
    columns: () => shownColumns(store.getState()),
    onRows: fitNewColumns,
    onFailure(error) {
      // While a view is being replaced, the rows of the old one may be gone already; the new ones come.
      if (!store.getState().opening) store.setState({ failure: describeProblem(error, 'read these rows') });
    },
  });

  const resolved = (): ResolvedColumn[] => {
    const state = store.getState();
    return shownColumns(state).map((ref) => resolveColumn(state.table, ref));
  };

  /** Gives columns that nobody has sized a width that fits the first rows seen. */
  function fitNewColumns(rows: GridRow[]): void {
    const { widths } = store.getState().looks;
    const unsized = resolved().filter((c) => widths[c.key] === undefined && rows[0]?.places.has(c.key));
    if (unsized.length === 0 || rows.length === 0) return;
    const fitted = unsized.map((c) => [c.key, fitWidth(c, rows, (text) => paintedText(c, text, zone()))] as const);
    store.getState().resize(Object.fromEntries(fitted));
    api.setColumnWidths(fitted.map(([key, newWidth]) => ({ key, newWidth })));
  }

  function headerLook(key: string): HeaderLook {
    const state = store.getState();
    const view = state.history.present;
    const column = resolved().find((c) => c.key === key);
    const sort = column && sortOf(view, column.ref);
    const order = sort && view.sort.length > 1 ? view.sort.indexOf(sort) + 1 : null;
    return {
      ...(sort ? { sort: { descending: sort.descending, order } } : {}),
      filtered: column !== undefined && view.where.some((f) => f.enabled && sameColumn(f.column, column.ref)),
      note: column?.kind === 'time' ? zone() : '',
    };
  }

  function columnDefs(): ColDef<GridRow>[] {
    const { opened, looks } = store.getState();
    const mark = markColumn(markWidth(opened?.matched ?? 0), {
      isSelected: (index) => isSelected(store.getState().selection, index),
      onMark,
      state: markState,
      onMarkAll: () => {
        const matched = store.getState().opened?.matched ?? 0;
        store.getState().select(() => (markState() === 'all' ? noRows : allRows(matched)));
      },
      alive: allMarks,
    });
    const header = {
      look: headerLook,
      alive: headers,
      onSort: (c: ResolvedColumn, keep: boolean) => store.getState().edit((view) => cycleSort(view, c.ref, keep)),
      onFilter: (c: ResolvedColumn, anchor: DOMRect) =>
        store.getState().show({ kind: 'filter', anchor, column: c.ref }),
      onMenu: (c: ResolvedColumn, anchor: DOMRect) => store.getState().show({ kind: 'header', anchor, column: c.ref }),
    };
    return [mark, ...resolved().map((c) => dataColumn(c, looks, zone, header))];
  }

  function markState(): 'none' | 'some' | 'all' {
    const { selection, opened } = store.getState();
    const count = countRows(selection);
    return count === 0 ? 'none' : count === opened?.matched ? 'all' : 'some';
  }

  function onMark(index: number, event: MouseEvent): void {
    const from = event.shiftKey && anchor !== null ? anchor : null;
    store
      .getState()
      .select((selection) =>
        from === null
          ? toggleRow(selection, index)
          : selectRange(selection, Math.min(from, index), Math.max(from, index) + 1),
      );
    anchor = index;
  }

  function paintMarks(): void {
    const { selection } = store.getState();
    for (const row of element.querySelectorAll<HTMLElement>('.ag-row[row-index]')) {
      const selected = isSelected(selection, Number(row.getAttribute('row-index')));
      row.classList.toggle('pm-selected', selected);
      row.querySelector('.pm-check')?.setAttribute('aria-checked', String(selected));
    }
    for (const mark of allMarks) mark.paint();
  }

  const options: GridOptions<GridRow> = {
    theme: gridTheme,
    rowModelType: 'infinite',
    datasource: source,
    columnDefs: columnDefs(),
    defaultColDef: {
      sortable: false,
      cellDataType: false,
      minWidth: 48,
      width: 140,
      suppressKeyboardEvent: ({ event, node, column }) => {
        const place = column && resolved().find((c) => c.key === column.getColId());
        const index = node.rowIndex ?? 0;
        return place ? onCellKey(event, index, place.ref) : onCellKey(event, index, { column: markId, path: [] });
      },
    },
    cacheBlockSize: blockSize,
    maxBlocksInCache: 12,
    blockLoadDebounceMillis: 20,
    infiniteInitialRowCount: 0,
    rowHeight,
    headerHeight,
    animateRows: false,
    suppressColumnMoveAnimation: true,
    suppressDragLeaveHidesColumns: true,
    suppressNoRowsOverlay: true,
    preventDefaultOnContextMenu: true,
    getRowClass: ({ node }) =>
      isSelected(store.getState().selection, node.rowIndex ?? -1) ? 'pm-selected' : undefined,
    onCellFocused: ({ rowIndex, column }) => {
      const id = typeof column === 'object' && column ? column.getColId() : column;
      const ref = resolved().find((c) => c.key === id)?.ref;
      if (rowIndex !== null)
        store.setState({ focus: { index: rowIndex, column: ref ?? { column: markId, path: [] } } });
    },
    onCellContextMenu: ({ rowIndex, column, event }) => {
      const ref = resolved().find((c) => c.key === column.getColId())?.ref;
      if (rowIndex === null || !ref || !(event instanceof MouseEvent)) return;
      api.setFocusedCell(rowIndex, column);
      const anchor = new DOMRect(event.clientX, event.clientY, 0, 0);
      store.getState().show({ kind: 'cell', anchor, place: { index: rowIndex, column: ref } });
    },
    onCellDoubleClicked: ({ column }) => {
      if (column.getColId() !== markId) store.setState({ dock: 'record' });
    },
    onCellMouseOver: ({ event, data, column }) => {
      const cell = (event?.target as Element | null)?.closest<HTMLElement>('.ag-cell');
      const c = resolved().find(({ key }) => key === column.getColId());
      const text = c && cellOf(data, c.key);
      if (!cell || !c || text == null) return cell?.removeAttribute('title');
      if (c.kind === 'time') cell.title = `${text}\n${paintedText(c, text, zone())} (${zone()})`;
      else if (cell.scrollWidth > cell.clientWidth) cell.title = paintedText(c, text, zone());
      else cell.removeAttribute('title');
    },
    onColumnMoved: ({ finished, source: by }) => {
      if (finished && by === 'uiColumnMoved') takeOrder();
    },
    onColumnPinned: ({ columns, source: by }) => {
      if (by !== 'uiColumnMoved') return;
      for (const column of columns ?? []) {
        const pinned = column.getPinned();
        store.getState().pin(column.getColId(), pinned === true || pinned === 'left' ? 'left' : pinned || null);
      }
    },
    onColumnResized: ({ finished, columns, source: by }) => {
      if (!finished || by === 'api' || by === 'gridOptionsChanged') return;
      const sized = (columns ?? []).filter((column) => column.getColId() !== markId);
      store.getState().resize(Object.fromEntries(sized.map((c) => [c.getColId(), c.getActualWidth()])));
    },
  };
  api = createGrid(element, options);
  const viewport = element.querySelector<HTMLElement>('.ag-grid-viewport');
  if (!viewport) throw new Error('AG Grid has no .ag-grid-viewport any more: the wheel and page keys rely on it.');
  const stopWheel = attachWheel(viewport, () => (store.getState().opened?.matched ?? 0) * rowHeight, rowHeight);

  function takeOrder(): void {
    const refs = new Map(resolved().map((c) => [c.key, c.ref]));
    const order = api.getAllDisplayedColumns().flatMap((column) => refs.get(column.getColId()) ?? []);
    store.getState().edit((view) => setColumns(view, order));
  }

  let asked = new Set<string>();
  function showColumns(): void {
    api.setGridOption('columnDefs', columnDefs());
    const keys = shownColumns(store.getState()).map(columnKey);
    const isMissing = keys.some((key) => !asked.has(key));
    asked = new Set(keys);
    if (isMissing) api.refreshInfiniteCache();
  }

  function showRows(state: PaneState, before: PaneState): void {
    const { opened } = state;
    const isSame = opened?.viewId === before.opened?.viewId;
    if (!isSame) source.stop();
    const grewInside = isSame && (before.opened?.matched ?? 0) % blockSize !== 0;
    // The first rows of a search in a sorted view stand in the order they were found in.
    const becameFinal = isSame && opened?.ready === true && before.opened?.ready === false;
    const count = opened?.matched ?? 0;
    api.setGridOption('columnDefs', columnDefs());
    if (!isSame && opened?.key !== before.opened?.key) viewport!.scrollTop = 0;
    api.setRowCount(count, true);
    if (!isSame || grewInside || becameFinal) api.refreshInfiniteCache();
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (state.opened !== before.opened) showRows(state, before);
    const columnsChanged = shownColumns(state) !== shownColumns(before) || state.looks.pins !== before.looks.pins;
    if (columnsChanged || state.table !== before.table) showColumns();
    if (state.selection !== before.selection) paintMarks();
    if (state.history.present !== before.history.present) for (const header of headers) header.paint();
  });

  return makeHandle();

  function makeHandle(): TableHandle {
    const keyOf = (column?: ColumnRef) => {
      const wanted = column ?? store.getState().focus?.column;
      const known = wanted && api.getColumn(columnKey(wanted)) ? columnKey(wanted) : undefined;
      return known ?? resolved()[0]?.key ?? markId;
    };
    const findCell = (selector: string) =>
      element.querySelector<HTMLElement>(selector)?.getBoundingClientRect() ?? null;
    return {
      focusCell(index, column) {
        api.ensureIndexVisible(index);
        api.ensureColumnVisible(keyOf(column));
        api.setFocusedCell(index, keyOf(column));
      },
      refocus() {
        const { focus, opened } = store.getState();
        if (opened?.matched) api.setFocusedCell(Math.min(focus?.index ?? 0, opened.matched - 1), keyOf(focus?.column));
      },
      rowAt: (index) => api.getDisplayedRowAtIndex(index)?.data,
      rowsPerPage: () => Math.max(1, Math.floor((viewport!.clientHeight - headerHeight) / rowHeight) - 1),
      autosize: (columns) => api.autoSizeColumns(columns.map(columnKey)),
      cellRect: (index, column) =>
        findCell(`.ag-row[row-index="${index}"] .ag-cell[col-id="${CSS.escape(columnKey(column))}"]`),
      headerRect: (column) => findCell(`.ag-header-cell[col-id="${CSS.escape(columnKey(column))}"]`),
      refresh: () => api.refreshInfiniteCache(),
      repaint() {
        for (const header of headers) header.paint();
        api.refreshCells({ force: true });
      },
      destroy() {
        unsubscribe();
        stopWheel();
        source.stop();
        api.destroy();
      },
    };
  }
}
