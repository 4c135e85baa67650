// The rows of several findings in one view.
import type { Finding } from '../contract/detections.ts';
import { columnKey, type View } from '../query/view.ts';

/** More make a statement that takes longer to read than to run. */
export const mostTogether = 1_000;

/** Null where one view cannot hold them: they are of different logs, too many, or none. */
export function viewOfFindings(findings: readonly Pick<Finding, 'view'>[]): View | null {
  const [first] = findings;
  if (first === undefined || findings.length > mostTogether) return null;
  const [own] = first.view.where;
  if (findings.length === 1) return first.view;
  if (own?.op !== 'in') return null;
  const values = new Set(own.values);
  for (const { view } of findings) {
    const [only, ...others] = view.where;
    const isAlike =
      only?.op === 'in' &&
      others.length === 0 &&
      view.query === undefined &&
      !only.negated &&
      columnKey(only.column) === columnKey(own.column) &&
      JSON.stringify(view.from) === JSON.stringify(first.view.from);
    if (!isAlike) return null;
    for (const value of only.values) values.add(value);
  }
  return { ...first.view, where: [{ ...own, values: [...values] }] };
}
