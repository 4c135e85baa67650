// What the journal keeps of a load, so that another case can be told to hold the same evidence.
import type { Connection } from '../../duckdb/connection.ts';

export type LoadDigest = {
  /** Of the whole case after the load; as in a manifest. */
  evidence: { items: number; digest: string };
  /** Hashes of the content of this load's items; null: too many for an entry. */
  contents: string[] | null;
};

const mostListed = 500;
const evidenceSql = `SELECT count(*) AS items, sha256(coalesce(string_agg(content_sha256 || chr(10), '' ORDER BY content_sha256), '')) AS digest
  FROM logs.main.evidence WHERE content_sha256 IS NOT NULL AND "rows" + duplicates > 0`;
const contentsSql = `SELECT content_sha256 FROM logs.main.evidence
  WHERE load_id = $1 AND content_sha256 IS NOT NULL AND "rows" + duplicates > 0 ORDER BY content_sha256 LIMIT $2`;

export async function digestLoad(connection: Connection, loadId: number): Promise<LoadDigest> {
  const [sum] = await connection.rows(evidenceSql);
  const rows = await connection.rows(contentsSql, { values: [loadId, mostListed + 1] });
  return {
    evidence: { items: Number(sum!.items), digest: String(sum!.digest) },
    contents: rows.length > mostListed ? null : rows.map((row) => String(row.content_sha256)),
  };
}
