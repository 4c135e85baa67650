// Downloading against the real server, with a proxy in front that cuts, stalls, refuses and flips bits.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type AcquireOptions, acquireObject } from '../../../../src-main/engine/sources/s3/acquire-object.ts';
import { objectPages, type S3Object } from '../../../../src-main/engine/sources/s3/list-pages.ts';
import { openTestClient } from '../../../support/s3/client.ts';
import { describeWithRgw } from '../../../support/s3/describe-with-rgw.ts';
import { type Fault, type FaultProxy, type SeenRequest, startFaultProxy } from '../../../support/s3/fault-proxy.ts';

const bytes = randomBytes(700_000);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const key = 'AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/01/05/d.json.gz';

await describeWithRgw('acquiring an object', {}, (server) => {
  const direct = openTestClient(server.endpoint, server);
  let folder: string;
  let proxy: FaultProxy;
  let object: S3Object;
  let decide: (request: SeenRequest) => Fault | null;
  let received: number;

  beforeAll(async () => {
    await direct.send(new CreateBucketCommand({ Bucket: 'evidence' }));
    proxy = await startFaultProxy(server.endpoint, (request) => (request.method === 'GET' ? decide(request) : null));
  });
  afterAll(() => proxy.stop());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pugmark-acquire-'));
    await direct.send(
      new PutObjectCommand({ Bucket: 'evidence', Key: key, Body: bytes, Metadata: { signature: 'abcdef' } }),
    );
    const list = objectPages(direct, { bucket: 'evidence', requesterPays: false });
    [object] = (await list({ prefix: '', delimiter: false, after: null }, new AbortController().signal)).objects as [
      S3Object,
    ];
    decide = () => null;
    received = 0;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const target = () => join(folder, 'b', 'd.json.gz');
  const acquire = (more: Partial<AcquireOptions> = {}) =>
    acquireObject(object, target(), {
      client: openTestClient(proxy.endpoint, server),
      bucket: 'evidence',
      requesterPays: false,
      signal: new AbortController().signal,
      tries: 3,
      pauseMs: 1,
      stallMs: 400,
      onBytes: (count) => (received += count),
      ...more,
    });

  it('writes its bytes, and tells what the server says of it', async () => {
    expect(await acquire()).toMatchObject({
      size: bytes.length,
      sha256,
      md5Checked: true,
      storageClass: 'STANDARD',
      metadata: { signature: 'abcdef' },
      requests: 1,
    });
    expect((await readFile(target())).equals(bytes)).toBe(true);
    expect(await readdir(join(folder, 'b'))).toEqual(['d.json.gz']);
    expect(received).toBe(bytes.length);
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
  ])('ends with the same bytes when it %s', async (_, fault, requests) => {
    let n = 0;
    decide = () => fault(++n);
    expect(await acquire()).toMatchObject({ sha256, requests });
    expect((await readFile(target())).equals(bytes)).toBe(true);
    expect(received).toBe(bytes.length);
  });

  it('asks only for what is missing', async () => {
    const ranges: (string | undefined)[] = [];
    decide = ({ headers }) => {
      ranges.push(headers.range);
      return ranges.length === 1 ? { kind: 'cut', afterBytes: 100_000 } : null;
    };
    await acquire();
    expect(ranges[0]).toBeUndefined();
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it('goes on with what an earlier process left, and asks for nothing when all of it is there', async () => {
    await acquire();
    await rm(target());
    await writeFile(`${target()}.part`, bytes.subarray(0, 300_000));
    let range: string | undefined;
    decide = ({ headers }) => {
      range = headers.range;
      return null;
    };
    expect(await acquire()).toMatchObject({ sha256 });
    expect(range).toBe('bytes=300000-');
    await rm(target());
    await writeFile(`${target()}.part`, bytes);
    decide = () => ({ kind: 'AccessDenied' });
    expect(await acquire()).toMatchObject({ sha256, metadata: { signature: 'abcdef' } });
    expect((await readFile(target())).equals(bytes)).toBe(true);
  });

  it('does not believe what an earlier process left', async () => {
    await acquire();
    await rm(target());
    const wrong = Buffer.from(bytes.subarray(0, 300_000));
    wrong[7]! ^= 1;
    await writeFile(`${target()}.part`, wrong);
    expect(await acquire()).toMatchObject({ sha256 });
    expect((await readFile(target())).equals(bytes)).toBe(true);
  });

  it('notices an object that was changed, or deleted, since it was listed', async () => {
    await direct.send(new PutObjectCommand({ Bucket: 'evidence', Key: key, Body: 'other' }));
    await expect(acquire()).rejects.toMatchObject({ code: 'FAILED', message: expect.stringContaining('changed') });
    object = { ...object, key: 'never/there' };
    await expect(acquire()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(existsSync(target())).toBe(false);
  });

  it('gives up when nothing comes any more, and keeps what it has', async () => {
    let n = 0;
    decide = () => (++n === 1 ? { kind: 'cut', afterBytes: 200_000 } : { kind: 'SlowDown' });
    await expect(acquire()).rejects.toMatchObject({ name: 'SlowDown' });
    expect(n).toBe(4);
    expect((await readFile(`${target()}.part`)).length).toBeGreaterThan(0);
  });

  it('hands on a refusal at once', async () => {
    let n = 0;
    decide = () => {
      n++;
      return { kind: 'InvalidObjectState', storageClass: 'DEEP_ARCHIVE' };
    };
    await expect(acquire()).rejects.toMatchObject({ name: 'InvalidObjectState' });
    expect(n).toBe(1);
  });

  it('can be cancelled', async () => {
    const abort = new AbortController();
    decide = () => ({ kind: 'stall', afterBytes: 1000 });
    const acquiring = acquire({ signal: abort.signal, stallMs: 60_000 });
    setTimeout(() => abort.abort(), 100);
    await expect(acquiring).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
