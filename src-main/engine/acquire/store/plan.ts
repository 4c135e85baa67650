// Between listing and downloading: which of the listed objects are settled already, and under which name each of the others
// goes into the case.

import type { Connection, Row } from '../../duckdb/connection.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import { pathBeside } from '../../sources/s3/local-path.ts';
import type { AcquisitionRow } from './acquisition-row.ts';
import { pathOf } from './object-rows.ts';

const listing = 'logs.pugmark.listing';
/** A path as the least careful file system takes it: macOS and Windows confuse cases, macOS normal forms too. */
const folded = (file: string) => `lower(nfc_normalize(${file}))`;

/** Runs once the listing is whole, and may run again. */
export async function planAcquisition(
  connection: Connection,
  { id, request, endpoint }: AcquisitionRow,
  bucket: string,
): Promise<void> {
  const keepCopy = request.kind === 's3' && request.keepCopy;
  await inTransaction(connection, async () => {
    await settleAtOnce(connection, { id, endpoint, bucket, keepCopy });
    if (keepCopy) await giveFreeNames(connection, id);
  });
}

/** Objects that get another name in one statement. */
const pageSize = 10_000;

/**
 * Names that another object has, or a folder: older versions, keys that differ by case, `a` beside `a/b`, the same bucket
 * elsewhere. Who keeps the name must not depend on the order of the listing, which is another one each time. Names are
 * compared by hash first: millions of them take no memory to speak of then.
 */
async function giveFreeNames(connection: Connection, id: number): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE taken AS
     WITH RECURSIVE
       own AS (SELECT object_no, key, version_id, modified, is_latest, ${folded('file')} AS folded FROM ${listing} l
         ANTI JOIN (SELECT object_no FROM logs.main.objects WHERE acquisition_id = ${id}) o USING (object_no)
         WHERE l.acquisition_id = ${id}),
       folders(path) AS (
         SELECT DISTINCT regexp_replace(folded, '/[^/]*$', '') FROM own
         UNION SELECT regexp_replace(path, '/[^/]*$', '') FROM folders WHERE contains(path, '/')),
       others AS (SELECT DISTINCT hash(${folded('file')}) AS name FROM logs.main.objects
         WHERE file IS NOT NULL AND acquisition_id <> ${id}),
       shared AS (SELECT hash(folded) AS name FROM own GROUP BY name HAVING count(*) > 1),
       numbered AS (
         SELECT object_no, row_number() OVER (PARTITION BY folded ORDER BY is_latest DESC, key, modified DESC, version_id) AS nth
         FROM own WHERE hash(folded) IN (SELECT name FROM shared))
     SELECT object_no FROM numbered WHERE nth > 1
     UNION SELECT object_no FROM own WHERE folded IN (SELECT path FROM folders) OR hash(folded) IN (SELECT name FROM others)`,
  );
  for (let after = 0; ; ) {
    const page = await connection.rows(
      `SELECT object_no, l.key, l.version_id, l.etag, l.file FROM temp.taken JOIN ${listing} l USING (object_no)
       WHERE l.acquisition_id = ${id} AND object_no > ${after} ORDER BY object_no LIMIT ${pageSize}`,
    );
    const last = page.at(-1);
    if (!last) break;
    await renameBeside(connection, id, page);
    after = Number(last.object_no);
  }
  await connection.run('DROP TABLE temp.taken');
}

async function renameBeside(connection: Connection, id: number, page: Row[]): Promise<void> {
  const renamed = page.map(({ object_no, key, version_id, etag, file }) => ({
    object_no,
    file: pathBeside(String(file), JSON.stringify([key, version_id, etag, id])),
  }));
  await connection.run(
    `UPDATE ${listing} SET file = n.file
     FROM (SELECT unnest(from_json($1, '[{"object_no":"UINTEGER","file":"VARCHAR"}]'), recursive := true)) n
     WHERE listing.acquisition_id = ${id} AND listing.object_no = n.object_no`,
    { values: [JSON.stringify(renamed)] },
  );
}

type Place = { id: number; endpoint: string | null; bucket: string; keepCopy: boolean };

/** Outcomes that need no download. */
async function settleAtOnce(connection: Connection, { id, endpoint, bucket, keepCopy }: Place): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE settled AS
     WITH before AS (
       SELECT o.key, o.version_id, o.etag, o.size, o.modified, any_value(o.file) AS file, any_value(o.sha256) AS sha256,
         any_value(o.checked_by) AS checked_by, min(o.acquisition_id) AS acquisition_id
       FROM logs.main.objects o JOIN logs.main.acquisitions a USING (acquisition_id)
       WHERE o.outcome = 'acquired' AND o.bucket = $1 AND a.endpoint IS NOT DISTINCT FROM $2 AND o.acquisition_id <> ${id}
         AND (${keepCopy ? 'o.file IS NOT NULL' : 'true'})
       GROUP BY ALL)
     SELECT l.object_no,
       CASE WHEN b.key IS NOT NULL THEN 'known' ELSE 'skipped' END AS outcome,
       CASE WHEN b.key IS NOT NULL THEN 'acquired before, in acquisition ' || b.acquisition_id
         WHEN l.is_delete_marker THEN 'a delete marker: the object was deleted at this time'
         WHEN l.size = 0 AND ends_with(l.key, '/') THEN 'a folder marker without content'
         ELSE 'archived (' || l.storage_class || '): it must be restored before it can be read' END AS reason,
       b.file, b.sha256, b.checked_by
     FROM ${listing} l LEFT JOIN before b ON b.key = l.key AND b.size = l.size AND b.modified = l.modified
       AND b.etag IS NOT DISTINCT FROM l.etag AND (b.version_id IS NULL OR l.version_id IS NULL OR b.version_id = l.version_id)
     WHERE l.acquisition_id = ${id} AND (b.key IS NOT NULL OR l.is_delete_marker OR (l.size = 0 AND ends_with(l.key, '/'))
       OR (l.storage_class IN ('GLACIER', 'DEEP_ARCHIVE') AND NOT l.is_restored))
     QUALIFY row_number() OVER (PARTITION BY l.object_no ORDER BY b.acquisition_id) = 1`,
    { values: [bucket, endpoint] },
  );
  await connection.run(
    `INSERT INTO logs.main.objects (acquisition_id, object_no, path, bucket, key, version_id, outcome, reason, file, size,
       modified, sha256, checked_by, etag, storage_class, is_latest, is_delete_marker, owner)
     SELECT ${id}, l.object_no, ${pathOf('$1', 'l')}, $1, l.key, l.version_id, s.outcome, s.reason, s.file, l.size,
       l.modified, s.sha256, s.checked_by, l.etag, l.storage_class, l.is_latest, l.is_delete_marker, l.owner
     FROM temp.settled s JOIN ${listing} l ON l.acquisition_id = ${id} AND l.object_no = s.object_no
     WHERE l.object_no NOT IN (SELECT object_no FROM logs.main.objects WHERE acquisition_id = ${id})`,
    { values: [bucket] },
  );
  await connection.run('DROP TABLE temp.settled');
}
