// The `timeline` view: every log table that says what its columns mean, as one story.

import type { TimelineMapping } from '../../../../shared/formats/format.ts';
import { findFormat } from '../../../../shared/formats/registry.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { logTable } from './shape/table-shape.ts';

const columns = [
  'action',
  'actor',
  'target',
  'source_ip',
  'user_agent',
  'outcome',
  'account',
  'region',
  'session',
] as const;

/** Makes the view anew over the log tables that are there. Call when a log table was made. */
export async function rebuildTimeline(connection: Connection): Promise<void> {
  const tables = await connection.rows(
    "SELECT table_name FROM duckdb_tables() WHERE database_name = 'logs' AND schema_name = 'main'",
  );
  const branches = tables.flatMap(({ table_name }) => {
    const format = findFormat(String(table_name));
    return format?.timeline ? [timelineBranch(format.name, format.timeline)] : [];
  });
  if (branches.length > 0)
    await connection.run(`CREATE OR REPLACE VIEW logs.main.timeline AS ${branches.join(' UNION ALL ')}`);
}

/** One log table's rows as the timeline shows them. @param extra further select items, starting with a comma */
export function timelineBranch(table: string, mapping: TimelineMapping, extra = ''): string {
  const values = columns.map((name) => `CAST(${mapping[name] ?? 'NULL'} AS VARCHAR) AS ${name}`);
  return `SELECT ${mapping.time} AS time, ${quoteLiteral(table)} AS log_type, ${values.join(', ')}, evidence_id, record_no${extra} FROM ${logTable(table)}`;
}
