// What is on screen of an answer: sorted, folded, with totals, coloured, in words; and where the cursor goes.
import { describe, expect, test } from 'vitest';
import { type Pivot, pivotOn } from '../../../shared/query/pivot.ts';
import { groupKey, readPivot } from '../../../shared/query/pivot-table.ts';
import { makeHeat } from '../../../src-renderer/features/pivot/heat.ts';
import { layOut } from '../../../src-renderer/features/pivot/layout.ts';
import { moveCursor } from '../../../src-renderer/features/pivot/table/keys.ts';
import { spanOf } from '../../../src-renderer/features/pivot/table/widths.ts';
import { figureWords, keyWords } from '../../../src-renderer/features/pivot/words.ts';
import { startView } from '../../shared/query/arbitrary.ts';

const on = (column: string) => ({ column: { column, path: [] } });
const pivot: Pivot = {
  ...pivotOn(startView, { column: 'who', path: [] }),
  rows: [on('who'), on('what')],
  columns: [on('year'), on('month')],
  values: [{ kind: 'count' }],
};
const table = readPivot(
  {
    rows: JSON.stringify([
      ['0', '00', null, null],
      ['1', '00', 'ann', null],
      ['1', '00', 'bob', null],
      ['2', '00', 'ann', 'get'],
      ['2', '00', 'bob', 'get'],
      ['2', '00', 'bob', 'put'],
    ]),
    columns: JSON.stringify([
      ['0', '00', null, null],
      ['1', '00', '2025', null],
      ['1', '00', '2026', null],
      ['2', '00', '2025', '1'],
      ['2', '00', '2026', '1'],
      ['2', '00', '2026', '2'],
    ]),
    cells: JSON.stringify([
      ['0', '0', '10', '10'],
      ['1', '0', '4', '4'],
      ['2', '0', '6', '6'],
      ['3', '0', '4', '4'],
      ['4', '0', '1', '1'],
      ['5', '0', '5', '5'],
      ['3', '3', '4', '4'],
      ['4', '4', '1', '1'],
      ['5', '5', '5', '5'],
    ]),
    dimensions: [on('who'), on('what'), on('year'), on('month')].map(() => ({ values: 2, kept: null })),
  },
  pivot,
);
const none = { rows: new Set<string>(), columns: new Set<string>() };

describe('rows and columns', () => {
  test('children stand under their group, the total last', () => {
    const { rows } = layOut(table, pivot, none);
    expect(rows.map(({ group, depth }) => [group.id, depth])).toEqual([
      [2, 0],
      [5, 1],
      [4, 1],
      [1, 0],
      [3, 1],
      [0, 0],
    ]);
  });

  test('folded up, only the group itself', () => {
    const rows = new Set([groupKey(table.rows[2]!)]);
    const columns = new Set([groupKey(table.columns[2]!)]);
    const laid = layOut(table, pivot, { rows, columns });
    expect(laid.rows.map(({ group }) => group.id)).toEqual([2, 1, 3, 0]);
    expect(laid.leaves.map(({ group, isTotal }) => [group.id, isTotal])).toEqual([
      [3, false],
      [2, false],
      [0, true],
    ]);
  });

  test('a group of several columns has its own total, as long as totals are wanted', () => {
    const { leaves, heads } = layOut(table, pivot, none);
    expect(leaves.map(({ group }) => group.id)).toEqual([3, 4, 5, 2, 0]);
    expect(heads[0]!.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 4],
      [4, 5],
    ]);
    expect(heads[1]!.filter(({ isTotal }) => isTotal)).toMatchObject([{ from: 3, to: 4, group: { id: 2 } }]);
    const bare = layOut(table, { ...pivot, rowTotals: false, columnTotals: false }, none);
    expect(bare.leaves.map(({ group }) => group.id)).toEqual([3, 4, 5]);
    expect(bare.rows.at(-1)!.isTotal).toBe(false);
  });

  test('totals and open groups are not coloured, the largest figure most', () => {
    const laid = layOut(table, pivot, none);
    const heat = makeHeat(table, pivot, laid);
    const at = (row: number, column: number) =>
      heat(laid.rows.find(({ group }) => group.id === row)!, laid.leaves.find(({ group }) => group.id === column)!);
    expect([at(5, 5), at(2, 0), at(0, 0), at(3, 5)]).toEqual([1, 0, 0, 0]);
    expect(at(4, 4)).toBeCloseTo(Math.sqrt(1 / 5));
  });
});

describe('words', () => {
  const dimension = on('x');
  test('missing, empty and other values are told apart', () => {
    expect(keyWords({ value: null }, dimension, 'UTC', null)).toBe('empty');
    expect(keyWords({ value: '' }, dimension, 'UTC', null)).toBe('""');
    expect(keyWords({ othersThan: ['a'] }, dimension, 'UTC', 25_313)).toBe('others (25,313)');
  });
  test('buckets by what they are, on their own clock', () => {
    const bucket = (unit: 'day' | 'quarter' | 'hour') => ({
      column: { column: 't', path: [], by: { kind: 'bucket' as const, unit, zone: 'Europe/Berlin' } },
    });
    expect(keyWords({ value: '2026-03-28T23:00:00Z' }, bucket('day'), 'UTC', null)).toBe('2026-03-29');
    expect(keyWords({ value: '2026-03-31T22:00:00Z' }, bucket('quarter'), 'UTC', null)).toBe('2026 Q2');
    expect(keyWords({ value: '2026-03-31T22:00:00Z' }, bucket('hour'), 'UTC', null)).toBe('2026-04-01 00:00');
    const weekday = {
      column: { column: 't', path: [], by: { kind: 'part' as const, part: 'weekday' as const, zone: 'UTC' } },
    };
    expect(keyWords({ value: '7' }, weekday, 'UTC', null)).toBe('Sunday');
  });
  test('figures keep every digit', () => {
    const sum = { kind: 'sum' as const, column: { column: 'n', path: [] } };
    expect(figureWords('18446744073709551614', sum, 'UTC')).toBe('18,446,744,073,709,551,614');
    expect(figureWords('-1234', sum, 'UTC')).toBe('-1,234');
    expect(figureWords('nan', sum, 'UTC')).toBe('nan');
    expect(figureWords('0.00012', { kind: 'count', of: 'total' }, 'UTC')).toBe('<0.1 %');
    const list = { kind: 'list' as const, column: { column: 'n', path: [] } };
    expect(figureWords(JSON.stringify({ count: 30, values: ['a', 'b'] }), list, 'UTC')).toBe('a, b … and 28 more');
  });
});

test('the cursor stays within the table', () => {
  const bounds = { rows: 10, columns: 4, heads: 1, page: 5 };
  const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false, altKey: false });
  expect(moveCursor({ row: 0, column: 0 }, press('ArrowUp'), bounds)).toEqual({ row: -1, column: 0 });
  expect(moveCursor({ row: -1, column: 0 }, press('ArrowUp'), bounds)).toEqual({ row: -2, column: 0 });
  expect(moveCursor({ row: -2, column: 0 }, press('ArrowUp'), bounds)).toEqual({ row: -2, column: 0 });
  expect(moveCursor({ row: -2, column: 0 }, press('ArrowDown', true), bounds)).toEqual({ row: 9, column: 0 });
  expect(moveCursor({ row: 8, column: 3 }, press('PageDown'), bounds)).toEqual({ row: 9, column: 3 });
  expect(moveCursor({ row: 3, column: 3 }, press('Home'), bounds)).toEqual({ row: 3, column: -1 });
  expect(moveCursor({ row: 3, column: -1 }, press('End', true), bounds)).toEqual({ row: 9, column: 3 });
  expect(moveCursor({ row: 3, column: 1 }, press('q'), bounds)).toBeNull();
});

test('only the columns between two pixels are drawn, and a few more', () => {
  const starts = Array.from({ length: 501 }, (_, i) => i * 100);
  expect(spanOf(starts, 0, 1000)).toEqual([0, 13]);
  expect(spanOf(starts, 25_000, 26_000)).toEqual([248, 263]);
  expect(spanOf(starts, 49_900, 60_000)).toEqual([497, 500]);
});
