// Undo and redo over views and acts in one history, and the trail of views that back and forward go over.
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type History, startHistory, step } from '../../../../shared/query/history.ts';
import type { View } from '../../../../shared/query/view.ts';
import { type Act, addAct, createStepper } from '../../../../src-renderer/features/grid/marks/acts.ts';
import { canGo, startTrail, visit } from '../../../../src-renderer/features/grid/marks/trail.ts';

const view = (n: number): View => ({
  from: { kind: 'table', table: 't' },
  where: [],
  sort: [{ column: { column: `c${n}`, path: [] }, descending: false }],
});
const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A pane reduced to its history; `marks` stands for what acts do in the engine. */
function makePane() {
  let history: History<View> = startHistory(view(0));
  const marks = new Set<number>();
  const go = createStepper(
    () => history,
    (next) => {
      history = next;
    },
  );
  return {
    marks,
    present: () => history.present.sort[0]!.column.column,
    edit(n: number) {
      history = step(history, view(n));
    },
    act(n: number, revert?: Act['revert']) {
      marks.add(n);
      const undoOrRedo: Act['revert'] = async (way) => {
        await settle();
        if (way === 'undo') marks.delete(n);
        else marks.add(n);
      };
      history = addAct(history, { words: `act ${n}`, revert: revert ?? undoOrRedo });
    },
    go,
  };
}

test('any mix of edits and acts is taken back and done again in its order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 8 }), async (kinds) => {
      const pane = makePane();
      const states = [{ view: pane.present(), marks: [] as number[] }];
      kinds.forEach((isAct, i) => {
        if (isAct) pane.act(i + 1);
        else pane.edit(i + 1);
        states.push({ view: pane.present(), marks: [...pane.marks] });
      });
      const look = () => ({ view: pane.present(), marks: [...pane.marks].toSorted((a, b) => a - b) });
      for (const state of states.toReversed()) {
        expect(look()).toEqual(state);
        pane.go('undo');
        for (let i = 0; i < 6; i++) await settle();
      }
      for (const state of states) {
        expect(look()).toEqual(state);
        pane.go('redo');
        for (let i = 0; i < 6; i++) await settle();
      }
    }),
    { numRuns: 20 },
  );
});

test('an undo pressed while another one is under way waits for it', async () => {
  const pane = makePane();
  pane.edit(1);
  pane.act(2);
  pane.go('undo');
  pane.go('undo');
  expect([pane.present(), pane.marks.size]).toEqual(['c1', 1]);
  for (let i = 0; i < 10; i++) await settle();
  expect([pane.present(), pane.marks.size]).toEqual(['c0', 0]);
});

test('what fails stays a step; what can never be taken back no longer stands in the way', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue(undefined);
  const pane = makePane();
  pane.edit(1);
  let code = 'FAILED';
  pane.act(2, () => Promise.reject(Object.assign(new Error('no'), { code })));
  pane.go('undo');
  for (let i = 0; i < 6; i++) await settle();
  code = 'NOT_FOUND';
  pane.go('undo');
  for (let i = 0; i < 6; i++) await settle();
  expect(pane.present()).toBe('c1');
  expect(told).toHaveBeenCalledTimes(2);
  told.mockRestore();
  pane.go('undo');
  pane.go('undo');
  expect(pane.present()).toBe('c0');
});

describe('the trail', () => {
  test('is a browser’s: going on from the middle forgets what lay ahead', () => {
    let trail = startTrail(view(0), 1);
    for (const n of [1, 2, 3]) trail = visit(trail, view(n), n);
    expect([trail.visits.length, trail.here, canGo(trail, 1), canGo(trail, -1)]).toEqual([4, 3, false, true]);
    trail = visit({ ...trail, here: 1 }, view(9), 9);
    expect(trail.visits.map(({ view: { sort } }) => sort[0]!.column.column)).toEqual(['c0', 'c1', 'c9']);
  });

  test('does not count the same rows and columns twice', () => {
    const trail = visit(startTrail(view(0), 1), { ...view(0) }, 2);
    expect(trail.visits).toHaveLength(1);
    expect(visit(trail, { ...view(0), columns: [{ column: 'a', path: [] }] }, 3).visits).toHaveLength(2);
  });
});
