// What a walk has listed, written page by page with the place where the walk goes on, in one transaction: a listing that was
// cut off is resumed, and never held in memory.
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import { deliveryTime } from '../../sources/folder.ts';
import { readLogKey } from '../../sources/s3/key-layout.ts';
import type { S3Object } from '../../sources/s3/list-pages.ts';
import { localPath } from '../../sources/s3/local-path.ts';
import type { WalkedPage } from '../../sources/s3/walk.ts';
import { instant, type ListedSums, writeListed } from './acquisition-row.ts';

const columns = {
  acquisition_id: 'UINTEGER',
  object_no: 'UINTEGER',
  key: 'VARCHAR',
  version_id: 'VARCHAR',
  size: 'UBIGINT',
  modified: 'TIMESTAMP',
  etag: 'VARCHAR',
  storage_class: 'VARCHAR',
  is_latest: 'BOOLEAN',
  is_delete_marker: 'BOOLEAN',
  is_restored: 'BOOLEAN',
  owner: 'VARCHAR',
  delivered: 'TIMESTAMP',
  day: 'DATE',
  account: 'VARCHAR',
  service: 'VARCHAR',
  region: 'VARCHAR',
  file: 'VARCHAR',
};

/**
 * @param firstNo number of the first object; the others follow
 * @param sums of the listing with these pages
 */
export async function savePages(
  connection: Connection,
  place: { acquisitionId: number; bucket: string },
  firstNo: number,
  pages: WalkedPage<S3Object>[],
  sums: ListedSums,
): Promise<void> {
  const { acquisitionId } = place;
  const rows = pages.flatMap(({ objects }) => objects).map((object, i) => rowOf(place, firstNo + i, object));
  const folders = new Map(pages.map(({ folder, next }) => [folder, next]));
  await inTransaction(connection, async () => {
    await insertRows(connection, 'logs.pugmark.listing', columns, rows);
    await connection.run(
      `DELETE FROM logs.pugmark.list_folders WHERE acquisition_id = $1 AND folder IN (SELECT unnest(from_json($2, '["VARCHAR"]')))`,
      { values: [acquisitionId, JSON.stringify([...folders.keys()])] },
    );
    await insertRows(
      connection,
      'logs.pugmark.list_folders',
      { acquisition_id: 'UINTEGER', folder: 'VARCHAR', next: 'VARCHAR' },
      [...folders].map(([folder, next]) => ({ acquisition_id: acquisitionId, folder, next })),
    );
    await writeListed(connection, acquisitionId, sums, false);
  });
}

function rowOf({ acquisitionId, bucket }: { acquisitionId: number; bucket: string }, no: number, object: S3Object) {
  const { key, modified } = object;
  const log = readLogKey(key);
  return {
    acquisition_id: acquisitionId,
    object_no: no,
    key,
    version_id: object.versionId,
    size: object.size,
    modified: instant(modified),
    etag: object.etag,
    storage_class: object.storageClass,
    is_latest: object.isLatest,
    is_delete_marker: object.isDeleteMarker,
    is_restored: object.isRestored,
    owner: object.owner,
    delivered: instant(deliveryTime(key) ?? modified),
    day: log?.day ?? null,
    account: log?.account ?? null,
    service: log?.service ?? null,
    region: log?.region ?? null,
    file: `evidence/s3/${localPath(bucket, key)}`,
  };
}

/** Where an earlier walk of this acquisition stood, as `walkScope` wants to hear it. */
export async function readWalk(
  connection: Connection,
  acquisitionId: number,
): Promise<{ done: Set<string>; begun: Map<string, string>; nextNo: number }> {
  const rows = await connection.rows('SELECT folder, next FROM logs.pugmark.list_folders WHERE acquisition_id = $1', {
    values: [acquisitionId],
  });
  const done = new Set<string>();
  const begun = new Map<string, string>();
  for (const { folder, next } of rows) {
    if (next === null) done.add(String(folder));
    else begun.set(String(folder), String(next));
  }
  const nextNo = await connection.value(
    'SELECT coalesce(max(object_no), 0) + 1 FROM logs.pugmark.listing WHERE acquisition_id = $1',
    { values: [acquisitionId] },
  );
  return { done, begun, nextNo: Number(nextNo) };
}

/** Drops what a resumed walk listed again (folders that are looked into level by level), and answers what is left. */
export async function dropRelisted(connection: Connection, id: number): Promise<{ objects: number; bytes: number }> {
  await connection.run(
    `DELETE FROM logs.pugmark.listing WHERE acquisition_id = $1 AND object_no NOT IN
       (SELECT min(object_no) FROM logs.pugmark.listing WHERE acquisition_id = $1 GROUP BY key, version_id)`,
    { values: [id] },
  );
  const [row] = await connection.rows(
    'SELECT count(*) AS objects, coalesce(sum(size), 0)::BIGINT AS bytes FROM logs.pugmark.listing WHERE acquisition_id = $1',
    { values: [id] },
  );
  return { objects: Number(row?.objects), bytes: Number(row?.bytes) };
}

/** Nothing of it is wanted any more. */
export async function clearListing(connection: Connection, acquisitionId: number): Promise<void> {
  for (const name of ['listing', 'list_folders'])
    await connection.run(`DELETE FROM logs.pugmark.${name} WHERE acquisition_id = $1`, { values: [acquisitionId] });
}
