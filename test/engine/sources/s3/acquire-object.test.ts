// Downloading against the real server, with a proxy in front that cuts, stalls, refuses, flips bits and changes headers.
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32, gzipSync } from 'node:zlib';
import { Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AcquireOptions, acquireObject } from '../../../../src-main/engine/sources/s3/acquire-object.ts';
import type { S3Object } from '../../../../src-main/engine/sources/s3/list-pages.ts';
import type { ObjectRequests } from '../../../../src-main/engine/sources/s3/object-requests.ts';
import { createPartFile } from '../../../../src-main/engine/sources/s3/part-file.ts';
import { openTestClient } from '../../../support/s3/client.ts';
import { describeWithRgw } from '../../../support/s3/describe-with-rgw.ts';
import { type Fault, type FaultProxy, type SeenRequest, startFaultProxy } from '../../../support/s3/fault-proxy.ts';
import { listAll, openTestRequests, placeOf } from '../../../support/s3/object-requests.ts';

const bytes = randomBytes(700_000);
const key = 'AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/01/05/d.json.gz';
const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const sha256 = hashOf(bytes);
/** The MD5 of an object that is encrypted so is not told, whatever the ETag looks like. */
const kms = { 'x-amz-server-side-encryption': 'aws:kms' };
const crc32c = await digestOf(new Crc32c());
const crc64nvme = await digestOf(new Crc64Nvme());

await describeWithRgw('acquiring an object', {}, (server) => {
  const direct = openTestClient(server.endpoint, server);
  let folder: string;
  let proxy: FaultProxy;
  let requests: ObjectRequests;
  let object: S3Object;
  let decide: (request: SeenRequest) => Fault | null;
  let received: number;

  beforeAll(async () => {
    await direct.send(new CreateBucketCommand({ Bucket: 'evidence' }));
    proxy = await startFaultProxy(server.endpoint, (request) => decide(request));
    requests = openTestRequests(placeOf(proxy.endpoint, 'evidence'), server, { stallMs: 400 });
  });
  afterAll(async () => {
    await requests.close();
    await proxy.stop();
  });
  const put = async (content: Buffer) => {
    await direct.send(
      new PutObjectCommand({ Bucket: 'evidence', Key: key, Body: content, Metadata: { signature: 'abcdef' } }),
    );
    [object] = (await listAll(direct, 'evidence')) as [S3Object];
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pugmark-acquire-'));
    await put(bytes);
    decide = () => null;
    received = 0;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const target = () => join(folder, 'b', 'd.json.gz');
  const part = (of = object) => createPartFile(of, target()).path;
  const leave = async (path: string, content: Buffer) => {
    mkdirSync(dirname(path), { recursive: true });
    await writeFile(path, content);
  };
  const acquire = (more: Partial<AcquireOptions> = {}) =>
    acquireObject(object, target(), {
      requests,
      signal: new AbortController().signal,
      tries: 3,
      pauseMs: 1,
      onBytes: (count) => (received += count),
      ...more,
    });
  /** Faults for GET requests by their number; HEAD passes. */
  const decideGet = (fault: (n: number, request: SeenRequest) => Fault | null) => {
    let n = 0;
    decide = (request) => (request.method === 'GET' ? fault(++n, request) : null);
  };

  it('writes its bytes, and tells what the server says of it', async () => {
    expect(await acquire()).toEqual({
      size: bytes.length,
      sha256,
      checkedBy: ['md5', 'size'],
      note: null,
      etag: object.etag,
      versionId: null,
      storageClass: 'STANDARD',
      encryption: null,
      contentType: 'application/octet-stream',
      metadata: { signature: 'abcdef' },
      requests: 1,
    });
    expect((await readFile(target())).equals(bytes)).toBe(true);
    expect(await readdir(join(folder, 'b'))).toEqual(['d.json.gz']);
    expect(received).toBe(bytes.length);
  });

  it('keeps it for the user alone, and as old as it is', async () => {
    object = { ...object, modified: Date.parse('2026-01-05T12:00:00.250Z') };
    await acquire();
    const { mode, mtimeMs } = statSync(target());
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
    expect(Math.abs(mtimeMs - object.modified)).toBeLessThan(2_000);
  });

  it.each<[string, (n: number) => Fault | null, number]>([
    ['is cut off again and again', (n) => (n <= 5 ? { kind: 'cut', afterBytes: 100_000 } : null), 6],
    ['stalls', (n) => (n === 1 ? { kind: 'stall', afterBytes: 50_000 } : null), 2],
    ['is told to slow down', (n) => (n <= 2 ? { kind: 'SlowDown' } : null), 3],
    ['has a bit flipped', (n) => (n === 1 ? { kind: 'flip', atByte: 123_456 } : null), 2],
    [
      'is cut off, then flipped',
      (n) => (n === 1 ? { kind: 'cut', afterBytes: 9 } : n === 2 ? { kind: 'flip', atByte: 5 } : null),
      3,
    ],
  ])('ends with the same bytes when it %s', async (_, fault, count) => {
    decideGet(fault);
    expect(await acquire()).toMatchObject({ sha256, requests: count });
    expect((await readFile(target())).equals(bytes)).toBe(true);
    expect(received).toBe(bytes.length);
  });

  it('ends with the same bytes when it is large, and sent to the disk on the way', async () => {
    const large = Buffer.concat(Array.from({ length: 60 }, () => bytes));
    await put(large);
    decideGet((n) => (n <= 2 ? { kind: 'cut', afterBytes: 17_000_000 } : null));
    expect(await acquire()).toMatchObject({ sha256: hashOf(large), requests: 3 });
    expect((await readFile(target())).equals(large)).toBe(true);
    expect(received).toBe(large.length);
  });

  it('asks only for what is missing', async () => {
    const ranges: (string | undefined)[] = [];
    decideGet((n, { headers }) => {
      ranges.push(headers.range);
      return n === 1 ? { kind: 'cut', afterBytes: 100_000 } : null;
    });
    await acquire();
    expect(ranges[0]).toBeUndefined();
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it('begins anew when the server knows no ranges', async () => {
    await leave(part(), bytes.subarray(0, 300_000));
    const rangeless: ObjectRequests = {
      ...requests,
      get: (one, taking) => requests.get(one, { ...taking, from: 0 }),
    };
    expect(await acquire({ requests: rangeless })).toMatchObject({ sha256, requests: 1 });
    expect(received).toBe(bytes.length);
  });

  it('goes on with what an earlier process left, and asks for no bytes when all of it is there', async () => {
    await leave(part(), bytes.subarray(0, 300_000));
    let range: string | undefined;
    decideGet((_, { headers }) => {
      range = headers.range;
      return null;
    });
    expect(await acquire()).toMatchObject({ sha256, checkedBy: ['md5', 'size'], requests: 1 });
    expect(range).toBe('bytes=300000-');
    await rm(target());
    await leave(part(), bytes);
    decideGet(() => ({ kind: 'AccessDenied' }));
    expect(await acquire()).toMatchObject({ sha256, metadata: { signature: 'abcdef' } });
    expect((await readFile(target())).equals(bytes)).toBe(true);
    expect(received).toBe(2 * bytes.length);
  });

  it('does not believe what an earlier process left', async () => {
    const wrong = Buffer.from(bytes.subarray(0, 300_000));
    wrong[7]! ^= 1;
    await leave(part(), wrong);
    expect(await acquire()).toMatchObject({ sha256 });
    await rm(target());
    await leave(part(), Buffer.concat([bytes, bytes]));
    expect(await acquire()).toMatchObject({ sha256, requests: 1 });
    expect((await readFile(target())).equals(bytes)).toBe(true);
  });

  it('never goes on with a part of other content', async () => {
    decideGet((n) => (n === 1 ? { kind: 'cut', afterBytes: 100_000 } : { kind: 'SlowDown' }));
    await expect(acquire()).rejects.toMatchObject({ name: 'SlowDown' });
    const before = part();
    expect(existsSync(before)).toBe(true);
    const other = randomBytes(700_000);
    await put(other);
    const ranges: (string | undefined)[] = [];
    decideGet((_, { headers }) => {
      ranges.push(headers.range);
      return null;
    });
    expect(await acquire()).toMatchObject({ sha256: hashOf(other) });
    expect(ranges).toEqual([undefined]);
    expect(part()).not.toBe(before);
    expect(part({ ...object, versionId: 'other' })).not.toBe(part());
  });

  it('notices an object that was changed, or deleted, since it was listed', async () => {
    await leave(part(), bytes.subarray(0, 300_000));
    await direct.send(new PutObjectCommand({ Bucket: 'evidence', Key: key, Body: 'other' }));
    await expect(acquire()).rejects.toMatchObject({
      code: 'FAILED',
      kind: 'changed',
      message: expect.stringContaining('changed'),
    });
    expect(existsSync(part())).toBe(false);
    object = { ...object, key: 'never/there' };
    await expect(acquire()).rejects.toMatchObject({ code: 'NOT_FOUND', kind: 'no-object' });
    expect(existsSync(target())).toBe(false);
    expect(received).toBe(0);
  });

  it('gives up when nothing comes any more, and keeps what it has', async () => {
    let count = 0;
    decideGet((n) => {
      count = n;
      return n === 1 ? { kind: 'cut', afterBytes: 200_000 } : { kind: 'SlowDown' };
    });
    await expect(acquire()).rejects.toMatchObject({ name: 'SlowDown' });
    expect(count).toBe(4);
    expect((await readFile(part())).length).toBeGreaterThan(0);
    expect(received).toBe(0);
  });

  it('hands on a refusal at once', async () => {
    let count = 0;
    decideGet((n) => {
      count = n;
      return { kind: 'InvalidObjectState', storageClass: 'DEEP_ARCHIVE' };
    });
    await expect(acquire()).rejects.toMatchObject({ name: 'InvalidObjectState', StorageClass: 'DEEP_ARCHIVE' });
    expect(count).toBe(1);
  });

  it('can be cancelled', async () => {
    const abort = new AbortController();
    decideGet(() => ({ kind: 'stall', afterBytes: 1000 }));
    const onBytes = () => abort.abort();
    await expect(acquire({ signal: abort.signal, onBytes })).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it.each([0, -1, 1])('is not content with another size than was listed (%d)', async (more) => {
    const content = more === 0 ? Buffer.alloc(0) : bytes;
    await put(content);
    object = { ...object, size: object.size + more };
    if (more === 0) expect(await acquire()).toMatchObject({ size: 0, sha256: hashOf(content), requests: 1 });
    else
      await expect(acquire()).rejects.toMatchObject({ kind: 'mismatch', message: expect.stringContaining('listed') });
    expect(existsSync(target())).toBe(more === 0);
  });

  describe('that is there already', () => {
    const place = async (content: Buffer, time = object.modified / 1000) => {
      await leave(target(), content);
      await utimes(target(), time, time);
    };

    it('takes it when it is the same, and downloads nothing', async () => {
      await place(bytes);
      decideGet(() => ({ kind: 'AccessDenied' }));
      expect(await acquire()).toMatchObject({ sha256, checkedBy: ['md5', 'size'], metadata: { signature: 'abcdef' } });
      expect(received).toBe(bytes.length);
    });

    it.each<[string, () => Promise<void>]>([
      ['size', () => place(bytes.subarray(1))],
      ['time', () => place(bytes, object.modified / 1000 - 60)],
      ['content', () => place(randomBytes(bytes.length))],
      ['kind', async () => void mkdirSync(target(), { recursive: true })],
    ])('does not overwrite what has another %s', async (_, make) => {
      await make();
      decideGet(() => ({ kind: 'AccessDenied' }));
      const before = existsSync(target()) && statSync(target()).isFile() ? await readFile(target()) : null;
      await expect(acquire()).rejects.toMatchObject({ code: 'FAILED', kind: 'occupied' });
      if (before) expect((await readFile(target())).equals(before)).toBe(true);
    });

    it('compares it with what is in S3 when the data alone speaks against it', async () => {
      const damaged = gzipSync(randomBytes(50_000));
      damaged[damaged.length - 7]! ^= 1;
      await put(damaged);
      decide = () => ({ kind: 'headers', set: kms });
      await place(damaged);
      expect(await acquire()).toMatchObject({ sha256: hashOf(damaged), note: expect.stringContaining('damaged') });
      const other = Buffer.from(damaged);
      other[1000]! ^= 1;
      await place(other);
      await expect(acquire()).rejects.toMatchObject({ kind: 'occupied' });
      damaged[damaged.length - 7]! ^= 1;
      await put(damaged);
      await place(other);
      await expect(acquire()).rejects.toMatchObject({ kind: 'occupied' });
      expect((await readFile(target())).equals(other)).toBe(true);
    });
  });

  describe('whose ETag is no MD5', () => {
    const log = gzipSync(randomBytes(100_000));

    it.each<[string, Buffer]>([
      ['crc32', uint32(crc32(bytes))],
      ['crc32c', crc32c],
      ['crc64nvme', crc64nvme],
      ['sha1', createHash('sha1').update(bytes).digest()],
      ['sha256', createHash('sha256').update(bytes).digest()],
    ])('compares its %s', async (name, digest) => {
      const told = (value: Buffer) => ({
        ...kms,
        [`x-amz-checksum-${name}`]: value.toString('base64'),
        'x-amz-checksum-type': 'FULL_OBJECT',
      });
      decide = () => ({ kind: 'headers', set: told(digest) });
      expect(await acquire()).toMatchObject({ sha256, checkedBy: [name, 'size'], encryption: 'aws:kms' });
      await rm(target());
      const wrong = Buffer.from(digest);
      wrong[0]! ^= 1;
      decide = () => ({ kind: 'headers', set: told(wrong) });
      await expect(acquire()).rejects.toMatchObject({
        code: 'FAILED',
        kind: 'mismatch',
        message: expect.stringContaining(name.toUpperCase()),
      });
      expect(await readdir(join(folder, 'b'))).toEqual([]);
      expect(received).toBe(bytes.length);
    });

    it('asks for the checksum when it goes on with what an earlier process left', async () => {
      await leave(part(), bytes.subarray(0, 300_000));
      const set = { ...kms, 'x-amz-checksum-crc64nvme': crc64nvme.toString('base64') };
      decide = () => ({ kind: 'headers', set });
      expect(await acquire()).toMatchObject({ sha256, checkedBy: ['crc64nvme', 'size'], requests: 2 });
    });

    it('knows the checksum of its parts for none', async () => {
      decide = () => ({ kind: 'headers', set: { ...kms, 'x-amz-checksum-crc32': 'AAAAAA==-3' } });
      expect(await acquire()).toMatchObject({ checkedBy: ['size'] });
    });

    it('knows the ETag of an object in parts for none', async () => {
      const one = { Bucket: 'evidence', Key: key };
      const { UploadId } = await direct.send(new CreateMultipartUploadCommand(one));
      const { ETag } = await direct.send(new UploadPartCommand({ ...one, UploadId, PartNumber: 1, Body: log }));
      const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
      await direct.send(new CompleteMultipartUploadCommand({ ...one, UploadId, MultipartUpload }));
      [object] = (await listAll(direct, 'evidence')) as [S3Object];
      expect(object.etag).toMatch(/-1$/);
      decideGet((n) => (n === 1 ? { kind: 'cut', afterBytes: 50_000 } : null));
      expect(await acquire()).toMatchObject({ sha256: hashOf(log), checkedBy: ['gzip', 'size'], requests: 2 });
    });

    it.each<[string, Buffer, boolean]>([
      ['of one member', log, true],
      ['of several', Buffer.concat([log, log, gzipSync('')]), true],
      ['with zeros after it', Buffer.concat([log, Buffer.alloc(1000)]), true],
      ['with a wrong length', damage(log, -1), false],
      ['with a wrong CRC', damage(log, -7), false],
      ['cut short', log.subarray(0, -9), false],
      ['with something else after it', Buffer.concat([log, Buffer.from('junk')]), false],
    ])('tests gzip data %s', async (_, content, isWhole) => {
      await put(content);
      decide = () => ({ kind: 'headers', set: kms });
      expect(await acquire()).toMatchObject({
        sha256: hashOf(content),
        checkedBy: isWhole ? ['gzip', 'size'] : ['size'],
        note: isWhole ? null : 'the gzip data is damaged in S3 itself',
        requests: isWhole ? 1 : 2,
      });
      expect((await readFile(target())).equals(content)).toBe(true);
    });

    it('downloads gzip data again that was damaged on the way', async () => {
      await put(log);
      decide = () => ({ kind: 'headers', set: kms });
      let n = 0;
      const flipping: ObjectRequests = {
        ...requests,
        get: (one, taking) =>
          requests.get(one, {
            ...taking,
            onBytes(chunk) {
              if (n++ === 0) chunk[100]! ^= 1;
              taking.onBytes(chunk);
            },
          }),
      };
      expect(await acquire({ requests: flipping })).toMatchObject({
        sha256: hashOf(log),
        checkedBy: ['gzip', 'size'],
        note: null,
        requests: 2,
      });
    });
  });

  describe('when the disk fails', () => {
    it('names the file', async () => {
      await leave(join(folder, 'b'), Buffer.from('a file where a folder should be'));
      await expect(acquire()).rejects.toMatchObject({
        code: 'FAILED',
        kind: 'disk',
        message: expect.stringContaining(target()),
      });
      expect(received).toBe(0);
    });

    it.skipIf(process.platform === 'win32')('does not follow a link in the place of its part', async () => {
      await leave(join(folder, 'elsewhere'), bytes.subarray(0, 100));
      mkdirSync(dirname(target()));
      await symlink(join(folder, 'elsewhere'), part());
      await expect(acquire()).rejects.toMatchObject({ kind: 'occupied' });
      expect(statSync(join(folder, 'elsewhere')).size).toBe(100);
    });

    it('tells a full disk from it, keeps the part, and goes on when there is space', async (test) => {
      mkdirSync(dirname(target()));
      const mount = mountSmallDisk(dirname(target()), 256 * 1024);
      if (mount !== null) return test.skip(mount);
      try {
        await expect(acquire()).rejects.toMatchObject({
          code: 'FAILED',
          kind: 'space',
          message: expect.stringContaining(target()),
        });
        expect(received).toBe(0);
        expect(statSync(part()).size).toBeGreaterThan(100_000);
        execFileSync('mount', ['-o', 'remount,size=8m', dirname(target())]);
        expect(await acquire()).toMatchObject({ sha256 });
      } finally {
        execFileSync('umount', [dirname(target())]);
      }
    });
  });
});

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}

async function digestOf(crc: { update(data: Uint8Array): void; digest(): Promise<Uint8Array> }): Promise<Buffer> {
  crc.update(bytes);
  return Buffer.from(await crc.digest());
}

function damage(content: Buffer, at: number): Buffer {
  const damaged = Buffer.from(content);
  damaged[damaged.length + at]! ^= 1;
  return damaged;
}

/** Null when it is there; else why it cannot be. */
function mountSmallDisk(folder: string, size: number): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'NOT TESTED: only root on Linux can mount a disk';
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'pipe' });
    return null;
  } catch (error) {
    return `NOT TESTED: ${String(error)}`;
  }
}
