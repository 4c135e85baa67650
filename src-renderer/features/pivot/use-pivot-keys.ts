// Keys that work anywhere in a pivot's pane while it is the one in front.
import { type RefObject, useEffect } from 'react';
import { transpose } from '../../../shared/query/pivot-edit.ts';
import { useHasKeyboard } from '../../ui/window/keyboard-side.ts';
import { isDialogOpen, isTyping } from '../../ui/window/typing.ts';
import { usePivotStore } from './pivot-context.ts';

export function usePivotKeys(active: boolean, pane: RefObject<HTMLElement | null>): void {
  const store = usePivotStore();
  const hasKeys = useHasKeyboard() && active;
  useEffect(() => {
    if (!hasKeys) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const isHere = target === document.body || (pane.current?.contains(target) ?? false);
      if (event.defaultPrevented || event.altKey || isDialogOpen() || !isHere || isTyping(target)) return;
      if (run(event)) event.preventDefault();
    };
    const run = (event: KeyboardEvent): boolean => {
      const { undo, redo, edit, toggleBuilder } = store.getState();
      const key = event.key.toLowerCase();
      if (event.ctrlKey || event.metaKey) {
        if (key === 's') pane.current?.querySelector<HTMLElement>('[aria-label="Save under a name"]')?.click();
        else if (key === 'y' || (key === 'z' && event.shiftKey)) redo();
        else if (key === 'z') undo();
        else return false;
        return true;
      }
      const add = { r: 'Add to rows', c: 'Add to columns', v: 'Add a value', f: 'Add a filter' }[key];
      if (add) pane.current?.querySelector<HTMLElement>(`[aria-label="${add}"]`)?.focus();
      else if (key === 'b') toggleBuilder();
      else if (key === 'x') edit(transpose);
      else return false;
      return true;
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [hasKeys, store, pane]);
}
