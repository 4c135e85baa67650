// The evidence table: one row per file or archive member, kept in step with what is committed of it.
import type { Connection } from '../../duckdb/connection.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import type { ItemReport, Parcel } from '../parcel.ts';
import type { Batch } from './batch.ts';
import type { Stored } from './store-batch.ts';

/** What is committed of an item that is not finished. */
export type Tally = {
  begun: Parcel['begun'][number];
  records: number;
  duplicates: number;
  rejects: number;
  /** Rows that this load (not an earlier, cut-off one) added. */
  inserted: boolean;
};

/** `path`: its origin. `kept`: its copy in the case folder, if there is one. */
export type FileFacts = { path: string; kept: string | null; size: number; mtimeMs: number };

const columns = {
  evidence_id: 'UINTEGER',
  load_id: 'UINTEGER',
  path: 'VARCHAR',
  member: 'VARCHAR',
  container: 'VARCHAR',
  format: 'VARCHAR',
  outcome: 'VARCHAR',
  reason: 'VARCHAR',
  records: 'UBIGINT',
  rows: 'UBIGINT',
  duplicates: 'UBIGINT',
  rejects: 'UBIGINT',
  size: 'UBIGINT',
  content_size: 'UBIGINT',
  sha256: 'VARCHAR',
  content_sha256: 'VARCHAR',
  file_size: 'UBIGINT',
  modified: 'TIMESTAMP',
  loaded_at: 'TIMESTAMP',
  unfinished: 'BOOLEAN',
  file: 'VARCHAR',
};

export type EvidenceRow = { [K in keyof typeof columns]: string | number | boolean | null };

/** ISO 8601 UTC without its zone letter, as DuckDB's TIMESTAMP reads it from JSON. */
export const timestampText = (ms: number) => new Date(ms).toISOString().replace('Z', '');

/** Items of a batch with their new tallies: `open` go on in a later batch, `rows` are what the table must hold now. */
export function settleItems(
  batch: Batch,
  stored: Stored,
  tallies: ReadonlyMap<number, Tally>,
  loadId: number,
  fileOf: (taskId: number) => FileFacts,
): { open: Map<number, Tally>; closed: number[]; rows: EvidenceRow[]; replaced: number[] } {
  const reports = new Map(batch.items.map((report) => [report.evidenceId, report]));
  const begun = new Map(batch.begun.map((item) => [item.evidenceId, item]));
  const touched = new Set([...begun.keys(), ...batch.received.keys(), ...reports.keys()]);
  const open = new Map<number, Tally>();
  const closed: number[] = [];
  const rows: EvidenceRow[] = [];
  const replaced: number[] = [];
  const loadedAt = timestampText(Date.now());
  for (const id of touched) {
    const before = tallies.get(id);
    const report = reports.get(id);
    const item = before?.begun ?? begun.get(id) ?? report;
    if (!item) throw new Error(`Evidence item ${id} was never begun.`);
    const received = batch.received.get(id) ?? { records: 0, rejects: 0 };
    const tally: Tally = {
      begun: item,
      records: (before?.records ?? 0) + received.records + received.rejects,
      duplicates: (before?.duplicates ?? 0) + (stored.duplicates.get(id) ?? 0),
      rejects: (before?.rejects ?? 0) + received.rejects + (stored.rejects.get(id) ?? 0),
      inserted: true,
    };
    if (before?.inserted) replaced.push(id);
    const facts = fileOf(item.taskId);
    rows.push({
      evidence_id: id,
      load_id: loadId,
      path: facts.path,
      member: item.member,
      container: report?.container ?? item.container,
      format: report?.format ?? item.format,
      ...(report ? outcomeOf(report, tally) : { outcome: 'partly', reason: 'being loaded' }),
      records: tally.records,
      rows: tally.records - tally.duplicates - tally.rejects,
      duplicates: tally.duplicates,
      rejects: tally.rejects,
      size: report?.size ?? null,
      content_size: report?.contentSize ?? null,
      sha256: report?.sha256 ?? null,
      content_sha256: report?.contentSha256 ?? null,
      file_size: facts.size,
      modified: timestampText(facts.mtimeMs),
      loaded_at: loadedAt,
      unfinished: !report,
      file: facts.kept,
    });
    if (report) closed.push(id);
    else open.set(id, tally);
  }
  return { open, closed, rows, replaced };
}

/** The worker's outcome, corrected by what the database could not parse and by a sum that does not add up. */
function outcomeOf(report: ItemReport, tally: Tally): { outcome: string; reason: string | null } {
  if (report.records !== tally.records)
    return {
      outcome: 'failed',
      reason: `the account does not add up: ${report.records} records were read, ${tally.records} arrived`,
    };
  if (tally.rejects > 0 && report.outcome === 'loaded')
    return { outcome: 'partly', reason: `${tally.rejects} of ${tally.records} records could not be read; see rejects` };
  return { outcome: report.outcome, reason: report.reason };
}

export async function writeEvidence(connection: Connection, rows: EvidenceRow[], replaced: number[]): Promise<void> {
  if (replaced.length > 0)
    await connection.run(`DELETE FROM logs.main.evidence WHERE evidence_id IN (${replaced.join(', ')})`);
  await insertRows(connection, 'logs.main.evidence', columns, rows);
}
