// Text in other encodings than UTF-8, as Windows tools write it, is turned into UTF-8; a byte order mark is dropped.
import { isUtf8 } from 'node:buffer';
import { type ByteSource, sourceOfBuffer, sourceOfChunks } from './unpack/byte-source.ts';

export type DecodedText = {
  source: ByteSource;
  /** What was done, for the account; null: nothing. */
  note: string | null;
};

export async function decodeText(source: ByteSource): Promise<DecodedText> {
  const head = await source.peek(64);
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { source: dropBytes(source, 3), note: null };
  const encoding = wideEncoding(head);
  if (!encoding) {
    const { whole } = source;
    if (!whole || !isWindows1252(whole)) return { source, note: null };
    return {
      source: sourceOfBuffer(decodeWindows1252(whole)),
      note: 'the text is Windows-1252; it was turned into UTF-8',
    };
  }
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

const utf8Sequence = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/;
/** Control characters, and bytes that Windows-1252 has no character for. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const neverText = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\x81\x8d\x8f\x90\x9d]/;

/**
 * Whether it is such text throughout, which can be told of what is in memory as a whole. JSON is UTF-8 by definition, and of
 * a byte here and there that is damaged the exact bytes are kept.
 */
function isWindows1252(bytes: Buffer): boolean {
  if (isUtf8(bytes)) return false;
  const text = bytes.toString('latin1');
  if (neverText.test(text) || utf8Sequence.test(text) || /^\s*[[{]/.test(text)) return false;
  const high = text.match(/[\x80-\xff]/g)!.length;
  const inWords = text.match(/(?<=[A-Za-z\x80-\xff])[\x80-\xff]|[\x80-\xff](?=[A-Za-z])/g)?.length ?? 0;
  return high > 1 && inWords * 2 > high;
}

/** The characters 0x80 to 0x9f, where it differs from Latin-1; those without one cannot come. */
const windowsCharacters = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

function decodeWindows1252(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1').replace(/[\x80-\x9f]/g, (c) => windowsCharacters[c.charCodeAt(0) - 0x80]!);
  return Buffer.from(text, 'utf8');
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
