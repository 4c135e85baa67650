// A small JSON file of the user's folder: read whole, written whole.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { EngineError, messageOf } from './engine-error.ts';

/** What such a file holds and how that is told when it cannot be read. */
export type UserFile<T> = {
  schema: z.ZodType<T>;
  /** While there is no file. */
  empty: T;
  /** `The settings of acquisitions`. */
  what: string;
  /** What to do about a damaged file, in a sentence or two. */
  hint: string;
};

/** Throws INVALID for a file that is damaged or not understood: it is the user's, and is not written over. */
export async function readUserFile<T>(file: string, { schema, empty, what, hint }: UserFile<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return empty;
    throw new EngineError(
      'INVALID',
      `${what} cannot be read: ${messageOf(error)}`,
      { at: file, hint },
      { cause: error },
    );
  }
}

/** The file is the old one or the new one at any moment, and no other user's to read. */
export async function writeUserFile(file: string, content: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // Two windows of one user are two processes: each has a new file of its own.
  const fresh = `${file}.${process.pid}.new`;
  await writeFile(fresh, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(fresh, file);
}
