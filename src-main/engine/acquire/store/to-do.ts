// The objects that an acquisition has still to get, oldest delivery first (logs loaded in date order answer quickly), a page
// at a time.
import type { Connection } from '../../duckdb/connection.ts';
import type { S3Object } from '../../sources/s3/list-pages.ts';

export type ToDo = { objectNo: number; object: S3Object; file: string };
export type ToDoList = {
  objects: number;
  bytes: number;
  /** The next ones; none when it is at its end. */
  next(connection: Connection): Promise<ToDo[]>;
  drop(connection: Connection): Promise<void>;
};

const pageSize = 4_000;

export async function makeToDoList(connection: Connection, id: number): Promise<ToDoList> {
  const table = `work.main.to_acquire_${id}`;
  await connection.run(
    `CREATE OR REPLACE TABLE ${table} AS
     SELECT l.object_no, row_number() OVER (ORDER BY l.delivered, l.object_no) AS place, l.size
     FROM logs.pugmark.listing l ANTI JOIN (SELECT object_no FROM logs.main.objects WHERE acquisition_id = ${id}) o USING (object_no)
     WHERE l.acquisition_id = ${id}`,
  );
  const [sums] = await connection.rows(
    `SELECT count(*) AS objects, coalesce(sum(size), 0)::BIGINT AS bytes FROM ${table}`,
  );
  let from = 1;
  return {
    objects: Number(sums?.objects),
    bytes: Number(sums?.bytes),
    async next(lent) {
      const rows = await lent.rows(
        `SELECT l.object_no, l.key, l.version_id, l.size, epoch_ms(l.modified) AS modified, l.etag, l.storage_class, l.is_latest,
           l.is_restored, l.owner, l.file
         FROM ${table} t JOIN logs.pugmark.listing l ON l.acquisition_id = ${id} AND l.object_no = t.object_no
         WHERE t.place BETWEEN ${from} AND ${from + pageSize - 1} ORDER BY t.place`,
      );
      from += pageSize;
      return rows.map(
        (row): ToDo => ({
          objectNo: Number(row.object_no),
          file: String(row.file),
          object: {
            key: String(row.key),
            versionId: row.version_id === null ? null : String(row.version_id),
            size: Number(row.size),
            modified: Number(row.modified),
            etag: row.etag === null ? null : String(row.etag),
            storageClass: String(row.storage_class),
            isLatest: row.is_latest === true,
            isDeleteMarker: false,
            isRestored: row.is_restored === true,
            owner: row.owner === null ? null : String(row.owner),
          },
        }),
      );
    },
    drop: async (lent) => void (await lent.run(`DROP TABLE IF EXISTS ${table}`)),
  };
}
