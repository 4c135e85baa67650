// Sums over what is listed and still to be acquired, for the preview.
import type { Estimate } from '../../../../shared/contract/acquisitions.ts';
import type { Connection } from '../../duckdb/connection.ts';

export type ListingSums = {
  /** To be downloaded, by storage class. */
  classes: Map<string, { objects: number; bytes: number }>;
  archived: { objects: number; bytes: number };
  known: { objects: number; bytes: number };
  deleteMarkers: number;
  days: Estimate['days'];
  parts: Estimate['parts'];
};

/** Lines of `parts` that a person may still read. */
const mostParts = 500;

export async function sumListing(connection: Connection, id: number): Promise<ListingSums> {
  const wanted = `FROM logs.pugmark.listing l LEFT JOIN (SELECT object_no, outcome, reason FROM logs.main.objects WHERE acquisition_id = ${id}) o
    USING (object_no) WHERE l.acquisition_id = ${id}`;
  const toGet = 'o.outcome IS NULL';
  const archived = "starts_with(o.reason, 'archived')";
  const sums = 'count(*) AS objects, coalesce(sum(l.size), 0)::BIGINT AS bytes';
  const classes = await connection.rows(`SELECT l.storage_class AS name, ${sums} ${wanted} AND ${toGet} GROUP BY ALL`);
  const [rest] = await connection.rows(
    `SELECT count(*) FILTER (o.outcome = 'known') AS known, coalesce(sum(l.size) FILTER (o.outcome = 'known'), 0)::BIGINT AS known_bytes,
       count(*) FILTER (${archived}) AS archived, coalesce(sum(l.size) FILTER (${archived}), 0)::BIGINT AS archived_bytes,
       count(*) FILTER (l.is_delete_marker) AS markers, min(l.day) FILTER (${toGet})::VARCHAR AS first, max(l.day) FILTER (${toGet})::VARCHAR AS last ${wanted}`,
  );
  const parts = await connection.rows(
    `SELECT l.account, l.service, l.region, ${sums} ${wanted} AND ${toGet} GROUP BY ALL ORDER BY bytes DESC, account, service, region LIMIT ${mostParts}`,
  );
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    classes: new Map(
      classes.map((row) => [String(row.name), { objects: Number(row.objects), bytes: Number(row.bytes) }]),
    ),
    archived: { objects: Number(rest?.archived), bytes: Number(rest?.archived_bytes) },
    known: { objects: Number(rest?.known), bytes: Number(rest?.known_bytes) },
    deleteMarkers: Number(rest?.markers),
    days: { first: text(rest?.first), last: text(rest?.last) },
    parts: parts.map((row) => ({
      account: text(row.account),
      service: text(row.service),
      region: text(row.region),
      objects: Number(row.objects),
      bytes: Number(row.bytes),
    })),
  };
}
