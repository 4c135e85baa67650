// Builds the AG Grid of a pane and keeps it in step with the pane's store, in both directions.
import { createGrid, type GridApi, type GridOptions } from 'ag-grid-community';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';
import type { EngineClient } from '../../../ui/engine.ts';
import { describeProblem } from '../../../ui/problem.ts';
import { isDialogOpen } from '../../../ui/window/typing.ts';
import { knownColumns } from '../columns/resolve.ts';
import { withNeeds } from '../looks/paint-rows.ts';
import { timeNote } from '../looks/time-text.ts';
import { markRefs } from '../marks/mark-places.ts';
import { type PaneState, type PaneStore, rowsToken, shownColumns } from '../pane-store.ts';
import { cellEvents } from './cell-events.ts';
import { paintedText } from './column-defs.ts';
import { columnEvents } from './column-events.ts';
import { followLooks } from './follow-looks.ts';
import { cellOf, type GridRow } from './grid-row.ts';
import { createHeaders } from './headers.ts';
import { markId, markRef } from './mark-ref.ts';
import { createMarks } from './marks.ts';
import { registerModules } from './modules.ts';
import { createRowSource } from './row-source.ts';
import { columnById, frameOf, resolvedColumns, type TableContext } from './table-context.ts';
import type { TableHandle } from './table-handle.ts';
import { gridTheme, headerHeight } from './theme.ts';
import { attachWheel } from './wheel-listener.ts';
import { fitWidth } from './widths.ts';
import './stretch.css';
import './table.css';
import '../marks/badges.css';

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
  const context: TableContext = { element, store, zone, api: () => api };
  const marks = createMarks(context);
  const headers = createHeaders(context, marks);
  const looks = followLooks(context, headers, readAgain);
  const pageListeners = new Set<() => void>();
  const source = createRowSource({
    engine,
    opened: () => store.getState().opened,
    columns: columnsToRead,
    linked: looks.linked,
    onRows: fitNewColumns,
    onPainted(opened) {
      const painted = rowsToken(opened);
      if (store.getState().painted !== painted) store.setState({ painted });
      for (const listener of pageListeners) listener();
    },
    onFailure,
  });
  const options: GridOptions<GridRow> = {
    ...cellEvents(context),
    ...columnEvents(context),
    theme: gridTheme,
    rowModelType: 'infinite',
    columnDefs: headers.defs(),
    defaultColDef: {
      sortable: false,
      cellDataType: false,
      minWidth: 48,
      width: 140,
      suppressKeyboardEvent: ({ event, node, column }) =>
        onCellKey(event, node.rowIndex ?? 0, columnById(context, column.getColId())?.ref ?? markRef),
    },
    cacheBlockSize: blockSize,
    maxBlocksInCache: 12,
    blockLoadDebounceMillis: 20,
    infiniteInitialRowCount: 0,
    rowHeight: looks.rowHeight(),
    headerHeight,
    animateRows: false,
    suppressColumnMoveAnimation: true,
    suppressDragLeaveHidesColumns: true,
    suppressNoRowsOverlay: true,
    preventDefaultOnContextMenu: true,
    getRowClass: ({ node }) => marks.classesOf(node.rowIndex ?? -1),
    getRowStyle: ({ data, node }) => looks.rowStyle(data, node.rowIndex),
  };
  const api: GridApi<GridRow> = createGrid(element, options);
  // Given before there are rows, the grid would ask for them twice.
  let hasSource = false;
  if (store.getState().opened) giveSource();
  const viewport = element.querySelector<HTMLElement>('.ag-grid-viewport');
  if (!viewport) throw new Error('AG Grid has no .ag-grid-viewport any more: the wheel and page keys rely on it.');
  const rowsHeight = () => (store.getState().opened?.matched ?? 0) * looks.rowHeight();
  const stopWheel = attachWheel(viewport, rowsHeight, looks.rowHeight);
  const stopFollowing = store.subscribe(follow);
  let asked = new Set(columnsToRead().map(columnKey));
  let wasLinked = looks.linked();
  let reopened = Number.NEGATIVE_INFINITY;
  return handle(viewport);

  function giveSource(): void {
    hasSource = true;
    api.setGridOption('datasource', source);
  }

  function follow(state: PaneState, before: PaneState): void {
    if (state.opened !== before.opened) showRows(state, before);
    const columnsChanged = shownColumns(state) !== shownColumns(before) || state.looks.pins !== before.looks.pins;
    if (columnsChanged) showColumns();
    looks.follow(state, before);
    if (state.selection !== before.selection || state.focus?.index !== before.focus?.index) marks.paint();
    if (state.history.present !== before.history.present) headers.paint();
  }

  function showColumns(): void {
    api.setGridOption('columnDefs', headers.defs());
    readAgain();
  }

  /** What is shown, and what colours need beside it. */
  function columnsToRead(): ColumnRef[] {
    const { table } = store.getState();
    const needs = [...looks.needs(), ...markRefs(table)];
    return withNeeds(knownColumns(table, shownColumns(store.getState())), needs);
  }

  /** Reads the loaded rows again where they lack something that is needed now. */
  function readAgain(): void {
    const keys = columnsToRead().map(columnKey);
    const isMissing = keys.some((key) => !asked.has(key)) || (looks.linked() && !wasLinked);
    asked = new Set(keys);
    wasLinked = looks.linked();
    if (isMissing) api.refreshInfiniteCache();
  }

  function onFailure(error: unknown): void {
    // While a view is being replaced, the rows of the old one may be gone already; the new ones come.
    if (store.getState().opening) return;
    const wasPutAway = (error as { code?: unknown }).code === 'NOT_FOUND';
    if (wasPutAway && performance.now() - reopened > 10_000) {
      reopened = performance.now();
      store.getState().reload();
    } else {
      store.setState({ failure: describeProblem(error, 'read these rows') });
    }
  }

  /** Cells keep their old rows until the new ones are there: the cache is refreshed, never purged. */
  function showRows({ opened }: PaneState, { opened: before }: PaneState): void {
    const isSame = opened?.viewId === before?.viewId;
    const isOther = !isSame && opened?.key !== before?.key;
    const hadFocus = isOther && element.contains(document.activeElement);
    const grewInside = isSame && opened?.matched !== before?.matched && (before?.matched ?? 0) % blockSize !== 0;
    // The first rows of a search in a sorted view stand in the order they were found in.
    const becameFinal = isSame && opened?.ready === true && before?.ready === false;
    if (!isSame) source.stop();
    if (opened?.total !== before?.total) api.setGridOption('columnDefs', headers.defs());
    if (isOther && viewport) viewport.scrollTop = 0;
    const isFirst = !hasSource && opened !== null;
    if (isFirst) giveSource();
    api.setRowCount(opened?.matched ?? 0, true);
    if (!isFirst && (!isSame || grewInside || becameFinal)) api.refreshInfiniteCache();
    // Nobody has the keyboard yet: a grid that has just come up takes it.
    const isFree = before === null && document.activeElement === document.body && element.offsetParent !== null;
    if (isOther && opened) goToTop(opened.matched, (hadFocus || isFree) && !isDialogOpen());
  }

  /** Other rows: the focus starts again at the first, in the same column. The keyboard stays in the grid if it was there. */
  function goToTop(count: number, hadFocus: boolean): void {
    const { focus } = store.getState();
    if (focus) store.setState({ focus: count > 0 ? { index: 0, column: focus.column } : null });
    if (!hadFocus) api.clearFocusedCell();
    else if (count === 0) element.focus();
    else api.setFocusedCell(0, keyOf(focus?.column));
  }

  /** Gives columns that nobody has sized a width that fits the first rows seen. */
  function fitNewColumns(rows: GridRow[]): void {
    const { widths } = store.getState().looks;
    const unsized = resolvedColumns(context).filter((c) => widths[c.key] === undefined && rows[0]?.places.has(c.key));
    if (unsized.length === 0) return;
    const fitted = unsized.map((c) => {
      const frame = frameOf(context);
      const note = c.kind === 'time' ? timeNote(frame) : '';
      return [c.key, fitWidth(c, rows, (text) => paintedText(c, text, undefined, frame), note)] as const;
    });
    store.getState().resize(Object.fromEntries(fitted));
    api.setColumnWidths(fitted.map(([key, newWidth]) => ({ key, newWidth })));
  }

  function keyOf(column?: ColumnRef): string {
    const wanted = column ?? store.getState().focus?.column;
    const known = wanted && api.getColumn(columnKey(wanted)) ? columnKey(wanted) : undefined;
    return known ?? resolvedColumns(context)[0]?.key ?? markId;
  }

  function handle(rows: HTMLElement): TableHandle {
    const rectOf = (selector: string) => element.querySelector<HTMLElement>(selector)?.getBoundingClientRect() ?? null;
    const idOf = (column: ColumnRef) => `[col-id="${CSS.escape(columnKey(column))}"]`;
    return {
      focusCell(index, column, place) {
        const onScreen = element.querySelector(`.ag-row[row-index="${index}"]`) !== null;
        api.ensureIndexVisible(index, onScreen ? null : place);
        api.ensureColumnVisible(keyOf(column));
        api.setFocusedCell(index, keyOf(column));
      },
      showRow: (index) => api.ensureIndexVisible(index),
      refocus() {
        const { focus, opened } = store.getState();
        if (opened?.matched) api.setFocusedCell(Math.min(focus?.index ?? 0, opened.matched - 1), keyOf(focus?.column));
      },
      rowAt: (index) => api.getDisplayedRowAtIndex(index)?.data,
      rowsPerPage: () => Math.max(1, Math.floor((rows.clientHeight - headerHeight) / looks.rowHeight()) - 1),
      autosize: (columns) => api.autoSizeColumns(columns.map(columnKey)),
      loadedValues(key) {
        const counts = new Map<string, number>();
        api.forEachNode(({ data }) => {
          const value = cellOf(data, key);
          if (value != null) counts.set(value, (counts.get(value) ?? 0) + 1);
        });
        return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
      },
      onPage(listener) {
        pageListeners.add(listener);
        return () => void pageListeners.delete(listener);
      },
      cellRect: (index, column) => rectOf(`.ag-row[row-index="${index}"] .ag-cell${idOf(column)}`),
      headerRect: (column) => rectOf(`.ag-header-cell${idOf(column)}`),
      refresh: () => api.refreshInfiniteCache(),
      repaint() {
        headers.paint();
        api.refreshCells({ force: true });
      },
      destroy() {
        stopFollowing();
        stopWheel();
        looks.stop();
        source.stop();
        api.destroy();
      },
    };
  }
}
