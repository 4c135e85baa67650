// When rows with each tag happened, all of them, for the picture of an incident.
import type { Connection } from '../../duckdb/connection.ts';
import { readCatalog } from '../catalog/schema.ts';
import { findPlaces, selectOrder } from '../marks/notebook-sql.ts';
import { tagged } from './statements.ts';

export type MarkedTime = { tag: string; at: number; rows: number };

/** Rows of each tag and instant in the order of time, and how many tagged rows have no time. `at`: epoch milliseconds. */
export async function readMarkedTimes(
  connection: Connection,
  tags: string[] | null,
  signal: AbortSignal | undefined,
): Promise<{ times: MarkedTime[]; untimed: number }> {
  const places = findPlaces(await readCatalog(connection));
  const rows = await connection.rows(
    `SELECT tag, epoch_ms(time) AS at, count(*) AS n FROM (
       SELECT o.time, unnest(m.tags) AS tag FROM (${selectOrder(places, tagged(tags))}) AS o
       JOIN logs.main.row_marks AS m USING (evidence_id, record_no))
     GROUP BY ALL ORDER BY 2, 1`,
    { signal },
  );
  const isTimed = ({ at }: { at?: unknown }) => at !== null && Number.isFinite(Number(at));
  return {
    times: rows
      .filter(isTimed)
      .filter(({ tag }) => tags === null || tags.includes(String(tag)))
      .map(({ tag, at, n }) => ({ tag: String(tag), at: Number(at), rows: Number(n) })),
    untimed: rows.filter((row) => !isTimed(row)).reduce((sum, { n }) => sum + Number(n), 0),
  };
}
