// What can be done at a place of the table, whichever way it is asked for: keys, mouse or menu.
import type { KeyboardEvent } from 'react';
import { type Axis, type PivotSort, pivotOn } from '../../../../shared/query/pivot.ts';
import { drillPivot, dropGroup, keepKey, type PivotKey } from '../../../../shared/query/pivot-drill.ts';
import { cycleSort, setSort, sortOf } from '../../../../shared/query/pivot-edit.ts';
import { groupKey, type PivotGroup } from '../../../../shared/query/pivot-table.ts';
import type { View } from '../../../../shared/query/view.ts';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import { isOpenGroup } from '../layout.ts';
import { usePivotStore } from '../pivot-context.ts';
import { copyFigures } from './copy-figures.ts';
import type { Cursor } from './keys.ts';
import { groupsAt, headAt, placeOf, valuesOf } from './place.ts';
import type { Shown } from './use-shown.ts';

export type CellActions = ReturnType<typeof useCellActions>;

export function useCellActions(shown: Shown) {
  const store = usePivotStore();
  const { layout, pivot, table, words } = shown;
  const { edit } = store.getState();

  function titleOf(at: Cursor): string {
    const { row, column } = groupsAt(shown, at);
    const names = [
      ...(row?.keys ?? []).map((_, level) => words.row(level, row!.id)),
      ...(column?.keys ?? []).map((_, level) => words.column(level, column!.id)),
    ];
    return names.map(shorten).join(' · ') || 'All rows';
  }

  /** The rows of the cell, in the view's own order; a header's of its whole column. */
  const openRows = (at: Cursor) =>
    void useWorkspace.getState().openGrid(drillPivot(pivot, placeOf(shown, at)), titleOf(at));

  /** Folds up or opens a name or a header; false when there is nothing to. */
  function fold(at: Cursor, open?: boolean): boolean {
    const found = foldable(at);
    if (!found || open === found.isOpen) return false;
    store.getState().toggle(found.axis, [groupKey(found.group)]);
    return true;
  }

  /** What can be folded up or opened at a place, with all that stand on its level. */
  function foldable(at: Cursor): { axis: Axis; group: PivotGroup; isOpen: boolean } | null {
    const axis = at.row < -1 ? 'columns' : 'rows';
    const group = axis === 'rows' ? layout.rows[at.row]?.group : headAt(shown, at)?.group;
    if (!group || group.keys.length === 0 || group.children.length === 0) return null;
    return { axis, group, isOpen: isOpenGroup(table[axis], group, store.getState().toggled[axis]) };
  }

  /** Brings all groups of the level of a place to what it is not itself: open or folded up. */
  function foldLevel(at: Cursor): boolean {
    const found = foldable(at);
    if (!found) return false;
    const { axis, group, isOpen } = found;
    const { toggled, toggle } = store.getState();
    const level = table[axis].filter(({ keys, children }) => keys.length === group.keys.length && children.length > 0);
    const same = level.filter((one) => isOpenGroup(table[axis], one, toggled[axis]) === isOpen);
    toggle(axis, same.map(groupKey));
    return true;
  }

  /**
   * Rows by the figures of the column, columns by those of the row; by their names where there are no figures. Without `descending`
   * it goes on to the next of the three orders. Nothing is sorted by “others”, which are others elsewhere.
   */
  function sort(at: Cursor, descending?: boolean, axis: Axis = 'rows'): void {
    const { row, column } = groupsAt(shown, at);
    const measure = layout.leaves[at.column]?.measure ?? (axis === 'columns' && row ? 0 : undefined);
    const values = valuesOf(axis === 'rows' ? column : row);
    if (measure === undefined || at.row < -1) {
      edit((now) => setSort(now, byName(sortOf(now, axis), descending), axis));
      return;
    }
    if (values === null) return;
    const place = values.length === 0 ? {} : { at: values };
    edit((now) =>
      descending === undefined
        ? cycleSort(now, measure, place.at, axis)
        : setSort(now, { measure, descending, ...place }, axis),
    );
  }

  const changeView = (change: (view: View) => View) => edit((now) => ({ ...now, view: change(now.view) }));

  const filterTo = (axis: Axis, keys: PivotKey[]) =>
    changeView((view) => keys.reduce((kept, key, level) => keepKey(kept, pivot[axis][level]!.column, key), view));
  const filterAway = (axis: Axis, keys: PivotKey[]) => changeView((view) => dropGroup(view, pivot[axis], keys));

  /** A pivot of the cell's rows alone, by what is below it. */
  function pivotInside(at: Cursor): void {
    const { row, column } = placeOf(shown, at);
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
        if (at.row === -1) sort(at);
        else openRows(at);
        return true;
      case ' ':
        return (at.column === -1 || at.row < -1) && fold(at);
      case '*':
        return foldLevel(at);
      case 's':
        sort(at);
        return true;
      case 'S':
        sort(at, undefined, 'columns');
        return true;
      case '+':
      case '-': {
        const { row, column } = placeOf(shown, at);
        const [axis, keys] = at.row >= 0 && row.length > 0 ? (['rows', row] as const) : (['columns', column] as const);
        if (keys.length === 0) return false;
        (event.key === '+' ? filterTo : filterAway)(axis, [...keys]);
        return true;
      }
      default:
        return false;
    }
  }

  return {
    openRows,
    fold,
    foldable,
    foldLevel,
    sort,
    filterTo,
    filterAway,
    pivotInside,
    copyCell,
    copyTable,
    titleOf,
    onKey,
  };
}

const byName = (before: PivotSort, descending = before.measure === null && !before.descending): PivotSort => ({
  measure: null,
  descending,
});

/** An ARN says most at its end. */
const shorten = (name: string) => {
  if (name.length <= 48) return name;
  return name.startsWith('arn:') ? `…${name.slice(-47)}` : `${name.slice(0, 47)}…`;
};
