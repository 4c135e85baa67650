// The editor in the instrument's colours. All of them are CSS variables, so dark and light need no second theme.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', color: 'var(--pm-text)', backgroundColor: 'var(--pm-bg)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--pm-mono)', lineHeight: '1.5', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--pm-accent)', padding: '6px 0', userSelect: 'text', cursor: 'text' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--pm-accent)', borderLeftWidth: '2px' },
  '.cm-gutters': {
    backgroundColor: 'var(--pm-surface)',
    color: 'var(--pm-dim)',
    border: 'none',
    borderRight: '1px solid var(--pm-line)',
  },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--pm-hover) 50%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--pm-hover)', color: 'var(--pm-text)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--pm-accent) 28%, transparent)',
  },
  '.cm-selectionMatch': { backgroundColor: 'color-mix(in srgb, var(--pm-accent) 16%, transparent)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'color-mix(in srgb, var(--pm-accent) 25%, transparent)',
    outline: 'none',
  },
  '.cm-placeholder': { color: 'var(--pm-dim)' },
  '.cm-searchMatch': { backgroundColor: 'var(--pm-warn-soft)', outline: '1px solid var(--pm-warn)' },
  '.cm-panels': {
    backgroundColor: 'var(--pm-surface)',
    color: 'var(--pm-text)',
    borderColor: 'var(--pm-line) !important',
  },
  '.cm-panel input, .cm-panel button': { fontFamily: 'var(--pm-font)', fontSize: '12px', color: 'var(--pm-text)' },
  '.cm-textfield': { backgroundColor: 'var(--pm-bg)', border: '1px solid var(--pm-line)' },
  '.cm-button': { backgroundImage: 'none', backgroundColor: 'var(--pm-raised)', border: '1px solid var(--pm-line)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--pm-raised)',
    color: 'var(--pm-text)',
    border: '1px solid var(--pm-line)',
    borderRadius: '4px',
    boxShadow: 'var(--pm-shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--pm-mono)', fontSize: '12px', maxHeight: '16em' },
  '.cm-tooltip-autocomplete > ul > li': { display: 'flex', gap: '12px', padding: '2px 8px !important' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--pm-accent-soft) !important',
    color: 'var(--pm-text) !important',
  },
  '.cm-completionLabel': { flex: '1' },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--pm-accent)', fontWeight: '600' },
  '.cm-completionDetail': { color: 'var(--pm-dim)', fontStyle: 'normal', margin: '0' },
  '.cm-completionInfo': { maxWidth: '380px', padding: '6px 10px', fontSize: '12px', whiteSpace: 'pre-line' },
  '.cm-tooltip-hover': { maxWidth: '460px' },
  '.cm-hover-name': { padding: '6px 10px', fontSize: '12px', whiteSpace: 'pre-line' },
  '.cm-hover-name code': { fontFamily: 'var(--pm-mono)', color: 'var(--pm-accent)' },
  '.cm-diagnostic': { padding: '4px 10px', fontSize: '12px', whiteSpace: 'pre-wrap', maxWidth: '640px' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--pm-danger)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--pm-danger)',
    textDecorationSkipInk: 'none',
    backgroundColor: 'var(--pm-danger-soft)',
  },
  '.cm-gutter-lint': { width: '14px' },
  '.cm-lint-marker': { width: '9px', height: '9px', margin: '5px 2px' },
  '.cm-lint-marker-error': { content: '""', borderRadius: '50%', backgroundColor: 'var(--pm-danger)' },
  '.cm-this-statement': { boxShadow: 'inset 2px 0 var(--pm-accent)' },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--pm-sql-keyword)', fontWeight: '500' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: 'var(--pm-sql-type)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--pm-sql-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--pm-sql-number)' },
  { tag: [tags.lineComment, tags.blockComment, tags.comment], color: 'var(--pm-dim)', fontStyle: 'italic' },
  { tag: [tags.operator, tags.punctuation, tags.paren, tags.brace], color: 'var(--pm-dim)' },
]);

export const editorTheme: Extension = [look, syntaxHighlighting(colours)];
