// Zip: members by the central directory (yauzl; zip64 too), or, where that is missing, by walking the local headers.
// Members are inflated here, so that their CRC is checked and what comes before damage is kept.
import type { Readable } from 'node:stream';
import { crc32, inflateRawSync } from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { messageOf } from '../../../engine-error.ts';
import { createByteReader } from './byte-reader.ts';
import { type ByteSource, sourceOfBuffer, sourceOfChunks } from './byte-source.ts';
import { inflate } from './inflate.ts';
import { type Member, skipReason, wholeMemberBytes } from './member.ts';
import { walkLocalHeaders } from './zip-walk.ts';
import { unzstd } from './zstd.ts';

/** @param archive its bytes, or its path on disk */
export async function* readZip(archive: Buffer | string, problem: (reason: string) => void): AsyncGenerator<Member> {
  let zip: ZipFile;
  try {
    zip = await open(archive);
  } catch (error) {
    const why = /signature not found/i.test(messageOf(error)) ? 'was it cut off?' : messageOf(error);
    problem(`the zip archive has no directory at its end (${why}); its members were found one by one`);
    yield* walkLocalHeaders(archive, problem);
    return;
  }
  let seen = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      seen++;
      const name = nameOf(entry);
      if (name.endsWith('/')) continue;
      const { member, raw } = await describe(zip, entry, name);
      try {
        yield member;
      } finally {
        // A stream that is not read to its end would keep the file open.
        raw?.destroy();
      }
    }
  } catch (error) {
    problem(`the directory of the zip archive is damaged after ${seen} members: ${messageOf(error)}`);
  } finally {
    zip.close();
  }
}

const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false } as const;

function open(archive: Buffer | string): Promise<ZipFile> {
  return typeof archive === 'string' ? openPromise(archive, options) : fromBufferPromise(archive, options);
}

/** UTF-8 or CP437, as the entry says. */
function nameOf(entry: Entry): string {
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
}

async function describe(zip: ZipFile, entry: Entry, name: string): Promise<{ member: Member; raw: Readable | null }> {
  const problems: string[] = [];
  const member: Member = {
    name,
    mtimeMs: entry.getLastModDate({ timezone: 'UTC' }).getTime(),
    source: null,
    problems,
    packedSize: entry.compressedSize,
    skip: skipReason(name),
  };
  if (entry.isEncrypted()) {
    problems.push('it is encrypted: extract it with its password, then load the extracted file');
    return { member, raw: null };
  }
  let raw: Readable | null = null;
  try {
    raw = await zip.openReadStreamPromise(entry, { decodeFileData: false });
    const size = { compressed: entry.compressedSize, expanded: entry.uncompressedSize };
    member.source = await expand(raw, entry.compressionMethod, size, entry.crc32, (reason) => problems.push(reason));
  } catch (error) {
    problems.push(`it cannot be read: ${messageOf(error)}`);
  }
  return { member, raw };
}

/** Null: the method is not supported. */
async function expand(
  raw: AsyncIterable<Buffer>,
  method: number,
  size: { compressed: number; expanded: number },
  crc: number,
  problem: (reason: string) => void,
): Promise<ByteSource | null> {
  const checked = (source: ByteSource) => sourceOfChunks(checkCrc(source.chunks(), crc, problem));
  if (method === 0) {
    if (size.compressed > wholeMemberBytes) return checked(sourceOfChunks(raw));
    const bytes = await readAll(raw, problem);
    if (crc32(bytes) !== crc) problem(wrongCrc);
    return sourceOfBuffer(bytes);
  }
  if (method === 8) {
    if (size.compressed > wholeMemberBytes || size.expanded > wholeMemberBytes * 4)
      return checked(sourceOfChunks(inflateAll(raw, problem)));
    const bytes = await readAll(raw, problem);
    const whole = inflateAtOnce(bytes, size.expanded);
    if (whole && crc32(whole) === crc) return sourceOfBuffer(whole);
    return checked(sourceOfChunks(inflateAll(sourceOfBuffer(bytes).chunks(), problem)));
  }
  if (method === 93) return checked(unzstd(sourceOfChunks(raw), problem));
  problem(`it is compressed with ${methods[method] ?? `method ${method}`}, which is not supported`);
  return null;
}

const methods: Record<number, string> = { 9: 'Deflate64', 12: 'bzip2', 14: 'LZMA', 95: 'xz', 98: 'PPMd' };
const wrongCrc = 'its checksum is wrong: the content was changed or damaged';

function inflateAtOnce(bytes: Buffer, expanded: number): Buffer | null {
  try {
    return inflateRawSync(bytes, { chunkSize: Math.max(expanded + 64, 1024), maxOutputLength: wholeMemberBytes * 4 });
  } catch {
    // The slow way finds the same fault again, and keeps what comes before it.
    return null;
  }
}

async function* inflateAll(raw: AsyncIterable<Buffer>, problem: (reason: string) => void): AsyncGenerator<Buffer> {
  const inflated = inflate(createByteReader(raw));
  let next = await inflated.next();
  while (!next.done) {
    yield next.value;
    next = await inflated.next();
  }
  if (next.value.state !== 'end')
    problem(`its deflate data is ${next.value.state === 'cut' ? 'cut off' : 'damaged'} (${next.value.message})`);
}

async function readAll(raw: AsyncIterable<Buffer>, problem: (reason: string) => void): Promise<Buffer> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of raw) pieces.push(piece);
  } catch (error) {
    problem(`reading failed: ${messageOf(error)}`);
  }
  return Buffer.concat(pieces);
}

export async function* checkCrc(
  chunks: AsyncIterable<Buffer>,
  wanted: number,
  problem: (reason: string) => void,
): AsyncGenerator<Buffer> {
  let crc = 0;
  try {
    for await (const chunk of chunks) {
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    return problem(`reading failed: ${messageOf(error)}`);
  }
  if (crc !== wanted) problem(wrongCrc);
}
