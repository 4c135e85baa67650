import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as select from '../../../src-renderer/features/grid/table/selection.ts';

const action = fc.tuple(fc.constantFrom('add', 'remove', 'toggle'), fc.nat(60), fc.nat(12));

describe('selection', () => {
  it('behaves like a set of row indexes, kept sorted, disjoint and apart', () => {
    fc.assert(
      fc.property(fc.array(action), (actions) => {
        const model = new Set<number>();
        let selection = select.noRows;
        for (const [kind, from, length] of actions) {
          const rows = Array.from({ length }, (_, n) => from + n);
          if (kind === 'add') selection = select.selectRange(selection, from, from + length);
          if (kind === 'add') for (const row of rows) model.add(row);
          if (kind === 'remove') selection = select.unselectRange(selection, from, from + length);
          if (kind === 'remove') for (const row of rows) model.delete(row);
          if (kind === 'toggle') selection = select.toggleRow(selection, from);
          if (kind === 'toggle' && !model.delete(from)) model.add(from);
        }
        expect(select.listRows(selection)).toEqual([...model].sort((a, b) => a - b));
        expect(select.countRows(selection)).toBe(model.size);
        for (let row = -1; row < 80; row++) expect(select.isSelected(selection, row)).toBe(model.has(row));
        for (const [at, [from, to]] of selection.entries()) {
          expect(from).toBeLessThan(to);
          expect(from).toBeGreaterThan(selection[at - 1]?.[1] ?? -1);
        }
      }),
    );
  });
  it('holds ten million rows as one pair', () => {
    expect(select.allRows(10_000_000)).toEqual([[0, 10_000_000]]);
    expect(select.allRows(0)).toEqual([]);
    expect(select.listRows(select.allRows(10_000_000), 3)).toEqual([0, 1, 2]);
  });
});
