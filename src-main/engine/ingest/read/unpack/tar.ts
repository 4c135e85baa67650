// Tar, as a stream: ustar, GNU and PAX, with long names. A library would do for whole archives; this one keeps what comes
// before damage, and says where it is.
import { textOfName } from '../../../sources/file-names.ts';
import { type ByteReader, createByteReader } from './byte-reader.ts';
import { type ByteSource, sourceOfBuffer, sourceOfChunks } from './byte-source.ts';
import { type Member, skipReason, wholeMemberBytes } from './member.ts';

const block = 512;
/** Headers of headers (long names) are small; larger ones are damage. */
const maxExtendedBytes = 1024 * 1024;

/** Sum of the header's bytes, its own field counted as blanks. */
export function isTarHeader(header: Buffer): boolean {
  if (header.length < block || header[0] === 0) return false;
  const stored = readOctal(header, 148, 8);
  let sum = 0;
  for (let i = 0; i < block; i++) sum += i >= 148 && i < 156 ? 32 : header[i]!;
  return sum === stored;
}

export async function* readTar(source: ByteSource, problem: (reason: string) => void): AsyncGenerator<Member> {
  const reader = createByteReader(source.chunks());
  const cut = () => problem(`the tar archive is cut off at byte ${reader.offset + reader.buffer.length}`);
  let common: Extended = {};
  let next: Extended = {};
  for (;;) {
    if (!(await reader.fill(block))) {
      // Some writers leave the closing blocks of zeros out.
      if (reader.buffer.length > 0) cut();
      return;
    }
    const header = Buffer.from(reader.buffer.subarray(0, block));
    if (header.every((byte) => byte === 0)) return checkEnd(reader, problem);
    if (!isTarHeader(header)) {
      problem(`the tar archive is damaged at byte ${reader.offset}: no header where one should be`);
      return;
    }
    reader.take(block);
    const type = String.fromCharCode(header[156]!);
    const size = next.size ?? readNumber(header, 124, 12);
    if ('xgLKV'.includes(type)) {
      if (size > maxExtendedBytes) return problem(`the tar archive is damaged at byte ${reader.offset - block}`);
      if (!(await reader.fill(padded(size)))) return cut();
      const content = Buffer.from(reader.buffer.subarray(0, size));
      reader.take(padded(size));
      if (type === 'x') next = { ...next, ...readPax(content) };
      else if (type === 'g') common = { ...common, ...readPax(content) };
      else if (type === 'L') next.path = textUntilZero(content);
      continue;
    }
    const extended = { ...common, ...next };
    next = {};
    const name = extended.path ?? nameOf(header);
    const time = extended.mtime ?? readNumber(header, 136, 12);
    const problems: string[] = [];
    const member: Member = {
      name,
      mtimeMs: Number.isFinite(time) ? Math.floor(time * 1000) : null,
      source: null,
      problems,
      packedSize: size,
      skip: skipReason(name),
    };
    if (!extended.isSparse && (type === '0' || type === '\0' || type === '7')) {
      if (type !== '7' && name.endsWith('/')) continue;
      const shortage = () => problems.push(`the tar archive is cut off inside it, at byte ${reader.offset}`);
      const left = { size };
      if (size <= wholeMemberBytes) {
        if (!(await reader.fill(size))) shortage();
        const bytes = reader.buffer.subarray(0, size);
        reader.take(bytes.length);
        left.size -= bytes.length;
        member.source = sourceOfBuffer(bytes);
      } else member.source = sourceOfChunks(takeChunks(reader, left, shortage));
      yield member;
      if (!(await skip(reader, left.size + padded(size) - size))) return cut();
    } else {
      if (type === 'S' || extended.isSparse) {
        problems.push(sparse);
        yield member;
      } else if (type !== '5') {
        member.source = sourceOfBuffer(Buffer.alloc(0));
        member.skip = typeNames[type] ?? `an entry of the unknown type ${JSON.stringify(type)}`;
        yield member;
      }
      if (!(await skip(reader, padded(size)))) return cut();
    }
  }
}

const sparse = 'it is stored as a sparse file, which is not supported: extract the archive and load its files';
const typeNames: Record<string, string> = {
  '1': 'a link to another member',
  '2': 'a link, not a file',
  '3': 'a device, not a file',
  '4': 'a device, not a file',
  '6': 'a named pipe, not a file',
};

type Extended = { path?: string; size?: number; mtime?: number; isSparse?: boolean };

function readPax(content: Buffer): Extended {
  const out: Extended = {};
  let i = 0;
  while (i < content.length) {
    const blank = content.indexOf(32, i);
    const length = Number.parseInt(content.toString('latin1', i, blank), 10);
    if (blank < 0 || !(length > 0)) break;
    const equals = content.indexOf(61, blank);
    const key = content.toString('utf8', blank + 1, equals);
    const value = content.subarray(equals + 1, i + length - 1);
    if (key === 'path') out.path = textOfName(value);
    else if (key === 'size') out.size = Number(value.toString('latin1'));
    else if (key === 'mtime') out.mtime = Number(value.toString('latin1'));
    else if (key.startsWith('GNU.sparse.')) out.isSparse = true;
    i += length;
  }
  return out;
}

function nameOf(header: Buffer): string {
  const name = textUntilZero(header.subarray(0, 100));
  const isUstar = header.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isUstar ? textUntilZero(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function textUntilZero(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return textOfName(end < 0 ? bytes : bytes.subarray(0, end));
}

function readOctal(header: Buffer, at: number, length: number): number {
  const text = header
    .toString('latin1', at, at + length)
    .replaceAll('\0', ' ')
    .trim();
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
}

/** Octal text, or big-endian binary where the first bit is set (sizes above 8 GiB). */
function readNumber(header: Buffer, at: number, length: number): number {
  if (!(header[at]! & 0x80)) return readOctal(header, at, length) || 0;
  let value = header[at]! & 0x7f;
  for (let i = at + 1; i < at + length; i++) value = value * 256 + header[i]!;
  return value;
}

const padded = (size: number) => Math.ceil(size / block) * block;

async function* takeChunks(reader: ByteReader, left: { size: number }, shortage: () => void): AsyncGenerator<Buffer> {
  while (left.size > 0) {
    if (!(await reader.fill(1))) return shortage();
    const chunk = reader.buffer.subarray(0, left.size);
    reader.take(chunk.length);
    left.size -= chunk.length;
    yield chunk;
  }
}

async function skip(reader: ByteReader, size: number): Promise<boolean> {
  for (let left = size; left > 0; ) {
    if (!(await reader.fill(1))) return false;
    const some = Math.min(left, reader.buffer.length);
    reader.take(some);
    left -= some;
  }
  return true;
}

/** After the closing zeros only zeros may follow. */
async function checkEnd(reader: ByteReader, problem: (reason: string) => void): Promise<void> {
  while (await reader.fill(1)) {
    const junk = reader.buffer.findIndex((byte) => byte !== 0);
    if (junk >= 0) return problem(`bytes from ${reader.offset + junk} on follow the end of the tar archive`);
    reader.take(reader.buffer.length);
  }
}
