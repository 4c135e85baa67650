// The table of archives that opened whole: their members are the evidence, what they are as files is here. A row is written
// after the last of its members, so an archive of which a load was cut off has none.
import type { Connection } from '../../duckdb/connection.ts';
import type { FoundArchive } from '../parcel.ts';
import { type FileFacts, timestampText } from './evidence-rows.ts';

const sql = `INSERT INTO logs.main.evidence_archives
  SELECT (SELECT coalesce(max(archive_id), 0) FROM logs.main.evidence_archives) + row_number() OVER (), n.*
  FROM (SELECT unnest(from_json($1, '[{"load_id":"UINTEGER","path":"VARCHAR","member":"VARCHAR","kind":"VARCHAR","size":"UBIGINT",
    "sha256":"VARCHAR","file_size":"UBIGINT","modified":"TIMESTAMP","loaded_at":"TIMESTAMP","file":"VARCHAR"}]'), recursive := true)) AS n
  WHERE NOT EXISTS (SELECT 1 FROM logs.main.evidence_archives AS a WHERE a.path = n.path AND a.member IS NOT DISTINCT FROM n.member
    AND a.sha256 = n.sha256 AND a.file_size = n.file_size AND a.modified = n.modified)`;

/** Within a transaction. What the table has already, read again, stays as it is. */
export async function writeArchives(
  connection: Connection,
  archives: readonly FoundArchive[],
  loadId: number,
  fileOf: (taskId: number) => FileFacts,
): Promise<void> {
  if (archives.length === 0) return;
  const loadedAt = timestampText(Date.now());
  const rows = archives.map(({ taskId, member, kind, size, sha256 }) => {
    const { path, kept, size: fileSize, mtimeMs } = fileOf(taskId);
    const file = { file_size: fileSize, modified: timestampText(mtimeMs), file: kept };
    return { load_id: loadId, path, member, kind, size, sha256, ...file, loaded_at: loadedAt };
  });
  await connection.run(sql, { values: [JSON.stringify(rows)] });
}
