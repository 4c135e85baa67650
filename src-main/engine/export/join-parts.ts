// Puts the files that DuckDB wrote behind one another into the final file, hashing what is written.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { EngineError, messageOf } from '../engine-error.ts';

export type JoinedFile = {
  /** Bytes so far. */
  bytes(): number;
  append(text: string): Promise<void>;
  /** Appends a file and removes it. */
  appendFile(file: string): Promise<void>;
  /** Flushes to disk; answers the hex SHA-256. */
  finish(): Promise<string>;
  /** Closes and removes what was written. */
  discard(): Promise<void>;
};

const chunkBytes = 1024 * 1024;

export async function createJoinedFile(path: string): Promise<JoinedFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const handle: FileHandle = await attempt(path, () => open(path, 'wx', 0o600));
  const write = async (data: Buffer) => {
    hash.update(data);
    await attempt(path, () => handle.writeFile(data));
    bytes += data.length;
  };
  return {
    bytes: () => bytes,
    append: (text) => write(Buffer.from(text)),
    async appendFile(file) {
      for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes })) await write(chunk as Buffer);
      await rm(file);
    },
    async finish() {
      await attempt(path, () => handle.sync());
      await handle.close();
      return hash.digest('hex');
    },
    async discard() {
      await handle.close();
      await rm(path, { force: true });
    },
  };
}

async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new EngineError(
      'FAILED',
      `The export cannot be written: ${messageOf(error)}`,
      { at: path, ...(full ? { hint: 'The disk is full.' } : {}) },
      { cause: error },
    );
  }
}
