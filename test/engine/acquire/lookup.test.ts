// Event history through the whole engine, against the fake CloudTrail API: kept as received, loaded, and gone on with.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { LookupRequest } from '../../../shared/contract/acquisitions.ts';
import type { Login } from '../../../shared/contract/aws.ts';
import {
  type FakeCloudTrail,
  type FakeLogin,
  startFakeCloudTrail,
  testLogin,
} from '../../support/cloudtrail/fake-cloudtrail.ts';
import { makeRecords, noon } from '../../support/cloudtrail/records.ts';
import { type Bench, openBench } from './support.ts';

let fake: FakeCloudTrail;
afterEach(() => fake.stop());

const request = (more: Partial<LookupRequest> = {}) =>
  LookupRequest.parse({
    kind: 'lookup-events',
    from: noon,
    to: noon + 3_600_000,
    regions: ['eu-west-1', 'us-east-1'],
    ...more,
  });

/** STS is asked at the fake too, which does not know it: who this is stays unknown. */
const loginTo = ({ endpoint }: FakeCloudTrail, { accessKeyId, secretAccessKey, sessionToken }: FakeLogin): Login => ({
  kind: 'keys',
  accessKeyId,
  secretAccessKey,
  ...(sessionToken ? { sessionToken } : {}),
  region: 'us-east-1',
  stsEndpoint: endpoint,
  cloudTrailEndpoint: endpoint,
});

const signIn = async (bench: Bench, login = loginTo(fake, testLogin)) =>
  (await bench.engine.client.aws.connect({ login })).loginId;

/** Bodies of the answers of a region, in the order in which they were asked for. */
const bodies = (region: string) =>
  fake.requests
    .filter((one) => one.operation === 'LookupEvents' && one.region === region && one.outcome === 'ok')
    .map(({ sent }) => `${sent.toString('utf8')}\n`);

const fileOf = async (bench: Bench, region: string) => {
  const [row] = await bench.rows(`SELECT file FROM objects WHERE contains(key, '${region}')`);
  return readFileSync(join(bench.dir, String(row!.file)), 'utf8');
};

it('keeps every answer as received, and loads it', async () => {
  fake = await startFakeCloudTrail({
    regions: { 'eu-west-1': makeRecords(120), 'us-east-1': makeRecords(30, { region: 'us-east-1' }) },
  });
  const bench = await openBench();
  const id = await bench.create(await signIn(bench), request());
  const end = await bench.watch(id);
  expect(end).toMatchObject({ state: 'done', error: null });
  expect(end.regions).toMatchObject([
    { region: 'eu-west-1', state: 'done', events: 120, pages: 3, reached: '2026-11-02T12:00:00.000Z' },
    { region: 'us-east-1', state: 'done', events: 30, pages: 1 },
  ]);
  expect(await fileOf(bench, 'eu-west-1')).toBe(bodies('eu-west-1').join(''));
  expect(await fileOf(bench, 'us-east-1')).toBe(bodies('us-east-1').join(''));
  expect(await bench.rows('SELECT count(*) AS n FROM cloudtrail')).toEqual([{ n: 150 }]);
  expect(
    await bench.rows('SELECT DISTINCT e.sha256 = o.sha256 AS same FROM evidence e JOIN objects o USING (path)'),
  ).toEqual([{ same: true }]);
  const [summary] = await bench.engine.client.acquisitions.list();
  expect(summary).toMatchObject({
    title: 'LookupEvents',
    account: { listed: { objects: 2 }, acquired: { objects: 2 } },
  });
});

it('goes on after the engine has ended, and asks for no page twice', async () => {
  fake = await startFakeCloudTrail({ regions: { 'eu-west-1': makeRecords(230) } });
  const bench = await openBench();
  const id = await bench.create(await signIn(bench), request({ regions: ['eu-west-1'] }));
  await bench.watch(id, ({ regions }) => (regions[0]?.pages ?? 0) >= 2);
  await bench.reopen();
  const [before] = await bench.engine.client.acquisitions.list();
  expect(before).toMatchObject({ state: 'interrupted' });
  await bench.engine.client.acquisitions.resume({ acquisitionId: id, loginId: await signIn(bench) });
  expect(await bench.watch(id)).toMatchObject({ state: 'done', regions: [{ events: 230, pages: 5 }] });
  const pages = bodies('eu-west-1');
  // The one that was under way when the engine ended may have been answered to nobody.
  expect(pages.length).toBeLessThanOrEqual(6);
  expect(new Set(pages).size).toBe(5);
  expect(await fileOf(bench, 'eu-west-1')).toBe([...new Set(pages)].join(''));
  expect(await bench.rows('SELECT count(*) AS n FROM cloudtrail')).toEqual([{ n: 230 }]);
});

it('waits for a new login when the session ends halfway', async () => {
  const session: FakeLogin = { ...testLogin, accessKeyId: 'ASIAIOSFODNN7EXAMPLE', sessionToken: 'first' };
  fake = await startFakeCloudTrail({ regions: { 'eu-west-1': makeRecords(180) }, logins: [session, testLogin] });
  const bench = await openBench();
  const loginId = await signIn(bench, loginTo(fake, session));
  const id = await bench.create(loginId, request({ regions: ['eu-west-1'] }));
  await bench.watch(id, ({ regions }) => (regions[0]?.pages ?? 0) >= 1);
  session.expires = Date.now();
  const waiting = await bench.watch(id, ({ state }) => state === 'waiting');
  expect(waiting.waiting).toMatchObject({ for: 'login', loginId });
  expect(waiting.waiting?.message).toMatch(/expired/);
  await bench.engine.client.aws.connect({ login: loginTo(fake, testLogin), loginId });
  expect(await bench.watch(id)).toMatchObject({ state: 'done', regions: [{ events: 180, pages: 4 }] });
  expect(new Set(bodies('eu-west-1')).size).toBe(4);
  expect(await bench.rows('SELECT count(*) AS n FROM cloudtrail')).toEqual([{ n: 180 }]);
});

it('says which regions are off, and which a policy denies', async () => {
  fake = await startFakeCloudTrail({
    regions: { 'eu-west-1': makeRecords(3) },
    off: ['af-south-1'],
    fault: ({ region }) =>
      region === 'us-west-2' ? { kind: 'error', type: 'AccessDeniedException', message: 'not authorized' } : null,
  });
  const bench = await openBench();
  const regions = ['eu-west-1', 'af-south-1', 'us-west-2', 'us-east-1'];
  const id = await bench.create(await signIn(bench), request({ regions }));
  const end = await bench.watch(id);
  expect(end).toMatchObject({ state: 'done' });
  expect(Object.fromEntries(end.regions.map(({ region, state }) => [region, state]))).toEqual({
    'eu-west-1': 'done',
    'af-south-1': 'off',
    'us-west-2': 'failed',
    'us-east-1': 'done',
  });
  expect(end.regions.find(({ region }) => region === 'us-west-2')?.reason).toMatch(/policy does not allow/);
  // A region without events leaves its answer as evidence, and nothing to load.
  expect(await bench.rows('SELECT count(*) AS n FROM objects')).toEqual([{ n: 2 }]);
  expect(await bench.rows('SELECT count(*) AS n FROM evidence')).toEqual([{ n: 1 }]);
});
