// The files of public keys and of signatures that verifications were given: the case keeps them, so that a later verification
// does not ask again, and so that who checks the case has what the verdicts rest on.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';

export type KeptKind = 'keys' | 'signatures';
/** `at`: absolute. */
export type KeptText = { at: string; text: string };

const folder = 'evidence/verification';

/** Kept files with their text; one that was changed since, or cannot be read, is a problem and is left out. */
export async function readKept(open: OpenCase, kind: KeptKind): Promise<{ texts: KeptText[]; problems: string[] }> {
  const rows = await open.db.use((connection) =>
    connection.rows('SELECT DISTINCT file, sha256 FROM logs.pugmark.verification_files WHERE kind = $1 ORDER BY file', {
      values: [kind],
    }),
  );
  return await readUnchanged(
    open,
    rows.map(({ file, sha256 }) => ({ file: String(file), sha256: String(sha256) })),
  );
}

/** Files of the case by their path in it, with the hash that they had. */
export async function readUnchanged(
  open: OpenCase,
  files: readonly { file: string; sha256: string }[],
): Promise<{ texts: KeptText[]; problems: string[] }> {
  const texts: KeptText[] = [];
  const problems: string[] = [];
  for (const { file, sha256 } of files) {
    const at = join(open.dir, file);
    try {
      const bytes = await readFile(at);
      if (hashOf(bytes) === sha256) texts.push({ at, text: bytes.toString('utf8') });
      else problems.push(`${at} was changed since it was kept in the case; it is not used.`);
    } catch (error) {
      problems.push(`${at} cannot be read: ${messageOf(error)}`);
    }
  }
  return { texts, problems };
}

/** Copies named files, whose content was found to be of the kind, into the case. The same content is kept once. */
export async function keepFiles(open: OpenCase, kind: KeptKind, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const bytes = await readFile(path);
    const sha256 = hashOf(bytes);
    const file = `${folder}/${kind}-${sha256.slice(0, 16)}.json`;
    const isKept = await open.db.use((connection) =>
      connection.value('SELECT count(*) FROM logs.pugmark.verification_files WHERE kind = $1 AND sha256 = $2', {
        values: [kind, sha256],
      }),
    );
    if (Number(isKept) > 0) continue;
    await mkdir(join(open.dir, folder), { recursive: true, mode: 0o700 });
    await writeFile(join(open.dir, file), bytes, { mode: 0o600, flush: true });
    await open.db.use((connection) =>
      connection.run('INSERT INTO logs.pugmark.verification_files VALUES ($1, $2, $3, $4, $5)', {
        values: [kind, file, sha256, path, new Date().toISOString().replace('Z', '')],
      }),
    );
    await open.journal.append('verification.file', { kind, path, file, sha256 });
  }
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
