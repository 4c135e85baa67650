// The rows of what is new, as Views over CloudTrail.
import { addFilter, type NewFilter } from '../query/edit.ts';
import type { View } from '../query/view.ts';
import { groupsOf } from './bursts.ts';
import { readApi, type ValueKind, valueFilters } from './kinds.ts';
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
  if (kind === 'api') return apisOf(groupsOf(values, (value) => readApi(value).source).values());
  const lists = each.flatMap((some) => (some.length === 1 && some[0]!.op === 'in' ? [some[0]!] : []));
  // Lists of values of one column are one list.
  if (lists.length === each.length) return [{ ...lists[0]!, values: lists.flatMap((list) => list.values) }];
  return orOf(each);
}

/** @param bySource APIs of one service each */
function apisOf(bySource: Iterable<string[]>): NewFilter[] {
  return orOf(
    Array.from(bySource, (apis) => {
      const [names, sources] = [0, 1].map((part) => apis.map((api) => valueFilters('api', api, 'UTC')[part]!));
      const values = names!.flatMap((filter) => (filter.op === 'in' ? filter.values : []));
      return [{ ...(names![0] as Extract<NewFilter, { op: 'in' }>), values }, sources![0]!];
    }),
  );
}

function orOf(each: readonly NewFilter[][]): NewFilter[] {
  if (each.length === 1) return each[0]!;
  const all = each.map(
    (some, i): NewFilter => ({ op: 'all', negated: false, enabled: true, filters: withIds(some, `v${i + 1}-`) }),
  );
  return [{ op: 'any', negated: false, enabled: true, filters: withIds(all, 'any') }];
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
