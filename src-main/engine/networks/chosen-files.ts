// The files about networks that a user chose: their paths are remembered for the user, and the files are read where they are.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EngineError, messageOf } from '../engine-error.ts';
import { readUserFile, type UserFile, writeUserFile } from '../user-file.ts';
import { type AwsRanges, readAwsRanges } from './read-aws-ranges.ts';
import { type Mmdb, openMmdb } from './read-mmdb.ts';

/** A larger database is no database of addresses. */
const mostBytes = 1024 * 1024 * 1024;

const Chosen = z.object({ paths: z.array(z.string()) });
const kept: UserFile<z.infer<typeof Chosen>> = {
  schema: Chosen,
  empty: { paths: [] },
  what: 'The choice of databases of networks',
  hint: 'Mend the file or remove it.',
};
const fileIn = (userDir: string) => join(userDir, 'networks.json');

export const readChosen = async (userDir: string): Promise<string[]> =>
  (await readUserFile(fileIn(userDir), kept)).paths;
export const writeChosen = (userDir: string, paths: string[]): Promise<void> =>
  writeUserFile(fileIn(userDir), { paths });

export type ChosenFile = { path: string } & ({ kind: 'mmdb'; mmdb: Mmdb } | { kind: 'aws'; ranges: AwsRanges });

const opened = new Map<string, { stamp: string; file: ChosenFile }>();

/** Read once while it stays as it is. NOT_FOUND, or INVALID for what is neither kind of file. */
export async function openChosen(path: string): Promise<ChosenFile> {
  const stamp = await stampOf(path);
  const known = opened.get(path);
  if (known?.stamp === stamp) return known.file;
  const bytes = await readFile(path);
  const file = toFile(path, bytes);
  opened.set(path, { stamp, file });
  return file;
}

async function stampOf(path: string): Promise<string> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new EngineError('INVALID', 'This is not a file.', { at: path, hint: 'Choose a file.' });
    if (found.size > mostBytes)
      throw new EngineError('INVALID', 'The file is too large for a database of addresses.', { at: path });
    return `${found.size} ${found.mtimeMs}`;
  } catch (error) {
    if (error instanceof EngineError) throw error;
    const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const message = isGone ? 'The file is not there.' : `The file cannot be read: ${messageOf(error)}`;
    throw new EngineError(
      isGone ? 'NOT_FOUND' : 'FAILED',
      message,
      { at: path, hint: 'Choose it anew, or forget it.' },
      { cause: error },
    );
  }
}

function toFile(path: string, bytes: Buffer): ChosenFile {
  const isJson = /^\uFEFF?\s*\{/.test(bytes.toString('utf8', 0, 64));
  try {
    if (isJson)
      return { path, kind: 'aws', ranges: readAwsRanges(JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''))) };
    return { path, kind: 'mmdb', mmdb: openMmdb(bytes) };
  } catch (error) {
    const what = isJson ? 'This is JSON, but not AWS’s ip-ranges.json.' : 'This is no database in the format MMDB.';
    throw new EngineError(
      'INVALID',
      what,
      { at: path, hint: 'Choose an .mmdb file, or ip-ranges.json as AWS publishes it.' },
      { cause: error },
    );
  }
}
