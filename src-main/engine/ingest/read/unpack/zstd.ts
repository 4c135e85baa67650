// Zstandard: all frames, block by block, so that what comes before damage is kept and its place is known.
// The format: https://datatracker.ietf.org/doc/html/rfc8878
import { Decompress } from 'fzstd';
import { messageOf } from '../../../engine-error.ts';
import { type ByteReader, createByteReader } from './byte-reader.ts';
import { type ByteSource, sourceOfChunks } from './byte-source.ts';
import { createXxh64 } from './xxh64.ts';

/** Larger windows are refused, as zstd's own command line does. */
const maxWindow = 128 * 1024 * 1024;

export function unzstd(source: ByteSource, problem: (reason: string) => void): ByteSource {
  return sourceOfChunks(readFrames(createByteReader(source.chunks()), problem));
}

async function* readFrames(reader: ByteReader, problem: (reason: string) => void): AsyncGenerator<Buffer> {
  const cut = () => problem(`the zstd data is cut off at byte ${reader.offset + reader.buffer.length}`);
  while (await reader.fill(1)) {
    const start = reader.offset;
    if (!(await reader.fill(8))) return cut();
    const magic = reader.buffer.readUInt32LE(0);
    if ((magic & 0xfffffff0) >>> 0 === 0x184d2a50) {
      if (!(await skip(reader, 8 + reader.buffer.readUInt32LE(4)))) return cut();
      continue;
    }
    if (magic !== 0xfd2fb528) return problem(`bytes from ${start} on are not zstd data`);
    const flags = reader.buffer[4]!;
    const size = headerSize(flags);
    if (!(await reader.fill(size))) return cut();
    const window = windowOf(reader.buffer, flags);
    if (window > maxWindow)
      return problem(
        `the zstd frame at byte ${start} needs a window of ${Math.ceil(window / 1024 / 1024)} MiB, more than 128`,
      );
    if ((flags & 3) !== 0 && reader.buffer.subarray(6 - ((flags >> 5) & 1), size).some((byte) => byte !== 0))
      return problem(`the zstd frame at byte ${start} needs a dictionary`);

    let outputs: Buffer[] = [];
    const frame = new Decompress((data) => outputs.push(Buffer.from(data)));
    const checksum = flags & 4 ? createXxh64() : null;
    try {
      frame.push(Buffer.from(reader.buffer.subarray(0, size)));
      reader.take(size);
      for (let last = false; !last; ) {
        if (!(await reader.fill(3))) return cut();
        const header = reader.buffer.readUIntLE(0, 3);
        last = (header & 1) === 1;
        const length = 3 + (((header >> 1) & 3) === 1 ? 1 : header >> 3);
        if (!(await reader.fill(length))) return cut();
        frame.push(Buffer.from(reader.buffer.subarray(0, length)));
        reader.take(length);
        const ready = outputs;
        outputs = [];
        for (const chunk of ready) {
          if (chunk.length === 0) continue;
          checksum?.update(chunk);
          yield chunk;
        }
      }
    } catch (error) {
      return problem(`the zstd data is damaged near byte ${reader.offset} (${messageOf(error)})`);
    }
    if (!checksum) continue;
    if (!(await reader.fill(4))) return cut();
    if (reader.buffer.readUInt32LE(0) !== checksum.low32())
      problem(`the zstd checksum is wrong (frame at byte ${start}): the content was changed or damaged`);
    reader.take(4);
  }
}

/** Bytes of magic number and frame header. */
function headerSize(flags: number): number {
  const single = (flags >> 5) & 1;
  const dictionary = [0, 1, 2, 4][flags & 3]!;
  const content = [single, 2, 4, 8][flags >> 6]!;
  return 6 - single + dictionary + content;
}

function windowOf(header: Buffer, flags: number): number {
  const single = (flags >> 5) & 1;
  if (!single) {
    const base = 2 ** (10 + (header[5]! >> 3));
    return base + (base / 8) * (header[5]! & 7);
  }
  const at = 5 + [0, 1, 2, 4][flags & 3]!;
  const bytes = [1, 2, 4, 8][flags >> 6]!;
  if (bytes === 8) return Number(header.readBigUInt64LE(at));
  return header.readUIntLE(at, bytes) + (bytes === 2 ? 256 : 0);
}

async function skip(reader: ByteReader, size: number): Promise<boolean> {
  let left = size;
  while (left > 0) {
    if (!(await reader.fill(1))) return false;
    const some = Math.min(left, reader.buffer.length);
    reader.take(some);
    left -= some;
  }
  return true;
}
