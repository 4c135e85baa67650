// Hashes and counts bytes on their way.
import { createHash, type Hash, hash } from 'node:crypto';

export type Hashed = { size: number; sha256: string };

export type HashTap = {
  /** Passes the chunks on. What its reader leaves is read when the result is asked for. Once. */
  pass(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer>;
  add(chunk: Buffer): void;
  result(): Promise<Hashed>;
};

export function createHashTap(): HashTap {
  /** The only chunk so far: hashed at once in the end, which is quicker for the many small files. */
  let only: Buffer | null = null;
  let running: Hash | null = null;
  let size = 0;
  let iterator: AsyncIterator<Buffer> | null = null;
  let ended = false;

  const add = (chunk: Buffer): void => {
    size += chunk.length;
    if (size === chunk.length) {
      only = chunk;
      return;
    }
    if (!running) {
      running = createHash('sha256');
      if (only) running.update(only);
      only = null;
    }
    running.update(chunk);
  };

  const next = async (): Promise<Buffer | null> => {
    if (!iterator || ended) return null;
    const step = await iterator.next();
    if (step.done) {
      ended = true;
      return null;
    }
    add(step.value);
    return step.value;
  };

  async function* follow(): AsyncGenerator<Buffer> {
    for (let chunk = await next(); chunk; chunk = await next()) yield chunk;
  }

  return {
    add,
    pass(chunks) {
      iterator = chunks[Symbol.asyncIterator]();
      return follow();
    },
    async result() {
      while (await next());
      return { size, sha256: running ? running.digest('hex') : hash('sha256', only ?? Buffer.alloc(0)) };
    },
  };
}
