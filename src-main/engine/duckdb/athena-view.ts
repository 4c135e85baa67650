// `cloudtrail_logs`: the CloudTrail table as Athena has it, under the name of AWS's own documentation. There times, booleans
// and JSON are text, and partition columns are named after the days and regions of the trail. A runbook that treats
// `eventtime` as text (LIKE '2024-05%', substr(eventtime, 1, 13)) runs on it as is; `cloudtrail` itself is typed and faster.
import type { Connection } from './connection.ts';
import { quoteIdentifier } from './quote.ts';

/** Provenance that Athena's table has no place for, and that is slow to read. */
const left = new Set(['record_hash', 'envelope', 'raw']);

/** Makes the view once CloudTrail events are loaded; answers whether it is there. */
export async function ensureAthenaView(connection: Connection): Promise<boolean> {
  const columns = await connection.rows(
    `SELECT column_name AS name, data_type AS type FROM duckdb_columns()
     WHERE database_name = 'logs' AND schema_name = 'main' AND table_name = 'cloudtrail' ORDER BY column_index`,
  );
  if (columns.length === 0) return false;
  const list = columns
    .map(({ name, type }) => ({ name: String(name), type: String(type) }))
    .filter(({ name }) => !left.has(name))
    .map(({ name, type }) => {
      const column = quoteIdentifier(name);
      return asText[type] ? `${asText[type](column)} AS ${column}` : column;
    });
  await connection.run(
    `CREATE VIEW IF NOT EXISTS work.main.cloudtrail_logs AS SELECT ${[...list, ...partitions].join(', ')} FROM logs.main.cloudtrail`,
  );
  return true;
}

const asText: Record<string, (column: string) => string> = {
  TIMESTAMP: (column) => `replace(CAST(${column} AS VARCHAR), ' ', 'T') || 'Z'`,
  BOOLEAN: (column) => `CAST(${column} AS VARCHAR)`,
  JSON: (column) => `CAST(${column} AS VARCHAR)`,
};

/** AWS's table partitions by the day of delivery; the day of the event is within a few minutes of it. */
const partitions = [
  'strftime(eventtime, \'%Y/%m/%d\') AS "timestamp"',
  'awsregion AS region',
  'recipientaccountid AS account',
  "strftime(eventtime, '%Y') AS year",
  "strftime(eventtime, '%m') AS month",
  "strftime(eventtime, '%d') AS day",
];
