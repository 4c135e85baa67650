// Lists of the evidence's hashes: written for others, and compared with what others gave.
import { open as openFile, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { HashComparison, HashForm, HashRow } from '../../../../shared/contract/custody.ts';
import { compareHashes } from '../../../../shared/integrity/compare-hashes.ts';
import {
  csvHead,
  formatCsvRow,
  formatSum,
  NotAHashList,
  parseHashList,
} from '../../../../shared/integrity/hash-list.ts';
import type { Row } from '../../duckdb/connection.ts';
import { EngineError, messageOf } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import { chooseTarget } from '../../export/target.ts';
import { bytesOfPath } from '../../sources/file-names.ts';

/** A longer list is not of hashes. */
const mostBytes = 512 * 1024 * 1024;

/** Of a path that was loaded more than once, the last load counts. */
const sql = `SELECT * EXCLUDE load_id FROM (
    SELECT load_id, evidence_id, path, member, sha256, content_sha256, size, format, "rows" AS n, file FROM logs.main.evidence
    UNION ALL
    SELECT load_id, NULL, path, member, sha256, NULL, size, NULL, (
      SELECT coalesce(sum(m."rows"), 0) FROM logs.main.evidence m WHERE m.path = a.path AND m.file_size = a.file_size
        AND m.modified = a.modified AND (a.member IS NULL OR starts_with(m.member, a.member || ' › '))), file
    FROM logs.main.evidence_archives a)
  WHERE sha256 <> '' QUALIFY row_number() OVER (PARTITION BY path, member ORDER BY load_id DESC, evidence_id DESC) = 1
  ORDER BY path, member NULLS FIRST`;

export async function readHashes(open: OpenCase): Promise<HashRow[]> {
  const rows = await open.db.use((connection) => connection.rows(sql));
  const text = (value: Row[string] | undefined) => (value === null || value === undefined ? null : String(value));
  return rows.map((row) => ({
    evidenceId: row.evidence_id === null ? null : Number(row.evidence_id),
    path: String(row.path),
    member: text(row.member),
    sha256: String(row.sha256),
    contentSha256: text(row.content_sha256),
    size: Number(row.size ?? 0),
    format: text(row.format),
    rows: Number(row.n),
    at: row.file !== null ? join(open.dir, String(row.file)) : isAbsolute(String(row.path)) ? String(row.path) : null,
  }));
}

/** The folder around all files; null: there is none, or it is the root. */
export function folderOf(paths: readonly string[]): string | null {
  let [folder, ...rest] = paths.map((path) => dirname(path));
  if (folder === undefined) return null;
  for (const other of rest)
    while (other !== folder && !other.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
      const up: string = dirname(folder);
      if (up === folder) return null;
      folder = up;
    }
  return dirname(folder) === folder ? null : folder;
}

export async function saveHashes(
  open: OpenCase,
  request: { form: HashForm; path?: string | undefined; overwrite: boolean },
) {
  const { form } = request;
  const format = form === 'csv' ? 'csv' : 'sha256';
  const target = await chooseTarget(open, { ...request, format }, 'hashes');
  const hashes = await readHashes(open);
  const listed = form === 'csv' ? hashes : hashes.filter(({ member, at }) => member === null && at !== null);
  const folder = form === 'csv' ? null : folderOf(listed.map(({ at }) => at!));
  try {
    const file = await openFile(target.partial, 'wx', 0o600);
    try {
      if (form === 'csv') await file.writeFile(csvHead);
      for (const one of listed) await file.writeFile(form === 'csv' ? formatCsvRow(one) : sumBytes(one, folder));
    } finally {
      await file.close();
    }
    await rename(target.partial, target.path);
  } catch (error) {
    await rm(target.partial, { force: true });
    const message = `The list cannot be written: ${messageOf(error)}`;
    throw new EngineError('FAILED', message, { at: target.path }, { cause: error });
  }
  await open.journal.append('export.hashes', { path: target.path, form, files: listed.length, folder });
  return { path: target.path, files: listed.length, members: hashes.length - listed.length, folder };
}

/** Names that are not UTF-8 stand in the list as they are on the disk. */
function sumBytes({ at, sha256 }: HashRow, folder: string | null): Buffer {
  const name = folder === null ? at! : relative(folder, at!);
  const onDisk = bytesOfPath(at!);
  if (typeof onDisk === 'string') return Buffer.from(formatSum({ name, sha256 }));
  const bytes = folder === null ? onDisk : onDisk.subarray(Buffer.byteLength(folder) + 1);
  return Buffer.concat([Buffer.from(`${sha256}  `), bytes, Buffer.from('\n')]);
}

export async function compareWithList(open: OpenCase, path: string): Promise<HashComparison> {
  const bytes = await readList(path);
  let comparison: HashComparison;
  try {
    comparison = compareHashes(await readHashes(open), parseHashList(bytes));
  } catch (error) {
    if (!(error instanceof NotAHashList)) throw error;
    throw new EngineError('INVALID', error.message, { at: path }, { cause: error });
  }
  await open.journal.append('custody.compare', { path, counts: comparison.counts });
  return comparison;
}

async function readList(path: string): Promise<Buffer> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new EngineError('INVALID', 'This is not a file.', { at: path });
    const { size } = found;
    if (size > mostBytes) throw new EngineError('INVALID', 'The file is too large for a list of hashes.', { at: path });
    return await readFile(path);
  } catch (error) {
    if (error instanceof EngineError) throw error;
    const code = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'NOT_FOUND' : 'FAILED';
    throw new EngineError(code, `The list cannot be read: ${messageOf(error)}`, { at: path }, { cause: error });
  }
}
