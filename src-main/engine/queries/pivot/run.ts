// A pivot's figures: one statement, which DuckDB encodes as JSON text.
import { type PivotResult, pivotLimits } from '../../../../shared/contract/pivots.ts';
import type { Pivot } from '../../../../shared/query/pivot.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import type { EngineState } from '../../engine-state.ts';
import { isSlow } from '../views/find-rows.ts';
import { withMatched } from '../views/matched.ts';
import { type CompiledPivot, compilePivot, type DimensionSql, keysOf, othersOf, topOf, writeCtes } from './compile.ts';

export async function runPivot(
  state: EngineState,
  connection: Connection,
  pivot: Pivot,
  signal: AbortSignal | undefined,
): Promise<PivotResult> {
  const began = performance.now();
  return await withMatched(state, connection, pivot.view, signal, async ({ source, select }) => {
    const compiled = compilePivot(source, pivot);
    const dimensions = [...compiled.rows, ...compiled.columns];
    const sql = resultSql(compiled, select(compiled.items), isSlow(source, pivot.view));
    const parts = new Map((await connection.rows(sql, { signal })).map((row) => [row.part, row]));
    const count = (part: string) => Number(parts.get(part)?.n ?? 0);
    const json = (part: string) => String(parts.get(part)?.value ?? '[]');
    return {
      rows: json('rows'),
      columns: json('columns'),
      cells: json('cells'),
      dimensions: dimensions.map(({ alias, within }) => {
        const values = count(`${alias} values`);
        if (within.length > 0) return { values, kept: null, within: json(`${alias} kept`) };
        const isFolded = values > count(`${alias} kept`);
        return { values, kept: isFolded ? (JSON.parse(json(`${alias} kept`)) as (string | null)[]) : null };
      }),
      leftOut: {
        rows: count('all rows') - count('rows'),
        columns: count('all columns') - count('columns'),
      },
      elapsedMs: performance.now() - began,
    };
  });
}

/** `once`: the rows are too slow to find twice. */
export function resultSql(compiled: CompiledPivot, picked: string, once: boolean): string {
  const { rows, columns, measures } = compiled;
  const figures = measures.map(({ text }, i) => text(`cells.m${i + 1}`));
  const cell = ['CAST(r AS VARCHAR)', 'CAST(c AS VARCHAR)', 'CAST(cells.n AS VARCHAR)', ...figures].join(', ');
  // One row per part: as columns of one row they would take DuckDB longer to plan than to compute.
  const part = (name: string, value: string, from: string) =>
    `SELECT ${quoteLiteral(name)} AS part, ${value} AS value, count(*) AS n FROM ${from}`;
  const parts = [
    part('rows', toJson(`list(${headOf(rows, 'row_level')} ORDER BY r)`), 'row_groups'),
    part('columns', toJson(`list(${headOf(columns, 'column_level')} ORDER BY c)`), 'column_groups'),
    part(
      'cells',
      toJson(`list([${cell}])`),
      `cells JOIN row_groups ON ${joinOn(rows, 'row_level', 'row_groups')}
      JOIN column_groups ON ${joinOn(columns, 'column_level', 'column_groups')}`,
    ),
    part('all rows', 'NULL', 'cells WHERE column_level = 0'),
    part('all columns', 'NULL', 'cells WHERE row_level = 0'),
    ...[...rows, ...columns].flatMap((one) => [
      part(`${one.alias} values`, 'NULL', `(SELECT ${one.alias} FROM groups GROUP BY ${one.alias})`),
      one.within.length === 0
        ? part(`${one.alias} kept`, toJson(`list(${one.text})`), topOf(one))
        : part(`${one.alias} kept`, toJson('list(kept)'), keptWithin(one)),
    ]),
  ];
  return `${writeCtes(compiled.ctes(picked), once)},
    column_groups AS MATERIALIZED (${groupsOf(columns, 'column_level', 'row_level', 'c', String(pivotLimits.columns))}),
    row_groups AS MATERIALIZED (${groupsOf(rows, 'row_level', 'column_level', 'r', `(SELECT greatest(1, ${pivotLimits.cells} // greatest(1, count(*))) FROM column_groups)`)})
    ${parts.join('\nUNION ALL ')}`;
}

/** `kept`: a group's number, how many values it has, and those kept, for each group that has others. */
function keptWithin(one: DimensionSql): string {
  const [level, groups, number] =
    one.axis === 'rows' ? ['row_level', 'row_groups', 'r'] : ['column_level', 'column_groups', 'c'];
  const parent = keysOf(one.within);
  const same = parent.map((key) => `tops.${key} IS NOT DISTINCT FROM ${groups}.${key}`).join(' AND ');
  return `(SELECT [CAST(${number} AS VARCHAR), CAST(of_values AS VARCHAR)] || texts AS kept
      FROM (SELECT ${parent.join(', ')}, of_values, list(${one.text}) AS texts FROM ${topOf(one)} GROUP BY ${parent.join(', ')}, of_values) tops
      JOIN ${groups} ON ${groups}.${level} = ${one.within.length} AND ${same}
      WHERE of_values > len(texts))`;
}

const toJson = (list: string) => `CAST(to_json(${list}) AS VARCHAR)`;

/** The groups of one axis: upper levels and large groups first until there are enough, then numbered in natural order. */
function groupsOf(axis: DimensionSql[], level: string, across: string, number: string, limit: string): string {
  const natural = axis.flatMap((one) => [othersOf(one), ...one.order.map((key) => `${key} NULLS LAST`)]);
  return `SELECT *, row_number() OVER (ORDER BY ${[level, ...natural].join(', ')}) - 1 AS ${number}
    FROM (SELECT ${[...keysOf(axis), level].join(', ')}, row_number() OVER (ORDER BY ${[level, 'n DESC', ...natural].join(', ')}) AS place
      FROM cells WHERE ${across} = 0)
    WHERE place <= ${limit}`;
}

function headOf(axis: DimensionSql[], level: string): string {
  const digits = axis.map((one) => `CASE WHEN ${othersOf(one)} THEN '1' ELSE '0' END`).join(' || ') || "''";
  return `[${[`CAST(${level} AS VARCHAR)`, digits, ...axis.map(({ text }) => text)].join(', ')}]`;
}

const joinOn = (axis: DimensionSql[], level: string, groups: string) =>
  [level, ...keysOf(axis)].map((key) => `cells.${key} IS NOT DISTINCT FROM ${groups}.${key}`).join(' AND ');
