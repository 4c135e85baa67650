// Steps of a pane's history that are more than a change of the view: rows were tagged, starred or noted. Such a step keeps the
// view as it is; undo takes back what was done, redo does it again.
import { type History, historyLimit, redo, undo } from '../../../../shared/query/history.ts';
import type { View } from '../../../../shared/query/view.ts';
import { showProblem } from '../../../ui/problem.ts';

export type Act = {
  /** `Tagged 3 rows “Suspicious”`. */
  words: string;
  /** Rejects when it cannot be done; then the history stays where it is. */
  revert: (way: 'undo' | 'redo') => Promise<void>;
};

/** The act that led to a state of the history. States keep their identity while they move between past and future. */
const acts = new WeakMap<View, Act>();

/** One more step, with the same view. */
export function addAct({ past, present }: History<View>, act: Act): History<View> {
  const after = { ...present };
  acts.set(after, act);
  return { past: [...past, present].slice(-historyLimit), present: after, future: [] };
}

/** The state that is left or entered when the history goes that way; its act has to be reverted first. */
const stateAt = ({ past, present, future }: History<View>, way: 'undo' | 'redo'): View | undefined =>
  way === 'redo' ? future[0] : past.length > 0 ? present : undefined;

/**
 * Goes through the history, one step after another. A step of the view is made at once; one with an act when the act is
 * reverted, and not at all when that fails or somebody went on meanwhile.
 */
export function createStepper(
  history: () => History<View>,
  go: (history: History<View>) => void,
): (way: 'undo' | 'redo') => void {
  let waiting = 0;
  let turn = Promise.resolve();

  const move = (way: 'undo' | 'redo') => go(way === 'undo' ? undo(history()) : redo(history()));

  async function revert(way: 'undo' | 'redo'): Promise<void> {
    const { present } = history();
    const state = stateAt(history(), way);
    const act = state && acts.get(state);
    try {
      await act?.revert(way);
      if (history().present === present) move(way);
    } catch (error) {
      // What can never be reverted any more must not stand in the way of the steps before it.
      if (state && (error as { code?: unknown }).code === 'NOT_FOUND') acts.delete(state);
      showProblem(error, way === 'undo' ? 'take this back' : 'do this again');
    }
  }

  return (way) => {
    const state = stateAt(history(), way);
    if (waiting === 0 && !(state && acts.has(state))) return move(way);
    waiting++;
    turn = turn.then(() => revert(way)).finally(() => waiting--);
  };
}
