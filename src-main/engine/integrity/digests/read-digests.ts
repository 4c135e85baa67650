// The digests of a case as they were loaded: the record as it stood in the file, and the hash of the whole content that was
// read. No file is read again, so that archives and cases without their evidence verify as well.
import { createHash } from 'node:crypto';
import { type Digest, readDigest } from '../../../../shared/integrity/digest.ts';
import type { FoundLog } from '../../../../shared/integrity/judge-logs.ts';
import type { Connection, Row } from '../../duckdb/connection.ts';

export type FoundDigest = {
  evidenceId: number;
  path: string;
  /** Where it was acquired from; null: not known. */
  bucket: string | null;
  key: string | null;
  digest: Digest | null;
  /** What keeps it from being read as one. */
  problem: string | null;
  /** SHA-256 of all content of the file. */
  hash: string;
  /** SHA-256 of the digest's own record; differs from `hash` when there is more in the file. */
  recordHash: string;
  /** From the object's metadata. */
  signature: string | null;
  isFlawed: boolean;
};

/** One row per file; what was spoilt so that nothing recognises it is still known by its name. */
const filesSql = `SELECT e.evidence_id, e.path, e.member, e.content_sha256, e.outcome, o.bucket, o.key, o.signature,
    e.format = 'cloudtrail_digest' OR (e.format IS NULL AND coalesce(e.member, e.path) LIKE '%\\_CloudTrail-Digest\\_%' ESCAPE '\\') AS is_digest
  FROM logs.main.evidence e
  LEFT JOIN (SELECT path, any_value(bucket) AS bucket, any_value(key) AS key, max(metadata->>'signature') AS signature
    FROM logs.main.objects WHERE outcome IN ('acquired', 'known') GROUP BY path) o ON o.path = e.path AND e.member IS NULL
  WHERE NOT e.unfinished AND e.content_sha256 IS NOT NULL
    AND (e.format IN ('cloudtrail', 'cloudtrail_insight', 'cloudtrail_digest') OR coalesce(e.member, e.path) LIKE '%\\_CloudTrail%' ESCAPE '\\')
  ORDER BY e.evidence_id`;

/** First record of each digest's file; that of a copy is a duplicate, whose text is the row's. */
const recordsSql = `SELECT evidence_id, arg_min(raw, record_no) AS raw FROM (
    SELECT evidence_id, record_no, raw FROM logs.main.cloudtrail_digest WHERE evidence_id BETWEEN $1 AND $2
    UNION ALL SELECT d.evidence_id, d.record_no, c.raw FROM logs.main.duplicates d
      JOIN logs.main.cloudtrail_digest c ON c.evidence_id = d.of_evidence_id AND c.record_no = d.of_record_no
      WHERE d.table_name = 'cloudtrail_digest' AND d.evidence_id BETWEEN $1 AND $2) GROUP BY evidence_id`;

const tableSql = `SELECT count(*) FROM duckdb_tables()
  WHERE database_name = 'logs' AND schema_name = 'main' AND table_name = 'cloudtrail_digest'`;

/** Digests whose text is in memory at once: a large organisation has a million of them. */
const pageSize = 4000;

export async function readFiles(
  connection: Connection,
  signal: AbortSignal | undefined,
): Promise<{ digests: FoundDigest[]; logs: FoundLog[] }> {
  const rows = await connection.rows(filesSql, { signal });
  const found = rows.filter(({ is_digest }) => is_digest === true);
  const logs = rows.filter(({ is_digest }) => is_digest !== true).map(readLog);
  const hasRecords = Number(await connection.value(tableSql)) > 0;
  const digests: FoundDigest[] = [];
  for (let at = 0; at < found.length; at += pageSize) {
    const page = found.slice(at, at + pageSize);
    const values = [Number(page[0]!.evidence_id), Number(page.at(-1)!.evidence_id)];
    const records = hasRecords ? await connection.rows(recordsSql, { values, signal }) : [];
    const texts = new Map(records.map(({ evidence_id, raw }) => [evidence_id, String(raw)]));
    for (const row of page) digests.push(readFound(row, texts.get(row.evidence_id!) ?? null));
  }
  return { digests, logs };
}

function readFound(row: Row, raw: string | null): FoundDigest {
  const read = raw === null ? { problem: 'it has no record that could be read' } : readDigest(raw);
  const hash = String(row.content_sha256);
  return {
    ...placeOf(row),
    key: row.key === null ? null : String(row.key),
    signature: row.signature === null ? null : String(row.signature),
    digest: 'digest' in read ? read.digest : null,
    problem: 'problem' in read ? read.problem : null,
    hash,
    recordHash: raw === null ? hash : createHash('sha256').update(raw).digest('hex'),
  };
}

function readLog(row: Row): FoundLog {
  const { evidenceId, path, bucket, isFlawed } = placeOf(row);
  const key = row.key === null ? path : String(row.key);
  return { evidenceId, path: key, bucket, sha256: String(row.content_sha256), isFlawed };
}

function placeOf(row: Row) {
  return {
    evidenceId: Number(row.evidence_id),
    path: row.member === null ? String(row.path) : String(row.member),
    bucket: row.bucket === null ? null : String(row.bucket),
    // Content that was loaded, from a file that has a fault.
    isFlawed: row.outcome === 'partly' || row.outcome === 'failed',
  };
}
