// What the rest of the pane may ask of the table, without knowing AG Grid.
import type { ColumnRef } from '../../../../shared/query/view.ts';
import type { GridRow } from './grid-row.ts';

export type TableHandle = {
  /**
   * Scrolls to a row and puts the keyboard on it; without a column, on the focused one or the first. `middle`: a row that
   * is out of sight comes to the middle, not to the nearest edge.
   */
  focusCell: (index: number, column?: ColumnRef, place?: 'middle') => void;
  /** Scrolls to a row; the keyboard stays where it is. */
  showRow: (index: number) => void;
  /** Gives the keyboard back to the cell that had it, else to the first. */
  refocus: () => void;
  /** The row if its page is loaded. */
  rowAt: (index: number) => GridRow | undefined;
  /** Rows that fit the window. */
  rowsPerPage: () => number;
  /** Fits columns to the rows on screen. */
  autosize: (columns: ColumnRef[]) => void;
  /** Distinct values of a column in the rows that are loaded, most frequent first. */
  loadedValues: (key: string) => string[];
  /** Hears of every page that is shown. Gives a function that stops listening. */
  onPage: (listener: () => void) => () => void;
  /** Where a cell (or a column's header) is on screen, for a popup opened by keyboard. */
  cellRect: (index: number, column: ColumnRef) => DOMRect | null;
  headerRect: (column: ColumnRef) => DOMRect | null;
  /** Reads the rows on screen again. */
  refresh: () => void;
  /** Paints headers and cells again, with the rows that are there (another time zone). */
  repaint: () => void;
  destroy: () => void;
};
