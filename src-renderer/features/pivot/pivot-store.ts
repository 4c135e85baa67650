// What one pivot pane knows: the pivot with its undo, what the engine last answered, and what is folded up.
import { createStore, type StoreApi } from 'zustand';
import type { PivotResult } from '../../../shared/contract/pivots.ts';
import type { TableInfo } from '../../../shared/contract/views.ts';
import { type History, redo, replacePresent, startHistory, step, undo } from '../../../shared/query/history.ts';
import type { Axis, Pivot } from '../../../shared/query/pivot.ts';
import { type PivotTable, readPivot } from '../../../shared/query/pivot-table.ts';
import type { Problem } from '../../ui/problem.ts';

/** An answer with the pivot that it answers: until the next one comes, the two belong together. */
export type Answer = { pivot: Pivot; result: PivotResult; table: PivotTable; elapsedMs: number };

export type PivotState = {
  source: TableInfo;
  history: History<Pivot>;
  answer: Answer | null;
  /** When the question that is out was asked, by performance.now(); null: none is. */
  asked: number | null;
  problem: Problem | null;
  /** Groups (`groupKey`) that are the other way than they begin: folded up or opened. */
  toggled: Record<Axis, ReadonlySet<string>>;
  /** The builder is put away. */
  builderShown: boolean;
  edit: (change: (pivot: Pivot) => Pivot) => void;
  adopt: (pivot: Pivot) => void;
  undo: () => void;
  redo: () => void;
  toggle: (axis: Axis, groups: string[]) => void;
  toggleBuilder: () => void;
  answered: (pivot: Pivot, result: PivotResult, elapsedMs: number) => void;
};

export type PivotStore = StoreApi<PivotState>;

export function createPivotStore(source: TableInfo, pivot: Pivot, onChange: (pivot: Pivot) => void): PivotStore {
  return createStore<PivotState>((set, get) => {
    const move = (history: History<Pivot>) => {
      if (history.present === get().history.present) return;
      set({ history });
      onChange(history.present);
    };
    return {
      source,
      history: startHistory(pivot),
      answer: null,
      asked: null,
      problem: null,
      toggled: { rows: new Set(), columns: new Set() },
      builderShown: true,
      edit: (change) => move(step(get().history, change(get().history.present))),
      adopt: (next) => set({ history: replacePresent(get().history, next) }),
      undo: () => move(undo(get().history)),
      redo: () => move(redo(get().history)),
      toggle(axis, groups) {
        const next = new Set(get().toggled[axis]);
        for (const group of groups) if (!next.delete(group)) next.add(group);
        set({ toggled: { ...get().toggled, [axis]: next } });
      },
      toggleBuilder: () => set({ builderShown: !get().builderShown }),
      answered: (asked, result, elapsedMs) =>
        set({
          answer: { pivot: asked, result, table: readPivot(result, asked), elapsedMs },
          asked: null,
          problem: null,
        }),
    };
  });
}

/** One text for "the same figures": order, colours and which totals show make no difference. */
export function figuresKey({ view, rows, columns, values }: Pivot): string {
  const { columns: _columns, sort: _sort, ...live } = view;
  return JSON.stringify([live, rows, columns, values]);
}
