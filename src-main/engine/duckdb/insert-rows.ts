// Inserts plain rows in one statement, by way of one JSON text: thousands of small rows cost one round trip.
import type { Connection } from './connection.ts';
import { quoteIdentifier, quoteLiteral } from './quote.ts';

/**
 * @param table qualified and quoted name
 * @param columns DuckDB type per column, as it stands in the JSON (`BLOB` columns are given as base64 text)
 */
export async function insertRows(
  connection: Connection,
  table: string,
  columns: Record<string, string>,
  rows: Record<string, unknown>[],
): Promise<void> {
  if (rows.length === 0) return;
  const structure = Object.fromEntries(
    Object.entries(columns).map(([name, type]) => [name, type === 'BLOB' ? 'VARCHAR' : type]),
  );
  const values = Object.entries(columns).map(([name, type]) =>
    type === 'BLOB' ? `from_base64(r.${quoteIdentifier(name)})` : `r.${quoteIdentifier(name)}`,
  );
  await connection.run(
    `INSERT INTO ${table} (${Object.keys(columns).map(quoteIdentifier).join(', ')})
      SELECT ${values.join(', ')} FROM (SELECT unnest(from_json($1, ${quoteLiteral(JSON.stringify([structure]))})) AS r)`,
    { values: [JSON.stringify(rows)] },
  );
}
