import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as edit from '../../../shared/query/edit.ts';
import { type ColumnRef, sameColumn, View } from '../../../shared/query/view.ts';
import { anyEdit, anyView, column, newFilter, scalar, startView } from './arbitrary.ts';

const ref = (name: string, ...path: string[]): ColumnRef => ({ column: name, path });
const name = ref('eventname');

describe('filters', () => {
  it('joins values filtered in, and values filtered out, into one chip each', () => {
    let view = edit.filterOut(startView, name, 'A');
    view = edit.filterOut(view, ref('EventName'), 'B');
    view = edit.filterIn(view, name, 'C');
    view = edit.filterIn(view, name, 'C');
    expect(view.where.map(({ id, negated, ...f }) => [id, negated, f.op === 'in' && f.values])).toEqual([
      ['f1', true, ['A', 'B']],
      ['f2', false, ['C']],
    ]);
  });
  it('leaves a switched-off list alone', () => {
    const off = edit.toggleFilter(edit.filterIn(startView, name, 'A'), 'f1');
    expect(edit.filterIn(off, name, 'B').where).toHaveLength(2);
  });
  it('narrows one range from both ends', () => {
    const view = edit.filterRange(edit.filterRange(startView, name, { from: 1 }), name, { to: 9 });
    expect(view.where).toEqual([
      { id: 'f1', op: 'range', column: name, negated: false, enabled: true, includeTo: false, from: 1, to: 9 },
    ]);
  });
  it('adds and removes, back to the same view', () => {
    fc.assert(
      fc.property(anyView, newFilter, (view, filter) => {
        const id = edit.freeFilterId(view);
        expect(edit.removeFilter(edit.addFilter(view, filter), id)).toEqual(view);
      }),
    );
  });
  it('negating or toggling twice is identity', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        for (const { id } of view.where) {
          expect(edit.negateFilter(edit.negateFilter(view, id), id)).toEqual(view);
          expect(edit.toggleFilter(edit.toggleFilter(view, id), id)).toEqual(view);
        }
        expect(edit.toggleQuery(edit.toggleQuery(view))).toEqual(view);
        expect(edit.toggleTime(edit.toggleTime(view))).toEqual(view);
      }),
    );
  });
  it('a value filtered in is in a list that is on', () => {
    fc.assert(
      fc.property(anyView, column, scalar, (view, c, value) => {
        const lists = edit.filterIn(view, c, value).where.filter((f) => f.op === 'in' && f.enabled && !f.negated);
        expect(lists.some((f) => f.op === 'in' && sameColumn(f.column, c) && f.values.includes(value))).toBe(true);
      }),
    );
  });
  it('clears filters, query and time, and nothing else', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const clear = edit.clearFilters(view);
        expect(edit.isFiltered(clear)).toBe(false);
        expect([clear.sort, clear.columns, clear.from]).toEqual([view.sort, view.columns, view.from]);
      }),
    );
  });
});

describe('sort', () => {
  it('cycles unsorted → ascending → descending → unsorted', () => {
    const states = [1, 2, 3].reduce<View[]>(
      (views) => [...views, edit.cycleSort(views.at(-1) ?? startView, name)],
      [startView],
    );
    expect(states.map((view) => edit.sortOf(view, name)?.descending)).toEqual([undefined, false, true, undefined]);
  });
  it('replaces the others, or keeps them in their order', () => {
    const two = edit.cycleSort(edit.cycleSort(startView, ref('a'), true), ref('b'), true);
    expect(edit.cycleSort(two, ref('a'), true).sort.map((s) => [s.column.column, s.descending])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    expect(edit.cycleSort(two, ref('c')).sort.map((s) => s.column.column)).toEqual(['c']);
  });
});

describe('columns', () => {
  const shown = [ref('a'), ref('b'), ref('c')];
  const names = (view: View) => view.columns?.map((c) => c.column).join('');
  it('shows after another, hides, moves', () => {
    expect(names(edit.showColumn(startView, shown, ref('x'), ref('a')))).toBe('axbc');
    expect(names(edit.showColumn(startView, shown, ref('x')))).toBe('abcx');
    expect(names(edit.showColumn(startView, shown, ref('B')))).toBe('abc');
    expect(names(edit.hideColumn(startView, shown, ref('b')))).toBe('ac');
    expect(names(edit.moveColumn(startView, shown, ref('a'), 2))).toBe('bca');
    expect(names(edit.moveColumn(startView, shown, ref('c'), -5))).toBe('cab');
  });
  it('never holds a column twice', () => {
    fc.assert(
      fc.property(fc.array(column), (columns) => {
        const kept = edit.setColumns(startView, columns).columns ?? [];
        return kept.every((c, at) => kept.findIndex((other) => sameColumn(c, other)) === at);
      }),
    );
  });
});

describe('any edit', () => {
  it('gives a valid view and leaves its argument alone', () => {
    fc.assert(
      fc.property(anyView, anyEdit, (view, change) => {
        const before = JSON.stringify(view);
        const after = change(view);
        expect(JSON.stringify(view)).toBe(before);
        expect(View.parse(after)).toEqual(after);
        expect(new Set(after.where.map((f) => f.id)).size).toBe(after.where.length);
      }),
    );
  });
});

describe('liveView and rowsKey', () => {
  it('leaves out what is switched off', () => {
    let view = edit.toggleFilter(edit.filterIn(startView, name, 'A'), 'f1');
    view = edit.toggleQuery(edit.setQuery(view, { text: 'x' }));
    view = edit.toggleTime(edit.setTime(view, { from: '2024-01-01T00:00:00Z' }));
    expect(edit.liveView(view)).toEqual(startView);
    expect(edit.rowsKey(view)).toBe(edit.rowsKey(startView));
  });
  it('ignores columns and ids, not sort', () => {
    expect(edit.rowsKey(edit.setColumns(startView, [name]))).toBe(edit.rowsKey(startView));
    expect(edit.rowsKey(edit.cycleSort(startView, name))).not.toBe(edit.rowsKey(startView));
  });
});
