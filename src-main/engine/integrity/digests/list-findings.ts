// What the last verification found that needs an explanation, in pages.
import type { IntegrityFinding } from '../../../../shared/contract/integrity.ts';
import { readDigestKey, readLogName } from '../../../../shared/integrity/digest.ts';
import type { Row } from '../../duckdb/connection.ts';
import type { OpenCase } from '../../engine-state.ts';

const sql = `SELECT *, count(*) OVER () AS total FROM (
    SELECT 'chain' AS of, 'chain' AS verdict, reason, key, bucket, account, region, trail, NULL AS evidence_id, strftime(starts, '%Y-%m-%dT%H:%M:%SZ') AS from_time,
      strftime(ends, '%Y-%m-%dT%H:%M:%SZ') AS to_time, digests
    FROM logs.main.chain_findings WHERE reason NOT IN ('chain-start', 'earlier-digests')
    UNION ALL SELECT 'digest', verdict, reason, key, bucket, account, region, NULL, evidence_id, NULL, NULL, NULL FROM logs.main.digest_verdicts
    WHERE verdict IN ('altered', 'displaced', 'missing')
    UNION ALL SELECT 'log', verdict, reason, key, bucket, NULL, NULL, NULL, evidence_id, NULL, NULL, NULL FROM logs.main.log_verdicts
    WHERE verdict IN ('altered', 'missing') OR reason IN ('hash-matches-other-name', 'not-named', 'in-restart'))
  ORDER BY of, verdict, reason, from_time, key, evidence_id LIMIT $1 OFFSET $2`;

/** `total` is 0 for a page beyond the last. */
export async function listFindings(
  open: OpenCase,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ total: number; findings: IntegrityFinding[] }> {
  const rows = await open.db.use((connection) => connection.rows(sql, { values: [limit, offset] }));
  return {
    total: Number(rows[0]?.total ?? 0),
    findings: rows.map(({ of, verdict, reason, key, evidence_id, from_time, to_time, digests, ...place }) => ({
      of: of as IntegrityFinding['of'],
      verdict: String(verdict),
      reason: String(reason),
      key: String(key),
      ...placeOf(of, String(key), place),
      evidenceId: evidence_id === null ? null : Number(evidence_id),
      from: from_time === null ? null : String(from_time),
      to: to_time === null ? null : String(to_time),
      digests: digests === null ? null : Number(digests),
    })),
  };
}

/** A log's name says account and region, a digest's the trail as well. */
function placeOf(of: unknown, key: string, row: Row) {
  const text = (name: string) => (row[name] === null || row[name] === undefined ? null : String(row[name]));
  const named = of === 'log' ? readLogName(key) : readDigestKey(key);
  return {
    bucket: text('bucket'),
    account: text('account') ?? named?.account ?? null,
    region: text('region') ?? named?.region ?? null,
    trail: text('trail') ?? (named && 'trail' in named ? named.trail : null),
  };
}
