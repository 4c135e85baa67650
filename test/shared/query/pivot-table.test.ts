// A pivot's answer read: groups within groups, and their order.
import { describe, expect, test } from 'vitest';
import { compareFigures, findGroup, orderChildren, readPivot } from '../../../shared/query/pivot-table.ts';

const dimension = { column: { column: 'x', path: [] } };
const answer = {
  rows: JSON.stringify([
    ['0', '00', null, null],
    ['1', '00', 'a', null],
    ['1', '00', null, null],
    ['1', '10', null, null],
    ['2', '00', 'a', 'b'],
    ['2', '01', 'a', null],
    ['2', '10', null, 'b'],
  ]),
  columns: JSON.stringify([
    ['0', ''],
    ['1', '0', 'c'],
  ]),
  cells: JSON.stringify([
    ['0', '0', '9', '9'],
    ['1', '0', '3', '9007199254740993'],
    ['2', '0', '4', '9007199254740992'],
    ['3', '0', '2', '99007199254740993'],
    ['4', '1', '1', null],
  ]),
  dimensions: [
    { values: 5, kept: ['a', null] },
    { values: 2, kept: ['b'] },
    { values: 1, kept: null },
  ],
};
const table = readPivot(answer, { rows: [dimension, dimension], columns: [dimension] });

test('missing values and “others” are two things, at every level', () => {
  expect(table.rows.map(({ parent }) => parent)).toEqual([null, 0, 0, 0, 1, 1, 3]);
  expect(table.rows[2]!.keys).toEqual([{ value: null }]);
  expect(table.rows[3]!.keys).toEqual([{ othersThan: ['a', null] }]);
  expect(table.rows[5]!.keys).toEqual([{ value: 'a' }, { othersThan: ['b'] }]);
  expect(table.cell(4, 1)).toEqual({ count: 1, figures: [null] });
  expect(table.cell(4, 0)).toBeNull();
  expect(findGroup(table.rows, [null])?.id).toBe(2);
});

test('groups are sorted by figures of any size, “others” last', () => {
  expect(orderChildren(table, 'rows', 0, { measure: null, descending: false })).toEqual([1, 2, 3]);
  expect(orderChildren(table, 'rows', 0, { measure: null, descending: true })).toEqual([2, 1, 3]);
  expect(orderChildren(table, 'rows', 0, { measure: 0, descending: false })).toEqual([2, 1, 3]);
  expect(orderChildren(table, 'rows', 0, { measure: 0, descending: true })).toEqual([1, 2, 3]);
});

describe('figures compare as what they are', () => {
  const sort = (texts: (string | null)[], descending = false) =>
    texts.toSorted((a, b) => compareFigures(a, b, descending));

  test('numbers, with missing ones last both ways', () => {
    expect(sort(['10', '9', null, '-1', '0.5', 'nan', 'inf'])).toEqual(['-1', '0.5', '9', '10', 'inf', 'nan', null]);
    expect(sort(['10', null, '9'], true)).toEqual(['10', '9', null]);
  });
  test('times with and without fractions', () => {
    expect(sort(['2026-01-01T00:00:00.5Z', '2026-01-01T00:00:00Z'])).toEqual([
      '2026-01-01T00:00:00Z',
      '2026-01-01T00:00:00.5Z',
    ]);
  });
  test('lists by how many values there are', () => {
    const [few, many] = [2, 30].map((count) => JSON.stringify({ count, values: ['a', 'b'] }));
    expect(sort([many!, few!])).toEqual([few, many]);
  });
});
