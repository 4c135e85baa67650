// Stands in for engine/ingest/read/unpack/hash-tap.ts in a build that hashes no file, to tell what hashing costs. Each file still
// gets a hash of its own: files are known by it.
import { hash, randomUUID } from 'node:crypto';
import type { HashTap } from '../../src-main/engine/ingest/read/unpack/hash-tap.ts';

export type { Hashed, HashTap } from '../../src-main/engine/ingest/read/unpack/hash-tap.ts';

export function createHashTap(): HashTap {
  let size = 0;
  let iterator: AsyncIterator<Buffer> | null = null;
  let ended = false;
  const next = async (): Promise<Buffer | null> => {
    if (!iterator || ended) return null;
    const step = await iterator.next();
    if (step.done) {
      ended = true;
      return null;
    }
    size += step.value.length;
    return step.value;
  };
  async function* follow(): AsyncGenerator<Buffer> {
    for (let chunk = await next(); chunk; chunk = await next()) yield chunk;
  }
  return {
    add(chunk) {
      size += chunk.length;
    },
    pass(chunks) {
      iterator = chunks[Symbol.asyncIterator]();
      return follow();
    },
    async result() {
      while (await next());
      return { size, sha256: hash('sha256', randomUUID()) };
    },
  };
}
