// From a source of the query model to what SQL can read: a relation, its columns, and how single rows of it are addressed.
import type { TableInfo } from '../../../../shared/contract/views.ts';
import type { Source } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { qualify } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import { type EngineState, requireCase } from '../../engine-state.ts';
import { parseType } from '../compile/column-type.ts';
import type { CompileSource } from '../compile/compile.ts';
import { type HeldResult, heldResult, runToResult } from '../console/results.ts';
import { refuseTainted } from '../console/sandbox.ts';
import { withMarkColumns } from '../marks/mark-columns.ts';
import { type CatalogTable, describeTable, guessTimeColumn, readCatalog, timeColumnOf } from './schema.ts';

export type ResolvedSource = CompileSource & {
  kind: CatalogTable['kind'] | 'result';
  isView: boolean;
  /** FROM item for SQL that the engine runs. */
  relation: string;
  /** FROM item for SQL that people read; runs in the console as is. */
  shown: string;
  /** The held result behind a `sql` source. */
  held: HeldResult | null;
};

/** NOT_FOUND when there is no such table. A statement whose result is no longer held runs again. */
export async function resolveSource(
  state: EngineState,
  connection: Connection,
  source: Source,
  signal?: AbortSignal,
): Promise<ResolvedSource> {
  if (source.kind === 'table') {
    const [table] = await readCatalog(connection, source.table);
    if (!table) throw new EngineError('NOT_FOUND', `There is no table “${source.table}” in this case.`);
    if (table.isView) await refuseTainted(requireCase(state), connection, table.name);
    return { ...table, timeColumn: timeColumnOf(table), held: null };
  }
  const held =
    (source.run === undefined ? null : heldResult(state, source.run)) ?? (await runToResult(state, source.sql, signal));
  const relation = qualify('work', 'main', held.table);
  const columns = (await connection.rows(`DESCRIBE ${relation}`, { signal })).map((row) => ({
    name: String(row.column_name),
    type: parseType(String(row.column_type)),
  }));
  return {
    name: 'this result',
    kind: 'result',
    isView: false,
    relation,
    shown: `(\n${source.sql.trim().replace(/(\s*;)+$/, '')}\n)`,
    // A statement that keeps what names a record has rows that can be marked.
    columns: withMarkColumns(columns),
    timeColumn: guessTimeColumn(columns),
    held,
  };
}

export async function countRows(connection: Connection, source: ResolvedSource): Promise<number> {
  return Number(await connection.value(`SELECT count(*) FROM ${source.relation}`));
}

export function describeSource(source: ResolvedSource, rows: number | null): TableInfo {
  if (source.kind !== 'result') return describeTable({ ...source, kind: source.kind }, rows);
  return {
    ...describeTable({ ...source, kind: 'view' }, rows),
    name: '',
    title: 'Result',
    defaultColumns: source.columns.filter(({ mark }) => mark === undefined).map(({ name }) => name),
  };
}
