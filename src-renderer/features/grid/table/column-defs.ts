// The pane's columns as AG Grid's column definitions.
import type { ColDef } from 'ag-grid-community';
import { colourOf } from '../../../ui/log-types/parts.ts';
import { visibleText } from '../../../ui/visible-text.ts';
import type { ColumnLooks } from '../columns/layout.ts';
import type { ResolvedColumn } from '../columns/resolve.ts';
import { edgeColour, groundColour } from '../looks/colours.ts';
import { huesOfCell, type RowPaint } from '../looks/paint-rows.ts';
import { type TimeFrame, timeText } from '../looks/time-text.ts';
import { describeMarks, readTags } from '../marks/mark-places.ts';
import { badgesWidth } from '../marks/row-badges.ts';
import { cellOf, type GridRow } from './grid-row.ts';
import { HeaderCell, type HeaderDeps } from './header-cell.ts';
import { markId } from './mark-ref.ts';
import { AllMark, type AllMarkDeps, RowMark, type RowMarkDeps } from './row-mark.ts';

/** The text that is painted for a cell. */
export function paintedText(column: ResolvedColumn, value: string, row: GridRow | undefined, frame: TimeFrame): string {
  if (value === '') return '""';
  if (column.mark === 'tags') return visibleText(readTags(value).join(', '));
  if (column.mark === 'star') return value === 'true' ? '★' : '';
  return column.kind === 'time' ? timeText(value, column.key, row, frame, Date.now()) : visibleText(value);
}

const aboutErrors = /(^|[._])(error|reject|fail)/i;

export function dataColumn(
  column: ResolvedColumn,
  looks: ColumnLooks,
  { frame, paint }: { frame: () => TimeFrame; paint: RowPaint },
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
    valueFormatter: ({ value, data }) => (value == null ? '' : paintedText(column, value, data, frame())),
    cellClass: `pm-kind-${kind}`,
    cellClassRules: {
      'pm-empty-text': ({ value }) => value === '',
      'pm-problem': ({ value }) => value != null && value !== '' && aboutErrors.test(key),
    },
    ...(key === 'log_type'
      ? { cellStyle: ({ value }) => ({ '--pm-cell-edge': value ? colourOf(value) : 'initial' }) }
      : {}),
    ...(paint.isValueKey(key) ? { cellStyle: ({ value }) => cellColours(value) } : {}),
  };
}

/** CSS variables that table.css draws with; `initial` takes one back. */
function cellColours(value: string | null | undefined): Record<string, string> {
  const hues = huesOfCell(value);
  return hues
    ? {
        '--pm-cell-tint': groundColour(hues.ground),
        '--pm-cell-edge': edgeColour(hues.edge),
        '--pm-ink': 'var(--pm-text)',
      }
    : { '--pm-cell-tint': 'initial', '--pm-cell-edge': 'initial', '--pm-ink': 'inherit' };
}

export function rowColours(hue: number | null): Record<string, string> {
  return hue === null
    ? { '--pm-row-tint': 'initial', '--pm-row-edge': 'initial', '--pm-ink': 'initial' }
    : { '--pm-row-tint': groundColour(hue), '--pm-row-edge': edgeColour(hue), '--pm-ink': 'var(--pm-text)' };
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
    // So that AG Grid paints the cell again when the marks are others.
    valueGetter: ({ data }) => describeMarks(deps.marksOf(data)),
    cellRenderer: RowMark,
    cellRendererParams: deps,
    cellClass: 'pm-mark-cell',
  };
}

/** Room for a checkbox, the largest row number and the row's marks, in pixels. */
export const markWidth = (rows: number): number =>
  34 + badgesWidth + Math.max(2, rows.toLocaleString('en-US').length) * 7;
