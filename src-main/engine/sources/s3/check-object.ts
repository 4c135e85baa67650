// Compares what was downloaded with what the server says of it, and, where it says nothing that could be compared, with what
// gzip data says of itself.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { onDisk } from './fetch-problem.ts';
import type { S3Object } from './list-pages.ts';
import { createHashes, type Digested, type Digests, hashFile } from './object-hashes.ts';
import type { ObjectHead } from './object-head.ts';

export type Check = 'md5' | Digested | 'gzip' | 'size';

export type Checked =
  /** What was compared, strongest first; `size` always. */
  | { checkedBy: Check[] }
  /** Why the bytes cannot be the object. `byGzip`: the only witness is the data itself. */
  | { fault: string; byGzip: boolean };

/** Those that JavaScript computes, at a few hundred MB/s. */
const slow = new Set<Digested>(['crc32c', 'crc64nvme']);

/** An ETag is the MD5 of what was put in one piece, */
export const looksLikeMd5 = ({ etag }: S3Object): boolean => etag !== null && /^[\da-f]{32}$/.test(etag);

/** but not when it is encrypted with a key of KMS or the customer's. */
export const hasMd5 = (object: S3Object, { encryption, hasCustomerKey }: ObjectHead): boolean =>
  looksLikeMd5(object) && !encryption?.startsWith('aws:kms') && !hasCustomerKey;

/** Which of the server's checksums are worth computing. */
export function checksumsToCompare(object: S3Object, head: ObjectHead): Digested[] {
  const told = Object.keys(head.checksums) as Digested[];
  return hasMd5(object, head) ? told.filter((name) => !slow.has(name)) : told;
}

/** @param path the file that has all of the object's bytes, of which `digests` are */
export async function checkObject(
  object: S3Object,
  head: ObjectHead,
  path: string,
  digests: Digests,
): Promise<Checked> {
  const checkedBy: Check[] = [];
  if (hasMd5(object, head)) {
    if (digests.md5 !== object.etag) return differs('MD5', String(digests.md5), object.etag!);
    checkedBy.push('md5');
  }
  const names = checksumsToCompare(object, head);
  const known = names.every((name) => name in digests.checksums) ? digests : await digestFile(path, names);
  for (const name of names) {
    if (known.checksums[name] !== head.checksums[name])
      return differs(name.toUpperCase(), known.checksums[name]!, head.checksums[name]!);
    checkedBy.push(name);
  }
  if (checkedBy.length === 0 && (await beginsLikeGzip(path))) {
    const fault = await findGzipFault(path, object.size);
    if (fault !== null) return { fault: `The gzip data is damaged: ${fault}.`, byGzip: true };
    checkedBy.push('gzip');
  }
  return { checkedBy: [...checkedBy, 'size'] };
}

const differs = (what: string, seen: string, told: string): Checked => ({
  fault: `The bytes that arrived have the ${what} ${seen}; the server says ${told}.`,
  byGzip: false,
});

async function digestFile(path: string, names: Digested[]): Promise<Digests> {
  const hashes = createHashes(names);
  await hashFile(path, hashes);
  return hashes.digest();
}

function beginsLikeGzip(path: string): Promise<boolean> {
  return onDisk(path, async () => {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
    } finally {
      await file.close();
    }
  });
}

/** Whether all members inflate, to the length and the CRC-32 that they end with; zeros may follow, as on tapes. */
async function findGzipFault(path: string, size: number): Promise<string | null> {
  const gunzip = createGunzip();
  const nowhere = new Writable({ write: (_chunk, _encoding, next) => next() });
  try {
    await onDisk(path, () => pipeline(createReadStream(path), gunzip, nowhere));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('Z_')) return message;
    throw error;
  }
  const rest = size - gunzip.bytesWritten;
  return rest > 0 && !(await endsInZeros(path, gunzip.bytesWritten)) ? `${rest} bytes follow it` : null;
}

function endsInZeros(path: string, start: number): Promise<boolean> {
  return onDisk(path, async () => {
    for await (const chunk of createReadStream(path, { start }) as AsyncIterable<Buffer>)
      if (chunk.some((byte) => byte !== 0)) return false;
    return true;
  });
}
