// Undo and redo over whole values: small, plain, and the same for every pane that edits one.

/** Oldest first in `past`; nearest first in `future`. */
export type History<T> = { past: T[]; present: T; future: T[] };

/** Steps kept; older ones are forgotten. */
export const historyLimit = 200;

export const startHistory = <T>(present: T): History<T> => ({ past: [], present, future: [] });

/** Takes a new present; what was undone before it can no longer be redone. The same value again is no step. */
export function step<T>(history: History<T>, next: T): History<T> {
  if (same(history.present, next)) return history;
  return { past: [...history.past, history.present].slice(-historyLimit), present: next, future: [] };
}

/** Changes the present without a step: for what the program fills in, not the person. */
export const replacePresent = <T>(history: History<T>, present: T): History<T> => ({ ...history, present });

export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return { past: history.past.slice(0, -1), present: previous, future: [history.present, ...history.future] };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...rest] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future: rest };
}

const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);
