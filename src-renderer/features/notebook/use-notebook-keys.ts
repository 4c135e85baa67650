// The notebook's keys: on the page as a whole, and on what has the focus. `shortcuts.ts` tells the user about them.
import { type KeyboardEvent as ReactKeyboardEvent, type RefObject, useEffect } from 'react';
import { anchorAt } from '../../../shared/marks/arrange.ts';
import type { Anchor, NotebookEntry, Section } from '../../../shared/marks/notebook.ts';
import { showProblem } from '../../ui/problem.ts';
import { useHasKeyboard } from '../../ui/window/keyboard-side.ts';
import { isDialogOpen, isTyping } from '../../ui/window/typing.ts';
import { useNotebookStore } from './notebook-context.ts';
import { type NotebookStore, pageRows } from './notebook-store.ts';

export function useNotebookKeys(pane: RefObject<HTMLElement | null>): void {
  const store = useNotebookStore();
  const hasKeys = useHasKeyboard();
  useEffect(() => {
    if (!hasKeys) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const isOurs = pane.current?.contains(target) || target === document.body;
      if (event.defaultPrevented || event.altKey || isDialogOpen() || isTyping(target) || !isOurs) return;
      if (onKey(event, store)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [hasKeys, store, pane]);
}

function onKey(event: KeyboardEvent, store: NotebookStore): boolean {
  const { undo, redo, page, opened, goToPage } = store.getState();
  const chord = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  const last = Math.max(0, Math.ceil((opened?.rows ?? 0) / pageRows) - 1);
  const go = (to: number) => {
    if (to !== page && to >= 0 && to <= last)
      void goToPage(to).catch((error: unknown) => showProblem(error, 'read these findings'));
    return true;
  };
  if (chord && (key === 'y' || (key === 'z' && event.shiftKey))) redo();
  else if (chord && key === 'z') undo();
  else if (chord && key === 'home') return go(0);
  else if (chord && key === 'end') return go(last);
  else if (!chord && key === 'pagedown') return go(page + 1);
  else if (!chord && key === 'pageup') return go(page - 1);
  else if (!chord && key === 't' && !event.shiftKey) addText(store, null);
  else return false;
  return true;
}

type On = { kind: 'row'; entry: NotebookEntry } | { kind: 'section'; section: Section };

/** `onKeyDown` of an item. */
export function useNotebookKeysOn(item: On): (event: ReactKeyboardEvent<HTMLElement>) => void {
  const store = useNotebookStore();
  return (event) => {
    const by = event.altKey ? { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key] : undefined;
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
    if (item.kind === 'section' && by) {
      void store
        .getState()
        .moveSection(item.section.id, by)
        // What is moved in the page loses the keyboard.
        .then(() => focusSection(item.section.id))
        .catch((error: unknown) => showProblem(error, 'move this'));
    } else if (item.kind === 'section' && isPlain && event.key === 'Delete') {
      store.getState().edit((all) => all.filter(({ id }) => id !== item.section.id));
    } else if (isPlain && event.key === 't') {
      addText(store, item.kind === 'row' ? anchorAt(item.entry) : item.section.anchor);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** A new text after a record, to be written in at once. */
export function addText(store: NotebookStore, anchor: Anchor): void {
  const id = crypto.randomUUID();
  store.getState().edit((all) => [...all, { id, kind: 'text', text: '', anchor }]);
  store.setState({ editing: id });
}

/** Gives the keyboard to a text or a view, once it is painted. */
export function focusSection(id: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-section="${CSS.escape(id)}"]`)?.focus());
}
