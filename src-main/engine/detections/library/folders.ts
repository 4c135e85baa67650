// Folders of rules that an investigator adds to a case, kept in it as they were read.
import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction, nowLiteral } from '../../duckdb/in-transaction.ts';
import { isoTime } from '../../duckdb/iso-time.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import { KeptRules, keepRules } from '../rules/keep-rules.ts';

/** `path`: a folder, a file or a zip. `read`: when, ISO UTC. */
export type RuleFolder = { path: string; read: string; kept: KeptRules };

export async function readFolders(connection: Connection): Promise<RuleFolder[]> {
  const rows = await connection.rows(
    `SELECT path, ${isoTime('read')} AS read, kept FROM logs.pugmark.rule_folders AS f ORDER BY added, path`,
  );
  return rows.map(({ path, read, kept }) => ({
    path: String(path),
    read: String(read),
    kept: KeptRules.parse(JSON.parse(String(kept))),
  }));
}

/** Another text: other folders, or they were read again. */
export const stampFolders = async (connection: Connection): Promise<string> =>
  JSON.stringify(await connection.rows('SELECT path, read FROM logs.pugmark.rule_folders ORDER BY added, path'));

const listPaths = async (connection: Connection): Promise<string[]> =>
  (await connection.rows('SELECT path FROM logs.pugmark.rule_folders')).map(({ path }) => String(path));

/** NOT_FOUND when there is nothing at the path, REFUSED when the case has it already. */
export async function addFolder(open: OpenCase, given: string): Promise<void> {
  const path = resolve(given);
  if ((await open.db.use(listPaths)).includes(path))
    throw new EngineError('REFUSED', `The case has the rules of ${path} already.`, {
      hint: 'Read the rules again if its files have changed.',
    });
  await keepFolder(open, path);
}

/** Reads the files of all folders again. Those that are gone stay as they were read last, and are named in the error, NOT_FOUND. */
export async function readFoldersAgain(open: OpenCase): Promise<void> {
  const gone: string[] = [];
  for (const path of await open.db.use(listPaths))
    await keepFolder(open, path).catch((error: unknown) => {
      if (!(error instanceof EngineError) || error.code !== 'NOT_FOUND') throw error;
      gone.push(path);
    });
  if (gone.length > 0)
    throw new EngineError('NOT_FOUND', `There is nothing at ${gone.join(', ')} any more, or it may not be read.`, {
      hint: 'The case keeps these rules as they were read last.',
    });
}

async function keepFolder(open: OpenCase, path: string): Promise<void> {
  try {
    await access(path);
  } catch (error) {
    throw new EngineError('NOT_FOUND', `There is nothing at ${path}, or it may not be read.`, {}, { cause: error });
  }
  const kept = JSON.stringify(await keepRules(path));
  await open.db.use((connection) =>
    inTransaction(connection, async () => {
      const changed = await connection.run(
        `UPDATE logs.pugmark.rule_folders SET read = ${nowLiteral()}, kept = $1 WHERE path = ${quoteLiteral(path)}`,
        { values: [kept] },
      );
      if (changed === 0)
        await connection.run(
          `INSERT INTO logs.pugmark.rule_folders VALUES (${quoteLiteral(path)}, ${nowLiteral()}, ${nowLiteral()}, $1)`,
          { values: [kept] },
        );
    }),
  );
  await open.journal.append('detections.folder', {
    path,
    added: true,
    sha256: createHash('sha256').update(kept).digest('hex'),
  });
}

export async function removeFolder(open: OpenCase, path: string): Promise<void> {
  const removed = await open.db.use((connection) =>
    connection.run(`DELETE FROM logs.pugmark.rule_folders WHERE path = ${quoteLiteral(path)}`),
  );
  if (removed > 0) await open.journal.append('detections.folder', { path, added: false });
}
