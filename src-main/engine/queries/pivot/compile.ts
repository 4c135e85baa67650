// The one compiler from a pivot to SQL: common table expressions whose last, `cells`, has a row per cell, totals and “others”
// included. The same text runs in the engine and is shown.
import { type Axis, type Dimension, defaultTop, keepsWithin, type Pivot } from '../../../../shared/query/pivot.ts';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';
import type { CompileSource } from '../compile/compile.ts';
import { jsonText, type Place } from '../compile/place.ts';
import { textOf } from '../compile/value-text.ts';
import { type Derived, placeDimension } from './dimension-place.ts';
import { compileMeasure, type MeasureSql, type Needs } from './measure.ts';

export type DimensionSql = {
  axis: Axis;
  /** `r1`, `c2`; its column `…_others` says whether it stands for all values that are not kept. */
  alias: string;
  name: string;
  place: Place;
  /** Over the view's rows. */
  items: string[];
  derived: Derived;
  text: string;
  /** Sort keys of the values in their own order. */
  order: string[];
  dimension: Dimension;
  /** The levels above in whose groups it keeps values of their own; none: the same everywhere. */
  within: DimensionSql[];
};

export type CompiledPivot = {
  rows: DimensionSql[];
  columns: DimensionSql[];
  measures: MeasureSql[];
  /** Items to select of the view's rows, for `ctes`. */
  items: string[];
  /** @param picked the SELECT of `items` over the view's rows */
  ctes: (picked: string) => Cte[];
};
export type Cte = { name: string; sql: string };

export const othersOf = ({ alias }: DimensionSql) => `${alias}_others`;
export const topOf = ({ alias }: DimensionSql) => `top_${alias}`;
export const keysOf = (dimensions: DimensionSql[]) => dimensions.flatMap((one) => [one.alias, othersOf(one)]);

/** INVALID when a column is not there or cannot be counted so. */
export function compilePivot(source: CompileSource, pivot: Pivot): CompiledPivot {
  const rows = compileAxis(source, 'rows', pivot.rows);
  const columns = compileAxis(source, 'columns', pivot.columns);
  const all = [...rows, ...columns];
  const needs: Needs = { items: [], keys: [], partials: [] };
  const measures = pivot.values.map((measure) => compileMeasure(source, measure, needs));
  const items = [...all.flatMap((one) => one.items), ...needs.items];
  return {
    rows,
    columns,
    measures,
    items: items.length === 0 ? ['1 AS one'] : items,
    ctes: (picked) => [
      { name: 'picked', sql: picked },
      ...groupCtes(all, needs),
      ...foldCtes(all, measures),
      { name: 'figures', sql: figuresSql(rows, columns, measures) },
      { name: 'cells', sql: cellsSql(rows, columns, pivot) },
    ],
  };
}

function compileAxis(source: CompileSource, axis: Axis, dimensions: Dimension[]): DimensionSql[] {
  const compiled: DimensionSql[] = [];
  dimensions.forEach((one, at) => {
    const within = keepsWithin(one, at) ? [...compiled] : [];
    compiled.push({ ...compileDimension(source, axis, one, at), within });
  });
  return compiled;
}

function compileDimension(
  source: CompileSource,
  axis: Axis,
  dimension: Dimension,
  at: number,
): Omit<DimensionSql, 'within'> {
  const alias = `${axis === 'rows' ? 'r' : 'c'}${at + 1}`;
  const { place, items, derived } = placeDimension(source, dimension.column, alias);
  const ofJson = place.type === jsonText ? [`CASE WHEN ${alias} < ':' THEN TRY_CAST(${alias} AS DOUBLE) END`] : [];
  return {
    axis,
    alias,
    name: nameOf(dimension.column),
    place,
    items,
    derived,
    text: textOf({ sql: alias, type: place.type }),
    order: [...ofJson, alias],
    dimension,
  };
}

/** A column by its own name, a place in one or a derived one by its key. */
const nameOf = (ref: ColumnRef) => (ref.path.length === 0 && !ref.by ? ref.column : columnKey(ref));

/** `groups`, small groups of rows, over which everything after it counts. */
function groupCtes(dimensions: DimensionSql[], { keys, partials }: Needs): Cte[] {
  const byMinute = dimensions.flatMap((one) => (one.derived.kind === 'minute' ? [{ ...one, ...one.derived }] : []));
  const byText = dimensions.flatMap((one) => (one.derived.kind === 'text' ? [{ ...one, ...one.derived }] : []));
  const name = ({ alias, sql }: { alias: string; sql: string }, from: string): Cte => ({
    name: `named_${alias}`,
    sql: `SELECT plain, ${sql} AS named\nFROM (SELECT DISTINCT ${alias} AS plain FROM ${from})`,
  });
  const join = ({ alias }: { alias: string }, to: string) =>
    `LEFT JOIN named_${alias} ON ${to}.${alias} = named_${alias}.plain`;
  const own = dimensions.map(({ alias, derived }) =>
    derived.kind === 'minute' ? `coalesce(named_${alias}.named, ${derived.odd}) AS ${alias}` : alias,
  );
  const by = [...dimensions.map(({ alias }) => alias), ...keys].length;
  const grouped: Cte = {
    name: byText.length === 0 ? 'groups' : 'plain_groups',
    sql: [
      `SELECT ${[...own, ...keys, 'count(*) AS n', ...partials].join(', ')}`,
      'FROM picked',
      ...byMinute.map((one) => join(one, 'picked')),
      ...(by === 0 ? [] : [`GROUP BY ${Array.from({ length: by }, (_, i) => i + 1).join(', ')}`]),
    ].join('\n'),
  };
  const before = [...byMinute.map((one) => name(one, 'picked')), grouped];
  if (byText.length === 0) return before;
  const named = byText.map(({ alias }) => `named_${alias}.named AS ${alias}`).join(', ');
  const joins = byText.map((one) => join(one, 'plain_groups')).join('\n');
  const groups = { name: 'groups', sql: `SELECT plain_groups.* REPLACE (${named})\nFROM plain_groups\n${joins}` };
  return [...before, ...byText.map((one) => name(one, 'plain_groups')), groups];
}

/**
 * `folded`: the small groups, in which what a dimension does not keep is null and marked. What is kept in each group of the levels
 * above is known once those are folded.
 */
function foldCtes(all: DimensionSql[], measures: MeasureSql[]): Cte[] {
  const everywhere = all.filter(({ within }) => within.length === 0);
  const inGroups = all.filter(({ within }) => within.length > 0);
  let from = 'groups';
  return [everywhere, ...inGroups.map((one) => [one])].flatMap((folded, i) => {
    const name = i === inGroups.length ? 'folded' : `folded_${i + 1}`;
    const tops = folded.map((one) => ({ name: topOf(one), sql: topSql(one, from, measures) }));
    const ctes = [...tops, { name, sql: foldedSql(folded, from) }];
    from = name;
    return ctes;
  });
}

function topSql(
  { alias, axis, dimension, order, within }: DimensionSql,
  groups: string,
  measures: MeasureSql[],
): string {
  const { count, by, order: from } = dimension.top ?? { count: defaultTop[axis], by: 0, order: 'largest' };
  const measure = measures[by];
  const figure = measure ? measure.rank(measure.final) : 'sum(n)';
  const direction = from === 'largest' ? 'DESC NULLS LAST' : 'ASC NULLS FIRST';
  const ranked = [`${figure} ${direction}`, ...order.map((key) => `${key} NULLS LAST`)].join(', ');
  if (within.length === 0)
    return `SELECT ${alias}, true AS kept\nFROM ${groups}\nGROUP BY ${alias}\nORDER BY ${ranked}\nLIMIT ${count}`;
  const parent = keysOf(within).join(', ');
  return `SELECT ${parent}, ${alias}, true AS kept, count(*) OVER (PARTITION BY ${parent}) AS of_values
FROM ${groups}
GROUP BY ${parent}, ${alias}
QUALIFY row_number() OVER (PARTITION BY ${parent} ORDER BY ${ranked}) <= ${count}`;
}

function foldedSql(dimensions: DimensionSql[], groups: string): string {
  if (dimensions.length === 0) return `SELECT *\nFROM ${groups}`;
  const replaced = dimensions.map((one) => `${topOf(one)}.${one.alias} AS ${one.alias}`).join(', ');
  const marks = dimensions.map((one) => `${topOf(one)}.kept IS NULL AS ${othersOf(one)}`).join(', ');
  const joins = dimensions.map((one) => {
    const same = [...keysOf(one.within), one.alias].map(
      (key) => `${groups}.${key} IS NOT DISTINCT FROM ${topOf(one)}.${key}`,
    );
    return `LEFT JOIN ${topOf(one)} ON ${same.join(' AND ')}`;
  });
  return `SELECT ${groups}.* REPLACE (${replaced}), ${marks}\nFROM ${groups}\n${joins.join('\n')}`;
}

/** Every level of rows with every level of columns: cells, subtotals and totals at once. */
function figuresSql(rows: DimensionSql[], columns: DimensionSql[], measures: MeasureSql[]): string {
  const levels = (axis: DimensionSql[]) => Array.from({ length: axis.length + 1 }, (_, n) => keysOf(axis.slice(0, n)));
  const sets = levels(rows).flatMap((row) => levels(columns).map((column) => `(${[...row, ...column].join(', ')})`));
  const level = (axis: DimensionSql[]) => axis.map(({ alias }) => `(1 - grouping(${alias}))`).join(' + ') || '0';
  const select = [
    ...keysOf([...rows, ...columns]),
    `${level(rows)} AS row_level`,
    `${level(columns)} AS column_level`,
    'CAST(sum(n) AS BIGINT) AS n',
    ...measures.map(({ final }, i) => `${final} AS m${i + 1}`),
  ];
  const grouping = sets.length === 1 ? '' : `\nGROUP BY GROUPING SETS (${sets.toReversed().join(', ')})`;
  return `SELECT ${select.join(',\n  ')}\nFROM folded${grouping}\nHAVING sum(n) > 0`;
}

/** Figures that are shown as shares become them. */
function cellsSql(rows: DimensionSql[], columns: DimensionSql[], { values }: Pivot): string {
  const within = (axis: DimensionSql[], level: string) => `PARTITION BY ${[...keysOf(axis), level].join(', ')}`;
  const replaced = values.flatMap((measure, i) => {
    const of = 'of' in measure ? measure.of : undefined;
    if (of === undefined) return [];
    const [whole, over] = {
      row: ['column_level = 0', within(rows, 'row_level')],
      column: ['row_level = 0', within(columns, 'column_level')],
      total: ['row_level = 0 AND column_level = 0', ''],
    }[of] as [string, string];
    const m = `m${i + 1}`;
    return [`CAST(${m} AS DOUBLE) / nullif(CAST(max(${m}) FILTER (${whole}) OVER (${over}) AS DOUBLE), 0) AS ${m}`];
  });
  return `SELECT *${replaced.length === 0 ? '' : ` REPLACE (${replaced.join(', ')})`}\nFROM figures`;
}

const made = /^((plain_)?groups|cells|folded(_.*)?|top_.*|named_.*)$/;

/** `WITH …` of all of them, in the engine's and the reader's SQL alike. `once`: the rows are too slow to find twice. */
export const writeCtes = (ctes: Cte[], once = false): string =>
  `WITH ${ctes.map(({ name, sql }) => `${name} AS ${howMade(name, once)}(\n  ${sql.replaceAll('\n', '\n  ')}\n)`).join(',\n')}`;

const howMade = (name: string, once: boolean) =>
  name === 'picked' ? (once ? 'MATERIALIZED ' : 'NOT MATERIALIZED ') : made.test(name) ? 'MATERIALIZED ' : '';
