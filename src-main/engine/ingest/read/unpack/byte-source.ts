// Bytes that come in pieces and can be looked into before they are read.

export type ByteSource = {
  /** The first bytes, at least `size` of them unless there are no more. May be called again. */
  peek(size: number): Promise<Buffer>;
  /** All bytes, once. */
  chunks(): AsyncIterable<Buffer>;
  /** All bytes, when they are in memory; reading them this way is reading them. */
  whole: Buffer | null;
  /** Lets go of what is open below, such as a file. */
  close(): Promise<void>;
};

export function sourceOfBuffer(bytes: Buffer): ByteSource {
  return {
    peek: async () => bytes,
    async *chunks() {
      if (bytes.length > 0) yield bytes;
    },
    whole: bytes,
    close: async () => undefined,
  };
}

export function sourceOfChunks(chunks: AsyncIterable<Buffer>): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  let ended = false;
  return {
    async peek(size) {
      const pieces = [head];
      let have = head.length;
      while (have < size && !ended) {
        const next = await iterator.next();
        if (next.done) ended = true;
        else {
          pieces.push(next.value);
          have += next.value.length;
        }
      }
      if (pieces.length > 1) head = Buffer.concat(pieces);
      return head;
    },
    async *chunks() {
      try {
        if (head.length > 0) yield head;
        head = Buffer.alloc(0);
        while (!ended) {
          const next = await iterator.next();
          if (next.done) break;
          yield next.value;
        }
      } finally {
        await iterator.return?.();
      }
    },
    whole: null,
    async close() {
      ended = true;
      await iterator.return?.();
    },
  };
}
