// What changes the lists of a case and what looks for them take turns, so that neither sees the other's half.
import type { OpenCase } from '../../engine-state.ts';

const last = new WeakMap<OpenCase, Promise<unknown>>();

export async function inTurn<T>(open: OpenCase, work: () => Promise<T>): Promise<T> {
  const turn = (last.get(open) ?? Promise.resolve()).then(work, work);
  last.set(open, turn);
  return await turn;
}
