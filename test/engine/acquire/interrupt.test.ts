// Acquisitions that are held up, broken off and gone on with: whatever it was, they end with the same files and rows, and
// nothing that was complete is fetched again.

import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CreateBucketCommand, DeleteObjectCommand, PutBucketPolicyCommand, type S3Client } from '@aws-sdk/client-s3';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { seedRandom } from '../../generate/random.ts';
import { openTestClient } from '../../support/s3/client.ts';
import { describeWithRgw } from '../../support/s3/describe-with-rgw.ts';
import type { RgwKeys } from '../../support/s3/rgw.ts';
import { fill, type Line, openLine, type Spoil } from './line.ts';
import { type Bench, openBench, putObjects, readTree, s3Request } from './support.ts';

const small = 60;
const large = 3;

/** Small files of one event each, and files that are several pieces on the way; by key. */
function makeObjects(): Record<string, Buffer> {
  const random = seedRandom('interrupt');
  const event = (id: string, filler: string) =>
    `{"eventVersion":"1.11","eventTime":"2026-01-05T00:00:01Z","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","awsRegion":"eu-west-1","eventID":"${id}","requestParameters":{"key":"${filler}"}}`;
  const pack = (records: string[]) => gzipSync(`{"Records":[${records.join(',')}]}`, { level: 1 });
  return Object.fromEntries([
    ...Array.from({ length: large }, (_, i) => [
      `logs/large-${i}.json.gz`,
      pack(Array.from({ length: 50 }, (_, n) => event(`large-${i}-${n}`, random.base64(20_000)))),
    ]),
    ...Array.from({ length: small }, (_, i) => [`logs/small-${i}.json.gz`, pack([event(`small-${i}`, '')])]),
  ]) as Record<string, Buffer>;
}

const objects = makeObjects();
const rowsInAll = small + large * 50;
const all = Object.keys(objects).length;

/** Large objects stop half way, the first time. */
const stallLarge: Spoil = ({ count }, { key, size, from }) =>
  key.includes('large') && count === 1 ? { kind: 'stall', afterBytes: Math.floor((size - from) / 2) } : null;

await describeWithRgw('an acquisition that is interrupted', {}, (server) => {
  const s3: S3Client = openTestClient(server.endpoint, server);
  let second: RgwKeys;
  let bench: Bench;
  let line: Line;
  let login: number;

  beforeAll(async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'logs' }));
    await fill(s3, 'logs', objects);
    second = await server.createUser('second');
    const allowed = {
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws:iam:::user/second'] },
      Action: ['s3:GetObject', 's3:ListBucket'],
    };
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ ...allowed, Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'] }],
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket: 'logs', Policy }));
  });
  beforeEach(async () => {
    bench = await openBench();
    line = await openLine(server.endpoint, bench.dir, 'logs', objects);
    login = await bench.signIn(line.endpoint, server);
  });

  /** Lists all, and begins to download. */
  async function start(request = s3Request('logs')): Promise<number> {
    const acquisitionId = await bench.create(login, request);
    expect(await bench.watch(acquisitionId)).toMatchObject({ state: 'listed', account: { listed: { objects: all } } });
    await bench.engine.client.acquisitions.start({ acquisitionId });
    return acquisitionId;
  }

  const untilAcquired = (acquisitionId: number, count: number) =>
    bench.watch(acquisitionId, ({ account }) => account.acquired.objects >= count);

  /** What was on its way when everything was stopped may come again. */
  async function takeStock(): Promise<void> {
    await line.quiet();
    line.books.takeStock();
  }

  async function expectWhole(acquisitionId: number, more: object = {}): Promise<void> {
    expect(await bench.watch(acquisitionId)).toMatchObject({
      state: 'done',
      error: null,
      waiting: null,
      account: { listed: { objects: all }, acquired: { objects: all }, failed: { objects: 0 } },
      ...more,
    });
    await line.quiet();
    line.books.sums();
    expect(line.books.faults).toEqual([]);
    const tree = readTree(join(bench.dir, 'evidence', 's3', 'logs'));
    expect([...tree.keys()].sort()).toEqual(Object.keys(objects).sort());
    for (const [key, bytes] of tree) expect(bytes.equals(objects[key]!), key).toBe(true);
    expect(await bench.rows('SELECT count(*) AS n, count(DISTINCT eventid) AS ids FROM cloudtrail')).toEqual([
      { n: rowsInAll, ids: rowsInAll },
    ]);
  }

  it('pauses in the middle of an object, asks for nothing meanwhile, and goes on from there', async () => {
    line.spoil(stallLarge);
    const id = await start();
    await untilAcquired(id, small);
    await bench.engine.client.acquisitions.pause({ acquisitionId: id });
    expect(await bench.watch(id, ({ state }) => state === 'paused')).toMatchObject({ state: 'paused' });
    await takeStock();
    expect(line.books.seen).toMatchObject({ partsAfterKill: large, ranges: 0 });
    await bench.engine.client.acquisitions.resume({ acquisitionId: id });
    await expectWhole(id);
    expect(line.books.seen).toMatchObject({ gets: all + large, ranges: large, heads: 0 });
  });

  it('is cancelled and resumed', async () => {
    line.spoil(stallLarge);
    const id = await start();
    await untilAcquired(id, small);
    await bench.engine.client.acquisitions.cancel({ acquisitionId: id });
    expect(await bench.engine.client.acquisitions.list()).toMatchObject([
      { state: 'cancelled', account: { acquired: { objects: small } } },
    ]);
    await expect(bench.engine.client.acquisitions.pause({ acquisitionId: id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await takeStock();
    await bench.engine.client.acquisitions.resume({ acquisitionId: id });
    await expectWhole(id);
    expect(line.books.seen).toMatchObject({ gets: all + large, ranges: large });
    expect((await bench.engine.client.loads.list()).map(({ state }) => state)).toEqual(['done', 'cancelled']);
  });

  it('is interrupted when the case is closed, and goes on with a new login', async () => {
    line.spoil(stallLarge);
    const id = await start();
    await untilAcquired(id, small);
    await bench.reopen();
    await takeStock();
    expect(await bench.engine.client.acquisitions.list()).toMatchObject([{ state: 'interrupted', error: null }]);
    await expect(bench.engine.client.acquisitions.resume({ acquisitionId: id })).rejects.toMatchObject({
      code: 'REFUSED',
      data: { needs: 'login' },
    });
    const loginId = await bench.signIn(line.endpoint, server);
    await bench.engine.client.acquisitions.resume({ acquisitionId: id, loginId });
    await expectWhole(id);
    expect(line.books.seen).toMatchObject({ gets: all + large, ranges: large });
  });

  it('waits for a new login when the credentials expire halfway, and goes on with it', async () => {
    let refused = 0;
    let letGo = () => {};
    const late = new Promise<void>((resolve) => (letGo = resolve));
    const expired = {
      kind: 'refusal',
      status: 400,
      code: 'ExpiredToken',
      message: 'The provided token has expired.',
    } as const;
    line.spoil((request, _wanted, nth) => {
      if (nth <= 20 || !request.headers.authorization?.includes(server.accessKeyId)) return null;
      // Some are refused only when the new login is on its way: they must not hold it up once more.
      return ++refused % 3 === 0 ? { ...expired, after: late } : expired;
    });
    const id = await start();
    const { waiting } = await bench.watch(id, (progress) => progress.waiting !== null);
    expect(waiting).toMatchObject({
      for: 'login',
      loginId: login,
      serial: null,
      message: expect.stringMatching(/expired/i) as string,
    });
    expect(JSON.stringify(waiting)).not.toContain(server.secretAccessKey);
    expect(await bench.engine.client.acquisitions.list()).toMatchObject([{ state: 'waiting' }]);
    letGo();
    const place = { endpoint: line.endpoint, pathStyle: true, region: 'us-east-1' };
    await bench.engine.client.aws.connect({ loginId: login, login: { kind: 'keys', ...second, ...place } });
    await expectWhole(id);
    expect(line.books.seen).toMatchObject({ gets: all + refused, ranges: 0 });
  });

  it('waits for the network, and goes on when it is back', { timeout: 60_000 }, async () => {
    line.spoil(stallLarge);
    const id = await start();
    await untilAcquired(id, 20);
    await line.break();
    const { waiting } = await bench.watch(id, (progress) => progress.waiting !== null);
    expect(waiting).toMatchObject({ for: 'network', message: expect.stringMatching(/refused/i) as string });
    await takeStock();
    line.spoil(null);
    await line.mend();
    // By itself it would be tried again in ten seconds.
    await bench.engine.client.acquisitions.resume({ acquisitionId: id });
    await expectWhole(id);
  });

  it('notices objects that are overwritten or deleted between listing and download', async () => {
    const Bucket = 'moving';
    const before = { 'kept.txt': 'kept', 'overwritten.txt': 'before', 'deleted.txt': 'gone' };
    await s3.send(new CreateBucketCommand({ Bucket }));
    await putObjects(s3, Bucket, before);
    const direct = await bench.signIn(server.endpoint, server);
    const id = await bench.create(direct, s3Request(Bucket));
    await bench.watch(id);
    await putObjects(s3, Bucket, { 'overwritten.txt': 'after!' });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'deleted.txt' }));
    const { acquisitions } = bench.engine.client;
    await acquisitions.start({ acquisitionId: id });
    const failed = {
      state: 'done',
      account: { listed: { objects: 3 }, acquired: { objects: 1 }, failed: { objects: 2 } },
    };
    expect(await bench.watch(id)).toMatchObject(failed);
    const told = await acquisitions.problems({ acquisitionId: id });
    expect(Object.fromEntries(told.problems.map(({ key, outcome, reason }) => [key, `${outcome}: ${reason}`]))).toEqual(
      {
        'overwritten.txt': expect.stringMatching(
          /^failed: The object was changed after it was listed\. List the scope again/,
        ) as string,
        'deleted.txt': expect.stringMatching(/^failed: The object was deleted after it was listed\./) as string,
      },
    );
    // What was listed is not there any more, however often it is asked for.
    await acquisitions.resume({ acquisitionId: id });
    expect(await bench.watch(id)).toMatchObject(failed);
    const { acquisitionId } = await acquisitions.follow({ acquisitionId: id, loginId: direct });
    await bench.watch(acquisitionId);
    await acquisitions.start({ acquisitionId });
    expect(await bench.watch(acquisitionId)).toMatchObject({
      state: 'done',
      account: { listed: { objects: 2 }, known: { objects: 1 }, acquired: { objects: 1 }, failed: { objects: 0 } },
    });
    const tree = readTree(join(bench.dir, 'evidence', 's3', Bucket));
    expect(Object.fromEntries([...tree].map(([name, bytes]) => [name, String(bytes)]))).toEqual({
      'kept.txt': 'kept',
      'overwritten.txt': 'after!',
    });
  });
});
