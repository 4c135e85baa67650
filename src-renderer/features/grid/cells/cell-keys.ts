// Keys on a focused cell. `shortcuts.ts` tells the user about them: change both together.
import { hideColumn } from '../../../../shared/query/edit.ts';
import { type ColumnRef, sameColumn } from '../../../../shared/query/view.ts';
import type { EngineClient } from '../../../ui/engine.ts';
import { resolveColumn } from '../columns/resolve.ts';
import { handleMarkKey, handleTrailKey } from '../marks/mark-keys.ts';
import { type PaneStore, shownColumns } from '../pane-store.ts';
import { markId } from '../table/mark-ref.ts';
import { selectRange, toggleRow } from '../table/selection.ts';
import type { CellActions } from './cell-actions.ts';

/** True when the key was meant for the pane and AG Grid must leave it alone. */
export function handleCellKey(
  event: KeyboardEvent,
  index: number,
  column: ColumnRef,
  store: PaneStore,
  actions: CellActions,
  engine: EngineClient,
): boolean {
  // The table tells of a focused cell a moment later: a key typed before that is for this cell, too.
  const { focus } = store.getState();
  if (focus?.index !== index || !sameColumn(focus.column, column)) store.setState({ focus: { index, column } });
  // A popup that is opening has not taken the keyboard yet: what is typed is not for the cell any more.
  const isOurs = store.getState().popup !== null || (event.ctrlKey || event.metaKey ? onChord() : onKey());
  if (isOurs) {
    event.preventDefault();
    event.stopPropagation();
  }
  return isOurs;

  function onChord(): boolean {
    if (event.altKey) return false;
    const { opened } = store.getState();
    switch (event.key.toLowerCase()) {
      case 'c':
        if (store.getState().selection.length > 0) actions.copySelection();
        else if (isData()) actions.copyCell({ index, column });
        return true;
      case 'a':
        store.getState().select(() => (opened?.matched ? [[0, opened.matched]] : []));
        return true;
      case 'home':
        return go(0);
      case 'end':
        return go((opened?.matched ?? 1) - 1);
      default:
        return false;
    }
  }

  function onKey(): boolean {
    if (event.altKey) return handleTrailKey(event.key, store);
    const { handle, opened } = store.getState();
    const page = handle?.rowsPerPage() ?? 1;
    const last = (opened?.matched ?? 1) - 1;
    switch (event.key) {
      case '+':
      case '=':
        return isData() && run(() => actions.filterIn({ index, column }));
      case '-':
        return isData() && run(() => actions.filterOut({ index, column }));
      case 'Enter':
        return run(actions.showRecord);
      case ' ':
        return run(() => (column.column === markId ? mark() : actions.showRecord()));
      case 'x':
        return run(mark);
      case 'h':
        return isData() && run(() => store.getState().edit((view, shown) => hideColumn(view, shown, column)));
      case 'f':
        return isData() && run(() => openAt('filter'));
      case 'a':
        return isTime() && run(() => actions.setTimeAnchor({ index, column }));
      case 'e':
        return isData() && run(() => actions.openEntity({ index, column }));
      case 'PageDown':
        return go(Math.min(last, index + page));
      case 'PageUp':
        return go(Math.max(0, index - page));
      case 'Home':
        return goToColumn(0);
      case 'End':
        return goToColumn(-1);
      case 'ArrowDown':
      case 'ArrowUp':
        return event.shiftKey && extend(event.key === 'ArrowDown' ? Math.min(last, index + 1) : Math.max(0, index - 1));
      case 'ContextMenu':
        return isData() && run(() => openAt('cell'));
      case 'F10':
        return event.shiftKey && isData() && run(() => openAt('cell'));
      case 'Escape':
        if (store.getState().selection.length === 0) return false;
        return run(() => store.getState().select(() => []));
      default:
        return handleMarkKey(event.key, index, column, store, engine);
    }
  }

  function isData(): boolean {
    return shownColumns(store.getState()).some((shown) => sameColumn(shown, column));
  }

  function isTime(): boolean {
    return isData() && resolveColumn(store.getState().table, column).kind === 'time';
  }

  function mark(): void {
    store.getState().select((selection) => toggleRow(selection, index));
  }

  function extend(to: number): boolean {
    store.getState().select((selection) => selectRange(selection, Math.min(index, to), Math.max(index, to) + 1));
    return go(to);
  }

  function go(to: number): boolean {
    store.getState().handle?.focusCell(Math.max(0, to), column);
    return true;
  }

  function goToColumn(at: number): boolean {
    const wanted = shownColumns(store.getState()).at(at);
    if (wanted) store.getState().handle?.focusCell(index, wanted);
    return true;
  }

  function openAt(kind: 'cell' | 'filter'): void {
    const { handle, show } = store.getState();
    const anchor = kind === 'cell' ? handle?.cellRect(index, column) : handle?.headerRect(column);
    if (!anchor) return;
    show(kind === 'cell' ? { kind, anchor, place: { index, column } } : { kind, anchor, column });
  }
}

function run(action: () => unknown): true {
  action();
  return true;
}
