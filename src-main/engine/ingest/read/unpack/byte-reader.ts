// Reads a stream by number of bytes: what headers and framed formats need.

export type ByteReader = {
  /** Bytes at hand, not taken yet. */
  readonly buffer: Buffer;
  /** Offset of `buffer` in the stream. */
  readonly offset: number;
  /** Makes `size` bytes be at hand; false: the stream ends before, and `buffer` is all that is left. */
  fill(size: number): Promise<boolean>;
  take(size: number): void;
};

export function createByteReader(chunks: AsyncIterable<Buffer>): ByteReader & { close(): Promise<void> } {
  const iterator = chunks[Symbol.asyncIterator]();
  let buffer: Buffer = Buffer.alloc(0);
  let offset = 0;
  let ended = false;
  return {
    get buffer() {
      return buffer;
    },
    get offset() {
      return offset;
    },
    async fill(size) {
      if (buffer.length >= size) return true;
      const pieces = [buffer];
      let have = buffer.length;
      while (have < size && !ended) {
        const next = await iterator.next();
        if (next.done) ended = true;
        else {
          pieces.push(next.value);
          have += next.value.length;
        }
      }
      if (pieces.length > 1)
        buffer = pieces.length === 2 && pieces[0]!.length === 0 ? pieces[1]! : Buffer.concat(pieces);
      return have >= size;
    },
    take(size) {
      buffer = buffer.subarray(size);
      offset += size;
    },
    async close() {
      ended = true;
      await iterator.return?.();
    },
  };
}
