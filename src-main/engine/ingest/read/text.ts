// Text in other encodings than UTF-8, as Windows tools write it, is turned into UTF-8; a byte order mark is dropped.
import { type ByteSource, sourceOfBuffer, sourceOfChunks } from './unpack/byte-source.ts';

export type DecodedText = {
  source: ByteSource /** What was done, for the account; null: nothing. */;
  note: string | null;
};

export async function decodeText(source: ByteSource): Promise<DecodedText> {
  const head = await source.peek(64);
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { source: dropBytes(source, 3), note: null };
  const encoding = wideEncoding(head);
  if (!encoding) return { source, note: null };
  const note = `the text is ${encoding === 'utf-16le' ? 'UTF-16 LE' : 'UTF-16 BE'}; it was turned into UTF-8`;
  return { source: sourceOfChunks(decode(source, encoding)), note };
}

function wideEncoding(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (head.length < 2) return null;
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head.length < 8) return null;
  // Without a mark: every second byte of the beginning is zero, the others are ASCII.
  const zeros = [0, 1].map((odd) => [0, 2, 4, 6].every((i) => head[i + odd] === 0 && head[i + 1 - odd]! > 0));
  return zeros[1] ? 'utf-16le' : zeros[0] ? 'utf-16be' : null;
}

async function* decode(source: ByteSource, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source.chunks()) yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8');
  const rest = decoder.decode();
  if (rest !== '') yield Buffer.from(rest, 'utf8');
}

function dropBytes(source: ByteSource, count: number): ByteSource {
  if (source.whole) return sourceOfBuffer(source.whole.subarray(count));
  return sourceOfChunks(dropFrom(source.chunks(), count));
}

async function* dropFrom(chunks: AsyncIterable<Buffer>, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const chunk of chunks) {
    const dropped = Math.min(left, chunk.length);
    left -= dropped;
    if (chunk.length > dropped) yield chunk.subarray(dropped);
  }
}
