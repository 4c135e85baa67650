// Packs bytes for tests: every compression and archive that ingest opens, and damaged ones.
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

export type File = { name: string; bytes: Buffer };

export const gzip = (bytes: Buffer) => gzipSync(bytes);

/** The content cut into so many gzip members. */
export function multiGzip(bytes: Buffer, members = 3): Buffer {
  const step = Math.ceil(bytes.length / members) || 1;
  const parts: Buffer[] = [];
  for (let i = 0; i < bytes.length; i += step) parts.push(gzipSync(bytes.subarray(i, i + step)));
  return Buffer.concat(parts);
}

/** A zstd frame of raw blocks: valid zstd without a compressor. */
export function zstd(bytes: Buffer, blockSize = 100_000): Buffer {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]);
  const parts: Buffer[] = [header];
  for (let i = 0; i === 0 || i < bytes.length; i += blockSize) {
    const block = bytes.subarray(i, i + blockSize);
    const head = Buffer.alloc(3);
    head.writeUIntLE((block.length << 3) | (i + blockSize >= bytes.length ? 1 : 0), 0, 3);
    parts.push(head, block);
  }
  return Buffer.concat(parts);
}

export function zstdSkippable(bytes: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32LE(0x184d2a53, 0);
  header.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}

export type ZipOptions = {
  /** Sizes and CRC after the data, as streaming writers do. */
  streamed?: boolean;
  stored?: boolean;
  encrypted?: boolean;
  badCrc?: boolean;
  method?: number;
};

export function zip(files: File[], options: ZipOptions = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const nameBytes = Buffer.from(name, 'utf8');
    const data = options.stored ? bytes : deflateRawSync(bytes);
    const crc = (crc32(bytes) ^ (options.badCrc ? 1 : 0)) >>> 0;
    const flags = 0x800 | (options.streamed ? 8 : 0) | (options.encrypted ? 1 : 0);
    const method = options.method ?? (options.stored ? 0 : 8);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt16LE(0x6000, 6);
    common.writeUInt16LE(0x5a61, 8);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common]);
    if (options.streamed) local.fill(0, 14, 26);
    const descriptor = Buffer.alloc(options.streamed ? 16 : 0);
    if (options.streamed) {
      descriptor.write('PK\x07\x08');
      descriptor.writeUInt32LE(crc, 4);
      descriptor.writeUInt32LE(data.length, 8);
      descriptor.writeUInt32LE(bytes.length, 12);
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, tail, nameBytes]));
    const entry = Buffer.concat([local, nameBytes, data, descriptor]);
    parts.push(entry);
    offset += entry.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

function tarHeader(name: Buffer, size: number, type: string): Buffer {
  const header = Buffer.alloc(512);
  name.copy(header, 0, 0, 100);
  header.write('0000644\0', 100);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('14756113200\0', 136);
  header.write(type, 156);
  header.write('ustar\x0000', 257, 'latin1');
  header.fill(32, 148, 156);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

const pad = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);

/** Names above 100 bytes as PAX records, or as GNU long names. */
export function tar(files: (File & { type?: string })[], long: 'pax' | 'gnu' = 'pax'): Buffer {
  const parts: Buffer[] = [];
  for (const { name, bytes, type = '0' } of files) {
    const nameBytes = Buffer.from(name, 'utf8');
    if (nameBytes.length > 100 && long === 'gnu') {
      const content = Buffer.concat([nameBytes, Buffer.alloc(1)]);
      parts.push(tarHeader(Buffer.from('././@LongLink'), content.length, 'L'), pad(content));
    } else if (nameBytes.length > 100) {
      let length = nameBytes.length + 7;
      while (`${length} path=`.length + nameBytes.length + 1 !== length) length++;
      const content = Buffer.concat([Buffer.from(`${length} path=`), nameBytes, Buffer.from('\n')]);
      parts.push(tarHeader(Buffer.from('PaxHeader'), content.length, 'x'), pad(content));
    }
    parts.push(tarHeader(nameBytes, bytes.length, type), pad(bytes));
  }
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}
