// Statements are found as DuckDB's own parser finds them, also when semicolons hide in strings and comments.
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snippets } from '../../../shared/snippets/snippets.ts';
import {
  pieceToRun,
  splitStatements,
  statementAt,
  summarise,
} from '../../../src-renderer/features/console/statements.ts';
import { tokenise } from '../../../src-renderer/features/console/tokens.ts';

const sqlOf = (text: string) => splitStatements(text).map((statement) => statement.sql);

describe('splitStatements', () => {
  it('splits at semicolons and drops blanks', () => {
    expect(sqlOf(' SELECT 1 ;; \n SELECT 2;\n')).toEqual(['SELECT 1', 'SELECT 2']);
    expect(sqlOf('')).toEqual([]);
    expect(sqlOf('-- only a comment\n/* and another */;')).toEqual([]);
  });

  it('keeps semicolons inside strings, names and comments', () => {
    const hidden = [
      "SELECT 'a;b'",
      "SELECT 'it''s; fine'",
      "SELECT E'a\\';b'",
      'SELECT "a;b"',
      'SELECT $$ a;b $$',
      "SELECT $tag$ a;b $$ c; ' $tag$",
      'SELECT 1 -- a;b\n + 1',
      'SELECT /* a; /* b; */ c; */ 1',
    ];
    expect(sqlOf(hidden.join(';\n'))).toEqual(hidden);
  });

  it('gives leading comments to the statement after them, a comment on the same line to the one before', () => {
    const text = '-- first\nSELECT 1; -- about the first\n-- second\nSELECT 2';
    expect(sqlOf(text)).toEqual(['-- first\nSELECT 1', '-- second\nSELECT 2']);
  });

  it('does not end a text early that is still being written', () => {
    expect(sqlOf("SELECT 'open; string")).toHaveLength(1);
    expect(sqlOf('SELECT 1; /* open ; comment')).toEqual(['SELECT 1']);
  });

  it('agrees with DuckDB on how many statements there are', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const parts = [
      'SELECT 1',
      "SELECT ';'",
      'SELECT ";"',
      '-- ; \n',
      '/* ; */',
      ';',
      ' ',
      '\n',
      'SELECT $a$;$a$',
      "SELECT e'\\';'",
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...parts), { maxLength: 6 }), async (chosen) => {
        const text = chosen.join('; ');
        let expected: number;
        try {
          expected = (await connection.extractStatements(text)).count;
        } catch (error) {
          // The driver refuses a text without any statement.
          expect(splitStatements(text), String(error)).toEqual([]);
          return;
        }
        expect(splitStatements(text)).toHaveLength(expected);
      }),
      { numRuns: 200 },
    );
    connection.closeSync();
  });

  it('sees each snippet as one statement', () => {
    for (const snippet of snippets) expect(sqlOf(snippet.sql), snippet.id).toEqual([snippet.sql]);
  });
});

describe('statementAt', () => {
  const text = 'SELECT 1;  \n\n\nSELECT 2; -- end\n\nSELECT 3\n\n';
  it.each([
    [0, 'SELECT 1'],
    [8, 'SELECT 1'],
    [9, 'SELECT 1'],
    [11, 'SELECT 1'],
    [13, undefined],
    [text.indexOf('2'), 'SELECT 2'],
    [text.indexOf('end'), 'SELECT 2'],
    [text.length, 'SELECT 3'],
  ])('at %i', (position, sql) => {
    expect(statementAt(text, position)?.sql).toBe(sql);
  });
});

describe('pieceToRun', () => {
  const text = 'SELECT 1;\n\nSELECT 2;\n\n';
  it('takes the selection, else the statement at the cursor, else everything', () => {
    expect(pieceToRun(text, { from: 11, to: 19 })).toEqual({ sql: 'SELECT 2', from: 11 });
    expect(pieceToRun(text, { from: 12, to: 12 })).toEqual({ sql: 'SELECT 2', from: 11 });
    expect(pieceToRun(text, { from: 10, to: 10 })).toEqual({ sql: text, from: 0 });
    expect(pieceToRun('-- nothing', { from: 3, to: 3 })).toBeNull();
    expect(pieceToRun('a -- b', { from: 1, to: 6 })).toBeNull();
  });
});

describe('summarise', () => {
  it('gives one line without comments', () => {
    expect(summarise('-- what\nSELECT a,\n   b /* c */ FROM t')).toBe('SELECT a, b FROM t');
    expect(summarise(`SELECT '${'x'.repeat(300)}'`, 20)).toHaveLength(20);
  });
});

describe('tokenise', () => {
  it('covers every character but blanks, in order, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        let at = 0;
        for (const token of tokenise(text)) {
          expect(text.slice(at, token.from).trim()).toBe('');
          expect(token.to).toBeGreaterThan(token.from);
          expect(text.slice(token.from, token.to)).toBe(token.text);
          at = token.to;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
    );
  });
});
