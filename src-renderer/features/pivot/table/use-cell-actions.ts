// What can be done at a place of the table, whichever way it is asked for: keys, mouse or menu.
import type { KeyboardEvent } from 'react';
import { pivotOn } from '../../../../shared/query/pivot.ts';
import { type CellPlace, drillPivot, dropKey, keepKey, type PivotKey } from '../../../../shared/query/pivot-drill.ts';
import { cycleSort, setSort } from '../../../../shared/query/pivot-edit.ts';
import { groupKey } from '../../../../shared/query/pivot-table.ts';
import type { View } from '../../../../shared/query/view.ts';
import { useWorkspace } from '../../../ui/workspace.ts';
import { isOpenGroup } from '../layout.ts';
import { usePivotStore } from '../pivot-context.ts';
import { copyFigures } from './copy-figures.ts';
import type { Cursor } from './keys.ts';
import type { Shown } from './use-shown.ts';

export type CellActions = ReturnType<typeof useCellActions>;

export function useCellActions(shown: Shown) {
  const store = usePivotStore();
  const { layout, pivot, table, words } = shown;

  const rowAt = ({ row }: Cursor) => layout.rows[row];
  const leafAt = ({ column }: Cursor) => layout.leaves[column];

  function placeOf(at: Cursor): CellPlace {
    return { row: rowAt(at)?.group.keys ?? [], column: leafAt(at)?.group.keys ?? [] };
  }

  function titleOf(at: Cursor): string {
    const row = rowAt(at)?.group;
    const column = leafAt(at)?.group;
    const names = [
      ...(row?.keys ?? []).map((_, level) => words.row(level, row!.id)),
      ...(column?.keys ?? []).map((_, level) => words.column(level, column!.id)),
    ];
    return names.join(' · ').slice(0, 60) || 'All rows';
  }

  /** The rows of the cell, in the view's own order; a header's of its whole column. */
  const openRows = (at: Cursor) => void useWorkspace.getState().openGrid(drillPivot(pivot, placeOf(at)), titleOf(at));

  /** Folds up or opens a name, or a header at row -2 and above; false when there is nothing to. */
  function fold(at: Cursor, open?: boolean): boolean {
    const axis = at.row < -1 ? 'columns' : 'rows';
    const group =
      axis === 'rows'
        ? rowAt(at)?.group
        : layout.heads[-2 - at.row]?.find(({ from, to }) => at.column >= from && at.column < to)?.group;
    if (!group || group.keys.length === 0 || group.children.length === 0) return false;
    const isOpen = isOpenGroup(table[axis], group, store.getState().toggled[axis]);
    if (open === isOpen) return false;
    store.getState().toggle(axis, groupKey(group));
    return true;
  }

  function sort(at: Cursor, descending?: boolean): void {
    const leaf = leafAt(at);
    const edit = store.getState().edit;
    if (!leaf) {
      edit((now) => setSort(now, { measure: null, descending: now.sort.measure === null && !now.sort.descending }));
      return;
    }
    const values = leaf.group.keys.map((key) => ('othersThan' in key ? undefined : key.value));
    if (values.includes(undefined)) return;
    const place = values.length === 0 ? undefined : (values as (string | null)[]);
    edit((now) =>
      descending === undefined
        ? cycleSort(now, leaf.measure, place)
        : setSort(now, { measure: leaf.measure, descending, ...(place ? { at: place } : {}) }),
    );
  }

  const changeView = (change: (view: View) => View) =>
    store.getState().edit((now) => ({ ...now, view: change(now.view) }));

  const filterTo = (axis: 'rows' | 'columns', keys: PivotKey[]) =>
    changeView((view) => keys.reduce((kept, key, level) => keepKey(kept, pivot[axis][level]!.column, key), view));
  const filterAway = (axis: 'rows' | 'columns', keys: PivotKey[]) => {
    const [key, dimension] = [keys.at(-1), pivot[axis][keys.length - 1]];
    if (key && dimension) changeView((view) => dropKey(view, dimension.column, key));
  };

  /** A pivot of the cell's rows alone, by what is below it. */
  function pivotInside(at: Cursor): void {
    const { row, column } = placeOf(at);
    const view = drillPivot(pivot, { row, column });
    const rows = pivot.rows.slice(row.length);
    const inside = {
      ...pivot,
      view,
      rows,
      columns: pivot.columns.slice(column.length),
      columnSort: { measure: null, descending: false },
    };
    const fresh =
      rows.length > 0 ? { ...inside, sort: { measure: pivot.sort.measure, descending: pivot.sort.descending } } : null;
    const first = pivot.rows[0] ?? pivot.columns[0];
    useWorkspace.getState().openPivot(fresh ?? (first ? pivotOn(view, first.column) : inside), titleOf(at));
  }

  const copyCell = (at: Cursor) => copyFigures(shown, [Math.max(0, at.row), at.row + 1], [at.column, at.column + 1]);
  const copyTable = () => copyFigures(shown, [0, layout.rows.length], [-1, layout.leaves.length]);

  function onKey(at: Cursor, event: KeyboardEvent): boolean {
    const isChord = event.ctrlKey || event.metaKey;
    if (event.altKey) return false;
    if (isChord) {
      if (event.key !== 'c') return false;
      copyCell(at);
      return true;
    }
    switch (event.key) {
      case 'Enter':
        if (at.row < 0) sort(at);
        else openRows(at);
        return true;
      case ' ':
        return at.column === -1 && fold(at);
      case 's':
        sort(at);
        return true;
      case '+':
      case '-': {
        const { row, column } = placeOf(at);
        const [axis, keys] = at.row >= 0 && row.length > 0 ? (['rows', row] as const) : (['columns', column] as const);
        if (keys.length === 0) return false;
        (event.key === '+' ? filterTo : filterAway)(axis, [...keys]);
        return true;
      }
      default:
        return false;
    }
  }

  return { openRows, fold, sort, filterTo, filterAway, pivotInside, copyCell, copyTable, placeOf, titleOf, onKey };
}
