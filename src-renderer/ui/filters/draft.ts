// A filter while it is being made: plain text fields, whatever the column; and the way to a Filter and back.
import type { ColumnKind } from '../../../shared/contract/views.ts';
import type { NewFilter } from '../../../shared/query/edit.ts';
import { type ColumnRef, type Filter, isColumnFilter, type Scalar } from '../../../shared/query/view.ts';
import { parseNetwork } from '../../../shared/values/ip.ts';
import { formatInstant, parseInstant } from '../../../shared/values/time.ts';

export type TextOp = 'contains' | 'equals' | 'startsWith' | 'endsWith' | 'wildcard' | 'network' | 'matches';

export type FilterDraft = {
  mode: 'values' | 'text' | 'range';
  negated: boolean;
  values: Scalar[];
  op: TextOp;
  text: string;
  caseSensitive: boolean;
  from: string;
  to: string;
  includeTo: boolean;
  /** Only a query sets these; the form keeps them. */
  excludeFrom?: boolean;
  ignoreCase?: boolean;
};

const isOrdered = (kind: ColumnKind) => kind === 'time' || kind === 'number';

/** A fresh draft, or the one that `filter` came from. Times stand on the clock of `zone`. */
export function draftOf(filter: Filter | undefined, kind: ColumnKind, zone: string): FilterDraft {
  const fresh: FilterDraft = {
    mode: isOrdered(kind) ? 'range' : 'values',
    negated: filter?.negated ?? false,
    values: [],
    op: 'contains',
    text: '',
    caseSensitive: false,
    from: '',
    to: '',
    includeTo: false,
  };
  if (!filter || !isColumnFilter(filter)) return fresh;
  if (filter.op === 'network') return { ...fresh, mode: 'text', op: 'network', text: filter.networks.join(', ') };
  if (filter.op === 'in') {
    const [only, ...others] = filter.values;
    if (filter.ignoreCase && typeof only === 'string' && others.length === 0)
      return { ...fresh, mode: 'text', op: 'equals', text: only };
    return { ...fresh, mode: 'values', values: filter.values, ...(filter.ignoreCase ? { ignoreCase: true } : {}) };
  }
  if (filter.op === 'range') {
    const shown = (bound: Scalar | undefined) => (bound == null ? '' : formatInstant(String(bound), zone));
    const { includeTo, excludeFrom } = filter;
    const ends = { from: shown(filter.from), to: shown(filter.to), includeTo };
    return { ...fresh, mode: 'range', ...ends, ...(excludeFrom ? { excludeFrom } : {}) };
  }
  return { ...fresh, mode: 'text', op: filter.op, text: filter.value, caseSensitive: filter.caseSensitive };
}

export type DraftProblem = { field: 'values' | 'text' | 'from' | 'to'; message: string };

/** The filter of a draft, or what is still wrong with it. */
export function filterOf(
  draft: FilterDraft,
  column: ColumnRef,
  kind: ColumnKind,
  zone: string,
): NewFilter | DraftProblem {
  const common = { column, negated: draft.negated, enabled: true };
  if (draft.mode === 'values') {
    if (draft.values.length === 0) return { field: 'values', message: 'Choose at least one value.' };
    return { ...common, op: 'in', values: draft.values, ...(draft.ignoreCase ? { ignoreCase: true } : {}) };
  }
  if (draft.mode === 'text') {
    if (draft.op === 'equals')
      return { ...common, op: 'in', values: [draft.text], ...(draft.caseSensitive ? {} : { ignoreCase: true }) };
    if (draft.text === '') return { field: 'text', message: 'Type the text to look for.' };
    if (draft.op === 'network') {
      const networks = draft.text.split(/[\s,;]+/).filter(Boolean);
      const wrong = networks.find((one) => parseNetwork(one) === null);
      if (networks.length === 0 || wrong !== undefined) return { field: 'text', message: networkHelp };
      return { ...common, op: 'network', networks };
    }
    return { ...common, op: draft.op, value: draft.text, caseSensitive: draft.caseSensitive };
  }
  const from = readBound(draft.from, kind, zone);
  const to = readBound(draft.to, kind, zone);
  if (from === null) return { field: 'from', message: boundHelp(kind) };
  if (to === null) return { field: 'to', message: boundHelp(kind) };
  if (from === undefined && to === undefined) return { field: 'from', message: 'Fill in at least one end.' };
  const bounds = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const open = draft.excludeFrom && from !== undefined ? { excludeFrom: true } : {};
  return { ...common, op: 'range', ...bounds, includeTo: draft.includeTo && to !== undefined, ...open };
}

export const isProblem = (made: NewFilter | DraftProblem): made is DraftProblem => 'field' in made;

/** Undefined: open end. Null: not understood. */
function readBound(text: string, kind: ColumnKind, zone: string): string | undefined | null {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (kind === 'time') return parseInstant(trimmed, zone);
  if (kind !== 'number') return text;
  const number = trimmed.replaceAll(/[,_\s](?=\d{3})/g, '');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(number) ? number : null;
}

const networkHelp = 'Write networks like 10.0.0.0/8, 2001:db8::/32 or 10.0.0.5-10.0.0.9.';
const boundHelp = (kind: ColumnKind) =>
  kind === 'time' ? 'Write a time like 2024-01-31 or 2024-01-31 13:45:00.' : 'Write a number.';
