// Tables of the user's own that have a name which a newer version of the case needs get another one, with all that refers to them.
import type { Connection } from '../duckdb/connection.ts';
import { type Reference, renameTable } from '../duckdb/rename-table.ts';

/** Where the name of a log table stands, besides the table itself. */
const references: readonly Reference[] = [
  ['main', 'loads', 'target_table'],
  ['main', 'duplicates', 'table_name'],
  ['main', 'row_marks', 'table_name'],
  ['pugmark', 'inferred_columns', 'table_name'],
];

/** @param statements of the migrations that come; those that make tables */
export async function makeRoom(connection: Connection, statements: readonly string[]): Promise<void> {
  await giveUp(
    connection,
    statements.flatMap((statement) => /^CREATE TABLE logs\.main\.(\w+)/.exec(statement)?.[1] ?? []),
  );
}

/** A log type that is known since then takes its name, and what was loaded under it as something unknown, or by a definition of the user's own, gets another. */
export async function makeRoomForFormats(connection: Connection, names: readonly string[]): Promise<void> {
  const inferred = await connection.rows(
    'SELECT table_name FROM logs.pugmark.inferred_columns UNION SELECT name FROM logs.pugmark.own_formats',
  );
  const taken = new Set(inferred.map(({ table_name }) => String(table_name)));
  await giveUp(
    connection,
    names.filter((name) => taken.has(name)),
  );
}

async function giveUp(connection: Connection, names: readonly string[]): Promise<void> {
  const wanted = new Set(names);
  if (wanted.size === 0) return;
  const there = await connection.rows(
    "SELECT schema_name AS schema, table_name AS name FROM duckdb_tables() WHERE database_name = 'logs'",
  );
  const has = (schema: string, name: string) => there.some((one) => one.schema === schema && one.name === name);
  for (const name of [...wanted].filter((one) => has('main', one))) {
    let free = `${name}_imported`;
    while (has('main', free) || wanted.has(free)) free += '_';
    const present = references.filter(([schema, table]) => has(schema, table));
    await renameTable(connection, ['logs', 'main', name], free, present);
  }
}
