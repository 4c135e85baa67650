// Work on one thing of a case that must not be done twice at a time: it is done in the order asked for.
import type { OpenCase } from './engine-state.ts';

/** One for each thing. What fails is heard by who asked for it, and holds nothing up. */
export function createTurns() {
  const last = new WeakMap<OpenCase, Promise<unknown>>();
  return async <T>(open: OpenCase, work: () => Promise<T>): Promise<T> => {
    const turn = (last.get(open) ?? Promise.resolve()).then(work);
    last.set(
      open,
      turn.catch(() => undefined),
    );
    return await turn;
  };
}
