// A real `cloudtrail` table for tests, in the shape that the format defines, filled from records written as objects.
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import cloudtrail from '../../shared/formats/cloudtrail.ts';
import type { FormatColumn } from '../../shared/formats/format.ts';

/** The column's type as `json_transform` wants it. */
function structureOf(column: FormatColumn): unknown {
  const one =
    'fields' in column
      ? Object.fromEntries(column.fields.map((field) => [field.key ?? field.name, structureOf(field)]))
      : column.type;
  return column.list ? [one] : one;
}

function expressionOf(column: FormatColumn): string {
  const key = (column.key ?? column.name).replaceAll("'", "''");
  if ('fields' in column)
    return `json_transform(record->'${key}', '${JSON.stringify(structureOf(column))}') AS "${column.name}"`;
  if (column.type === 'JSON') return `nullif(record->'${key}', 'null')::JSON AS "${column.name}"`;
  return `CAST(record->>'${key}' AS ${column.type}) AS "${column.name}"`;
}

/** SQL that gives CloudTrail's columns from a table with one column `record` of type JSON. */
export function selectCloudTrail(table: string): string {
  return `SELECT ${cloudtrail.columns.map(expressionOf).join(',\n  ')} FROM ${table}`;
}

export type CloudTrailRecord = Record<string, unknown>;

/** A DuckDB in memory whose `cloudtrail` holds the records. */
export async function openCloudTrail(records: CloudTrailRecord[]): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run('CREATE TABLE records (record JSON)');
  for (const record of records) await connection.run('INSERT INTO records VALUES ($1)', [JSON.stringify(record)]);
  await connection.run(`CREATE TABLE cloudtrail AS ${selectCloudTrail('records')}`);
  return connection;
}
