// Where a pane has been, as a browser keeps it: every view that was looked at, in order, and which one it is now. Going back and
// forward are steps like others, so that undo takes them back.

import { liveView, rowsKey } from '../../../../shared/query/edit.ts';
import { columnKey, type View } from '../../../../shared/query/view.ts';

/** `at`: milliseconds since 1970. */
export type Visit = { view: View; at: number };
export type Trail = { visits: Visit[]; here: number };

/** Visits kept; older ones are forgotten. */
const keptVisits = 500;

export const startTrail = (view: View, at = Date.now()): Trail => ({ visits: [{ view, at }], here: 0 });

const placeKey = (view: View): string =>
  JSON.stringify([rowsKey(view), liveView(view).columns?.map(columnKey) ?? null]);

/** Takes a view in; what lay ahead is forgotten. The view that is looked at already makes no difference. */
export function visit({ visits, here }: Trail, view: View, at = Date.now()): Trail {
  if (placeKey(visits[here]!.view) === placeKey(view))
    return { visits: visits.with(here, { ...visits[here]!, view }), here };
  const kept = [...visits.slice(0, here + 1), { view, at }].slice(-keptVisits);
  return { visits: kept, here: kept.length - 1 };
}

export const canGo = ({ visits, here }: Trail, by: number): boolean => visits[here + by] !== undefined;
