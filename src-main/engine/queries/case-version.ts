// A number that grows with each change of something that a case keeps beside its rows, while it is open: what was found before
// such a change is told from what would be found now.
import type { OpenCase } from '../engine-state.ts';

/** From 1. */
export function createCaseVersion() {
  const perCase = new WeakMap<OpenCase, number>();
  const version = (open: OpenCase): number => perCase.get(open) ?? 1;
  return { version, raise: (open: OpenCase): void => void perCase.set(open, version(open) + 1) };
}
