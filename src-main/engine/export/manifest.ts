// What travels with an exported file, so that another person can tell what it is, check it, and make it again.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describeRowVerdicts, type RowVerdicts } from '../../../shared/integrity/row-verdicts.ts';
import type { View } from '../../../shared/query/view.ts';
import type { OpenCase } from '../engine-state.ts';
import { currentUser } from '../journal/current-user.ts';
import { evidenceHashesSql } from '../queries/views/export-sql.ts';

export type Manifest = {
  file: string;
  /** Hex SHA-256 of the file. */
  sha256: string;
  /** Hex; of the rows whatever their order and the numbers of their evidence; null: too many. See queries/views/digest-rows. */
  content: string | null;
  bytes: number;
  rows: number;
  columns: string[];
  /** Those of the columns that are not evidence: tags, star and note of an investigator, and what Pugmark works out itself. */
  notEvidence: string[];
  format: {
    name: string;
    delimiter?: string;
    bom?: boolean;
    /** `\n` between records; RFC 4180 names CRLF, and every reader takes both. */
    lineEnd?: string;
    times: string;
    /** Whether text cells that a spreadsheet would run got an apostrophe in front. */
    formulasNeutralised?: boolean;
  };
  /** Which rows: the filter as data and as SQL; `selected` when single rows of it were chosen. */
  view: View;
  sql: string;
  selected: number | null;
  case: { id: string; name: string };
  /**
   * What the rows came from: the number of evidence files and members that gave records, and the SHA-256 of their content
   * hashes, each as lower-case hex and a newline, in ascending order.
   */
  evidence: { items: number; digest: string };
  /** What is proven of the log files that the rows are from; `statement` says it in words. */
  integrity: RowVerdicts & { statement: string };
  created: string;
  user: string;
  pugmark: string;
};

export async function digestEvidence(open: OpenCase): Promise<Manifest['evidence']> {
  const rows = await open.db.use((connection) => connection.rows(evidenceHashesSql));
  const hash = createHash('sha256');
  for (const row of rows) hash.update(`${String(row.content_sha256)}\n`);
  return { items: rows.length, digest: hash.digest('hex') };
}

export const withStatement = (verdicts: RowVerdicts): Manifest['integrity'] => {
  return { statement: describeRowVerdicts(verdicts), ...verdicts };
};

/** Of a notebook: all rows with a mark, or those of a tag, in the order of time. */
export type NotebookManifest = Pick<
  Manifest,
  'file' | 'sha256' | 'bytes' | 'rows' | 'case' | 'evidence' | 'integrity' | 'pugmark'
> & {
  /** Texts and views between the rows. */
  sections: number;
  format: string;
  /** IANA zone of the times in it. */
  times: string;
  filter: { tag: string | null; only: string };
};

export const writeManifest = (path: string, manifest: Omit<Manifest, 'created' | 'user'>) => write(path, manifest);
export const writeNotebookManifest = (path: string, manifest: NotebookManifest) => write(path, manifest);

async function write<T extends { file: string }>(
  path: string,
  manifest: T,
): Promise<T & Pick<Manifest, 'created' | 'user'>> {
  const whole = { ...manifest, file: basename(manifest.file), created: new Date().toISOString(), user: currentUser() };
  await writeFile(path, `${JSON.stringify(whole, null, 2)}\n`, { mode: 0o600 });
  return whole;
}
