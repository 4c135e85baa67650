// Which rows and columns of a pivot's answer are on screen, in which order: groups sorted, folded up or open, totals at the end.
import type { Pivot } from '../../../shared/query/pivot.ts';
import { groupKey, orderChildren, type PivotGroup, type PivotTable } from '../../../shared/query/pivot-table.ts';

export type RowLine = {
  group: PivotGroup;
  depth: number;
  /** Null: there is nothing inside. */
  open: boolean | null;
  isTotal: boolean;
};
/** A column of figures: a group of columns and a measure. */
export type ColumnLeaf = { group: PivotGroup; measure: number; isTotal: boolean };
/** A header cell over some leaves. `open` as in `RowLine`. */
export type ColumnHead = {
  group: PivotGroup;
  from: number;
  to: number;
  level: number;
  open: boolean | null;
  isTotal: boolean;
};
export type Layout = { rows: RowLine[]; leaves: ColumnLeaf[]; heads: ColumnHead[][] };
type Toggled = { rows: ReadonlySet<string>; columns: ReadonlySet<string> };

/** With more groups than this, only the first level is open when the answer comes. */
const mostOpen = 300;

export function layOut(table: PivotTable, pivot: Pivot, toggled: Toggled): Layout {
  return { rows: layRows(table, pivot, toggled.rows), ...layColumns(table, pivot, toggled.columns) };
}

export const isOpenGroup = (groups: PivotGroup[], group: PivotGroup, toggled: ReadonlySet<string>): boolean =>
  groups.length <= mostOpen !== toggled.has(groupKey(group));

function layRows(table: PivotTable, pivot: Pivot, toggled: ReadonlySet<string>): RowLine[] {
  const lines: RowLine[] = [];
  const visit = (parent: number, depth: number) => {
    for (const id of orderChildren(table, 'rows', parent, pivot.sort)) {
      const group = table.rows[id]!;
      const open = group.children.length === 0 ? null : isOpenGroup(table.rows, group, toggled);
      lines.push({ group, depth, open, isTotal: false });
      if (open) visit(id, depth + 1);
    }
  };
  visit(0, 0);
  const [total] = table.rows;
  if (total && (pivot.columnTotals || pivot.rows.length === 0))
    lines.push({ group: total, depth: 0, open: null, isTotal: true });
  return lines;
}

function layColumns(table: PivotTable, pivot: Pivot, toggled: ReadonlySet<string>): Omit<Layout, 'rows'> {
  const depth = pivot.columns.length;
  const leaves: ColumnLeaf[] = [];
  const heads: ColumnHead[][] = Array.from({ length: depth }, () => []);
  const add = (group: PivotGroup, isTotal: boolean) =>
    leaves.push(...pivot.values.map((_, measure) => ({ group, measure, isTotal })));
  const visit = (parent: number, level: number) => {
    for (const id of orderChildren(table, 'columns', parent, pivot.columnSort)) {
      const group = table.columns[id]!;
      const from = leaves.length;
      const open = group.children.length === 0 ? null : isOpenGroup(table.columns, group, toggled);
      if (open) visit(id, level + 1);
      if (!open || (pivot.rowTotals && group.children.length > 1)) {
        const start = leaves.length;
        add(group, open === true);
        if (open)
          heads[level + 1]!.push({
            group,
            from: start,
            to: leaves.length,
            level: level + 1,
            open: null,
            isTotal: true,
          });
      }
      heads[level]!.push({ group, from, to: leaves.length, level, open, isTotal: false });
    }
  };
  if (depth > 0) visit(0, 0);
  const [total] = table.columns;
  if (total && (depth === 0 || (pivot.rowTotals && leaves.length > 0))) {
    const from = leaves.length;
    add(total, depth > 0);
    heads[0]?.push({ group: total, from, to: leaves.length, level: 0, open: null, isTotal: true });
  }
  return { leaves, heads };
}
