// The view that charts beside the rows count: the pane's own, as soon as the engine is free for it.
import { useRef } from 'react';
import { liveView, rowsKey } from '../../../shared/query/edit.ts';
import type { View } from '../../../shared/query/view.ts';
import { usePane } from './pane-context.ts';
import { type PaneState, rowsOf } from './pane-store.ts';

export type CountedView = { view: View; key: string };

/**
 * Null while there is nothing to count yet. Rows that take long to find are found once, by the grid: until then this stays
 * the view before. Sort and columns make no difference.
 */
export function useCountedView(): CountedView | null {
  const key = usePane(countedKey);
  const view = usePane((state) => state.history.present);
  const kept = useRef<CountedView | null>(null);
  if (key !== null && kept.current?.key !== key) {
    const { columns: _columns, ...live } = liveView(view);
    kept.current = { key, view: { ...live, sort: [] } };
  }
  return kept.current;
}

/**
 * Null while the engine looks for the rows, slice by slice (the first rows of a sorted view come with nothing scanned), and
 * until the first of them are painted, since those are what one waits for.
 */
function countedKey({ history, opened, attempt, painted }: PaneState): string | null {
  const isThere =
    opened?.key === rowsKey(history.present) &&
    opened.attempt === attempt &&
    (opened.ready || opened.scanned === 0) &&
    (opened.matched === 0 || painted?.startsWith(rowsOf(opened)));
  return isThere ? `${attempt} ${rowsKey({ ...history.present, sort: [] })}` : null;
}
