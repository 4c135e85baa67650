// The search bar's editor: one line that wraps, with colours, completion, and keys of its own.
import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionStatus,
  moveCompletionSelection,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState, Prec, Transaction } from '@codemirror/state';
import { EditorView, keymap, placeholder, tooltips } from '@codemirror/view';
import { queryLook } from './query-look.ts';
import { askFor, type OfferSources, offersFor, recentWanted } from './query-offers.ts';

export type QueryActions = {
  onChange: (text: string) => void;
  apply: () => void;
  /** Puts back what is applied; false when that is what stands there already. */
  restore: () => boolean;
  toGrid: () => void;
};

export function createQueryEditor(
  parent: HTMLElement,
  text: string,
  sources: OfferSources,
  actions: () => QueryActions,
): EditorView {
  const isOffering = (view: EditorView) => completionStatus(view.state) === 'active';
  const keys = keymap.of([
    {
      // Enter takes an offer only when one was chosen with the arrow keys.
      key: 'Enter',
      run(view) {
        if (acceptCompletion(view)) return true;
        closeCompletion(view);
        actions().apply();
        return true;
      },
    },
    {
      key: 'Tab',
      run: (view) =>
        isOffering(view) && (acceptCompletion(view) || (moveCompletionSelection(true)(view) && acceptCompletion(view))),
    },
    {
      key: 'Escape',
      run(view) {
        if (!closeCompletion(view) && !actions().restore()) actions().toGrid();
        return true;
      },
    },
    {
      key: 'ArrowDown',
      run: (view) => moveCompletionSelection(true)(view) || (isOnEdge(view, true) && leave(actions().toGrid)),
    },
    {
      key: 'ArrowUp',
      run: (view) => moveCompletionSelection(false)(view) || (isOnEdge(view, false) && askFor(true)(view)),
    },
    { key: 'PageDown', run: moveCompletionSelection(true, 'page') },
    { key: 'PageUp', run: moveCompletionSelection(false, 'page') },
    { key: 'Ctrl-Space', run: askFor(false) },
    { key: 'Shift-Enter', run: () => true },
  ]);
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keys),
        history(),
        keymap.of([...historyKeymap, ...defaultKeymap]),
        autocompletion({
          override: [offersFor(sources)],
          icons: false,
          selectOnOpen: false,
          interactionDelay: 0,
          defaultKeymap: false,
          maxRenderedOptions: 80,
          activateOnTypingDelay: 120,
        }),
        tooltips({ parent: document.body }),
        EditorView.lineWrapping,
        queryLook,
        recentWanted,
        placeholder(hint),
        // A contenteditable is a text box of many lines to a screen reader; this one is a combo box, as its keys are.
        EditorView.contentAttributes.of((view) => ({
          role: 'combobox',
          'aria-label': 'Search',
          'aria-multiline': 'false',
          'aria-expanded': String(isOffering(view)),
          spellcheck: 'false',
          autocapitalize: 'off',
        })),
        EditorView.editorAttributes.of({ class: 'pm-select' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) actions().onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
}

/** An element, since for a text CodeMirror sets an attribute that a combo box must not have. */
function hint(): HTMLElement {
  const shown = document.createElement('span');
  shown.textContent = 'Search: text, or field:value';
  return shown;
}

const leave = (go: () => void): boolean => {
  go();
  return true;
};

/** Whether there is no line on that side to go to. */
function isOnEdge(view: EditorView, below: boolean): boolean {
  const here = view.coordsAtPos(view.state.selection.main.head);
  const edge = view.coordsAtPos(below ? view.state.doc.length : 0);
  return !here || !edge || Math.abs(here.top - edge.top) < 4;
}

/** Another text in its place, all of it or `from` on selected. */
export function replaceText(view: EditorView, text: string, select?: number): void {
  if (view.state.doc.toString() === text && select === undefined) return;
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: select ?? text.length, head: text.length },
    annotations: Transaction.addToHistory.of(false),
    scrollIntoView: true,
  });
}
