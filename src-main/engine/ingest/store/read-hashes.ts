// Fills the duplicate filters from what the case holds, before the first new record is judged.

import type { Connection } from '../../duckdb/connection.ts';
import { streamHashes } from '../../duckdb/read-hashes.ts';
import { createRecordFilter, type RecordFilter } from './record-filter.ts';

/** A filter per log table of the case; tables made later start with an empty one. */
export async function readFilters(connection: Connection, signal: AbortSignal): Promise<Map<string, RecordFilter>> {
  const filters = new Map<string, RecordFilter>();
  const tables = await connection.rows(
    "SELECT table_name FROM duckdb_columns() WHERE database_name = 'logs' AND schema_name = 'main' AND column_name = 'record_hash'",
  );
  for (const { table_name } of tables) {
    const filter = createRecordFilter();
    await streamHashes(connection, String(table_name), signal, (words) => {
      for (let i = 0; i < words.length; i += 4) filter.seen(words[i]!, words[i + 1]!, words[i + 2]!, words[i + 3]!);
    });
    filters.set(String(table_name), filter);
  }
  return filters;
}
