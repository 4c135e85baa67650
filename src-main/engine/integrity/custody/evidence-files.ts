// What is to be read again: the items of the evidence, and the archives around them, by the file on disk that holds them.
import { isAbsolute, join } from 'node:path';
import { SourcesList, sourcesList } from '../../archive/layout.ts';
import type { Row } from '../../duckdb/connection.ts';
import type { OpenCase } from '../../engine-state.ts';
import { readUserFile } from '../../user-file.ts';

export type EvidenceItem = {
  evidenceId: number;
  path: string;
  member: string | null;
  sha256: string | null;
  contentSha256: string | null;
};

/** An archive that opened whole. */
export type EvidenceArchive = { archiveId: number; path: string; member: string | null; sha256: string };

export type EvidenceFile = {
  /** Where its bytes are; null: they were not kept. */
  at: string | null;
  size: number;
  items: EvidenceItem[];
  archives: EvidenceArchive[];
};

const itemsSql = `SELECT evidence_id, path, member, file, file_size, nullif(sha256, '') AS sha256, nullif(content_sha256, '') AS content_sha256
  FROM logs.main.evidence ORDER BY coalesce(file, path), evidence_id`;
const archivesSql =
  'SELECT archive_id, path, member, file, file_size, sha256 FROM logs.main.evidence_archives ORDER BY archive_id';

export async function listEvidenceFiles(open: OpenCase): Promise<EvidenceFile[]> {
  const { sources } = await readUserFile(join(open.dir, sourcesList), {
    schema: SourcesList,
    empty: { sources: [] },
    what: 'The list of the evidence that came with the archive of this case',
    hint: 'Unpack the archive again.',
  });
  const unpacked = new Map(sources.map(({ path, file }) => [path, join(open.dir, file)]));
  const files = new Map<string, EvidenceFile>();
  const fileOf = (row: Row): EvidenceFile => {
    const path = String(row.path);
    const at = placeOf(open.dir, path, row, unpacked);
    const key = at ?? path;
    let file = files.get(key);
    if (!file) {
      file = { at, size: 0, items: [], archives: [] };
      files.set(key, file);
    }
    return file;
  };
  await open.db.use(async (connection) => {
    for (const row of await connection.rows(itemsSql)) {
      const file = fileOf(row);
      file.size = Number(row.file_size ?? 0);
      const [path, member] = [String(row.path), text(row.member)];
      const hashes = { sha256: text(row.sha256), contentSha256: text(row.content_sha256) };
      file.items.push({ evidenceId: Number(row.evidence_id), path, member, ...hashes });
    }
    for (const row of await connection.rows(archivesSql)) {
      const [path, member] = [String(row.path), text(row.member)];
      fileOf(row).archives.push({ archiveId: Number(row.archive_id), path, member, sha256: String(row.sha256) });
    }
  });
  return [...files.values()];
}

const text = (value: Row[string] | undefined) => (value === null || value === undefined ? null : String(value));

function placeOf(dir: string, path: string, { file }: Row, unpacked: ReadonlyMap<string, string>): string | null {
  if (file !== null) return join(dir, String(file));
  return unpacked.get(path) ?? (isAbsolute(path) ? path : null);
}
