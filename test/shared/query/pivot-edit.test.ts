// Edits of a pivot: whatever a person does, in whatever order, it stays one that can be asked for.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Axis, describePivot, freshPivot, type Measure, Pivot, pivotOn } from '../../../shared/query/pivot.ts';
import * as edit from '../../../shared/query/pivot-edit.ts';
import { columnKey } from '../../../shared/query/view.ts';
import { column, startView } from './arbitrary.ts';

const axis = fc.constantFrom<Axis>('rows', 'columns');
const spot: fc.Arbitrary<edit.Spot> = fc.record({
  zone: fc.constantFrom('rows' as const, 'columns' as const, 'values' as const),
  at: fc.nat(3),
});
const measure: fc.Arbitrary<Measure> = fc.oneof(
  fc.constant<Measure>({ kind: 'count' }),
  column.map((one): Measure => ({ kind: 'max', column: one })),
);
const anyEdit: fc.Arbitrary<(pivot: Pivot) => Pivot> = fc.oneof(
  fc.tuple(axis, column).map(
    ([to, one]) =>
      (pivot: Pivot) =>
        edit.addDimension(pivot, to, one),
  ),
  fc.tuple(measure, fc.nat(3)).map(
    ([one, at]) =>
      (pivot: Pivot) =>
        edit.addMeasure(pivot, one, at),
  ),
  spot.map((at) => (pivot: Pivot) => edit.removeAt(pivot, at)),
  fc.tuple(spot, spot).map(
    ([from, to]) =>
      (pivot: Pivot) =>
        edit.moveTo(pivot, from, to),
  ),
  fc.tuple(axis, fc.nat(3), column, fc.nat(3)).map(
    ([to, at, one, by]) =>
      (pivot: Pivot) =>
        edit.changeDimension(pivot, to, at, { column: one, top: { count: 5, by, order: 'largest' } }),
  ),
  fc.nat(3).map((n) => (pivot: Pivot) => edit.cycleSort(pivot, Math.min(n, Math.max(0, pivot.values.length - 1)))),
  fc.constant(edit.transpose),
);

test('edits give pivots that the contract takes, with each column once on an axis, and leave their argument alone', () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 12 }), (edits) => {
      let pivot = freshPivot(startView);
      for (const change of edits) {
        const before = JSON.stringify(pivot);
        const next = change(pivot);
        expect(JSON.stringify(pivot)).toBe(before);
        pivot = next;
        if (pivot.rows.length > 6 || pivot.columns.length > 4 || pivot.values.length > 12) return;
        expect(Pivot.parse(pivot)).toEqual(pivot);
        for (const one of [pivot.rows, pivot.columns]) {
          const keys = one.map((dimension) => columnKey(dimension.column));
          expect(new Set(keys).size).toBe(keys.length);
        }
        for (const { measure: n } of [pivot.sort, pivot.columnSort])
          if (n !== null && pivot.values.length > 0) expect(n).toBeLessThan(pivot.values.length);
      }
    }),
    { numRuns: 400, seed: 1 },
  );
});

describe('what names a measure by number follows it', () => {
  const name = { column: 'eventname', path: [] };
  const start: Pivot = {
    ...pivotOn(startView, name),
    rows: [{ column: name, top: { count: 5, by: 1, order: 'largest' } }],
    values: [{ kind: 'count' }, { kind: 'distinct', column: name }, { kind: 'max', column: name }],
    sort: { measure: 1, descending: true },
  };

  test('moved, preceded, followed', () => {
    const moved = edit.moveTo(start, { zone: 'values', at: 1 }, { zone: 'values', at: 0 });
    expect(moved.values.map(({ kind }) => kind)).toEqual(['distinct', 'count', 'max']);
    expect([moved.sort.measure, moved.rows[0]!.top!.by]).toEqual([0, 0]);
    const pushed = edit.addMeasure(start, { kind: 'count' }, 0);
    expect([pushed.sort.measure, pushed.rows[0]!.top!.by]).toEqual([2, 2]);
    const cut = edit.removeAt(start, { zone: 'values', at: 2 });
    expect([cut.sort.measure, cut.rows[0]!.top!.by]).toEqual([1, 1]);
  });

  test('gone: sorted by nothing, ranked by the first', () => {
    const gone = edit.removeAt(start, { zone: 'values', at: 1 });
    expect(gone.sort).toEqual({ measure: null, descending: false });
    expect(gone.rows[0]!.top!.by).toBe(0);
  });
});

test('between the lists a dimension becomes a count of its values, and back', () => {
  const name = { column: 'eventname', path: [] };
  const counted = edit.moveTo(pivotOn(startView, name), { zone: 'rows', at: 0 }, { zone: 'values', at: 1 });
  expect(counted.rows).toEqual([]);
  expect(counted.values).toEqual([{ kind: 'count' }, { kind: 'distinct', column: name }]);
  const back = edit.moveTo(counted, { zone: 'values', at: 1 }, { zone: 'columns', at: 0 });
  expect(back.columns).toEqual([{ column: name }]);
  expect(describePivot(back)).toBe('count by eventname');
});

test('a header’s click goes largest first, smallest first, own order', () => {
  const pivot = freshPivot(startView);
  const once = edit.cycleSort(pivot, 0, ['a']);
  expect(once.sort).toEqual({ measure: 0, descending: true, at: ['a'] });
  const twice = edit.cycleSort(once, 0, ['a']);
  expect(twice.sort).toEqual({ measure: 0, descending: false, at: ['a'] });
  expect(edit.cycleSort(twice, 0, ['a']).sort).toEqual({ measure: null, descending: false });
});

test('columns are put in order as rows are, each axis on its own', () => {
  const made = { ...pivotOn(startView, { column: 'a', path: [] }), columns: [{ column: { column: 'b', path: [] } }] };
  const byTotal = edit.cycleSort(made, 0, undefined, 'columns');
  expect(byTotal.columnSort).toEqual({ measure: 0, descending: true });
  expect(byTotal.sort).toEqual(made.sort);
  const atRow = edit.cycleSort(byTotal, 0, ['x'], 'columns');
  expect(atRow.columnSort).toEqual({ measure: 0, descending: true, at: ['x'] });
  expect(edit.cycleSort(atRow, 0, ['x'], 'columns').columnSort.descending).toBe(false);
  expect(edit.sortOf(edit.transpose(atRow), 'rows')).toEqual({ measure: 0, descending: true });
});
