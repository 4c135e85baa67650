// Which colour a row and a cell have: a pure function of the row's own cells, so that scrolling asks for nothing more.
import type { TableInfo } from '../../../../shared/contract/views.ts';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';
import { resolveColumn } from '../columns/resolve.ts';
import { cellOf, type GridRow } from '../table/grid-row.ts';
import { type Hues, huesOf } from './colours.ts';
import type { Colouring } from './looks.ts';
import { holds, rulesFor, type UsableRule } from './rules.ts';

export type RowPaint = {
  /** Columns that must be read with each page, shown or not. */
  needs: ColumnRef[];
  rules: UsableRule[];
  rows: ColumnRef | null;
  /** Columns whose cells are coloured. */
  values: ColumnRef[];
  isValueKey: (key: string) => boolean;
  hueOfRow: (row: GridRow | undefined) => number | null;
};

export const plainPaint: RowPaint = {
  needs: [],
  rules: [],
  rows: null,
  values: [],
  isValueKey: () => false,
  hueOfRow: () => null,
};

/** What a table has no column for is left out. */
export function preparePaint(colouring: Colouring, table: TableInfo): RowPaint {
  if (!colouring.on) return plainPaint;
  const isKnown = (ref: ColumnRef) => resolveColumn(table, ref).known;
  const rules = rulesFor(table).filter(({ id }) => colouring.rules.includes(id));
  const rows = colouring.rows && isKnown(colouring.rows) ? colouring.rows : null;
  const values = colouring.values.filter(isKnown);
  const keys = new Set(values.map(columnKey));
  const conditions = rules.flatMap(({ hue, any }) =>
    any.map((condition) => ({ hue, condition, key: columnKey(condition.ref) })),
  );
  const rowsKey = rows && columnKey(rows);
  return {
    needs: [...values, ...(rows ? [rows] : []), ...rules.flatMap(({ any }) => any.map(({ ref }) => ref))],
    rules,
    rows,
    values,
    isValueKey: (key) => keys.has(key),
    hueOfRow(row) {
      if (!row) return null;
      for (const { hue, condition, key } of conditions) if (holds(condition, cellOf(row, key))) return hue;
      const value = rowsKey === null ? null : cellOf(row, rowsKey);
      return value == null ? null : huesOf(value).ground;
    },
  };
}

export const huesOfCell = (text: string | null | undefined): Hues | null => (text == null ? null : huesOf(text));

/** `columns` and what else is needed, each once. */
export function withNeeds(columns: ColumnRef[], needs: ColumnRef[]): ColumnRef[] {
  const keys = new Set(columns.map(columnKey));
  return [...columns, ...needs.filter((ref) => !keys.has(columnKey(ref)) && keys.add(columnKey(ref)))];
}
