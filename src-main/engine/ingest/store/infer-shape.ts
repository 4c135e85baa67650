// Tables for what no format recognises: columns are inferred from the records' top-level keys, and widened when later
// records need it (a number column that meets text becomes text), so no value is lost to a cast.
import type { Connection } from '../../duckdb/connection.ts';
import { quoteIdentifier, quoteLiteral } from '../../duckdb/quote.ts';
import { createTableSql, logTable, provenanceColumns, type TableShape } from './shape/table-shape.ts';

type InferredColumn = { name: string; key: string; type: string };

/** Keys beyond this many get no column of their own; they stay in the raw record. */
const columnLimit = 400;
/** `rowid` would hide DuckDB's own, by which views address rows. */
const reserved = new Set<string>([...provenanceColumns.map(([name]) => name), 'rowid']);

/**
 * Makes or widens the table so that the feed's records fit, and answers its shape. Runs inside the batch's transaction.
 * @param usesDoc whether the records' JSON text is in `doc` (CSV) rather than in `raw`
 */
export async function prepareInferredTable(
  connection: Connection,
  table: string,
  feed: number,
  usesDoc: boolean,
): Promise<TableShape> {
  const known = await readColumns(connection, table);
  const found = await inferColumns(connection, feed, usesDoc ? 'doc' : 'raw');
  const merged = [...known];
  const changes: string[] = [];
  for (const { key, type } of found) {
    const at = merged.findIndex((column) => column.key === key);
    if (at >= 0) {
      const wider = widen(merged[at]!.type, type);
      if (wider === merged[at]!.type) continue;
      const column = quoteIdentifier(merged[at]!.name);
      const using = wider === 'JSON' ? `to_json(${column})` : `CAST(${column} AS ${wider})`;
      changes.push(`ALTER TABLE ${logTable(table)} ALTER COLUMN ${column} SET DATA TYPE ${wider} USING ${using}`);
      merged[at] = { ...merged[at]!, type: wider };
    } else if (merged.length < columnLimit) {
      const column = { name: freeName(key, merged), key, type };
      merged.push(column);
      changes.push(`ALTER TABLE ${logTable(table)} ADD COLUMN ${quoteIdentifier(column.name)} ${type}`);
    }
  }
  const shape = shapeFor(table, merged, usesDoc);
  if (known.length === 0) await connection.run(createTableSql(shape));
  else for (const change of changes) await connection.run(change);
  if (changes.length > 0) await writeColumns(connection, table, merged);
  return shape;
}

function shapeFor(table: string, columns: InferredColumn[], usesDoc: boolean): TableShape {
  // Keys that differ only by case cannot stand in one struct; all but the first are read from the text.
  const inStruct = columns.filter(
    (column, i) => columns.findIndex((other) => other.key.toLowerCase() === column.key.toLowerCase()) === i,
  );
  return {
    table,
    usesDoc,
    columns: columns.map(({ name, type }) => ({ name, type })),
    parse: `json_transform($doc, ${quoteLiteral(JSON.stringify(Object.fromEntries(inStruct.map((c) => [c.key, c.type]))))})`,
    values: columns.map((column) => ({
      name: column.name,
      sql: inStruct.includes(column)
        ? `s.${quoteIdentifier(column.key)}`
        : `TRY_CAST(json_extract_string(doc, ${quoteLiteral(`$.${JSON.stringify(column.key)}`)}) AS ${column.type})`,
    })),
  };
}

/** One row per key with the narrowest type that holds all of its values in this feed. */
async function inferColumns(
  connection: Connection,
  feed: number,
  source: string,
): Promise<{ key: string; type: string }[]> {
  const text = "(e.value ->> '$')";
  const every = (condition: string) => `bool_and(${condition})`;
  const integer = `regexp_full_match(${text}, '-?(0|[1-9]\\d{0,17})')`;
  const number = `regexp_full_match(${text}, '-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?') AND TRY_CAST(${text} AS DOUBLE) IS NOT NULL AND length(regexp_replace(${text}, '[^0-9]', '', 'g')) <= 15`;
  const time = `regexp_matches(${text}, '^\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d') AND TRY_CAST(${text} AS TIMESTAMP) IS NOT NULL`;
  const rows = await connection.rows(
    `SELECT e.key AS key, CASE
        WHEN ${every("e.type IN ('OBJECT', 'ARRAY')")} THEN 'JSON'
        WHEN bool_or(e.type IN ('OBJECT', 'ARRAY')) THEN 'JSON'
        WHEN ${every(`lower(${text}) IN ('true', 'false')`)} THEN 'BOOLEAN'
        WHEN ${every(integer)} THEN 'BIGINT'
        WHEN ${every(number)} THEN 'DOUBLE'
        WHEN ${every(time)} THEN 'TIMESTAMP'
        ELSE 'VARCHAR' END AS type
      FROM (SELECT ${source} AS doc FROM pugmark_records(${feed}) WHERE json_valid(${source})) r,
        LATERAL (SELECT * FROM json_each(r.doc)) e
      WHERE e.type <> 'NULL' AND ${text} <> ''
      GROUP BY e.key ORDER BY min(e.id), e.key`,
  );
  return rows.map((row) => ({ key: String(row.key), type: String(row.type) }));
}

function widen(a: string, b: string): string {
  if (a === b) return a;
  if (a === 'JSON' || b === 'JSON') return 'JSON';
  if ((a === 'BIGINT' && b === 'DOUBLE') || (a === 'DOUBLE' && b === 'BIGINT')) return 'DOUBLE';
  return 'VARCHAR';
}

function freeName(key: string, taken: InferredColumn[]): string {
  const base = key === '' ? 'column' : key;
  const isTaken = (name: string) =>
    reserved.has(name.toLowerCase()) || taken.some((column) => column.name.toLowerCase() === name.toLowerCase());
  let name = base;
  for (let n = 2; isTaken(name); n++) name = `${base}_${n}`;
  return name;
}

async function readColumns(connection: Connection, table: string): Promise<InferredColumn[]> {
  const rows = await connection.rows(
    'SELECT column_name, key, type FROM logs.pugmark.inferred_columns WHERE table_name = $1 ORDER BY place',
    { values: [table] },
  );
  return rows.map((row) => ({ name: String(row.column_name), key: String(row.key), type: String(row.type) }));
}

async function writeColumns(connection: Connection, table: string, columns: InferredColumn[]): Promise<void> {
  await connection.run('DELETE FROM logs.pugmark.inferred_columns WHERE table_name = $1', { values: [table] });
  for (const [place, column] of columns.entries())
    await connection.run('INSERT INTO logs.pugmark.inferred_columns VALUES ($1, $2, $3, $4, $5)', {
      values: [table, column.name, column.key, column.type, place],
    });
}
