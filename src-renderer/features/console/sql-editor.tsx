// The text field of the console: CodeMirror with DuckDB's words, the case's schema, and errors at their place.
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorSelection, EditorState, Prec } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { type RefObject, useEffect, useImperativeHandle, useRef } from 'react';
import { duckdb } from './dialect.ts';
import { type CompletionSources, completeSql, hoverSql } from './editor-completion.ts';
import { editorTheme } from './editor-theme.ts';
import { statementMark } from './statement-mark.ts';
import { endStatement, placeOfError, placesToEdit } from './text-edits.ts';

export type EditorHandle = {
  text: () => string;
  selection: () => { from: number; to: number };
  /** Replaces the whole text (can be undone) and selects what is to be edited in it. */
  replace: (sql: string, edit?: string[]) => void;
  /** Adds a statement after what is there. */
  append: (sql: string, edit?: string[]) => void;
  showError: (offset: number, message: string) => void;
  /** A run begins: old errors and an open completion list go away. */
  settle: () => void;
  goTo: (offset: number) => void;
  focus: () => void;
};

export type EditorActions = { onChange: (text: string) => void } & CompletionSources;

type Props = EditorActions & { initial: string; handle: RefObject<EditorHandle | null> };

export function SqlEditor({ initial, handle, ...actions }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(actions);
  latest.current = actions;
  const first = useRef(initial);

  useEffect(() => {
    const sources: CompletionSources = {
      catalog: () => latest.current.catalog(),
      keysOf: (table, column) => latest.current.keysOf(table, column),
    };
    const editor = new EditorView({
      parent: host.current!,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          lineNumbers(),
          lintGutter(),
          history(),
          drawSelection(),
          EditorState.allowMultipleSelections.of(true),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          highlightSelectionMatches(),
          search({ top: true }),
          duckdb.extension,
          autocompletion({ override: [completeSql(sources)], icons: false, maxRenderedOptions: 60 }),
          hoverSql(sources),
          statementMark,
          editorTheme,
          placeholder('SELECT … FROM cloudtrail'),
          EditorView.contentAttributes.of({ 'aria-label': 'SQL', spellcheck: 'false', 'data-home': '' }),
          EditorView.editorAttributes.of({ class: 'pm-select' }),
          Prec.high(keymap.of([{ key: 'Tab', run: acceptCompletion }])),
          keymap.of([
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...searchKeymap,
            ...historyKeymap,
            indentWithTab,
            ...defaultKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      first.current = editor.state.doc.toString();
      editor.destroy();
      view.current = null;
    };
  }, []);

  useImperativeHandle(handle, () => handleOf(() => view.current!), []);
  return <div ref={host} style={{ height: '100%', minHeight: 0 }} />;
}

function handleOf(view: () => EditorView): EditorHandle {
  const insert = (from: number, to: number, sql: string, edit: string[] = []) => {
    const places = placesToEdit(sql, edit);
    const ranges = places.length > 0 ? places : [{ from: 0, to: 0 }];
    view().dispatch({
      changes: { from, to, insert: sql },
      selection: EditorSelection.create(
        ranges.map((place) => EditorSelection.range(from + place.from, from + place.to)),
      ),
      scrollIntoView: true,
      userEvent: 'input.paste',
    });
    view().focus();
  };
  return {
    text: () => view().state.doc.toString(),
    selection: () => view().state.selection.main,
    replace: (sql, edit) => insert(0, view().state.doc.length, sql, edit),
    append(sql, edit) {
      const text = view().state.doc.toString();
      const before = endStatement(text);
      view().dispatch({ changes: { from: 0, to: text.length, insert: before } });
      insert(before.length, before.length, sql, edit);
    },
    showError(offset, message) {
      const { state } = view();
      view().dispatch(
        setDiagnostics(state, [{ ...placeOfError(state.doc.toString(), offset), severity: 'error', message }]),
      );
    },
    settle() {
      closeCompletion(view());
      view().dispatch(setDiagnostics(view().state, []));
    },
    goTo(offset) {
      const anchor = Math.min(offset, view().state.doc.length);
      view().dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view().focus();
    },
    focus: () => view().focus(),
  };
}
