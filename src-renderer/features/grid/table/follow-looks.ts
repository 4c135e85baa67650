// Keeps AG Grid in step with how rows look: their height, what of their cells is coloured, and how times are told.
import type { ColumnRef } from '../../../../shared/query/view.ts';
import { columnKey } from '../../../../shared/query/view.ts';
import { rowHeightOf } from '../looks/looks.ts';
import { preparePaint, type RowPaint } from '../looks/paint-rows.ts';
import type { PaneState } from '../pane-store.ts';
import { rowColours } from './column-defs.ts';
import type { GridRow } from './grid-row.ts';
import type { Headers } from './headers.ts';
import { resolvedColumns, type TableContext } from './table-context.ts';
import { headerHeight } from './theme.ts';

export type LooksFollower = {
  rowHeight: () => number;
  /** Columns that must be read though they may not be shown. */
  needs: () => ColumnRef[];
  /** Whether rows must know the row before them. */
  linked: () => boolean;
  /** Undefined where there is nothing to set: most rows, and each style costs time while scrolling. */
  rowStyle: (row: GridRow | undefined, index: number | null) => Record<string, string> | undefined;
  /** Hears of every change of the pane. */
  follow: (state: PaneState, before: PaneState) => void;
  stop: () => void;
};

/** Distances from now are told anew this often. */
const tickMs = 15_000;

/** `readAgain`: rows must be read with other columns, or with the row before them. */
export function followLooks(context: TableContext, headers: Headers, readAgain: () => void): LooksFollower {
  const { element, store } = context;
  const looks = () => store.getState().looks;
  const rowHeight = () => rowHeightOf(looks());
  let known: { from: unknown; paint: RowPaint } | null = null;
  /** Places of rows that have a colour. */
  const tinted = new Set<number>();
  let ticker: ReturnType<typeof setInterval> | undefined;
  setSizes();
  setTicker();

  function paint(): RowPaint {
    const { colouring } = looks();
    if (known?.from !== colouring) known = { from: colouring, paint: preparePaint(colouring, store.getState().table) };
    return known.paint;
  }

  function setSizes(): void {
    const { lines } = looks();
    element.style.setProperty('--pm-row-height', `${rowHeight()}px`);
    element.toggleAttribute('data-wrap', lines > 1);
    element.style.setProperty('--pm-lines', String(lines));
  }

  function setTicker(): void {
    clearInterval(ticker);
    if (looks().times === 'relative') ticker = setInterval(repaintTimes, tickMs);
  }

  function repaintTimes(): void {
    const columns = resolvedColumns(context).filter(({ kind }) => kind === 'time');
    context.api().refreshCells({ force: true, columns: columns.map(({ ref }) => columnKey(ref)) });
  }

  /** The first row that is wholly on screen stays at the top. */
  function changeHeight(): void {
    const top = element.getBoundingClientRect().top + headerHeight;
    const first = [...element.querySelectorAll<HTMLElement>('.ag-row[row-index]')]
      .filter((row) => row.getBoundingClientRect().top >= top - 1)
      .map((row) => Number(row.getAttribute('row-index')))
      .sort((a, b) => a - b)[0];
    setSizes();
    context.api().setGridOption('rowHeight', rowHeight());
    context.api().redrawRows();
    if (first !== undefined) context.api().ensureIndexVisible(first, 'top');
  }

  function rowStyle(row: GridRow | undefined, index: number | null): Record<string, string> | undefined {
    if (!looks().colouring.on || index === null) return undefined;
    const hue = paint().hueOfRow(row);
    if (hue !== null) tinted.add(index);
    // Another row came to this place: AG Grid keeps the element, and what was set on it.
    else if (!tinted.delete(index)) return undefined;
    return rowColours(hue);
  }

  function recolour(): void {
    tinted.clear();
    context.api().setGridOption('columnDefs', headers.defs());
    readAgain();
    context.api().redrawRows();
  }

  return {
    rowHeight,
    needs: () => paint().needs,
    linked: () => looks().times === 'previous',
    rowStyle,
    follow({ looks: now }, { looks: before }) {
      if (now === before) return;
      if (rowHeightOf(now) !== rowHeightOf(before) || now.lines !== before.lines) changeHeight();
      if (now.colouring !== before.colouring) recolour();
      if (now.times === before.times && now.anchor === before.anchor) return;
      setTicker();
      headers.paint();
      if (now.times === 'previous') readAgain();
      repaintTimes();
    },
    stop: () => clearInterval(ticker),
  };
}
