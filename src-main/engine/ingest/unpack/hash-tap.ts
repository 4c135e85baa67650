// Hashes and counts bytes on their way.
import { createHash, hash } from 'node:crypto';

export type HashTap = {
  pass(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer>;
  add(chunk: Buffer): void;
  /** Stops hashing: the bytes turned out to be an archive, whose members are hashed instead. */
  off(): void;
  result(): { size: number; sha256: string };
};

export function createHashTap(): HashTap {
  let only: Buffer | null = null;
  let running: ReturnType<typeof createHash> | null = null;
  let size = 0;
  let isOff = false;

  function add(chunk: Buffer): void {
    size += chunk.length;
    if (isOff) return;
    if (size === chunk.length) only = chunk;
    else {
      if (!running) {
        running = createHash('sha256');
        if (only) running.update(only);
        only = null;
      }
      running.update(chunk);
    }
  }

  return {
    add,
    async *pass(chunks) {
      for await (const chunk of chunks) {
        add(chunk);
        yield chunk;
      }
    },
    off() {
      isOff = true;
    },
    result() {
      if (running) return { size, sha256: running.digest('hex') };
      return { size, sha256: hash('sha256', only ?? Buffer.alloc(0)) };
    },
  };
}
