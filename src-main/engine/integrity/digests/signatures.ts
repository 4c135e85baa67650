// Signatures that are kept beside digests: in files that the user names, now or before. Those in S3 metadata come with the digests.
import { z } from 'zod';
import { EngineError } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import { readKept } from './kept-files.ts';
import { readNamed } from './public-keys.ts';

const Sidecar = z.object({ signatures: z.record(z.string(), z.string().regex(/^[0-9a-fA-F]+$/)) });

/** Hex by key of the digest, from the files that the case keeps and those named. INVALID for a named one that holds none. */
export async function readSidecars(
  open: OpenCase,
  files: readonly string[],
): Promise<{ signatures: Map<string, string>; problems: string[] }> {
  const signatures = new Map<string, string>();
  const { texts, problems } = await readKept(open, 'signatures');
  const named = await Promise.all(files.map(async (at) => ({ at, text: await readNamed(at) })));
  for (const { at, text } of [...texts, ...named]) {
    let parsed: z.infer<typeof Sidecar>;
    try {
      parsed = Sidecar.parse(JSON.parse(text.replace(/^\uFEFF/, '')));
    } catch (error) {
      throw new EngineError(
        'INVALID',
        'This file holds no signatures.',
        { at, hint: 'It is JSON: {"signatures":{"KEY OF THE DIGEST":"hex", …}}' },
        { cause: error },
      );
    }
    for (const [key, signature] of Object.entries(parsed.signatures)) signatures.set(key, signature);
  }
  return { signatures, problems };
}
