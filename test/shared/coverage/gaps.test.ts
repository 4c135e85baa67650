import { expect, test } from 'vitest';
import { type CoverageCell, emptyCell, stateOf } from '../../../shared/coverage/cell.ts';
import { listGaps } from '../../../shared/coverage/gaps.ts';

const cell = (bucket: number, rest: Partial<CoverageCell> = {}): CoverageCell => ({ ...emptyCell(bucket), ...rest });

test('a cell says the most that can be said of it', () => {
  expect(stateOf(undefined)).toBe('unknown');
  expect(stateOf(cell(0, { covered: 0.99 }))).toBe('unknown');
  expect(stateOf(cell(0, { covered: 1 }))).toBe('silent');
  expect(stateOf(cell(0, { covered: 1, files: 1, named: 1 }))).toBe('quiet');
  expect(stateOf(cell(0, { covered: 1, files: 1, named: 1, events: 5 }))).toBe('events');
  expect(stateOf(cell(0, { covered: 1, files: 1, named: 1, altered: 1, events: 5 }))).toBe('altered');
  expect(stateOf(cell(0, { covered: 1, files: 1, named: 2, absent: 1, altered: 1, events: 5 }))).toBe('missing');
});

test('gaps lie between what is known, and what is altered is one', () => {
  expect(listGaps([])).toEqual([]);
  expect(listGaps([cell(4, { events: 1 }), cell(5, { covered: 1 })])).toEqual([]);
  expect(
    listGaps([
      cell(0, { covered: 0.5 }),
      cell(2, { events: 1 }),
      cell(3, { covered: 0.5 }),
      cell(5, { covered: 1 }),
      cell(6, { absent: 1 }),
      cell(7, { absent: 2, events: 9 }),
      cell(8, { altered: 1, events: 3 }),
      cell(10, { events: 1 }),
      cell(11, { covered: 0.1 }),
    ]),
  ).toEqual([
    { state: 'unknown', from: 3, to: 4 },
    { state: 'missing', from: 6, to: 7 },
    { state: 'altered', from: 8, to: 8 },
    { state: 'unknown', from: 9, to: 9 },
  ]);
});
