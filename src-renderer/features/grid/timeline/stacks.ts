// What the bars can be divided by, and which look and words each part has.
import { z } from 'zod';
import { type Series, Stack } from '../../../../shared/contract/charts.ts';
import type { TableInfo } from '../../../../shared/contract/views.ts';
import { describeValue } from '../../../../shared/query/describe.ts';
import { addFilter, filterIn, filterOut } from '../../../../shared/query/edit.ts';
import { type ColumnRef, columnKey, sameColumn, type View } from '../../../../shared/query/view.ts';
import { partOf, parts } from '../../../ui/log-types/parts.ts';
import { allFields } from '../columns/all-fields.ts';
import { resolveColumn } from '../columns/resolve.ts';

/** What the case remembers per table; null: not divided. */
export const KeptStack = z.object({ stack: Stack.nullable() });

export type StackChoice = { id: string; label: string; stack: Stack | null };

const noStack: StackChoice = { id: 'none', label: 'Not divided', stack: null };

const idOf = ({ column, by }: Stack) => `${by} ${columnKey(column)}`;
export const choiceId = (stack: Stack | null): string => (stack ? idOf(stack) : noStack.id);

/** Whether a row tells of an error, where that is one column's presence. */
const errorColumn = 'errorcode';

/** `shown`: the grid's columns, which come first. Nested values as a whole are no useful parts. `chosen` is always there. */
export function listStacks(
  table: TableInfo,
  shown: ColumnRef[],
  chosen: Stack | null,
): { group: string; items: StackChoice[] }[] {
  const fields = allFields(table).filter(({ kind }) => !['struct', 'list', 'json', 'bytes'].includes(kind));
  const byValue = (column: ColumnRef): StackChoice => {
    const stack = { column, by: 'value' as const };
    return { id: idOf(stack), label: columnKey(column), stack };
  };
  const outcome = fields.find(({ key }) => key.toLowerCase() === errorColumn);
  const presence = outcome ? { column: outcome.ref, by: 'presence' as const } : null;
  const inGrid = shown.filter(
    (ref) => ref.column !== table.timeColumn && resolveColumn(table, ref).known && !isNested(table, ref),
  );
  const others = fields.filter(
    ({ ref }) => ref.column !== table.timeColumn && !inGrid.some((one) => sameColumn(one, ref)),
  );
  const known = [...inGrid, ...others.map(({ ref }) => ref)];
  const isMore = chosen?.by === 'value' && !known.some((ref) => sameColumn(ref, chosen.column));
  return [
    {
      group: 'Usual',
      items: [noStack, ...(presence ? [{ id: idOf(presence), label: 'Error or not', stack: presence }] : [])],
    },
    { group: 'Columns of the grid', items: [...(isMore ? [chosen.column] : []), ...inGrid].map(byValue) },
    { group: 'Other columns', items: others.map(({ ref }) => byValue(ref)) },
  ].filter(({ items }) => items.length > 0);
}

const isNested = (table: TableInfo, ref: ColumnRef) => {
  const { kind, type } = resolveColumn(table, ref);
  return ['struct', 'list', 'json', 'bytes'].includes(kind) && type !== '';
};

const logTypeColumn = 'log_type';

/** How many values get a part of their own: of log types as many as there are colours, of others few enough to be told apart. */
export const partsOf = ({ column }: Stack): number => (column.column === logTypeColumn ? parts : 6);

/** The kind of log where there are many, else error or not, else the outcome. */
export function usualStack(table: TableInfo): Stack | null {
  const named = (name: string) => table.columns.find((column) => column.name.toLowerCase() === name);
  const type = named(logTypeColumn);
  if (type) return { column: { column: type.name, path: [] }, by: 'value' };
  const error = named(errorColumn);
  if (error) return { column: { column: error.name, path: [] }, by: 'presence' };
  const value = named('outcome') ?? named('action');
  return value ? { column: { column: value.name, path: [] }, by: 'value' } : null;
}

/**
 * A look for each series: the same value has the same colour while the values around it allow it; a log type has its own.
 * @param tables of the case
 */
export function looksOf(
  series: Pick<Series, 'kind' | 'value'>[],
  stack: Stack | null = null,
  tables: TableInfo[] = [],
): string[] {
  const isLogType = stack?.column.column === logTypeColumn && stack.column.path.length === 0;
  const taken = new Set<number>();
  const byText = series
    .map(({ kind, value }, i) => ({ i, kind, text: value ?? '' }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  const looks: string[] = [];
  for (const { i, kind, text } of byText) {
    if (kind !== 'value') {
      looks[i] = kind;
      continue;
    }
    const own = isLogType ? partOf(tables, text) : null;
    let slot = own ?? hashOf(text) % parts;
    while (own === null && taken.has(slot) && taken.size < parts) slot = (slot + 1) % parts;
    taken.add(slot);
    looks[i] = `value${slot}`;
  }
  return looks;
}

function hashOf(text: string): number {
  let hash = 0;
  for (const char of text) hash = (hash * 31 + char.codePointAt(0)!) >>> 0;
  return hash;
}

export function seriesLabel(
  { kind, value }: Pick<Series, 'kind' | 'value'>,
  stack: Stack | null,
  timeZone: string,
): string {
  const isError = stack !== null && columnKey(stack.column).toLowerCase() === errorColumn;
  switch (kind) {
    case 'all':
      return 'Rows';
    case 'others':
      return 'Others';
    case 'present':
      return isError ? 'Error' : 'With a value';
    case 'missing':
      return isError ? 'No error' : 'Empty';
    case 'value':
      return describeValue(value, { timeZone, valueLimit: 120 });
  }
}

/** The view with only the rows of one part, or without them. Null where there is nothing to filter by. */
export function filterPart(
  series: Pick<Series, 'kind' | 'value'>[],
  part: number,
  stack: Stack | null,
  out: boolean,
): ((view: View) => View) | null {
  const one = series[part];
  if (!one || !stack || one.kind === 'all') return null;
  const { column } = stack;
  if (one.kind === 'value') return (view) => (out ? filterOut : filterIn)(view, column, one.value);
  if (one.kind === 'others') {
    const values = series.flatMap(({ kind, value }) => (kind === 'value' ? [value] : []));
    return (view) => addFilter(view, { op: 'in', column, values, negated: !out, enabled: true });
  }
  const keepsMissing = (one.kind === 'missing') !== out;
  return (view) => (keepsMissing ? filterIn : filterOut)(view, column, null);
}
