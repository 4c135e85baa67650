// The table `objects`: one row per object whose fate is known.
import type { Connection } from '../../duckdb/connection.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import type { Acquired } from '../../sources/s3/acquire-object.ts';
import type { S3Object } from '../../sources/s3/list-pages.ts';
import { instant } from './acquisition-row.ts';

/** SQL for the name that an object has everywhere in the case: `s3://bucket/key`, with the version of an older one. */
export const pathOf = (bucket: string, alias: string) =>
  `'s3://' || ${bucket} || '/' || ${alias}.key || CASE WHEN ${alias}.is_latest THEN '' ELSE '?versionId=' || coalesce(${alias}.version_id, 'null') END`;

/** The same name for an object at hand. */
export const objectPath = (bucket: string, { key, isLatest, versionId }: S3Object) =>
  `s3://${bucket}/${key}${isLatest ? '' : `?versionId=${versionId ?? 'null'}`}`;

const columns = {
  acquisition_id: 'UINTEGER',
  object_no: 'UINTEGER',
  path: 'VARCHAR',
  bucket: 'VARCHAR',
  key: 'VARCHAR',
  version_id: 'VARCHAR',
  outcome: 'VARCHAR',
  reason: 'VARCHAR',
  file: 'VARCHAR',
  size: 'UBIGINT',
  modified: 'TIMESTAMP',
  sha256: 'VARCHAR',
  checked_by: 'VARCHAR',
  etag: 'VARCHAR',
  storage_class: 'VARCHAR',
  is_latest: 'BOOLEAN',
  is_delete_marker: 'BOOLEAN',
  owner: 'VARCHAR',
  encryption: 'VARCHAR',
  content_type: 'VARCHAR',
  metadata: 'JSON',
  requests: 'UINTEGER',
  acquired_at: 'TIMESTAMP',
};

export type ObjectRow = { [K in keyof typeof columns]: unknown };

export const insertObjects = (connection: Connection, rows: ObjectRow[]): Promise<void> =>
  insertRows(connection, 'logs.main.objects', columns, rows);

/** @param file where the case keeps the bytes, relative to its folder; null: nowhere */
export function acquiredRow(
  place: { acquisitionId: number; bucket: string },
  objectNo: number,
  object: S3Object,
  acquired: Acquired,
  file: string | null,
): ObjectRow {
  return {
    ...listedFacts(place, objectNo, object),
    version_id: acquired.versionId,
    outcome: 'acquired',
    reason: acquired.note,
    file,
    size: acquired.size,
    sha256: acquired.sha256,
    checked_by: acquired.checkedBy.join(', '),
    etag: acquired.etag,
    storage_class: acquired.storageClass,
    encryption: acquired.encryption,
    content_type: acquired.contentType,
    metadata: acquired.metadata,
    requests: acquired.requests,
  };
}

export function unacquiredRow(
  place: { acquisitionId: number; bucket: string },
  objectNo: number,
  object: S3Object,
  outcome: 'skipped' | 'failed',
  reason: string,
): ObjectRow {
  return { ...listedFacts(place, objectNo, object), outcome, reason };
}

function listedFacts(
  { acquisitionId, bucket }: { acquisitionId: number; bucket: string },
  objectNo: number,
  object: S3Object,
): ObjectRow {
  return {
    acquisition_id: acquisitionId,
    object_no: objectNo,
    path: objectPath(bucket, object),
    bucket,
    key: object.key,
    version_id: object.versionId,
    outcome: null,
    reason: null,
    file: null,
    size: object.size,
    modified: instant(object.modified),
    sha256: null,
    checked_by: null,
    etag: object.etag,
    storage_class: object.storageClass,
    is_latest: object.isLatest,
    is_delete_marker: object.isDeleteMarker,
    owner: object.owner,
    encryption: null,
    content_type: null,
    metadata: null,
    requests: null,
    acquired_at: instant(Date.now()),
  };
}

/** Failed objects are to be tried again. */
export async function forgetFailures(connection: Connection, acquisitionId: number): Promise<void> {
  await connection.run("DELETE FROM logs.main.objects WHERE acquisition_id = $1 AND outcome = 'failed'", {
    values: [acquisitionId],
  });
}

/** Number of the acquisition's last object; 0: none yet. */
export async function lastObjectNo(connection: Connection, acquisitionId: number): Promise<number> {
  const sql = 'SELECT coalesce(max(object_no), 0) FROM logs.main.objects WHERE acquisition_id = $1';
  return Number(await connection.value(sql, { values: [acquisitionId] }));
}

/** Hashes of objects that are in the case, a page of those after a number, by number. */
export async function readHashes(
  connection: Connection,
  acquisitionId: number,
  after: number,
): Promise<{ objectNo: number; path: string; sha256: string }[]> {
  const rows = await connection.rows(
    `SELECT object_no, path, sha256 FROM logs.main.objects WHERE acquisition_id = $1 AND object_no > $2 AND sha256 IS NOT NULL
     ORDER BY object_no LIMIT 10000`,
    { values: [acquisitionId, after] },
  );
  return rows.map((row) => ({ objectNo: Number(row.object_no), path: String(row.path), sha256: String(row.sha256) }));
}
