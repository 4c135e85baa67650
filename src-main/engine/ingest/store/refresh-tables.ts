// Log tables that an older Pugmark made get the columns that their log type has since then, so that whatever reads a log type's
// columns finds them.
import { formats } from '../../../../shared/formats/registry.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { addColumnsSql, columnsOf } from './shape/table-shape.ts';

export async function refreshTables(connection: Connection): Promise<void> {
  const rows = await connection.rows(
    "SELECT table_name, lower(column_name) AS name FROM duckdb_columns() WHERE database_name = 'logs' AND schema_name = 'main'",
  );
  for (const format of formats) {
    const known = rows.filter(({ table_name }) => table_name === format.name).map(({ name }) => String(name));
    if (known.length === 0) continue;
    const missing = columnsOf(format).filter(({ name }) => !known.includes(name.toLowerCase()));
    for (const change of addColumnsSql({ table: format.name, columns: missing })) await connection.run(change);
  }
}
