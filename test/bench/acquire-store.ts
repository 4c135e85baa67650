// The buckets that the benchmark acquires from: a real S3 server, as in the tests, filled with the generator's archives and
// with bytes that nobody can load. What each holds is known by hash.
import { createCipheriv, createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { CreateBucketCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { openTestClient } from '../support/s3/client.ts';
import { type RgwServer, startRgw } from '../support/s3/rgw.ts';
import { type Archive, findArchive } from './archives.ts';
import type { BenchOptions } from './load.ts';

export type BenchBucket = {
  name: string;
  objects: number;
  bytes: number;
  /** SHA-256 over names and contents, as `hashTree` gives it. */
  hash: string;
  /** What loading it must give; null: it is no log. */
  archive: Archive | null;
};

export type BenchStore = { server: RgwServer; buckets: Record<'small' | 'large' | 'blocks' | 'many', BenchBucket> };

/** Says why there is none. */
export async function openBenchStore(options: BenchOptions): Promise<BenchStore | { unavailable: string }> {
  const scale = options.quick ? 0.1 : 1;
  const server = await startRgw();
  if ('unavailable' in server) return server;
  const client = openTestClient(server.endpoint, server);
  console.error('Filling the buckets …');
  return {
    server,
    buckets: {
      small: await putArchive(client, 'small', await findArchive(options.root, 'objects', scale)),
      large: await putArchive(client, 'large', await findArchive(options.root, 'large', scale)),
      blocks: await putMade(client, 'blocks', options.quick ? 2 : 8, 64 * 1024 * 1024),
      many: await putMade(client, 'many', options.quick ? 2_000 : 50_000, 700),
    },
  };
}

type Source = { key: string; read(): Buffer };

async function put(client: S3Client, Bucket: string, sources: Source[]): Promise<Omit<BenchBucket, 'archive'>> {
  await client.send(new CreateBucketCommand({ Bucket }));
  const hashes = new Map<string, string>();
  let bytes = 0;
  const waiting = [...sources];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const Body = next.read();
      bytes += Body.length;
      hashes.set(next.key, sha256(Body));
      await client.send(new PutObjectCommand({ Bucket, Key: next.key, Body }));
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  return { name: Bucket, objects: sources.length, bytes, hash: hashList(hashes) };
}

async function putArchive(client: S3Client, bucket: string, archive: Archive): Promise<BenchBucket> {
  const sources = listTree(archive.dir).map((key) => ({ key, read: () => readFileSync(path.join(archive.dir, key)) }));
  return { ...(await put(client, bucket, sources)), archive };
}

/** Objects of bytes that look random. */
async function putMade(client: S3Client, bucket: string, count: number, size: number): Promise<BenchBucket> {
  const width = String(count).length;
  const sources = Array.from({ length: count }, (_, i) => ({
    key: `made/${String(i % 100).padStart(2, '0')}/${String(i).padStart(width, '0')}.bin`,
    read: () => createCipheriv('aes-128-ctr', Buffer.alloc(16, i), Buffer.alloc(16, i >> 8)).update(Buffer.alloc(size)),
  }));
  return { ...(await put(client, bucket, sources)), archive: null };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Files below a folder, relative, with `/`. */
function listTree(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(path.join(dir, name)).isFile(),
  );
}

/** One hash of all files below a folder, and of their names. */
export function hashTree(dir: string): string {
  return hashList(new Map(listTree(dir).map((name) => [name, sha256(readFileSync(path.join(dir, name)))])));
}

const hashList = (hashes: Map<string, string>): string =>
  sha256(
    Buffer.from(
      [...hashes]
        .map(([name, hash]) => `${hash}  ${name}\n`)
        .sort()
        .join(''),
    ),
  );
