// What has to be asked for again when marks change, and what has not.
import { describe, expect, test } from 'vitest';
import { areMarks, countsMarks, looksForMarks } from '../../../shared/marks/ask-marks.ts';
import { freshPivot, pivotOn } from '../../../shared/query/pivot.ts';

const table = {
  columns: [
    { name: 'note', type: 'VARCHAR', kind: 'text' as const },
    { name: 'tags', type: 'VARCHAR[]', kind: 'list' as const, mark: 'tags' as const },
    { name: 'star', type: 'BOOLEAN', kind: 'boolean' as const, mark: 'star' as const },
    { name: 'pugmark_note', type: 'VARCHAR', kind: 'text' as const, mark: 'note' as const },
  ],
};
const column = (name: string) => ({ column: name, path: [] });

test('a column of marks is known by what it is, not by its name', () => {
  expect(areMarks(table, [column('note')])).toBe(false);
  expect(areMarks(table, [column('note'), column('Tags')])).toBe(true);
  expect(areMarks(table, [])).toBe(false);
});

describe('a view looks for marks', () => {
  const bare = { from: { kind: 'table' as const, table: 't' }, where: [], sort: [] };
  const starred = {
    id: 'a',
    op: 'in' as const,
    column: { column: 'STAR', path: [] },
    values: ['true'],
    negated: false,
  };
  test.each([
    ['in a filter', { ...bare, where: [{ ...starred, enabled: true }] }, true],
    [
      'in a group',
      {
        ...bare,
        where: [
          { id: 'g', op: 'any' as const, negated: false, enabled: true, filters: [{ ...starred, enabled: true }] },
        ],
      },
      true,
    ],
    ['in its order', { ...bare, sort: [{ column: { column: 'tags', path: [] }, descending: false }] }, true],
    ['in its query', { ...bare, query: { text: 'pugmark_note:*key*' } }, true],
    ['not in what is switched off', { ...bare, where: [{ ...starred, enabled: false }] }, false],
    ['not at all', bare, false],
  ])('%s', (_, view, expected) => {
    expect(looksForMarks(table, view)).toBe(expected);
  });
});

test('a pivot counts marks in its levels, its values and its view', () => {
  const bare = freshPivot({ from: { kind: 'table', table: 't' }, where: [], sort: [] });
  expect(countsMarks(table, bare)).toBe(false);
  expect(countsMarks(table, pivotOn(bare.view, column('note')))).toBe(false);
  expect(countsMarks(table, pivotOn(bare.view, column('tags')))).toBe(true);
  expect(countsMarks(table, { ...bare, columns: [{ column: column('star') }] })).toBe(true);
  expect(countsMarks(table, { ...bare, values: [{ kind: 'distinct', column: column('pugmark_note') }] })).toBe(true);
  expect(countsMarks(table, { ...bare, view: { ...bare.view, query: { text: 'star:true' } } })).toBe(true);
});
