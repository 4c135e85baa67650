// A number that grows with each verification while a case is open, by which what was found under older verdicts is told from
// what would be found now.
import type { OpenCase } from '../../engine-state.ts';

const perCase = new WeakMap<OpenCase, number>();

/** From 1. */
export const verdictsVersion = (open: OpenCase): number => perCase.get(open) ?? 1;

export function raiseVerdicts(open: OpenCase): void {
  perCase.set(open, verdictsVersion(open) + 1);
}
