// The rows with chosen tags in the order of time, as the notebook shows them, from the first on.
import type { NotebookEntry } from '../../../../shared/marks/notebook.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { readCatalog } from '../catalog/schema.ts';
import { toEntry } from '../marks/notebook.ts';
import { findPlaces, selectEntries, selectOrder } from '../marks/notebook-sql.ts';
import { tagged } from './statements.ts';

export async function readTagged(
  connection: Connection,
  tags: string[] | null,
  limit: number,
  signal: AbortSignal,
): Promise<{ entries: NotebookEntry[]; total: number }> {
  const places = findPlaces(await readCatalog(connection));
  if (places.length === 0) return { entries: [], total: 0 };
  const order = selectOrder(places, tagged(tags));
  const total = Number(await connection.value(`SELECT count(*) FROM (${order})`, { signal }));
  if (total === 0) return { entries: [], total };
  const page = `SELECT row_number() OVER (ORDER BY time NULLS LAST, evidence_id, record_no) - 1 AS at, * FROM (${order}) ORDER BY 1 LIMIT ${limit}`;
  return { entries: (await connection.rows(selectEntries(places, page), { signal })).map(toEntry), total };
}
