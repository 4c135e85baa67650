// Which groups a place of the table stands for, headers over headers included; and the words for an order and a top.
import { expect, test } from 'vitest';
import { type Pivot, pivotOn } from '../../../shared/query/pivot.ts';
import { readPivot } from '../../../shared/query/pivot-table.ts';
import { layOut } from '../../../src-renderer/features/pivot/layout.ts';
import {
  groupsAt,
  headAt,
  headRow,
  placeOf,
  stepOverHead,
  valuesOf,
} from '../../../src-renderer/features/pivot/table/place.ts';
import { topWords } from '../../../src-renderer/features/pivot/words.ts';
import { startView } from '../../shared/query/arbitrary.ts';

const on = (column: string) => ({ column: { column, path: [] } });
const pivot: Pivot = {
  ...pivotOn(startView, { column: 'who', path: [] }),
  columns: [on('year'), on('month')],
  values: [{ kind: 'count' }],
  rowTotals: false,
};
const table = readPivot(
  {
    rows: JSON.stringify([
      ['0', '0', null],
      ['1', '0', 'ann'],
      ['1', '1', null],
    ]),
    columns: JSON.stringify([
      ['0', '00', null, null],
      ['1', '00', '2025', null],
      ['1', '00', '2026', null],
      ['2', '00', '2025', '1'],
      ['2', '00', '2026', '1'],
      ['2', '01', '2026', null],
    ]),
    cells: '[]',
    dimensions: [
      { values: 4, kept: ['ann'] },
      { values: 2, kept: null },
      { values: 6, kept: null, within: JSON.stringify([['2', '5', '1']]) },
    ],
  },
  pivot,
);
const shown = { layout: layOut(table, pivot, { rows: new Set(), columns: new Set() }) };
// Columns on screen: 2025 · 1, 2026 · 1, 2026 · others.

test('what each group keeps for itself is in its “others”, with how many they are', () => {
  expect(table.columns[5]).toMatchObject({ keys: [{ value: '2026' }, { othersThan: ['1'] }], others: 4 });
  expect(table.rows[2]).toMatchObject({ keys: [{ othersThan: ['ann'] }], others: 3 });
});

test('a header over several columns is one place, and stands for all of them', () => {
  expect([headRow(0, 2), headRow(1, 2)]).toEqual([-3, -2]);
  expect(headAt(shown, { row: -3, column: 2 })).toMatchObject({ from: 1, to: 3, level: 0 });
  expect(placeOf(shown, { row: -3, column: 2 })).toEqual({ row: [], column: [{ value: '2026' }] });
  expect(placeOf(shown, { row: -2, column: 2 }).column).toEqual([{ value: '2026' }, { othersThan: ['1'] }]);
  expect(placeOf(shown, { row: 0, column: 0 })).toEqual({
    row: [{ value: 'ann' }],
    column: [{ value: '2025' }, { value: '1' }],
  });
  expect(placeOf(shown, { row: -2, column: -1 })).toEqual({ row: [], column: [] });
});

test('arrows step over it', () => {
  expect(stepOverHead(shown, { row: -3, column: 0 }, 'ArrowRight')).toEqual({ row: -3, column: 1 });
  expect(stepOverHead(shown, { row: -3, column: 2 }, 'ArrowLeft')).toEqual({ row: -3, column: 0 });
  expect(stepOverHead(shown, { row: -3, column: 1 }, 'ArrowRight')).toEqual({ row: -3, column: 1 });
  expect(stepOverHead(shown, { row: -3, column: 1 }, 'ArrowDown')).toBeNull();
  expect(stepOverHead(shown, { row: 0, column: 1 }, 'ArrowRight')).toBeNull();
});

test('“others” name no place to sort at', () => {
  expect(valuesOf(groupsAt(shown, { row: 0, column: 1 }).column)).toEqual(['2026', '1']);
  expect(valuesOf(groupsAt(shown, { row: 0, column: 2 }).column)).toBeNull();
  expect(valuesOf(null)).toEqual([]);
});

test('a top in words', () => {
  const top = { count: 5, by: 0, order: 'smallest' as const, within: 'parent' as const };
  expect(topWords({ ...on('a'), top }, 1)).toBe('rarest 5 each');
  expect(topWords({ ...on('a'), top }, 0)).toBe('rarest 5');
  expect(topWords(on('a'), 1)).toBe('');
});
