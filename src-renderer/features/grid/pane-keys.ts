// Keys that work anywhere in the pane while it is the one in front. `shortcuts.ts` tells the user about them.
import { type RefObject, useEffect, useRef } from 'react';
import { useHasKeyboard } from '../../ui/window/keyboard-side.ts';
import { isTyping } from '../../ui/window/typing.ts';
import { togglePaneColours } from './looks/use-colouring.ts';
import { usePaneStore } from './pane-context.ts';
import { useTimelineShown } from './timeline/use-timeline-shown.ts';

type Places = {
  pane: RefObject<HTMLElement | null>;
  search: RefObject<HTMLElement | null>;
  /** Where popups without a place of their own stand. */
  more: RefObject<HTMLButtonElement | null>;
};

export function usePaneKeys(active: boolean, { pane, search, more }: Places): void {
  const store = usePaneStore();
  const [, toggle] = useTimelineShown();
  const toggleTimeline = useRef(toggle);
  toggleTimeline.current = toggle;
  const hasKeys = useHasKeyboard() && active;
  useEffect(() => {
    if (!hasKeys) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const target = event.target as HTMLElement;
      const inside = pane.current?.contains(target) ?? false;
      const inDialog = target.closest('[role="dialog"], [role="menu"]') !== null;
      const elsewhere = !inside && target !== document.body;
      // The SQL editor has its own Ctrl+F and undo.
      if (inDialog || (elsewhere && target.isContentEditable)) return;
      const done =
        event.ctrlKey || event.metaKey ? onChord(event, isTyping(target)) : inside && onPlainKey(event, target);
      if (done) event.preventDefault();
    };
    const onChord = (event: KeyboardEvent, typing: boolean): boolean => {
      const { undo, redo, show } = store.getState();
      const key = event.key.toLowerCase();
      if (key === 'f' && !event.shiftKey) {
        search.current?.focus();
        if (search.current) getSelection()?.selectAllChildren(search.current);
      } else if (key === 'g' && !event.shiftKey && more.current) {
        show({ kind: 'jump', anchor: more.current.getBoundingClientRect() });
      } else if (!typing && (key === 'y' || (key === 'z' && event.shiftKey))) redo();
      else if (!typing && key === 'z') undo();
      else return false;
      return true;
    };
    const onPlainKey = (event: KeyboardEvent, target: HTMLElement): boolean => {
      if (isTyping(target) || event.shiftKey) return false;
      const { toggleDock } = store.getState();
      if (event.key === 'c') toggleDock('columns');
      else if (event.key === 'r') toggleDock('record');
      else if (event.key === 'v') toggleDock('facets');
      else if (event.key === 't') toggleTimeline.current();
      else if (event.key === 'k') togglePaneColours(store);
      else if (event.key === '/') search.current?.focus();
      else return false;
      return true;
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [hasKeys, store, pane, search, more]);
}
