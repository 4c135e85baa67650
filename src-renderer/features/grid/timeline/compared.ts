// What a comparison is of: two ranges of time and the filters it was made with, which later steps of the pane do not change.
import type { Change, ChangeKind, ClosedRange } from '../../../../shared/contract/charts.ts';
import type { TableInfo } from '../../../../shared/contract/views.ts';
import { addFilter, liveView } from '../../../../shared/query/edit.ts';
import { type ColumnRef, isOnColumn, type Range, type Scalar, type View } from '../../../../shared/query/view.ts';
import { resolveColumn } from '../columns/resolve.ts';

export type Compared = { view: View; before: ClosedRange; after: ClosedRange };

/** A range that is on and has both ends. */
export function closedRange(range: Range | undefined): ClosedRange | null {
  if (range?.from === undefined || range.to === undefined || range.enabled === false) return null;
  return { from: range.from, to: range.to };
}

const isoOf = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');
export const lengthMs = ({ from, to }: ClosedRange): number => Date.parse(to) - Date.parse(from);

/** The time just before, as long. */
export function justBefore(range: ClosedRange): ClosedRange {
  return { from: isoOf(Date.parse(range.from) - lengthMs(range)), to: range.from };
}

/** The view's range against the time before it; null when it has none with two ends. */
export function compareWithBefore(view: View): Compared | null {
  const after = closedRange(view.time);
  if (!after) return null;
  const { time: _time, columns: _columns, ...others } = liveView(view);
  return { view: { ...others, sort: [] }, before: justBefore(after), after };
}

/** Who, what, from where, with what: as CloudTrail, the timeline of all logs and flow logs name them. */
const usual = [
  'useridentity.arn',
  'actor',
  'eventname',
  'action',
  'sourceipaddress',
  'source_ip',
  'srcaddr',
  'useragent',
  'user_agent',
];

/** The first of them that the table has; else its text columns. */
export function usualComparison(table: TableInfo): ColumnRef[] {
  const refs = usual.map((key): ColumnRef => {
    const [column = '', ...path] = key.split('.');
    return { column, path };
  });
  const known = refs.filter((ref) => resolveColumn(table, ref).known);
  if (known.length > 0) return known;
  return table.columns
    .filter(({ kind }) => kind === 'text')
    .slice(0, 4)
    .map(({ name }) => ({ column: name, path: [] }));
}

/** The rows of one line in one of the ranges, shown with the sort and columns of `present`. */
export function drillChange(
  { view }: Compared,
  present: View,
  column: ColumnRef,
  value: Scalar,
  range: ClosedRange,
): View {
  const { time: _time, query: _query, ...looks } = present;
  // What the comparison's own filters say of the column is less than this one value.
  const where = view.where.filter((filter) => !(filter.op === 'in' && !filter.negated && isOnColumn(filter, column)));
  const drilled = { ...looks, where, ...(view.query ? { query: view.query } : {}), time: range };
  return addFilter(drilled, { op: 'in', column, values: [value], negated: false, enabled: true });
}

export const changeTitles: Record<ChangeKind, string> = {
  new: 'New',
  stopped: 'Stopped',
  grew: 'Grew',
  shrank: 'Shrank',
  same: 'As often as before',
};

/** `×3.2`, `×0.05`: how much more often per time; empty for what is new or stopped. */
export function describeFactor(
  { before, after }: Pick<Change['values'][number], 'before' | 'after'>,
  compared: Pick<Compared, 'before' | 'after'>,
): string {
  if (before === 0 || after === 0) return '';
  const factor = (after * lengthMs(compared.before)) / (before * lengthMs(compared.after));
  return `×${Number(factor.toPrecision(2)).toLocaleString('en-US')}`;
}

/** `24/h`, `0.5/day`: rows per time, in the unit that says it best. */
export function describeRate(rows: number, range: ClosedRange): string {
  const perHour = rows / (lengthMs(range) / 3_600_000);
  const [rate, unit] =
    perHour >= 120 ? [perHour / 60, 'min'] : perHour >= 1 || rows === 0 ? [perHour, 'h'] : [perHour * 24, 'day'];
  return `${Number(rate.toPrecision(2)).toLocaleString('en-US')}/${unit}`;
}
