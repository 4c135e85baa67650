// A pivot as SQL that people read and the console runs: the same expressions as the engine's own statement.
import { nameMeasure, type Pivot } from '../../../../shared/query/pivot.ts';
import { nameIdentifier, quoteIdentifier } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import type { ResolvedSource } from '../catalog/source.ts';
import { compileWhere } from '../compile/compile.ts';
import { comparisonOf } from '../compile/literal.ts';
import { joinVirtual } from '../compile/virtual-columns.ts';
import { type CompiledPivot, compilePivot, type DimensionSql, keysOf, othersOf, writeCtes } from './compile.ts';

/** A group of columns as `PivotResult.columns` has it. */
export type ColumnGroup = { level: number; others: string; values: (string | null)[] };

/** A row per cell, with its levels; totals have lower ones. */
export function writeLong(source: ResolvedSource, pivot: Pivot): string {
  const compiled = compilePivot(source, pivot);
  const dimensions = [...compiled.rows, ...compiled.columns];
  const names = uniqueNames([
    ...dimensions.flatMap(({ name }) => [name, `${name} is others`]),
    ...pivot.values.map(nameMeasure),
  ]);
  const keys = dimensions.flatMap((one, i) => [
    `${one.alias} AS ${names[2 * i]!}`,
    `${othersOf(one)} AS ${names[2 * i + 1]!}`,
  ]);
  const figures = pivot.values.map((_, i) => `m${i + 1} AS ${names[2 * dimensions.length + i]!}`);
  const natural = (axis: DimensionSql[]) => axis.flatMap((one) => [othersOf(one), ...one.order]);
  const order = ['row_level', 'column_level', ...natural(compiled.rows), ...natural(compiled.columns)];
  const select = [...keys, 'row_level', 'column_level', 'n AS "rows"', ...figures];
  return `${writeCtes(compiled.ctes(picked(source, pivot, compiled)))}\nSELECT\n  ${select.join(',\n  ')}\nFROM cells\nORDER BY ${order.join(', ')}`;
}

/** The table as it is shown: a row per group of rows, a column per group of columns and figure, in the order of `groups`. */
export function writeTable(source: ResolvedSource, pivot: Pivot, groups: ColumnGroup[]): string {
  const compiled = compilePivot(source, pivot);
  const { rows, columns } = compiled;
  const depth = columns.length;
  const shown = groups.filter(({ level }) => level === depth || (level === 0 && pivot.rowTotals));
  const wanted = shown.flatMap((group) => pivot.values.map((measure, i) => ({ group, measure, i })));
  const names = uniqueNames([
    'group',
    ...rows.map(({ name }) => name),
    ...wanted.map(({ group, measure }) => [...headOf(group, depth), nameMeasure(measure)].join(' · ')),
  ]);
  const kind = rows.length === 0 ? "'total'" : kindOf(rows);
  const keys = rows.map(
    (one, i) => `CASE WHEN ${othersOf(one)} THEN 'others' ELSE ${one.text} END AS ${names[i + 1]!}`,
  );
  const figures = wanted.map(({ group, i }, at) => {
    const figure = `first(m${i + 1}) FILTER (${isIn(columns, group)})`;
    return `${figure} AS ${names[1 + rows.length + at]!}`;
  });
  const levels = rows.length === 0 || pivot.columnTotals ? '' : '\nWHERE row_level > 0';
  const order = orderOf(pivot, compiled);
  return `${writeCtes(compiled.ctes(picked(source, pivot, compiled)))}
SELECT
  ${[`${kind} AS ${names[0]!}`, ...keys, ...figures].join(',\n  ')}
FROM cells${levels}
GROUP BY ${[...keysOf(rows), 'row_level'].join(', ')}${order}`;
}

function picked(source: ResolvedSource, { view }: Pivot, { items }: CompiledPivot): string {
  const where = compileWhere(source, view);
  return [
    `SELECT\n  ${items.join(',\n  ')}`,
    `FROM ${source.shown}${joinVirtual(items, where)}`,
    ...(where.length === 0 ? [] : [`WHERE ${where.join('\n  AND ')}`]),
  ].join('\n');
}

/** `total`, `subtotal`, `others` or `value`: what a row of the table is, since a value may be called so too. */
function kindOf(rows: DimensionSql[]): string {
  const others = rows.map((one) => `coalesce(${othersOf(one)}, false)`).join(' OR ');
  const below = rows.length > 1 ? ` WHEN row_level < ${rows.length} THEN 'subtotal'` : '';
  return `CASE WHEN row_level = 0 THEN 'total'${below} WHEN ${others} THEN 'others' ELSE 'value' END`;
}

const headOf = ({ level, others, values }: ColumnGroup, depth: number): string[] =>
  level < depth
    ? ['total']
    : values.map((value, i) => (others[i] === '1' ? 'others' : value === null ? 'empty' : nameValue(value)));

/** Quoted where it would pass for what is no value. */
const nameValue = (value: string) => (['total', 'others', 'empty'].includes(value) ? JSON.stringify(value) : value);

function isIn(columns: DimensionSql[], { level, others, values }: ColumnGroup): string {
  const keys = columns.slice(0, level).map((one, i) => {
    if (others[i] === '1') return othersOf(one);
    const value = values[i] ?? null;
    if (value === null) return `${one.alias} IS NULL AND NOT ${othersOf(one)}`;
    const { sql, equal } = comparisonOf({ ...one.place, sql: one.alias }, one.alias);
    const literal = equal(value);
    if (literal === null) throw new EngineError('INVALID', `“${value}” cannot be compared with ${one.name}.`);
    return `${sql} = ${literal}`;
  });
  return [`column_level = ${level}`, ...keys].join(' AND ');
}

/** Rows below the row that they belong to, sorted within it as in the table. */
function orderOf({ sort }: Pivot, { rows, columns, measures }: CompiledPivot): string {
  if (rows.length === 0) return '';
  const at = sort.at ?? [];
  const place = isIn(columns, { level: at.length, others: '', values: at });
  const figure = sort.measure === null ? undefined : measures[sort.measure];
  const keys = rows.flatMap((one, level) => {
    const upTo = keysOf(rows.slice(0, level + 1));
    const rank = figure?.rank(`first(m${sort.measure! + 1}) FILTER (${place})`);
    // The figure of the group of this level that the row belongs to.
    const own =
      rank && `max(CASE WHEN row_level = ${level + 1} THEN ${rank} END) OVER (PARTITION BY ${upTo.join(', ')})`;
    const direction = sort.descending ? ' DESC' : '';
    const natural = one.order.map((key) => `${key}${figure ? '' : direction} NULLS LAST`);
    return [
      `row_level ${level === 0 ? '= 0' : `> ${level}`}`,
      othersOf(one),
      ...(own ? [`${own}${direction} NULLS LAST`] : []),
      ...natural,
    ];
  });
  return `\nORDER BY\n  ${keys.join(',\n  ')}`;
}

/** As identifiers; names that are taken get a number, since DuckDB ignores case. */
function uniqueNames(names: string[]): string[] {
  const taken = new Set<string>(['row_level', 'column_level', 'rows']);
  return names.map((wanted) => {
    let name = wanted;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted} ${n}`;
    taken.add(name.toLowerCase());
    return name === '' ? quoteIdentifier(' ') : nameIdentifier(name);
  });
}
