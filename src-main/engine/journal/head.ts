// The last entry of the journal, noted in a second place, so that lines cut off its end are missed. It is written after the
// line is on the disk: after a crash it may be behind the journal, never ahead of it.
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { EngineError } from '../engine-error.ts';

const Seen = z.object({ seq: z.number().int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) });
export type Head = z.infer<typeof Seen> | 'missing' | 'damaged';

/** Within a sector of a disk, so that it is written whole or not at all. */
const length = 128;

export async function readHead(file: string): Promise<Head> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing';
    throw new EngineError('FAILED', `What the journal ended with cannot be read: ${(error as Error).message}`, {
      at: file,
    });
  }
  try {
    return Seen.parse(JSON.parse(text));
  } catch {
    return 'damaged'; // Told as a finding about the journal.
  }
}

/** Opens the file for writing in place; what it holds stays until the first write. */
export const openHead = (file: string): Promise<FileHandle> =>
  open(file, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return open(file, 'w', 0o600);
  });

export async function writeHead(handle: FileHandle, seq: number, hash: string): Promise<void> {
  await handle.write(`${JSON.stringify({ seq, hash }).padEnd(length - 1)}\n`, 0);
}
