// Workers that download from the real server, as the engine's thread uses them.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type FetchCredentials,
  type FetchOutcome,
  type FetchPool,
  type FetchPoolOptions,
  startFetchPool,
} from '../../../../src-main/engine/sources/s3/fetch-pool.ts';
import type { S3Object } from '../../../../src-main/engine/sources/s3/list-pages.ts';
import { createPartFile } from '../../../../src-main/engine/sources/s3/part-file.ts';
import { openTestClient } from '../../../support/s3/client.ts';
import { describeWithRgw } from '../../../support/s3/describe-with-rgw.ts';
import { type Fault, type FaultProxy, type SeenRequest, startFaultProxy } from '../../../support/s3/fault-proxy.ts';
import { keysOf, listAll, placeOf } from '../../../support/s3/object-requests.ts';

const workerFile = resolve('out/main/fetch-worker.js');
const contents = Array.from({ length: 60 }, (_, i) => randomBytes(i === 0 ? 3_000_000 : 200 + i));
const hashes = contents.map((content) => createHash('sha256').update(content).digest('hex'));

await describeWithRgw('the workers that download', {}, (server) => {
  const direct = openTestClient(server.endpoint, server);
  let proxy: FaultProxy;
  let decide: (request: SeenRequest) => Fault | null;
  let objects: S3Object[];
  let folder: string;
  const pools: FetchPool[] = [];

  beforeAll(async () => {
    proxy = await startFaultProxy(server.endpoint, (request) => decide(request));
    await direct.send(new CreateBucketCommand({ Bucket: 'logs' }));
    for (const [i, Body] of contents.entries())
      await direct.send(new PutObjectCommand({ Bucket: 'logs', Key: `day/${String(i).padStart(3, '0')}`, Body }));
    objects = await listAll(direct, 'logs');
  });
  afterAll(() => proxy.stop());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pugmark-fetch-'));
    decide = () => null;
  });
  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.stop()));
    rmSync(folder, { recursive: true });
  });

  const target = (i: number) => join(folder, objects[i]!.key);

  /** A pool that notes what it says. */
  function open(more: Partial<FetchPoolOptions> = {}, credentials: FetchCredentials = async () => keysOf(server)) {
    const said = { batches: [] as FetchOutcome[][], bytes: 0, retries: 0, failures: [] as Error[] };
    const options = {
      place: placeOf(proxy.endpoint, 'logs'),
      count: 2,
      parallel: 4,
      tries: 3,
      pauseMs: 1,
      stallMs: 5_000,
    };
    const pool = startFetchPool(workerFile, { ...options, ...more }, credentials, {
      onOutcomes: (outcomes) => void said.batches.push(outcomes),
      onBytes: (bytes) => (said.bytes += bytes),
      onRetry: (count) => (said.retries += count),
      onFailure: (error) => void said.failures.push(error),
    });
    pools.push(pool);
    return {
      pool,
      said,
      offer: (...numbers: number[]) =>
        numbers.map((i) => pool.offer({ taskId: i, object: objects[i]!, target: target(i) })),
      outcomes: () => said.batches.flat(),
      /** The outcomes by task when there are so many. */
      wait: async (count: number) => {
        await expect.poll(() => said.batches.flat().length, { timeout: 10_000 }).toBe(count);
        return new Map(said.batches.flat().map((outcome) => [outcome.taskId, outcome]));
      },
    };
  }
  const all = () => objects.map((_, i) => i);

  it('acquire all they are given, and say so in few words', async () => {
    const { offer, wait, said } = open();
    expect(offer(...all())).not.toContain(false);
    const outcomes = await wait(objects.length);
    for (const i of all()) {
      expect(outcomes.get(i)).toMatchObject({ acquired: { sha256: hashes[i], checkedBy: ['md5', 'size'] } });
      expect(readFileSync(target(i)).equals(contents[i]!)).toBe(true);
    }
    expect(said.batches.length).toBeLessThan(objects.length / 2);
    expect(said.bytes).toBe(contents.reduce((sum, { length }) => sum + length, 0));
    expect(said.failures).toEqual([]);
  });

  it('have enough at some time, and are ready for more later', async () => {
    const { pool, outcomes } = open({ count: 1 });
    let offered = 0;
    while (pool.offer({ taskId: offered, object: objects[1]!, target: join(folder, String(offered)) })) offered++;
    expect(offered).toBeGreaterThan(100);
    expect(offered).toBeLessThan(1_000);
    await expect.poll(() => outcomes().length, { timeout: 20_000 }).toBe(offered);
    expect(pool.offer({ taskId: -1, object: objects[1]!, target: join(folder, 'more') })).toBe(true);
  });

  it('tell each failure apart, in words', async () => {
    decide = ({ url }) => {
      if (url.endsWith('/001')) return { kind: 'AccessDenied' };
      if (url.endsWith('/002')) return { kind: 'InvalidObjectState', storageClass: 'GLACIER' };
      return url.endsWith('/003') ? { kind: 'flip', atByte: 5 } : null;
    };
    const { offer, wait, said } = open();
    offer(1, 2, 3, 4);
    const outcomes = await wait(4);
    expect(outcomes.get(1)).toMatchObject({
      problem: {
        kind: 'kms',
        code: 'REFUSED',
        message: expect.any(String),
        hint: expect.stringContaining('kms:Decrypt'),
      },
    });
    expect(outcomes.get(2)).toMatchObject({
      problem: { kind: 'archived', message: expect.stringContaining('GLACIER') },
    });
    expect(outcomes.get(3)).toMatchObject({ problem: { kind: 'mismatch', code: 'FAILED' } });
    expect(outcomes.get(4)).toMatchObject({ acquired: { sha256: hashes[4] } });
    expect(said.bytes).toBe(contents[4]!.length);
  });

  it('do not let the others wait for one that is to be tried again', async () => {
    let refused = 0;
    decide = ({ url }) => (url.endsWith('/001') && refused++ < 2 ? { kind: 'SlowDown' } : null);
    const { offer, wait, outcomes, said } = open({ count: 1, parallel: 1, pauseMs: 400 });
    offer(1, 2, 3, 4);
    await wait(4);
    expect(outcomes().at(-1)!.taskId).toBe(1);
    expect(said.retries).toBe(2);
  });

  it('refresh credentials that have expired, once for all', async () => {
    const old = { accessKeyId: 'ASIAOLDOLDOLDOLDOLD1', secretAccessKey: 'old' };
    decide = ({ headers }) => (headers.authorization?.includes(old.accessKeyId) ? { kind: 'ExpiredToken' } : null);
    const asked: (boolean | undefined)[] = [];
    let fresh = false;
    const { offer, wait } = open({}, async (options) => {
      asked.push(options?.forceRefresh);
      fresh ||= options?.forceRefresh === true;
      return fresh ? keysOf(server) : old;
    });
    offer(...all());
    const outcomes = await wait(objects.length);
    expect([...outcomes.values()].filter((outcome) => 'problem' in outcome)).toEqual([]);
    expect(asked.filter(Boolean)).toEqual([true]);
  });

  it('give back what waits for a new login, and take it again after it', async () => {
    const old = { accessKeyId: 'ASIAOLDOLDOLDOLDOLD1', secretAccessKey: 'old/secret/old/secret/old/secret' };
    decide = ({ headers }) => (headers.authorization?.includes(old.accessKeyId) ? { kind: 'ExpiredToken' } : null);
    let isLoggedIn = false;
    let asked = 0;
    const { offer, wait, outcomes, said } = open({}, async (options) => {
      asked++;
      if (isLoggedIn) return keysOf(server);
      if (options?.forceRefresh)
        throw Object.assign(new Error(`Run aws sso login; ${old.secretAccessKey}`), {
          name: 'CredentialsProviderError',
        });
      return old;
    });
    offer(...all());
    await wait(objects.length);
    for (const outcome of outcomes())
      expect(outcome).toMatchObject({ problem: { code: 'REFUSED', hint: expect.any(String) } });
    expect(new Set(outcomes().map((outcome) => 'problem' in outcome && outcome.problem.kind))).toEqual(
      new Set(['sso-expired']),
    );
    expect(JSON.stringify(outcomes())).not.toContain(old.secretAccessKey);
    expect(asked).toBeLessThan(10);
    expect(said.bytes).toBe(0);
    isLoggedIn = true;
    offer(...all());
    await wait(2 * objects.length);
    expect(outcomes().filter((outcome) => 'acquired' in outcome).length).toBe(objects.length);
  });

  it('leave parts when they are stopped, which others go on with', async () => {
    const ranges: (string | undefined)[] = [];
    decide = ({ headers }) => {
      ranges.push(headers.range);
      return ranges.length === 1 ? { kind: 'stall', afterBytes: 1_000_000 } : null;
    };
    const first = open();
    first.offer(0);
    await expect.poll(() => first.said.bytes, { timeout: 10_000 }).toBe(1_000_000);
    await first.pool.stop();
    expect(first.outcomes()).toEqual([]);
    expect(first.said.failures).toEqual([]);
    expect(first.offer(0)).toEqual([false]);
    expect(existsSync(target(0))).toBe(false);
    expect(statSync(createPartFile(objects[0]!, target(0)).path).size).toBe(1_000_000);

    const second = open();
    second.offer(0);
    expect((await second.wait(1)).get(0)).toMatchObject({ acquired: { sha256: hashes[0], requests: 1 } });
    expect(ranges).toEqual([undefined, 'bytes=1000000-']);
    expect(readFileSync(target(0)).equals(contents[0]!)).toBe(true);
  });

  it('tell what is done before they have stopped', async () => {
    const { pool, offer, outcomes } = open({ count: 1, parallel: 1 });
    offer(...all());
    await expect.poll(() => outcomes().length, { timeout: 10_000 }).toBeGreaterThan(0);
    await pool.stop();
    expect(outcomes().map(({ taskId }) => existsSync(target(taskId)))).not.toContain(false);
    const there = all().filter((i) => existsSync(target(i)));
    expect(outcomes().length).toBe(there.length);
  });

  it('say when one of them ends by itself', async () => {
    const failures: Error[] = [];
    const pool = startFetchPool(
      join(folder, 'none.js'),
      { place: placeOf(proxy.endpoint, 'logs'), count: 1, parallel: 1, tries: 1, pauseMs: 1, stallMs: 1_000 },
      async () => 'anonymous',
      {
        onOutcomes: () => undefined,
        onBytes: () => undefined,
        onRetry: () => undefined,
        onFailure: (error) => void failures.push(error),
      },
    );
    await expect.poll(() => failures.length, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(failures[0]).toMatchObject({ code: 'FAILED', message: expect.stringContaining('download worker') });
    await pool.stop();
  });
});
