// Which functions and system views the console refuses. Table functions are refused unless listed here as harmless, so
// that one which a new DuckDB brings is refused until someone has looked at it.
import type { Connection } from './connection.ts';

/** Table functions that only make rows from their arguments, or describe the schema. */
const harmlessTableFunctions = new Set(
  `unnest range generate_series repeat repeat_row json_each json_tree summary
  test_all_types duckdb_columns duckdb_constraints duckdb_functions duckdb_indexes duckdb_keywords duckdb_schemas
  duckdb_sequences duckdb_tables duckdb_types duckdb_views pragma_version pg_timezone_names icu_calendar_names`.split(
    /\s+/,
  ),
);

/** Scalar functions (and functions of other builds of DuckDB) that reach out of the query, or run SQL given as text. */
const refusedScalars: Record<string, string> = {
  getenv: 'reads the environment',
  current_setting: 'reads settings',
  write_log: 'writes a log',
  json_serialize_plan: 'runs SQL given as text',
  sleep_ms: 'blocks the engine',
  pg_sleep: 'blocks the engine',
};

const refusedTableFunctions: Record<string, string> = {
  query: 'runs SQL given as text',
  query_table: 'names a table by text',
  histogram_values: 'names a table by text',
  json_execute_serialized_sql: 'runs SQL given as text',
  glob: 'lists files',
};

/** System views that show settings, paths or logs. */
export const refusedViews = new Set(
  'pg_settings duckdb_settings duckdb_logs duckdb_databases pragma_database_list pg_database pg_prepared_statements'.split(
    ' ',
  ),
);

/** Refused function names in lower case, each with what it does in a few words. */
export type Forbidden = ReadonlyMap<string, string>;

/** Aggregates that are also table functions, and refused only as such: they read a table, or a file, that is named by text. */
export const refusedAsTable = new Set(['histogram']);

export async function loadForbidden(connection: Connection): Promise<Forbidden> {
  const rows = await connection.rows(
    `SELECT DISTINCT lower(function_name) AS name FROM duckdb_functions()
     WHERE function_type IN ('table', 'table_macro') AND database_name = 'system'`,
  );
  const forbidden = new Map(Object.entries(refusedScalars));
  for (const { name } of rows) {
    const text = String(name);
    if (!harmlessTableFunctions.has(text) && !refusedAsTable.has(text))
      forbidden.set(text, describeTableFunction(text));
  }
  for (const [name, reason] of Object.entries(refusedTableFunctions)) forbidden.set(name, reason);
  return forbidden;
}

export function isHarmlessTableFunction(name: string): boolean {
  return harmlessTableFunctions.has(name);
}

function describeTableFunction(name: string): string {
  if (/^(read_|parquet_|sniff_|arrow_)|_scan$/.test(name)) return 'reads files';
  if (/^(enable|disable|force|truncate)_|checkpoint/.test(name)) return 'changes the engine';
  return 'shows the engine, not the evidence';
}
