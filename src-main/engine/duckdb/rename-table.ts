// Gives a table another name, and what refers to it by name.
import type { Connection } from './connection.ts';
import { nameIdentifier, qualify, quoteIdentifier } from './quote.ts';

export type Reference = readonly [schema: string, table: string, column: string];

/** @param references columns of other tables of the same database that hold the name */
export async function renameTable(
  connection: Connection,
  [database, schema, name]: readonly [string, string, string],
  to: string,
  references: readonly Reference[],
): Promise<void> {
  await connection.run(`ALTER TABLE ${qualify(database, schema, name)} RENAME TO ${quoteIdentifier(to)}`);
  for (const [inside, table, column] of references) {
    const at = nameIdentifier(column);
    await connection.run(`UPDATE ${qualify(database, inside, table)} SET ${at} = $1 WHERE ${at} = $2`, {
      values: [to, name],
    });
  }
}
