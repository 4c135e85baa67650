// Keeps bytes that must be read in any order (a zip inside another archive): in memory while they are few, else in a
// temporary file.
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ByteSource } from './byte-source.ts';

const inMemory = 32 * 1024 * 1024;

export type Spooled = { archive: Buffer | string; dispose(): Promise<void> };

export async function spool(source: ByteSource): Promise<Spooled> {
  if (source.whole) return { archive: source.whole, dispose: async () => undefined };
  const pieces: Buffer[] = [];
  let size = 0;
  const chunks = source.chunks()[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next();
    if (next.done) return { archive: Buffer.concat(pieces), dispose: async () => undefined };
    pieces.push(next.value);
    size += next.value.length;
    if (size > inMemory) break;
  }
  return writeToFile(pieces, chunks);
}

/** Always in a file. */
export async function spoolToFile(source: ByteSource): Promise<Spooled & { archive: string }> {
  return writeToFile([], source.chunks()[Symbol.asyncIterator]());
}

async function writeToFile(first: Buffer[], chunks: AsyncIterator<Buffer>): Promise<Spooled & { archive: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'pugmark-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'archive');
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      for (const piece of first) await file.write(piece);
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) await file.write(next.value);
    } finally {
      await file.close();
    }
  } catch (error) {
    await dispose();
    throw error;
  }
  return { archive: path, dispose };
}
