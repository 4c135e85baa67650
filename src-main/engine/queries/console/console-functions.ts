// The functions that completion offers: everything the console lets run, once each, with DuckDB's own words about it.
import type { OpenCase } from '../../engine-state.ts';
import { forbiddenFor } from './sandbox.ts';

export type FunctionInfo = { name: string; signature: string; doc: string };

export async function listFunctions(open: OpenCase): Promise<FunctionInfo[]> {
  return await open.db.use(async (connection) => {
    const forbidden = await forbiddenFor(open, connection);
    const rows = await connection.rows(
      `SELECT function_name AS name, first(description ORDER BY description IS NULL) AS doc,
              first(array_to_string(parameters, ', ') ORDER BY len(parameters), array_to_string(parameters, ', ')) AS parameters,
              any_value(database_name) AS database
       FROM duckdb_functions()
       WHERE function_type IN ('scalar', 'aggregate', 'macro', 'table', 'table_macro')
         AND regexp_full_match(function_name, '[A-Za-z][A-Za-z0-9_]*')
         AND NOT regexp_matches(function_name, '^(icu_collate_|has_.*_privilege$|pg_.*_is_visible$)')
       GROUP BY function_name ORDER BY function_name`,
    );
    return rows
      .map((row) => {
        const name = row.database === 'scratch' ? `scratch.${row.name}` : String(row.name);
        return { name, signature: `${name}(${row.parameters ?? ''})`, doc: String(row.doc ?? '') };
      })
      .filter(({ name }) => !forbidden.has(name.toLowerCase()));
  });
}
