// The chains of digests that the last verification found, in pages: those that want attention first.
import type { DigestChain } from '../../../../shared/contract/integrity.ts';
import type { OpenCase } from '../../engine-state.ts';

const sql = `SELECT *, strftime(starts, '%Y-%m-%dT%H:%M:%SZ') AS from_time, strftime(ends, '%Y-%m-%dT%H:%M:%SZ') AS to_time,
    count(*) OVER () AS total
  FROM logs.main.digest_chains
  ORDER BY breaks = 0, verified = digests, account, region, trail, bucket, starts LIMIT $1 OFFSET $2`;

export async function listChains(
  open: OpenCase,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ total: number; chains: DigestChain[] }> {
  const rows = await open.db.use((connection) => connection.rows(sql, { values: [limit, offset] }));
  return {
    total: Number(rows[0]?.total ?? 0),
    chains: rows.map((row) => ({
      bucket: String(row.bucket),
      organisation: row.organisation === null ? null : String(row.organisation),
      account: String(row.account),
      region: String(row.region),
      trail: String(row.trail),
      isBackfill: row.is_backfill === true,
      from: String(row.from_time),
      to: String(row.to_time),
      digests: Number(row.digests),
      verified: Number(row.verified),
      missing: Number(row.missing),
      breaks: Number(row.breaks),
      files: Number(row.files),
    })),
  };
}
