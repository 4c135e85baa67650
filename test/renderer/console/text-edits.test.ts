// What the editor does to its text, apart from the editor.
import { describe, expect, it } from 'vitest';
import { snippets } from '../../../shared/snippets/snippets.ts';
import { actionFor } from '../../../src-renderer/features/console/console-keys.ts';
import { describeAt } from '../../../src-renderer/features/console/editor-completion.ts';
import { searchHistory } from '../../../src-renderer/features/console/history.ts';
import { searchSnippets } from '../../../src-renderer/features/console/search-snippets.ts';
import { splitStatements } from '../../../src-renderer/features/console/statements.ts';
import {
  endStatement,
  lineAndColumn,
  placeOfError,
  placesToEdit,
} from '../../../src-renderer/features/console/text-edits.ts';

describe('placesToEdit', () => {
  it('finds every place of the text, not in the comment that explains it', () => {
    const sql = '-- Change: KEY\nSELECT KEY, KEY';
    expect(placesToEdit(sql, ['KEY']).map(({ from, to }) => sql.slice(from - 1, to))).toEqual([' KEY', ' KEY']);
    expect(placesToEdit(sql, ['MISSING', 'SELECT'])).toEqual([{ from: 15, to: 21 }]);
    expect(placesToEdit('SELECT 1', [])).toEqual([]);
  });

  it('selects something in every snippet that asks for an edit', () => {
    for (const each of snippets) if (each.edit) expect(placesToEdit(each.sql, each.edit), each.id).not.toEqual([]);
  });
});

describe('endStatement', () => {
  it.each([
    ['', ''],
    ['  \n', ''],
    ['SELECT 1', 'SELECT 1;\n\n'],
    ['SELECT 1;\n\n', 'SELECT 1;\n\n'],
    ['SELECT 1 -- why', 'SELECT 1; -- why\n\n'],
    ['-- only words', '-- only words\n\n'],
  ])('%j', (text, expected) => {
    expect(endStatement(text)).toBe(expected);
  });

  it('leaves what is appended as a statement of its own', () => {
    for (const text of ['SELECT 1', 'SELECT 1 /* x */', "SELECT ';'", 'SELECT 1; -- end'])
      expect(splitStatements(`${endStatement(text)}SELECT 2`)).toHaveLength(2);
  });
});

describe('placeOfError', () => {
  it('underlines the word at the offset, and something at the end of the text', () => {
    expect(placeOfError('SELECT nme FROM t', 7)).toEqual({ from: 7, to: 10 });
    expect(placeOfError('SELECT ', 99)).toEqual({ from: 6, to: 7 });
    expect(placeOfError('', 0)).toEqual({ from: 0, to: 0 });
    expect(placeOfError("SELECT 'abc' x", 9)).toEqual({ from: 7, to: 12 });
  });
});

describe('lineAndColumn', () => {
  it('counts from one', () => {
    expect(lineAndColumn('a\nbc', 3)).toEqual({ line: 2, column: 2 });
    expect(lineAndColumn('', 0)).toEqual({ line: 1, column: 1 });
  });
});

describe('describeAt', () => {
  const catalog = {
    tables: [
      {
        name: 't',
        title: 'Table T',
        kind: 'log' as const,
        rows: 1,
        timeColumn: null,
        defaultColumns: [],
        columns: [
          {
            name: 's',
            type: 'STRUCT(…)',
            kind: 'struct' as const,
            fields: [{ name: 'arn', type: 'VARCHAR', kind: 'text' as const, doc: 'Who.' }],
          },
        ],
      },
    ],
    functions: [{ name: 'lower', signature: 'lower(text)', doc: 'Small letters.' }],
  };
  it('names fields, tables and functions', () => {
    const sql = 'SELECT lower(s.arn) FROM t';
    expect(describeAt(sql, sql.indexOf('arn'), catalog)).toMatchObject({ title: 'arn  VARCHAR', doc: 'Who.' });
    expect(describeAt(sql, sql.indexOf('lower'), catalog)).toMatchObject({ title: 'lower(text)' });
    expect(describeAt(sql, sql.indexOf(' t') + 1, catalog)).toMatchObject({ title: 't', doc: 'Table T' });
    expect(describeAt(sql, 0, catalog)).toBeNull();
  });
});

describe('searching', () => {
  it('wants every word, anywhere', () => {
    const entry = { id: '1', started: '', elapsedMs: 1, rows: 1 };
    const entries = [
      { ...entry, sql: 'SELECT * FROM cloudtrail', error: null },
      { ...entry, sql: 'SELECT nme', error: 'Binder Error: nme' },
    ];
    expect(searchHistory(entries, 'CLOUDTRAIL select')).toHaveLength(1);
    expect(searchHistory(entries, 'binder')).toHaveLength(1);
    expect(searchHistory(entries, '')).toHaveLength(2);
    expect(searchSnippets('mfa console').map((each) => each.id)).toContain('login-without-mfa');
    expect(searchSnippets('zebra')).toEqual([]);
  });
});

describe('actionFor', () => {
  const press = (key: string, more = {}) =>
    actionFor({
      key,
      code: `Key${key.toUpperCase()}`,
      ctrlKey: false,
      metaKey: false,
      shiftKey: false,
      altKey: false,
      ...more,
    });
  it('knows the keys of the console, with Ctrl or Cmd', () => {
    expect(press('Enter', { ctrlKey: true })).toEqual({ type: 'run' });
    expect(press('Enter', { metaKey: true, shiftKey: true })).toEqual({ type: 'runAll' });
    expect(press('E', { ctrlKey: true, shiftKey: true })).toEqual({ type: 'explain', analyze: true });
    expect(press('s', { metaKey: true })).toEqual({ type: 'save' });
    expect(press('ß', { altKey: true, code: 'KeyS' })).toEqual({ type: 'panel', kind: 'questions' });
    expect(press('Enter')).toBeNull();
    expect(press('a', { ctrlKey: true })).toBeNull();
  });
});
