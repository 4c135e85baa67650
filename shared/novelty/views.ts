// The rows of what is new, as Views over CloudTrail.
import { addFilter, type NewFilter } from '../query/edit.ts';
import type { View } from '../query/view.ts';
import { type ValueKind, valueFilters } from './kinds.ts';
import { principalFilters } from './principal.ts';

/** Half-open, ISO UTC; an absent end is open. */
export type Period = { from?: string | undefined; to?: string | undefined };

const time = { column: 'eventtime', path: [] };

/** CloudTrail's rows of a period that pass all filters, in order of time. */
export function rowsView({ from, to }: Period, filters: readonly NewFilter[]): View {
  const empty: View = {
    from: { kind: 'table', table: 'cloudtrail' },
    where: [],
    ...(from === undefined && to === undefined
      ? {}
      : { time: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) } }),
    sort: [{ column: time, descending: false }],
  };
  return filters.reduce(addFilter, empty);
}

type Filters = Extract<NewFilter, { op: 'any' }>['filters'];
const withIds = (filters: readonly NewFilter[], prefix: string) =>
  filters.map((filter, i) => ({ ...filter, id: `${prefix}${i + 1}` })) as Filters;

/** Rows with any of the values. */
export function anyValue(kind: ValueKind, values: readonly string[], zone: string): NewFilter[] {
  const each = values.map((value) => valueFilters(kind, value, zone));
  if (each.length === 1) return each[0]!;
  const [first] = each;
  const [condition] = first!;
  // Lists of values of one column are one list.
  if (first!.length === 1 && condition!.op === 'in')
    return [{ ...condition!, values: each.flatMap(([one]) => (one!.op === 'in' ? one!.values : [])) }];
  const filters = withIds(
    each.map((some, i): NewFilter => ({ op: 'all', negated: false, enabled: true, filters: withIds(some, `v${i}-`) })),
    'any',
  );
  return [{ op: 'any', negated: false, enabled: true, filters }];
}

/** The rows of a new thing. `by`: the key of its principal; null: anybody's. `values` null: all that the principal did. */
export function noveltyView(
  thing: { by: string | null; kind: ValueKind; values: readonly string[] } | { by: string; values: null },
  period: Period,
  zone: string,
): View {
  const own = thing.by === null ? [] : principalFilters(thing.by);
  return rowsView(period, [...own, ...(thing.values === null ? [] : anyValue(thing.kind, thing.values, zone))]);
}
