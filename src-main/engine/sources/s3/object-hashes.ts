// Hashes of an object's bytes as they stream: SHA-256 always, and what the server tells.
import { createHash, type Hash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import { Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import { onDisk } from './fetch-problem.ts';

/** The names of the S3 API, https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html. */
export type Digested = 'crc32' | 'crc32c' | 'crc64nvme' | 'sha1' | 'sha256';

export type Digests = {
  /** Hexadecimal. */
  sha256: string;
  /** Null: was not asked for. */
  md5: string | null;
  /** Base64 as the server tells them: SHA-256, and those that were asked for. */
  checksums: Partial<Record<Digested, string>>;
};

export type ObjectHashes = {
  update(chunk: Buffer): void;
  /** Ends it. */
  digest(): Promise<Digests>;
};

export function createHashes(also: readonly ('md5' | Digested)[] = []): ObjectHashes {
  const names = (['sha256', 'md5'] as const).filter((name) => name === 'sha256' || also.includes(name));
  /** Of a single chunk, which most objects are, the digests are quicker taken at once. */
  let first: Buffer | null = null;
  let streams: Hash[] | null = null;
  const others = also
    .filter((name) => name !== 'sha256' && name !== 'md5')
    .map((name) => ({ name, ...digesters[name]() }));
  const add = (chunk: Buffer) => {
    streams ??= names.map((name) => createHash(name));
    for (const stream of streams) stream.update(chunk);
  };
  return {
    update(chunk) {
      for (const other of others) other.update(chunk);
      if (first === null && streams === null) first = chunk;
      else {
        if (first !== null) add(first);
        first = null;
        add(chunk);
      }
    },
    async digest() {
      const only = first ?? Buffer.alloc(0);
      const [sha256, md5] = names.map((name, i) => streams?.[i]?.digest('hex') ?? hash(name, only, 'hex'));
      const checksums: Digests['checksums'] = { sha256: Buffer.from(sha256!, 'hex').toString('base64') };
      for (const other of others) checksums[other.name] = Buffer.from(await other.digest()).toString('base64');
      return { sha256: sha256!, md5: md5 ?? null, checksums };
    },
  };
}

/** Adds what is in the file already. @throws FetchFailure when it cannot be read */
export async function hashFile(path: string, hashes: ObjectHashes): Promise<void> {
  await onDisk(path, async () => {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hashes.update(chunk);
  });
}

type Digester = { update(chunk: Uint8Array): void; digest(): Uint8Array | Promise<Uint8Array> };

const digesters: Record<Exclude<Digested, 'sha256'>, () => Digester> = {
  sha1: () => {
    const sha1 = createHash('sha1');
    return { update: (chunk) => void sha1.update(chunk), digest: () => sha1.digest() };
  },
  crc32: () => {
    let value = 0;
    return {
      update: (chunk) => (value = crc32(chunk, value)),
      digest() {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(value);
        return bytes;
      },
    };
  },
  crc32c: () => wrap(new Crc32c()),
  crc64nvme: () => wrap(new Crc64Nvme()),
};

const wrap = (crc: Digester): Digester => ({ update: (chunk) => crc.update(chunk), digest: () => crc.digest() });
