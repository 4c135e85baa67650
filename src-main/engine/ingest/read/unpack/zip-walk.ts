// The members of a zip archive without a directory (cut off while it was downloaded or written), from header to header.
import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import { getFileNameLowLevel, parseExtraFields } from 'yauzl';
import { messageOf } from '../../../engine-error.ts';
import { bytesOfPath } from '../../../sources/file-names.ts';
import { type ByteReader, createByteReader } from './byte-reader.ts';
import { sourceOfBuffer, sourceOfChunks } from './byte-source.ts';
import { inflate } from './inflate.ts';
import { type Member, skipReason } from './member.ts';

const localHeader = 0x04034b50;
const dataDescriptor = 0x08074b50;

export async function* walkLocalHeaders(
  archive: Buffer | string,
  problem: (reason: string) => void,
): AsyncGenerator<Member> {
  const chunks =
    typeof archive === 'string' ? createReadStream(bytesOfPath(archive)) : sourceOfBuffer(archive).chunks();
  const reader = createByteReader(chunks as AsyncIterable<Buffer>);
  try {
    for (;;) {
      if (!(await reader.fill(4))) return;
      const magic = reader.buffer.readUInt32LE(0);
      if (magic === dataDescriptor) {
        // What a streaming writer puts before its first member.
        reader.take(4);
        continue;
      }
      if (magic !== localHeader) return;
      if (!(await reader.fill(30))) return;
      const nameLength = reader.buffer.readUInt16LE(26);
      const extraLength = reader.buffer.readUInt16LE(28);
      if (!(await reader.fill(30 + nameLength + extraLength))) return;
      const header = Buffer.from(reader.buffer.subarray(0, 30 + nameLength + extraLength));
      reader.take(header.length);
      const done = { value: false };
      const member = readMember(reader, header, done);
      if (!member.name.endsWith('/')) yield member;
      if (member.source && !done.value) for await (const _ of member.source.chunks());
      if (!done.value) {
        problem(`the zip archive cannot be followed beyond byte ${reader.offset}`);
        return;
      }
    }
  } catch (error) {
    problem(`reading failed: ${messageOf(error)}`);
  } finally {
    await reader.close();
  }
}

function readMember(reader: ByteReader, header: Buffer, done: { value: boolean }): Member {
  const flags = header.readUInt16LE(6);
  const method = header.readUInt16LE(8);
  const nameLength = header.readUInt16LE(26);
  const extra = parseExtraFields(header.subarray(30 + nameLength));
  const name = getFileNameLowLevel(flags, header.subarray(30, 30 + nameLength), extra, false);
  const problems: string[] = [];
  const member: Member = { name, mtimeMs: null, source: null, problems, packedSize: 0, skip: skipReason(name) };
  const sizes = extra.find(({ id }) => id === 1)?.data;
  const isLarge = header.readUInt32LE(18) === 0xffffffff && sizes !== undefined && sizes.length >= 16;
  const compressed = isLarge ? Number(sizes.readBigUInt64LE(8)) : header.readUInt32LE(18);
  const crc = flags & 8 ? null : header.readUInt32LE(14);
  if (flags & 1) problems.push('it is encrypted');
  else if (method === 8) member.source = sourceOfChunks(inflateMember(reader, crc, isLarge, problems, done));
  else if (method === 0 && crc !== null)
    member.source = sourceOfChunks(takeStored(reader, compressed, crc, problems, done));
  else problems.push(`its compression (method ${method}) is not supported without the archive's directory`);
  return member;
}

async function* inflateMember(
  reader: ByteReader,
  crc: number | null,
  isLarge: boolean,
  problems: string[],
  done: { value: boolean },
): AsyncGenerator<Buffer> {
  const inflated = inflate(reader);
  let actual = 0;
  let next = await inflated.next();
  while (!next.done) {
    actual = crc32(next.value, actual);
    yield next.value;
    next = await inflated.next();
  }
  if (next.value.state !== 'end') {
    problems.push(
      next.value.state === 'cut'
        ? `the zip archive is cut off inside it, at byte ${reader.offset}`
        : `its deflate data is damaged near byte ${reader.offset} (${next.value.message})`,
    );
    return;
  }
  let wanted = crc;
  if (wanted === null) {
    if (!(await reader.fill(4))) {
      problems.push('the zip archive is cut off before its checksum');
      return;
    }
    const marked = reader.buffer.readUInt32LE(0) === dataDescriptor;
    const size = (marked ? 4 : 0) + (isLarge ? 20 : 12);
    if (!(await reader.fill(size))) {
      problems.push('the zip archive is cut off before its checksum');
      return;
    }
    wanted = reader.buffer.readUInt32LE(marked ? 4 : 0);
    reader.take(size);
  }
  if (wanted !== actual) problems.push('its checksum is wrong: the content was changed or damaged');
  done.value = true;
}

async function* takeStored(
  reader: ByteReader,
  size: number,
  crc: number,
  problems: string[],
  done: { value: boolean },
): AsyncGenerator<Buffer> {
  let actual = 0;
  for (let left = size; left > 0; ) {
    if (!(await reader.fill(1))) {
      problems.push(`the zip archive is cut off inside it, at byte ${reader.offset}`);
      return;
    }
    const chunk = Buffer.from(reader.buffer.subarray(0, left));
    reader.take(chunk.length);
    left -= chunk.length;
    actual = crc32(chunk, actual);
    yield chunk;
  }
  if (actual !== crc) problems.push('its checksum is wrong: the content was changed or damaged');
  done.value = true;
}
