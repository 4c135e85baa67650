// Gzip: all members, each checked against its CRC and length. What can be had before damage is kept.
import { crc32, gunzipSync } from 'node:zlib';
import { type ByteReader, createByteReader } from './byte-reader.ts';
import { type ByteSource, sourceOfBuffer, sourceOfChunks } from './byte-source.ts';
import { inflate } from './inflate.ts';

/** A file that is in memory and claims to expand to no more than this is expanded at once. */
const atOnce = 32 * 1024 * 1024;

export function gunzip(source: ByteSource, problem: (reason: string) => void): ByteSource {
  const { whole } = source;
  if (whole && whole.length >= 18) {
    const claimed = whole.readUInt32LE(whole.length - 4);
    if (claimed <= atOnce) {
      const all = gunzipAtOnce(whole, claimed);
      if (all) return sourceOfBuffer(all);
    }
  }
  return sourceOfChunks(gunzipCarefully(createByteReader(source.chunks()), problem));
}

/** Null: something about it needs a closer look. */
function gunzipAtOnce(bytes: Buffer, claimed: number): Buffer | null {
  try {
    const { buffer, engine } = gunzipSync(bytes, {
      chunkSize: Math.max(claimed + 64, 16_384),
      maxOutputLength: atOnce,
      info: true,
    } as { info: true }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    return engine.bytesWritten === bytes.length ? buffer : null;
  } catch {
    // The careful way finds the same fault again, and keeps what comes before it.
    return null;
  }
}

async function* gunzipCarefully(reader: ByteReader, problem: (reason: string) => void): AsyncGenerator<Buffer> {
  for (;;) {
    const start = reader.offset;
    const header = await readHeader(reader);
    if (header !== 'ok') {
      if (header === 'none') return;
      return problem(
        header === 'cut'
          ? `the gzip data is cut off at byte ${reader.offset + reader.buffer.length}`
          : `bytes from ${start} on are not gzip data`,
      );
    }
    let crc = 0;
    let length = 0;
    const inflated = inflate(reader);
    let next = await inflated.next();
    while (!next.done) {
      crc = crc32(next.value, crc);
      length += next.value.length;
      yield next.value;
      next = await inflated.next();
    }
    const { state, message } = next.value;
    if (state === 'cut') return problem(`the gzip data is cut off at byte ${reader.offset + reader.buffer.length}`);
    if (state === 'damaged') return problem(`the gzip data is damaged near byte ${reader.offset} (${message})`);
    if (!(await reader.fill(8)))
      return problem(`the gzip data is cut off at byte ${reader.offset + reader.buffer.length}, inside its checksum`);
    const wantedCrc = reader.buffer.readUInt32LE(0);
    const wantedLength = reader.buffer.readUInt32LE(4);
    reader.take(8);
    if (wantedCrc !== crc || wantedLength !== length % 2 ** 32)
      problem(`the gzip checksum is wrong (member at byte ${start}): the content was changed or damaged`);
  }
}

/** `none`: the stream ends here, perhaps after zero padding. */
async function readHeader(reader: ByteReader): Promise<'ok' | 'none' | 'cut' | 'junk'> {
  while ((await reader.fill(1)) && reader.buffer[0] === 0) {
    const end = reader.buffer.findIndex((byte) => byte !== 0);
    reader.take(end < 0 ? reader.buffer.length : end);
  }
  if (!(await reader.fill(1))) return 'none';
  const whole = await reader.fill(10);
  const { buffer } = reader;
  if (buffer[0] !== 0x1f || (buffer.length > 1 && buffer[1] !== 0x8b) || (buffer.length > 2 && buffer[2] !== 8))
    return 'junk';
  if (!whole) return 'cut';
  const flags = buffer[3]!;
  let size = 10;
  if (flags & 4) {
    if (!(await reader.fill(12))) return 'cut';
    size = 12 + reader.buffer.readUInt16LE(10);
  }
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    let end = -1;
    for (let want = size + 256; end < 0; want *= 2) {
      const more = await reader.fill(want);
      end = reader.buffer.indexOf(0, size);
      if (end < 0 && !more) return 'cut';
    }
    size = end + 1;
  }
  if (flags & 2) size += 2;
  if (!(await reader.fill(size))) return 'cut';
  reader.take(size);
  return 'ok';
}
