// A pivot's answer as something to walk over: groups with their values, the figures where they cross, and the order in which the
// groups are shown.
import type { PivotResult } from '../contract/pivots.ts';
import type { Pivot, PivotSort } from './pivot.ts';
import type { PivotKey } from './pivot-drill.ts';

export type PivotGroup = {
  /** Number in the answer; 0 is the total. */
  id: number;
  keys: PivotKey[];
  /** The group that this one is part of; null for the total. */
  parent: number | null;
  children: number[];
  /** How many values its last key stands for; null where it is one value, or the total. */
  others: number | null;
};

export type PivotCell = { count: number; figures: (string | null)[] };

export type PivotTable = {
  rows: PivotGroup[];
  columns: PivotGroup[];
  /** Null where no row of the view is. */
  cell: (row: number, column: number) => PivotCell | null;
};

type Head = [level: string, others: string, ...values: (string | null)[]];

export function readPivot(
  { rows, columns, cells, dimensions }: Pick<PivotResult, 'rows' | 'columns' | 'cells' | 'dimensions'>,
  pivot: Pick<Pivot, 'rows' | 'columns'>,
): PivotTable {
  const byRow = new Map<number, Map<number, PivotCell>>();
  for (const [row, column, count, ...figures] of JSON.parse(cells) as [
    string,
    string,
    string,
    ...(string | null)[],
  ][]) {
    const line = byRow.get(Number(row)) ?? byRow.set(Number(row), new Map()).get(Number(row))!;
    line.set(Number(column), { count: Number(count), figures });
  }
  return {
    rows: readGroups(rows, dimensions.slice(0, pivot.rows.length).map(readKept)),
    columns: readGroups(columns, dimensions.slice(pivot.rows.length).map(readKept)),
    cell: (row, column) => byRow.get(row)?.get(column) ?? null,
  };
}

/** What a dimension keeps in a group of the levels above it, and how many values it has there. */
type Kept = (parent: number) => { values: number; kept: (string | null)[] };

function readKept({ values, kept, within }: PivotResult['dimensions'][number]): Kept {
  if (within === undefined) return () => ({ values, kept: kept ?? [] });
  const groups = JSON.parse(within) as [group: string, values: string, ...kept: (string | null)[]][];
  const byGroup = new Map(groups.map(([id, n, ...own]) => [Number(id), { values: Number(n), kept: own }]));
  return (parent) => byGroup.get(parent) ?? { values: 0, kept: [] };
}

function readGroups(json: string, keptIn: Kept[]): PivotGroup[] {
  const ids = new Map<string, number>();
  const groups: PivotGroup[] = [];
  for (const [level, others, ...values] of (JSON.parse(json) as Head[] | null) ?? []) {
    const depth = Number(level);
    const names = values.slice(0, depth).map((value, i) => (others[i] === '1' ? 0 : [value]));
    const id = groups.length;
    const parent = depth === 0 ? null : (ids.get(JSON.stringify(names.slice(0, -1))) ?? 0);
    ids.set(JSON.stringify(names), id);
    const group: PivotGroup = { id, keys: [], parent, children: [], others: null };
    groups.push(group);
    if (parent === null) continue;
    groups[parent]!.children.push(id);
    const isOthers = others[depth - 1] === '1';
    const own = keptIn[depth - 1]!(parent);
    group.keys = [...groups[parent]!.keys, isOthers ? { othersThan: own.kept } : { value: values[depth - 1] ?? null }];
    if (isOthers) group.others = own.values - own.kept.length;
  }
  return groups;
}

const keyOf = (keys: PivotKey[]) => JSON.stringify(keys.map((key) => ('othersThan' in key ? 0 : [key.value])));

/** One text for a group's place, the same in every answer that has it. */
export const groupKey = (group: PivotGroup): string => keyOf(group.keys);

/** The group with these values, outermost first; null when it is not there. */
export function findGroup(groups: PivotGroup[], values: (string | null)[]): PivotGroup | null {
  const wanted = keyOf(values.map((value) => ({ value })));
  return groups.find((group) => keyOf(group.keys) === wanted) ?? null;
}

/** The groups within another, in the order of `sort`; “others” come last. */
export function orderChildren(table: PivotTable, axis: 'rows' | 'columns', parent: number, sort: PivotSort): number[] {
  const groups = table[axis];
  const across = findGroup(table[axis === 'rows' ? 'columns' : 'rows'], sort.at ?? [])?.id ?? 0;
  const isOthers = (id: number) => 'othersThan' in groups[id]!.keys.at(-1)!;
  const children = groups[parent]?.children ?? [];
  const named = children.filter((id) => !isOthers(id));
  const last = children.filter(isOthers);
  const { measure, descending } = sort;
  if (measure === null) return [...(descending ? named.toReversed() : named), ...last];
  const figure = (id: number) => {
    const cell = axis === 'rows' ? table.cell(id, across) : table.cell(across, id);
    return cell?.figures[measure] ?? null;
  };
  const figures = new Map(named.map((id) => [id, figure(id)]));
  return [...named.sort((a, b) => compareFigures(figures.get(a)!, figures.get(b)!, descending) || a - b), ...last];
}

/** Missing ones last in both directions; numbers by value however large, then text. */
export function compareFigures(a: string | null, b: string | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = compareTexts(sizeOf(a), sizeOf(b));
  return descending ? -order : order;
}

/** What a figure is ranked by: of a list how many values there are. */
function sizeOf(figure: string): string {
  if (!figure.startsWith('{"count":')) return figure;
  return String((JSON.parse(figure) as { count: number }).count);
}

const whole = /^-?\d{1,60}$/;
const number = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$|^-?inf$|^nan$/i;

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  if (whole.test(a) && whole.test(b)) return BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0;
  const [x, y] = [toNumber(a), toNumber(b)];
  if (x !== null && y !== null)
    return Number.isNaN(x) || Number.isNaN(y) ? Number(Number.isNaN(x)) - Number(Number.isNaN(y)) : x - y || 0;
  if (x !== null || y !== null) return x !== null ? -1 : 1;
  // `…:00.5Z` is later than `…:00Z`, though a full stop comes before a Z.
  return withoutZone(a) < withoutZone(b) ? -1 : 1;
}

const withoutZone = (text: string) => (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? text.slice(0, -1) : text);

function toNumber(text: string): number | null {
  if (!number.test(text)) return null;
  if (/inf$/i.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
}
