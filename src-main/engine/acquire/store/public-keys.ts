// Which regions' public keys an acquisition wants, and what became of them.
import type { Connection } from '../../duckdb/connection.ts';

export type KeyEntry = {
  region: string;
  keys: number | null;
  /** Relative to the case folder. */
  file: string | null;
  sha256: string | null;
  problem: string | null;
};

/** Regions of listed CloudTrail objects without keys yet, and the span of their delivery in epoch milliseconds. */
export async function readTrailSpan(
  connection: Connection,
  acquisitionId: number,
): Promise<{ regions: string[]; from: number; to: number }> {
  const rows = await connection.rows(
    `SELECT region, epoch_ms(min(delivered)) AS first, epoch_ms(max(delivered)) AS last FROM logs.pugmark.listing
     WHERE acquisition_id = $1 AND region IS NOT NULL AND starts_with(service, 'CloudTrail')
       AND region NOT IN (SELECT region FROM logs.pugmark.public_keys WHERE acquisition_id = $1 AND keys IS NOT NULL)
     GROUP BY region ORDER BY region`,
    { values: [acquisitionId] },
  );
  return {
    regions: rows.map(({ region }) => String(region)),
    from: Math.min(...rows.map(({ first }) => Number(first))) - dayMs,
    to: Math.max(...rows.map(({ last }) => Number(last))) + dayMs,
  };
}

const dayMs = 86_400_000;

export async function writeKeys(connection: Connection, acquisitionId: number, entry: KeyEntry): Promise<void> {
  await connection.run('DELETE FROM logs.pugmark.public_keys WHERE acquisition_id = $1 AND region = $2', {
    values: [acquisitionId, entry.region],
  });
  await connection.run('INSERT INTO logs.pugmark.public_keys VALUES ($1, $2, $3, $4, $5, $6)', {
    values: [acquisitionId, entry.region, entry.keys, entry.file, entry.sha256, entry.problem],
  });
}
