// A pivot computed by brute force in plain TypeScript: the slow, obvious way that the compiler's SQL must agree with.
import type { Dimension, Measure, Pivot } from '../../../../shared/query/pivot.ts';
import { columnKey } from '../../../../shared/query/view.ts';

/** A row's values as the grid's texts, by column name. */
export type OracleRow = Record<string, string | null>;
type Axis = { dimension: Dimension; kept: (string | null)[] };

const columnOf = ({ column }: { column: Parameters<typeof columnKey>[0] }) => columnKey(column);
const isNumber = (name: string) => ['n', 'd'].includes(name);

const toNumber = (text: string) =>
  text === 'nan'
    ? Number.NaN
    : text === 'inf'
      ? Number.POSITIVE_INFINITY
      : text === '-inf'
        ? Number.NEGATIVE_INFINITY
        : Number(text);

/** The order of values of a column: bigints as they are, NaN after every number, texts by UTF-8 bytes. */
export function compareValues(name: string, a: string, b: string): number {
  if (name === 'n') return BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0;
  if (isNumber(name)) {
    const [x, y] = [toNumber(a), toNumber(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return x < y ? -1 : x > y ? 1 : 0;
  }
  if (name === 'j.k') {
    // Numbers before text, as in a grid.
    const [x, y] = [a, b].map((text) => (/^\d+$/.test(text) ? Number(text) : null));
    if (x !== null && y !== null) return x! - y!;
    if (x !== null || y !== null) return x !== null ? -1 : 1;
  }
  if (/@(hourOfDay|weekday)/.test(name)) return Number(a) - Number(b);
  // `…:00.5Z` is later than `…:00Z`, though a full stop comes before a Z.
  const [x, y] = name.startsWith('at') ? [a.replace(/Z$/, ''), b.replace(/Z$/, '')] : [a, b];
  return Buffer.compare(Buffer.from(x), Buffer.from(y));
}

/** Nulls last. */
const compareKeys = (name: string) => (a: string | null, b: string | null) =>
  a === null || b === null ? Number(a === null) - Number(b === null) : compareValues(name, a, b);

/** What a measure says of some rows, as a cell has it; `any` gives all that it may be. */
export function measureRows(measure: Measure, rows: OracleRow[]): string | null | Set<string | null> {
  if (measure.kind === 'count') return String(rows.length);
  const name = columnOf(measure);
  const values = rows.flatMap((row) => (row[name] === null || row[name] === undefined ? [] : [row[name]]));
  const sorted = values.toSorted((a, b) => compareValues(name, a, b));
  const distinct = [...new Set(sorted)];
  const timed = rows.filter((row) => row.at !== null && row[name] !== null);
  const timeOrder = (a: OracleRow, b: OracleRow) =>
    compareValues('at', a.at!, b.at!) || compareValues(name, a[name]!, b[name]!);
  switch (measure.kind) {
    case 'distinct':
      return String(distinct.length);
    case 'list':
      return values.length === 0 ? null : JSON.stringify({ count: distinct.length, values: distinct.slice(0, 20) });
    case 'min':
      return sorted[0] ?? null;
    case 'max':
      return sorted.at(-1) ?? null;
    case 'sum':
      return values.length === 0
        ? null
        : name === 'n'
          ? String(values.reduce((sum, one) => sum + BigInt(one), 0n))
          : String(sumOf(values));
    case 'average':
      return values.length === 0
        ? null
        : String(
            name === 'n'
              ? Number(values.reduce((sum, one) => sum + BigInt(one), 0n)) / values.length
              : sumOf(values) / values.length,
          );
    case 'percentile':
      return sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil((measure.at / 100) * sorted.length) - 1)]!;
    case 'first':
      return timed.toSorted(timeOrder)[0]?.[name] ?? null;
    case 'last':
      return timed.toSorted(timeOrder).at(-1)?.[name] ?? null;
    case 'any':
      return new Set(values.length === 0 ? [null] : values);
  }
}

const sumOf = (values: string[]) => values.reduce((sum, one) => sum + toNumber(one), 0);

const sizeFor = (measure: Measure | undefined, rows: OracleRow[]): string | null => {
  const figure = measureRows(measure ?? { kind: 'count' }, rows);
  if (figure instanceof Set) throw new Error('Any value is no order.');
  return measure?.kind === 'list' && figure !== null ? String((JSON.parse(figure) as { count: number }).count) : figure;
};

function keepTop(dimension: Dimension, pivot: Pivot, rows: OracleRow[]): Axis {
  const name = columnOf(dimension);
  const groups = groupBy(rows, (row) => row[name] ?? null);
  if (!dimension.top) return { dimension, kept: [...groups.keys()] };
  const { count, by, order } = dimension.top;
  const measure = pivot.values[by];
  const measured =
    measure && ['min', 'max', 'first', 'last', 'percentile'].includes(measure.kind) && 'column' in measure
      ? columnOf(measure)
      : 'd';
  const compare = measure?.kind === 'sum' && columnKey(measure.column) === 'n' ? 'n' : measured;
  const size = new Map([...groups].map(([key, own]) => [key, sizeFor(measure, own)]));
  const ranked = [...groups.keys()].toSorted((a, b) => {
    const [x, y] = [size.get(a) ?? null, size.get(b) ?? null];
    const missing = x === null || y === null ? Number(x === null) - Number(y === null) : null;
    const sign = order === 'largest' ? 1 : -1;
    const bySize = missing !== null ? sign * missing : -sign * compareValues(compare, x!, y!);
    return bySize || compareKeys(name)(a, b);
  });
  return { dimension, kept: ranked.slice(0, count) };
}

export function groupBy<T, K>(all: T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

const others = 'others';
/** Values from the outermost on, as JSON text: `["a",null]`, with `{}` for others. */
export type GroupName = string;

/** The groups of all levels that a row is in, outermost first: `[]` is the total. */
function nameGroups(dimensions: Dimension[], pivot: Pivot, rows: OracleRow[]): Map<OracleRow, GroupName[]> {
  const keys = new Map<OracleRow, unknown[]>(rows.map((row) => [row, []]));
  const names = new Map(rows.map((row) => [row, ['[]']]));
  for (const dimension of dimensions) {
    // Ranked over the rows of the group that each row is in so far, or over all of them.
    const parents =
      dimension.top?.within === 'parent' ? groupBy(rows, (row) => names.get(row)!.at(-1)!) : [['', rows] as const];
    const placed = new Map<OracleRow, unknown>();
    for (const [, own] of parents) {
      const { kept } = keepTop(dimension, pivot, own);
      for (const row of own) {
        const value = row[columnOf(dimension)] ?? null;
        placed.set(row, kept.includes(value) ? [value] : others);
      }
    }
    for (const [row, key] of placed) {
      keys.get(row)!.push(key);
      names.get(row)!.push(JSON.stringify(keys.get(row)));
    }
  }
  return names;
}

/** By name of the group of rows and of columns: the rows there. All levels. */
export function crossRows(pivot: Pivot, rows: OracleRow[]): Map<GroupName, Map<GroupName, OracleRow[]>> {
  const named = { rows: nameGroups(pivot.rows, pivot, rows), columns: nameGroups(pivot.columns, pivot, rows) };
  const cross = new Map<GroupName, Map<GroupName, OracleRow[]>>();
  for (const row of rows)
    for (const r of named.rows.get(row)!)
      for (const c of named.columns.get(row)!) {
        const line = cross.get(r) ?? cross.set(r, new Map()).get(r)!;
        const cell = line.get(c);
        if (cell) cell.push(row);
        else line.set(c, [row]);
      }
  return cross;
}

/** How many rows a cell's share is of. */
export function wholeOf(
  measure: Measure,
  cross: Map<GroupName, Map<GroupName, OracleRow[]>>,
  r: GroupName,
  c: GroupName,
): OracleRow[] {
  const of = 'of' in measure ? measure.of : undefined;
  const total = '[]';
  return cross.get(of === 'row' ? r : total)?.get(of === 'column' ? c : total) ?? [];
}
