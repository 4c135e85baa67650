// The pane's columns as AG Grid's column definitions.
import type { ColDef } from 'ag-grid-community';
import { formatInstant } from '../../../../shared/values/time.ts';
import type { ColumnLooks } from '../columns/layout.ts';
import type { ResolvedColumn } from '../columns/resolve.ts';
import { visibleText } from './cell-text.ts';
import { cellOf, type GridRow } from './grid-row.ts';
import { HeaderCell, type HeaderDeps } from './header-cell.ts';
import { markId } from './mark-ref.ts';
import { AllMark, type AllMarkDeps, RowMark, type RowMarkDeps } from './row-mark.ts';

/** The text that is painted for a cell. */
export function paintedText(column: ResolvedColumn, value: string, zone: string): string {
  if (value === '') return '""';
  return column.kind === 'time' ? formatInstant(value, zone) : visibleText(value);
}

const aboutErrors = /(^|[._])(error|reject|fail)/i;

export function dataColumn(
  column: ResolvedColumn,
  looks: ColumnLooks,
  zone: () => string,
  header: Omit<HeaderDeps, 'column'>,
): ColDef<GridRow, string | null> {
  const { key, kind } = column;
  const width = looks.widths[key];
  return {
    colId: key,
    ...(width ? { width } : {}),
    pinned: looks.pins[key] ?? null,
    headerComponent: HeaderCell,
    headerComponentParams: { ...header, column },
    headerName: key,
    headerClass: `pm-head-${kind}`,
    valueGetter: ({ data }) => cellOf(data, key) ?? null,
    valueFormatter: ({ value }) => (value == null ? '' : paintedText(column, value, zone())),
    cellClass: `pm-kind-${kind}`,
    cellClassRules: {
      'pm-empty-text': ({ value }) => value === '',
      'pm-problem': ({ value }) => value != null && value !== '' && aboutErrors.test(key),
    },
  };
}

export function markColumn(width: number, deps: RowMarkDeps & AllMarkDeps): ColDef<GridRow> {
  return {
    colId: markId,
    width,
    minWidth: 44,
    pinned: 'left',
    lockPinned: true,
    lockPosition: 'left',
    suppressMovable: true,
    resizable: false,
    headerName: 'Row',
    headerComponent: AllMark,
    headerComponentParams: deps,
    cellRenderer: RowMark,
    cellRendererParams: deps,
    cellClass: 'pm-mark-cell',
  };
}

/** Room for a checkbox and the largest row number, in pixels. */
export const markWidth = (rows: number): number => 34 + Math.max(2, rows.toLocaleString('en-US').length) * 7;
