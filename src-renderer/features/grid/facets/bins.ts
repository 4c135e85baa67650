// What a click on a bin of a facet does to the view: only its rows are kept, or, when they are already, all of them again.
import type { Facet } from '../../../../shared/contract/charts.ts';
import { addFilter, removeFilter, setTime } from '../../../../shared/query/edit.ts';
import { type ColumnRef, isOnColumn, type Range, sameColumn, type View } from '../../../../shared/query/view.ts';

type Bins = NonNullable<Facet['bins']>;
/** Both ends are values that are there, and belong to it. */
export type BinRange = { from: string; to: string };

/** Null for a bin without rows. */
export function rangeOfBin(bins: Bins, bin: number): BinRange | null {
  const { least, greatest } = bins[bin]!;
  return least === null || greatest === null ? null : { from: least, to: greatest };
}

/** A time range has its end outside: the next time that is there, else a second after the last one. */
function timeOfBin(bins: Bins, bin: number): Range | null {
  const range = rangeOfBin(bins, bin);
  if (!range?.from.endsWith('Z')) return null;
  const next = bins.slice(bin + 1).find(({ least }) => least !== null)?.least;
  const after = new Date(Math.floor(Date.parse(range.to) / 1000) * 1000 + 1000).toISOString().replace('.000Z', 'Z');
  return { from: range.from, to: next ?? after };
}

const rangeOn = (view: View, column: ColumnRef) =>
  view.where.find((filter) => filter.op === 'range' && filter.enabled && !filter.negated && isOnColumn(filter, column));

/** Whether the view keeps just this bin of the column. */
export function isChosen(view: View, column: ColumnRef, bins: Bins, bin: number): boolean {
  const range = rangeOfBin(bins, bin);
  const present = rangeOn(view, column);
  if (!range || present?.op !== 'range') return false;
  return present.from === range.from && present.to === range.to && present.includeTo && !present.excludeFrom;
}

/** @param timeColumn the source's own, whose range is the view's, as the timeline shows it */
export function chooseBin(view: View, column: ColumnRef, bins: Bins, bin: number, timeColumn: string | null): View {
  const range = rangeOfBin(bins, bin);
  if (!range) return view;
  const time =
    timeColumn !== null && sameColumn(column, { column: timeColumn, path: [] }) ? timeOfBin(bins, bin) : null;
  if (time) return setTime(view, time);
  const present = rangeOn(view, column);
  const without = present ? removeFilter(view, present.id) : view;
  if (isChosen(view, column, bins, bin)) return without;
  return addFilter(without, { op: 'range', column, negated: false, enabled: true, ...range, includeTo: true });
}
