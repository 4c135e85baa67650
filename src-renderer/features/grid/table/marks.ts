// Selecting rows in the table: clicks on row marks, and painting which rows are selected and which is current, without
// drawing rows anew.
import { marksOf } from '../marks/mark-places.ts';
import type { AllMark, AllMarkDeps, RowMarkDeps } from './row-mark.ts';
import { allRows, countRows, isSelected, noRows, selectRange, toggleRow } from './selection.ts';
import type { TableContext } from './table-context.ts';

export type Marks = RowMarkDeps & AllMarkDeps & { classesOf: (index: number) => string[]; paint: () => void };

export function createMarks({ element, store }: TableContext): Marks {
  const alive = new Set<AllMark>();
  let anchor: number | null = null;

  const state = () => {
    const { selection, opened } = store.getState();
    const count = countRows(selection);
    return count === 0 ? 'none' : count === opened?.matched ? 'all' : 'some';
  };

  return {
    alive,
    state,
    isSelected: (index) => isSelected(store.getState().selection, index),
    marksOf: (row) => marksOf(store.getState().table, row),
    onMark(index, event) {
      const from = event.shiftKey && anchor !== null ? anchor : null;
      anchor = index;
      store.getState().select((selection) => {
        if (from === null) return toggleRow(selection, index);
        return selectRange(selection, Math.min(from, index), Math.max(from, index) + 1);
      });
    },
    onMarkAll() {
      const matched = store.getState().opened?.matched ?? 0;
      store.getState().select(() => (state() === 'all' ? noRows : allRows(matched)));
    },
    classesOf: (index) => [
      ...(isSelected(store.getState().selection, index) ? ['pm-selected'] : []),
      ...(store.getState().focus?.index === index ? ['pm-current'] : []),
    ],
    paint() {
      const { selection, focus } = store.getState();
      for (const row of element.querySelectorAll<HTMLElement>('.ag-row[row-index]')) {
        const index = Number(row.getAttribute('row-index'));
        const selected = isSelected(selection, index);
        row.classList.toggle('pm-selected', selected);
        row.classList.toggle('pm-current', index === focus?.index);
        row.querySelector('.pm-check')?.setAttribute('aria-checked', String(selected));
      }
      for (const mark of alive) mark.paint();
    },
  };
}
