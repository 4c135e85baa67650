// Keys that mark the focused row, or the rows that are selected: 1 to 9, s, n and m. `shortcuts.ts` tells the user about them.

import type { ColumnRef } from '../../../../shared/query/view.ts';
import type { EngineClient } from '../../../ui/engine.ts';
import { showNote } from '../../../ui/problem.ts';
import type { PaneStore } from '../pane-store.ts';
import { markId, markRef } from '../table/mark-ref.ts';
import { markRows, presentTarget, tagOfDigit } from './mark-actions.ts';
import { whyNoMarks } from './mark-places.ts';

/** True when the key was one of them. */
export function handleMarkKey(
  key: string,
  index: number,
  column: ColumnRef,
  store: PaneStore,
  engine: EngineClient,
): boolean {
  const { handle, show, table } = store.getState();
  if (!/^[1-9smn]$/.test(key)) return false;
  const why = whyNoMarks(table);
  if (why !== null) {
    showNote(why);
    return true;
  }
  const place = column.column === markId ? markRef : column;
  const anchor = handle?.cellRect(index, place);
  if (key === 's') void markRows(store, engine, { kind: 'star' });
  else if (key === 'm' && anchor) show({ kind: 'tags', anchor, target: presentTarget(store) ?? { row: index } });
  else if (key === 'n' && anchor) show({ kind: 'note', anchor, row: index });
  else if (/\d/.test(key)) {
    const tag = tagOfDigit(Number(key));
    if (tag !== null) void markRows(store, engine, { kind: 'tag', tag });
  }
  return true;
}

/** Alt+← and Alt+→, which AG Grid would take for its own; elsewhere the window's commands have them. */
export function handleTrailKey(key: string, store: PaneStore): boolean {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (by === undefined) return false;
  store.getState().goBy(by);
  return true;
}
