import { describe, expect, test } from 'vitest';
import type { TableInfo } from '../../../../shared/contract/views.ts';
import { columnKey, type View } from '../../../../shared/query/view.ts';
import {
  compareWithBefore,
  describeFactor,
  describeRate,
  drillChange,
  justBefore,
} from '../../../../src-renderer/features/grid/timeline/compared.ts';
import { chosenColumns } from '../../../../src-renderer/features/grid/timeline/compared-columns.ts';

const column = { column: 'word', path: [] };
const isIn = (id: string, ...values: string[]) => ({
  id,
  op: 'in' as const,
  column,
  values,
  negated: false,
  enabled: true,
});
const view: View = {
  from: { kind: 'table', table: 't' },
  where: [isIn('f1', 'a', 'b'), { ...isIn('f2', 'x'), negated: true }, { ...isIn('f3', 'y'), enabled: false }],
  sort: [{ column, descending: true }],
  columns: [column],
  time: { from: '2024-01-01T10:00:00Z', to: '2024-01-01T12:00:00Z' },
};

test('the range is compared with the time before, as long, under the filters that are on', () => {
  expect(compareWithBefore(view)).toEqual({
    view: { from: view.from, where: view.where.slice(0, 2), sort: [] },
    before: { from: '2024-01-01T08:00:00Z', to: '2024-01-01T10:00:00Z' },
    after: { from: '2024-01-01T10:00:00Z', to: '2024-01-01T12:00:00Z' },
  });
  expect(compareWithBefore({ ...view, time: { from: '2024-01-01T10:00:00Z' } })).toBeNull();
  expect(compareWithBefore({ ...view, time: { ...view.time, enabled: false } })).toBeNull();
  expect(justBefore({ from: '2024-01-01T00:00:00Z', to: '2024-01-01T00:00:01.500Z' }).from).toBe(
    '2023-12-31T23:59:58.500Z',
  );
});

test('a line shows its rows: one value, one range, the other filters, the looks of the pane', () => {
  const compared = compareWithBefore(view)!;
  const present = { ...view, where: [], time: { from: '2020-01-01T00:00:00Z' } };
  expect(drillChange(compared, present, column, 'b', compared.before)).toEqual({
    from: view.from,
    where: [compared.view.where[1], isIn('f1', 'b')],
    sort: view.sort,
    columns: view.columns,
    time: compared.before,
  });
});

describe('figures', () => {
  const [hour, day] = [
    { from: '2024-01-01T00:00:00Z', to: '2024-01-01T01:00:00Z' },
    { from: '2024-01-01T00:00:00Z', to: '2024-01-02T00:00:00Z' },
  ];
  test('a factor is per time', () => {
    expect(describeFactor({ before: 24, after: 3 }, { before: day, after: hour })).toBe('×3');
    expect(describeFactor({ before: 1, after: 1 }, { before: hour, after: day })).toBe('×0.042');
    expect(describeFactor({ before: 0, after: 1 }, { before: hour, after: day })).toBe('');
  });
  test('a rate has the unit that says it best', () => {
    expect([describeRate(12, day), describeRate(48, day), describeRate(6000, hour), describeRate(0, day)]).toEqual([
      '12/day',
      '2/h',
      '100/min',
      '0/h',
    ]);
  });
});

test('the columns that were chosen last are compared again, as far as the table has them', () => {
  const text = (name: string) => ({ name, type: 'VARCHAR', kind: 'text' as const });
  const table: TableInfo = {
    name: 't',
    title: 'T',
    kind: 'log',
    rows: 1,
    timeColumn: null,
    defaultColumns: [],
    columns: [text('eventname'), text('region')],
  };
  const chosen = (kept: string[] | undefined) => chosenColumns(table, kept).map(columnKey);
  expect(chosen(undefined)).toEqual(['eventname']);
  expect(chosen(['region', 'gone'])).toEqual(['region']);
  expect(chosen(['gone'])).toEqual(['eventname']);
  expect(chosen([])).toEqual([]);
});
