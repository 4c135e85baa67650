// What is to be read again: the items of the evidence by the file on disk that holds them.
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

export type EvidenceFile = {
  /** Where its bytes are; null: they were not kept. */
  at: string | null;
  size: number;
  items: EvidenceItem[];
};

const sql = `SELECT evidence_id, path, member, file, file_size, nullif(sha256, '') AS sha256, nullif(content_sha256, '') AS content_sha256
  FROM logs.main.evidence ORDER BY coalesce(file, path), evidence_id`;

export async function listEvidenceFiles(open: OpenCase): Promise<EvidenceFile[]> {
  const { sources } = await readUserFile(join(open.dir, sourcesList), {
    schema: SourcesList,
    empty: { sources: [] },
    what: 'The list of the evidence that came with the archive of this case',
    hint: 'Unpack the archive again.',
  });
  const unpacked = new Map(sources.map(({ path, file }) => [path, join(open.dir, file)]));
  const rows = await open.db.use((connection) => connection.rows(sql));
  const files = new Map<string, EvidenceFile>();
  for (const row of rows) {
    const path = String(row.path);
    const at = placeOf(open.dir, path, row, unpacked);
    const key = at ?? path;
    let file = files.get(key);
    if (!file) {
      file = { at, size: 0, items: [] };
      files.set(key, file);
    }
    file.size = Number(row.file_size ?? 0);
    file.items.push({
      evidenceId: Number(row.evidence_id),
      path,
      member: row.member === null ? null : String(row.member),
      sha256: row.sha256 === null ? null : String(row.sha256),
      contentSha256: row.content_sha256 === null ? null : String(row.content_sha256),
    });
  }
  return [...files.values()];
}

function placeOf(dir: string, path: string, { file }: Row, unpacked: ReadonlyMap<string, string>): string | null {
  if (file !== null) return join(dir, String(file));
  return unpacked.get(path) ?? (isAbsolute(path) ? path : null);
}
