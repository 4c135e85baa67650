import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type History,
  historyLimit,
  redo,
  replacePresent,
  startHistory,
  step,
  undo,
} from '../../../shared/query/history.ts';
import type { View } from '../../../shared/query/view.ts';
import { anyEdit, startView } from './arbitrary.ts';

const times = <T>(n: number, change: (value: T) => T, start: T): T =>
  Array.from({ length: n }).reduce<T>((value) => change(value), start);

describe('history', () => {
  it('undoing every step restores the start; redoing them all restores the end', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 30 }), (edits) => {
        const start: History<View> = startHistory(startView);
        const end = edits.reduce((history, change) => step(history, change(history.present)), start);
        const back = times(end.past.length, undo, end);
        expect(back.present).toEqual(startView);
        expect(times(end.past.length, redo, back)).toEqual(end);
      }),
    );
  });
  it('a new step forgets what could be redone', () => {
    const history = step(undo(step(step(startHistory(1), 2), 3)), 9);
    expect(history).toEqual({ past: [1, 2], present: 9, future: [] });
  });
  it('does not count the same value, nor what the program fills in', () => {
    expect(step(startHistory({ a: 1 }), { a: 1 }).past).toEqual([]);
    expect(replacePresent(step(startHistory(1), 2), 3)).toEqual({ past: [1], present: 3, future: [] });
  });
  it('stays where it is when there is nothing to undo or redo, and forgets the oldest steps', () => {
    const start = startHistory(0);
    expect(undo(start)).toBe(start);
    expect(redo(start)).toBe(start);
    const long = Array.from({ length: historyLimit + 50 }).reduce<History<number>>(
      (h) => step(h, h.present + 1),
      start,
    );
    expect(long.past).toHaveLength(historyLimit);
  });
});
