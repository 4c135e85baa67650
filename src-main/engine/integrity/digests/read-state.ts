// What there is to verify in a case, and the last verification as it was told when it ended.
import type { IntegrityState, LastVerification, VerificationSums } from '../../../../shared/contract/integrity.ts';
import type { Connection } from '../../duckdb/connection.ts';
import type { OpenCase } from '../../engine-state.ts';

/** `judged`: the files of which a verification says something. */
const countsSql = `WITH judged AS (
    SELECT evidence_id FROM logs.main.log_verdicts WHERE evidence_id IS NOT NULL
    UNION ALL SELECT evidence_id FROM logs.main.digest_verdicts WHERE evidence_id IS NOT NULL)
  SELECT count(*) FILTER (format = 'cloudtrail_digest') AS digests, count(*) FILTER (format <> 'cloudtrail_digest') AS logs,
    count(*) FILTER (evidence_id NOT IN (SELECT evidence_id FROM judged)) AS unjudged,
    (SELECT count(DISTINCT sha256) FROM (
      SELECT sha256 FROM logs.pugmark.public_keys WHERE file IS NOT NULL
      UNION ALL SELECT sha256 FROM logs.pugmark.verification_files WHERE kind = 'keys')) AS key_files,
    (SELECT count(DISTINCT sha256) FROM logs.pugmark.verification_files WHERE kind = 'signatures') AS signature_files
  FROM logs.main.evidence
  WHERE NOT unfinished AND content_sha256 IS NOT NULL AND format IN ('cloudtrail', 'cloudtrail_insight', 'cloudtrail_digest')`;

const lastSql = `SELECT verification_id, keys, signatures, bucket, CAST(sums AS VARCHAR) AS sums,
    CAST(to_json(problems) AS VARCHAR) AS problems, CAST(to_json(fingerprints) AS VARCHAR) AS fingerprints,
    strftime(started, '%Y-%m-%dT%H:%M:%SZ') AS started, strftime(ended, '%Y-%m-%dT%H:%M:%SZ') AS ended
  FROM logs.main.verifications ORDER BY verification_id DESC LIMIT 1`;

const rowsSql = `SELECT verdict, count(*) AS files, CAST(coalesce(sum(e."rows"), 0) AS UBIGINT) AS n
  FROM logs.main.log_verdicts v JOIN logs.main.evidence e ON e.evidence_id = v.evidence_id GROUP BY verdict ORDER BY files DESC`;

export async function readState(open: OpenCase): Promise<IntegrityState> {
  return await open.db.use(async (connection) => {
    const [counts] = await connection.rows(countsSql);
    const last = await readLast(connection);
    return {
      digests: Number(counts?.digests),
      logs: Number(counts?.logs),
      unjudged: last ? Number(counts?.unjudged) : 0,
      keyFiles: Number(counts?.key_files),
      signatureFiles: Number(counts?.signature_files),
      last,
    };
  });
}

async function readLast(connection: Connection): Promise<LastVerification | null> {
  const [row] = await connection.rows(lastSql);
  if (!row) return null;
  const rows = await connection.rows(rowsSql);
  return {
    verificationId: Number(row.verification_id),
    keys: Number(row.keys),
    signatures: Number(row.signatures),
    bucket: row.bucket === null ? null : String(row.bucket),
    problems: JSON.parse(String(row.problems)) as string[],
    fingerprints: JSON.parse(String(row.fingerprints)) as string[],
    sums: JSON.parse(String(row.sums)) as VerificationSums,
    started: String(row.started),
    ended: String(row.ended),
    rows: rows.map(({ verdict, files, n }) => ({ verdict: String(verdict), files: Number(files), rows: Number(n) })),
  };
}
