// The search bar's text in colours, and a mistake underlined at its place.
import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin } from '@codemirror/view';
import { type Token, tokenise } from '../../../../shared/query/query-text/tokens.ts';

export type Mistake = { offset: number; length: number; message: string; instead: string[] };

export const setMistake = StateEffect.define<Mistake | null>();

/** What is wrong with the text; an edit takes it away. */
export const mistakeField = StateField.define<Mistake | null>({
  create: () => null,
  update(mistake, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMistake)) return effect.value;
    return transaction.docChanged ? null : mistake;
  },
  provide: (field) =>
    EditorView.decorations.from(field, (mistake) => (state: EditorView) => underline(state.state, mistake)),
});

const wrong = Decoration.mark({ class: 'cm-query-wrong' });

/** Where nothing stands, the character before it. */
function underline({ doc }: EditorState, mistake: Mistake | null): DecorationSet {
  if (!mistake || doc.length === 0) return Decoration.none;
  const to = Math.min(doc.length, Math.max(1, mistake.offset + mistake.length));
  return Decoration.set([wrong.range(Math.min(mistake.offset, to - 1), to)]);
}

const classes: Record<Token['kind'], string> = {
  field: 'cm-query-field',
  word: '',
  regex: 'cm-query-regex',
  range: 'cm-query-range',
  compare: 'cm-query-sign',
  open: 'cm-query-sign',
  close: 'cm-query-sign',
  and: 'cm-query-sign',
  or: 'cm-query-sign',
  not: 'cm-query-not',
  plus: 'cm-query-sign',
  bad: 'cm-query-bad',
};

const colours = ViewPlugin.define(
  (view) => ({
    marks: colour(view.state),
    update(update) {
      if (update.docChanged) this.marks = colour(update.state);
    },
  }),
  { decorations: ({ marks }) => marks },
);

function colour({ doc }: EditorState): DecorationSet {
  const marks = tokenise(doc.toString()).flatMap((token) => {
    const name = token.kind === 'word' && token.word.isQuoted ? 'cm-query-quoted' : classes[token.kind];
    return name === '' ? [] : [Decoration.mark({ class: name }).range(token.from, token.to)];
  });
  return Decoration.set(marks);
}

const look = EditorView.theme({
  '&': { fontSize: '13px', color: 'var(--pm-text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--pm-mono)', lineHeight: '18px', maxHeight: '92px', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--pm-accent)', padding: '4px 0', userSelect: 'text', cursor: 'text' },
  '.cm-line': { padding: '0 4px' },
  '.cm-placeholder': { color: 'var(--pm-dim)', fontFamily: 'var(--pm-font)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--pm-accent) 28%, transparent)',
  },
  '.cm-query-field': { color: 'var(--pm-accent)' },
  '.cm-query-sign': { color: 'var(--pm-dim)', fontWeight: '600' },
  '.cm-query-not': { color: 'var(--pm-danger)', fontWeight: '600' },
  '.cm-query-quoted': { color: 'var(--pm-ok)' },
  '.cm-query-regex, .cm-query-range': { color: 'var(--pm-warn)' },
  '.cm-query-wrong': {
    textDecoration: 'underline wavy var(--pm-danger)',
    textDecorationSkipInk: 'none',
    backgroundColor: 'var(--pm-danger-soft)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--pm-raised)',
    color: 'var(--pm-text)',
    border: '1px solid var(--pm-line)',
    borderRadius: '4px',
    boxShadow: 'var(--pm-shadow)',
    zIndex: '300',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--pm-mono)',
    fontSize: '12px',
    maxHeight: '18em',
    minWidth: '240px',
    maxWidth: '560px',
  },
  '.cm-tooltip-autocomplete > ul > li': { display: 'flex', gap: '12px', padding: '2px 8px !important' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--pm-accent-soft) !important',
    color: 'var(--pm-text) !important',
  },
  '.cm-tooltip-autocomplete > ul > completion-section': {
    padding: '4px 8px 2px',
    borderBottom: 'none',
    color: 'var(--pm-dim)',
    fontFamily: 'var(--pm-font)',
    fontSize: '11px',
    opacity: '1',
  },
  '.cm-completionLabel': { flex: '1', overflow: 'hidden', textOverflow: 'ellipsis' },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--pm-accent)', fontWeight: '600' },
  '.cm-completionDetail': { color: 'var(--pm-dim)', fontStyle: 'normal', margin: '0' },
  '.cm-completionInfo': { maxWidth: '320px', padding: '6px 10px', fontSize: '12px', fontFamily: 'var(--pm-font)' },
});

export const queryLook: Extension = [look, colours, mistakeField];
