// Moves a finished file to where it was asked for. A rename where both are on one disk, else a copy beside the final name
// first. Not forced to the disk platter: after a power failure the manifest's SHA-256 tells whether the file is whole.
import { createReadStream } from 'node:fs';
import { chmod, open, rename, rm } from 'node:fs/promises';
import { EngineError, toWriteProblem } from '../engine-error.ts';

/** Leaves the file as `partial`, beside its final name, with `lead` before its bytes. */
export async function placeFile(file: string, partial: string, lead: Buffer, signal: AbortSignal): Promise<void> {
  try {
    // Evidence is for the user's own eyes until they say otherwise.
    await chmod(file, 0o600);
    if (lead.length === 0 && (await renameHere(file, partial))) return;
    const handle = await open(partial, 'wx', 0o600);
    try {
      await handle.write(lead);
      for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024, signal }))
        await handle.writeFile(chunk as Buffer);
    } finally {
      await handle.close();
    }
    await rm(file);
  } catch (error) {
    await rm(partial, { force: true });
    await rm(file, { force: true });
    if (signal.aborted) throw new EngineError('CANCELLED', 'Cancelled', {}, { cause: error });
    throw toWriteProblem('The export cannot be written', error, partial);
  }
}

/** False when the two are on different disks. */
async function renameHere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EXDEV') return false;
    throw error;
  }
}
