// A thin line beside the statement that Ctrl+Enter would run, once the text holds more than one.
import { type EditorState, type Extension, RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { splitStatements, statementAt } from './statements.ts';

const line = Decoration.line({ class: 'cm-this-statement' });

function mark(state: EditorState): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const text = state.doc.toString();
  const { main } = state.selection;
  const current = main.empty && splitStatements(text).length > 1 ? statementAt(text, main.head) : null;
  if (current) {
    const last = state.doc.lineAt(current.to).number;
    for (let n = state.doc.lineAt(current.from).number; n <= last; n++) {
      const { from } = state.doc.line(n);
      builder.add(from, from, line);
    }
  }
  return builder.finish();
}

export const statementMark: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = mark(view.state);
    }
    update(update: ViewUpdate) {
      if (update.docChanged || update.selectionSet) this.decorations = mark(update.state);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
