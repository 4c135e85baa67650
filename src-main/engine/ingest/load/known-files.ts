// What earlier loads did with a file, so that loading a folder again takes only what is new and goes on where it was cut.
import type { Connection } from '../../duckdb/connection.ts';

export type KnownItem = { evidenceId: number; member: string | null; container: string; format: string | null };
export type KnownFile = {
  size: number;
  mtimeMs: number;
  outcomes: Set<string>;
  /** Items whose load was cut off, with what is committed of each. */
  unfinished: (KnownItem & { records: number; duplicates: number; rejects: number })[];
  /** Members are here of a load that did not end by itself, and not the archive's own hash, which comes after them. */
  isCut: boolean;
  /** It has a row of its own, as a damaged archive has after its members. */
  isSettled: boolean;
  /** Items that gave nothing; replaced when the file is read again. */
  empty: number[];
};

/** @param unfinishedOnly leave out files of which nothing is left to do: there may be millions */
export async function readKnownFiles(connection: Connection, unfinishedOnly: boolean): Promise<Map<string, KnownFile>> {
  const known = new Map<string, KnownFile>();
  const rows = await connection.rows(
    `SELECT e.path, evidence_id, e.member, container, format, outcome, unfinished, records, duplicates, rejects, e.file_size,
      epoch_ms(e.modified) AS modified, e.member IS NOT NULL AND l.state <> 'done' AND NOT EXISTS (
        SELECT 1 FROM logs.main.evidence_archives a
        WHERE a.path = e.path AND a.member IS NULL AND a.file_size = e.file_size AND a.modified = e.modified) AS is_cut
      FROM logs.main.evidence e LEFT JOIN logs.main.loads l ON l.load_id = e.load_id
      ${unfinishedOnly ? 'WHERE unfinished' : ''} ORDER BY evidence_id`,
  );
  for (const row of rows) {
    const path = String(row.path);
    const size = Number(row.file_size);
    const mtimeMs = Number(row.modified);
    let file = known.get(path);
    // A file that changed since is judged by its latest state alone.
    if (!file || file.size !== size || file.mtimeMs !== mtimeMs) {
      file = { size, mtimeMs, outcomes: new Set(), unfinished: [], isCut: false, isSettled: false, empty: [] };
      known.set(path, file);
    }
    const evidenceId = Number(row.evidence_id);
    const records = Number(row.records);
    file.outcomes.add(String(row.outcome));
    if (row.is_cut === true) file.isCut = true;
    if (row.member === null && row.unfinished !== true) file.isSettled = true;
    if (row.unfinished === true)
      file.unfinished.push({
        evidenceId,
        member: row.member === null ? null : String(row.member),
        container: String(row.container),
        format: row.format === null ? null : String(row.format),
        records,
        duplicates: Number(row.duplicates),
        rejects: Number(row.rejects),
      });
    else if (records === 0) file.empty.push(evidenceId);
  }
  return known;
}

/** Whether nothing would come of reading the file again. */
export function isLoadedAlready(
  known: KnownFile | undefined,
  found: { size: number; mtimeMs: number },
  as: string,
): boolean {
  if (!known || known.size !== found.size || known.mtimeMs !== Math.floor(found.mtimeMs)) return false;
  if (known.unfinished.length > 0 || (known.isCut && !known.isSettled) || known.outcomes.has('failed')) return false;
  return as === 'auto' || !known.outcomes.has('skipped');
}
