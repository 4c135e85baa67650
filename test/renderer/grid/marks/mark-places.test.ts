// Tags, star and note of a row as its cells have them.
import { describe, expect, test } from 'vitest';
import type { TableInfo } from '../../../../shared/contract/views.ts';
import {
  canMark,
  describeMarks,
  markRefs,
  marksOf,
  readTags,
} from '../../../../src-renderer/features/grid/marks/mark-places.ts';

const table: TableInfo = {
  name: 't',
  title: 'T',
  kind: 'log',
  rows: 1,
  timeColumn: null,
  defaultColumns: [],
  columns: [
    { name: 'note', type: 'VARCHAR', kind: 'text' },
    { name: 'tags', type: 'VARCHAR[]', kind: 'list', mark: 'tags' },
    { name: 'star', type: 'BOOLEAN', kind: 'boolean', mark: 'star' },
    { name: 'pugmark_note', type: 'VARCHAR', kind: 'text', mark: 'note' },
  ],
};
const row = (cells: Record<string, string | null>) => ({
  index: 0,
  viewId: 'v',
  places: new Map(Object.keys(cells).map((key, i) => [key, i])),
  cells: Object.values(cells),
});

test('the columns of marks are found by what they are, not by their names', () => {
  expect(markRefs(table).map(({ column }) => column)).toEqual(['tags', 'star', 'pugmark_note']);
  expect(canMark({ ...table, columns: table.columns.slice(0, 1) })).toBe(false);
});

test('the marks of a row, in words', () => {
  const marks = marksOf(table, row({ note: 'its own', tags: '["A","B"]', star: 'true', pugmark_note: 'x' }));
  expect(marks).toEqual({ tags: ['A', 'B'], star: true, note: true });
  expect(describeMarks(marks)).toBe('A, B, starred, with a note');
  expect(describeMarks(marksOf(table, row({ note: 'its own', tags: null, star: 'false', pugmark_note: null })))).toBe(
    '',
  );
  expect(marksOf(table, undefined)).toEqual({ tags: [], star: false, note: false });
});

describe('a cell of tags', () => {
  test('that was cut shows the tags that are whole', () => {
    expect(readTags('["A","B","Cut o…')).toEqual(['A', 'B']);
  });
});
