// Acquired objects that no load has taken to its end: what a resumed acquisition hands to its load first.
import { join } from 'node:path';
import type { Connection } from '../../duckdb/connection.ts';
import type { FoundFile } from '../../sources/folder.ts';

const pageSize = 4_000;

/** A page of them after the object of number `after`, by number; `next` null: there are no more. */
export async function readUnloaded(
  connection: Connection,
  acquisitionId: number,
  caseDir: string,
  after: number,
): Promise<{ files: FoundFile[]; next: number | null }> {
  const rows = await connection.rows(
    `SELECT object_no, path, file, size, epoch_ms(modified) AS modified FROM logs.main.objects o
     WHERE acquisition_id = $1 AND object_no > $2 AND file IS NOT NULL AND outcome IN ('acquired', 'known')
       AND NOT EXISTS (SELECT 1 FROM logs.main.evidence e WHERE e.path = o.path AND e.modified = o.modified AND e.file_size = o.size AND NOT e.unfinished
         -- Of an archive whose load was cut between two members there are finished ones; its own row comes after the last.
         AND (e.member IS NULL OR EXISTS (SELECT 1 FROM logs.main.evidence_archives a WHERE a.path = e.path
           AND a.member IS NULL AND a.modified = e.modified AND a.file_size = e.file_size)))
     ORDER BY object_no LIMIT ${pageSize}`,
    { values: [acquisitionId, after] },
  );
  return {
    files: rows.map(({ path, file, size, modified }) => ({
      path: join(caseDir, String(file)),
      origin: String(path),
      kept: String(file),
      size: Number(size),
      mtimeMs: Number(modified),
    })),
    next: rows.length < pageSize ? null : Number(rows.at(-1)!.object_no),
  };
}

/**
 * Objects that were loaded without keeping a copy, but whose row was not written before the program ended, become
 * acquired: their evidence is in the case.
 */
export async function settleLoaded(connection: Connection, acquisitionId: number, bucket: string): Promise<void> {
  await connection.run(
    `INSERT INTO logs.main.objects (acquisition_id, object_no, path, bucket, key, version_id, outcome, reason, size, modified,
       sha256, checked_by, etag, storage_class, is_latest, is_delete_marker, owner, acquired_at)
     SELECT $1, l.object_no, l.path, $2, l.key, l.version_id, 'acquired', 'loaded without keeping a copy', l.size, l.modified,
       any_value(e.sha256), 'size', l.etag, l.storage_class, l.is_latest, false, l.owner, min(e.loaded_at)
     FROM (SELECT *, 's3://' || $2 || '/' || key || CASE WHEN is_latest THEN '' ELSE '?versionId=' || coalesce(version_id, 'null') END AS path
       FROM logs.pugmark.listing WHERE acquisition_id = $1) l
     JOIN logs.main.evidence e ON e.path = l.path AND NOT e.unfinished AND e.modified = l.modified AND e.file_size = l.size
     WHERE l.object_no NOT IN (SELECT object_no FROM logs.main.objects WHERE acquisition_id = $1)
     GROUP BY ALL`,
    { values: [acquisitionId, bucket] },
  );
}
