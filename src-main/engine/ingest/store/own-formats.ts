// Definitions of the user's own log types, as a case keeps them: with what was loaded by them, so that it means the same elsewhere.
import type { Connection } from '../../duckdb/connection.ts';
import { nowLiteral } from '../../duckdb/in-transaction.ts';
import { logTable } from './shape/table-shape.ts';

/** `definition`: its text; `path`: the file that it was taken from. */
export type OwnFormatRow = { name: string; definition: string; path: string; sha256: string };

export async function readOwnFormats(connection: Connection): Promise<OwnFormatRow[]> {
  const rows = await connection.rows(
    'SELECT name, definition, path, sha256 FROM logs.pugmark.own_formats ORDER BY name',
  );
  return rows.map(({ name, definition, path, sha256 }) => ({
    name: String(name),
    definition: String(definition),
    path: String(path),
    sha256: String(sha256),
  }));
}

/** In place of one of the same name. */
export async function putOwnFormat(connection: Connection, row: OwnFormatRow): Promise<void> {
  await deleteOwnFormat(connection, row.name);
  await connection.run(`INSERT INTO logs.pugmark.own_formats VALUES ($1, $2, $3, $4, ${nowLiteral()})`, {
    values: [row.name, row.definition, row.path, row.sha256],
  });
}

export async function deleteOwnFormat(connection: Connection, name: string): Promise<void> {
  await connection.run('DELETE FROM logs.pugmark.own_formats WHERE name = $1', { values: [name] });
}

/** Rows of each log table, which is there only if it has some. Metadata alone is read. */
export async function countLogRows(connection: Connection): Promise<Map<string, number>> {
  const tables = await connection.rows(
    "SELECT table_name FROM duckdb_tables() WHERE database_name = 'logs' AND schema_name = 'main'",
  );
  const names = tables.map(({ table_name }) => String(table_name));
  const counts = names.map((name, i) => `SELECT ${i} AS i, count(*) AS n FROM ${logTable(name)}`);
  const rows = await connection.rows(counts.join(' UNION ALL '));
  return new Map(rows.map(({ i, n }) => [names[Number(i)]!, Number(n)]));
}
