// Signatures that are kept beside digests: in a file that the user names. Those in S3 metadata come with the digests.
import { z } from 'zod';
import { EngineError } from '../../engine-error.ts';
import { readNamed } from './public-keys.ts';

const Sidecar = z.object({ signatures: z.record(z.string(), z.string().regex(/^[0-9a-fA-F]+$/)) });

/** Hex by key of the digest. INVALID for a file that holds none. */
export async function readSidecars(files: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const file of files) {
    let parsed: z.infer<typeof Sidecar>;
    try {
      parsed = Sidecar.parse(JSON.parse(await readNamed(file)));
    } catch (error) {
      if (error instanceof EngineError) throw error;
      throw new EngineError(
        'INVALID',
        'This file holds no signatures.',
        { at: file, hint: 'It is JSON: {"signatures":{"KEY OF THE DIGEST":"hex", …}}' },
        { cause: error },
      );
    }
    for (const [key, signature] of Object.entries(parsed.signatures)) found.set(key, signature);
  }
  return found;
}
