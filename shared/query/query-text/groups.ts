// Conditions joined by AND and OR, in the fewest filters that say the same.
import type { NewFilter } from '../edit.ts';
import { columnKey, type Filter } from '../view.ts';

const group = (op: 'any' | 'all', filters: NewFilter[]): NewFilter => ({
  op,
  // Ids tell the filters of a view apart; inside a group nothing asks for them.
  filters: filters.map((filter, i) => ({ ...filter, id: `${i + 1}` }) as Filter),
  negated: false,
  enabled: true,
});

export const negate = (filter: NewFilter): NewFilter => ({ ...filter, negated: !filter.negated });

/** No filters: every row. */
export function allOf(filters: NewFilter[]): NewFilter {
  const parts = filters.flatMap((filter) => (filter.op === 'all' && !filter.negated ? filter.filters : [filter]));
  return parts.length === 1 ? parts[0]! : group('all', parts);
}

/** No filters: no row. Values of one column become one list, which is far quicker to look up than each by itself. */
export function anyOf(filters: NewFilter[]): NewFilter {
  const parts = filters.flatMap((filter) => (filter.op === 'any' && !filter.negated ? filter.filters : [filter]));
  const lists = new Map<string, NewFilter[]>();
  parts.forEach((part, i) => {
    const key = listKey(part) ?? `${i}`;
    const same = lists.get(key);
    if (same) same.push(part);
    else lists.set(key, [part]);
  });
  const merged = [...lists.values()].map(merge);
  return merged.length === 1 ? merged[0]! : group('any', merged);
}

/** Equal for those that can be one list. */
function listKey(filter: NewFilter): string | null {
  if (filter.negated || (filter.op !== 'in' && filter.op !== 'network')) return null;
  return `${filter.op} ${filter.op === 'in' && filter.ignoreCase === true} ${columnKey(filter.column).toLowerCase()}`;
}

function merge(same: NewFilter[]): NewFilter {
  const [first] = same;
  if (same.length === 1) return first!;
  if (first!.op === 'in')
    return { ...first!, values: distinct(same.flatMap((one) => (one.op === 'in' ? one.values : []))) };
  if (first!.op !== 'network') return group('any', same);
  return { ...first!, networks: distinct(same.flatMap((one) => (one.op === 'network' ? one.networks : []))) };
}

const distinct = <T>(values: T[]): T[] => [...new Set(values)];
