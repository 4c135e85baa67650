// What a load has to read: the files found, less those that are loaded already; what cannot be read goes to the evidence table.
import type { Connection } from '../../duckdb/connection.ts';
import { type FoundFile, listFolder, orderByDelivery } from '../../sources/folder.ts';
import { type EvidenceRow, timestampText, writeEvidence } from '../store/evidence-rows.ts';
import { isLoadedAlready, type KnownFile } from './known-files.ts';
import type { ProgressMeter } from './load-progress.ts';
import type { LoadRequest } from './load-request.ts';

export async function listSources(
  request: LoadRequest,
  known: Map<string, KnownFile>,
  meter: ProgressMeter,
  signal: AbortSignal,
) {
  const found: FoundFile[] = [];
  const problems: FoundFile[] = [];
  let alreadyLoaded = 0;
  for await (const file of listFolder(request.paths, { signal })) {
    if (file.problem) {
      problems.push(file);
      meter.account.files[file.problem.outcome]++;
    } else if (isLoadedAlready(known.get(file.path), file, request.as)) {
      alreadyLoaded++;
      meter.account.files.skipped++;
    } else found.push(file);
    meter.account.files.found++;
    meter.currentFile = file.path;
  }
  return { files: orderByDelivery(found), problems, alreadyLoaded };
}

export async function writeProblems(writer: Connection, loadId: number, problems: FoundFile[], nextId: Int32Array) {
  const now = timestampText(Date.now());
  const rows = problems.map(
    (file): EvidenceRow => ({
      evidence_id: Atomics.add(nextId, 0, 1),
      load_id: loadId,
      path: file.path,
      member: null,
      container: null,
      format: null,
      outcome: file.problem!.outcome,
      reason: file.problem!.reason,
      records: 0,
      rows: 0,
      duplicates: 0,
      rejects: 0,
      size: file.size,
      content_size: null,
      sha256: null,
      content_sha256: null,
      file_size: file.size,
      modified: timestampText(file.mtimeMs),
      loaded_at: now,
      unfinished: false,
      file: null,
    }),
  );
  await writeEvidence(writer, rows, []);
}
