// Listing that is broken off again and again ends with the same list as one that was not, without asking again for what is
// written; and what can and cannot be done before a list is whole.
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestClient } from '../../support/s3/client.ts';
import { describeWithRgw } from '../../support/s3/describe-with-rgw.ts';
import type { Fault, SeenRequest } from '../../support/s3/fault-proxy.ts';
import { fill, type Line, openLine } from './line.ts';
import { type Bench, openBench, s3Request } from './support.ts';

const dayOf = (account: string, region: string, day: number) =>
  `AWSLogs/${account}/CloudTrail/${region}/2026/01/${String(day).padStart(2, '0')}`;

/** Keys in many folders, of several levels that are looked into one by one; one folder has more than a page. */
const keys = [
  ...Array.from({ length: 1_050 }, (_, i) => `${dayOf('111122223333', 'eu-west-1', 3)}/${i}.json.gz`),
  ...Array.from({ length: 30 }, (_, i) => `${dayOf(`22223333444${i % 3}`, `eu-west-${i % 5}`, 1 + i)}/${i}.json.gz`),
  ...Array.from({ length: 12 }, (_, i) => `strange-${i % 4}/deeper-${i % 6}/and/deeper/${i}.txt`),
  ...Array.from({ length: 8 }, (_, i) => `strange-${i % 4}/${i}.txt`),
  ...Array.from({ length: 5 }, (_, i) => `${i}.txt`),
];
const objects = Object.fromEntries(keys.map((key) => [key, Buffer.from(key.slice(-8))]));
const span = { from: Date.parse('2026-01-01T00:00:00Z'), to: Date.parse('2026-01-20T00:00:00Z') };

await describeWithRgw('a listing', {}, (server) => {
  const s3: S3Client = openTestClient(server.endpoint, server);
  let bench: Bench;
  let line: Line;
  let login: number;

  beforeAll(async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'listed' }));
    await s3.send(new PutBucketVersioningCommand({ Bucket: 'listed', VersioningConfiguration: { Status: 'Enabled' } }));
    await fill(s3, 'listed', objects);
    const again = keys.filter((_, i) => i % 40 === 0);
    await fill(s3, 'listed', Object.fromEntries(again.map((key) => [key, Buffer.from('again')])));
    for (const Key of keys.slice(-8)) await s3.send(new DeleteObjectCommand({ Bucket: 'listed', Key }));
  });
  beforeEach(async () => {
    bench = await openBench();
    line = await openLine(server.endpoint, bench.dir, 'listed', objects);
    login = await bench.signIn(line.endpoint, server);
  });

  /** A second name for a key has the acquisition in it. */
  const listed = (acquisitionId: number) =>
    bench.rows(
      `SELECT * EXCLUDE (acquisition_id, object_no) REPLACE (regexp_replace(file, '%[0-9a-f]{16}-', '%…-') AS file) FROM logs.pugmark.listing WHERE acquisition_id = ${acquisitionId} ORDER BY key, version_id`,
    );

  it.each([
    ['all objects', false, {}],
    ['all versions', true, {}],
    ['a span of days', false, span],
  ])('that is cancelled again and again ends the same: %s', { timeout: 60_000 }, async (_, versions, scope) => {
    const request = s3Request('listed', { versions }, scope);
    const undisturbed = await bench.create(login, request);
    const whole = await bench.watch(undisturbed);
    expect(whole).toMatchObject({ state: 'listed', error: null });
    const expected = await listed(undisturbed);
    expect(expected.length).toBe(whole.account.listed.objects);
    expect(expected.length).toBeGreaterThan(1_050);

    const faults: string[] = [];
    const done = new Set<string>();
    let [asked, cancelAt, id] = [0, 2, 0];
    line.spoil(null, (seen: SeenRequest): Fault | null => {
      const { searchParams } = new URL(seen.url, line.endpoint);
      const prefix = searchParams.get('prefix');
      if (prefix === null) return null;
      if (!searchParams.has('delimiter') && done.has(prefix)) faults.push(`${prefix} is listed again`);
      if (++asked === cancelAt) void bench.engine.client.acquisitions.cancel({ acquisitionId: id });
      return null;
    });
    ({ acquisitionId: id } = await bench.engine.client.acquisitions.create({ loginId: login, request }));
    let interruptions = 0;
    let progress = await bench.watch(id);
    for (; progress.state === 'cancelled'; interruptions++) {
      const folders = await bench.rows(
        `SELECT folder FROM logs.pugmark.list_folders WHERE acquisition_id = ${id} AND next IS NULL AND NOT ends_with(folder, '*')`,
      );
      for (const { folder } of folders) done.add(String(folder));
      [asked, cancelAt] = [0, cancelAt + 34];
      await bench.engine.client.acquisitions.resume({ acquisitionId: id });
      progress = await bench.watch(id);
    }
    expect(interruptions).toBeGreaterThan(1);
    expect(done.size).toBeGreaterThan(10);
    expect(faults).toEqual([]);
    expect(progress).toMatchObject({ state: 'listed', error: null, account: whole.account });
    expect(await listed(id)).toEqual(expected);
    expect(await bench.rows(`SELECT count(*) AS n FROM objects WHERE acquisition_id = ${id}`)).toEqual(
      await bench.rows(`SELECT count(*) AS n FROM objects WHERE acquisition_id = ${undisturbed}`),
    );
  });

  it.each([false, true])('goes on in the middle of a folder; versions: %s', async (versions) => {
    const { acquisitions } = bench.engine.client;
    const behind = versions ? 'key-marker' : 'start-after';
    let id = 0;
    let folder = '';
    const again: string[] = [];
    line.spoil(null, ({ url }) => {
      const { searchParams } = new URL(url, line.endpoint);
      const prefix = searchParams.get('prefix') ?? '';
      if (searchParams.has('delimiter')) return null;
      if (folder !== '' && prefix === folder) again.push(searchParams.get(behind) ?? 'from the beginning');
      if (folder !== '' || !searchParams.has(behind)) return null;
      folder = prefix;
      void acquisitions.cancel({ acquisitionId: id });
      return { kind: 'stall', afterBytes: 0 };
    });
    id = await bench.create(login, s3Request('listed', { versions }));
    expect(await bench.watch(id)).toMatchObject({ state: 'cancelled' });
    const seen = (await bench.rows('SELECT count(*) AS n FROM logs.pugmark.listing'))[0]!.n;
    expect(seen).toBeGreaterThanOrEqual(1_000);
    await acquisitions.resume({ acquisitionId: id });
    expect(await bench.watch(id)).toMatchObject({ state: 'listed' });
    expect(again).toEqual([expect.stringContaining(folder) as string]);
  });

  it('is estimated when it is whole, and nothing else begins before', async () => {
    const { acquisitions, aws } = bench.engine.client;
    line.spoil(null, ({ url }) => (url.includes('prefix=') ? { kind: 'stall', afterBytes: 0 } : null));
    const id = await bench.create(login, s3Request('listed'));
    await expect(acquisitions.estimate({ acquisitionId: id })).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringMatching(/before all is listed/) as string,
    });
    await expect(bench.create(login, s3Request('listed'))).rejects.toMatchObject({
      code: 'REFUSED',
      message: `Acquisition ${id} is under way.`,
    });
    await expect(acquisitions.start({ acquisitionId: id })).rejects.toMatchObject({ code: 'REFUSED' });
    await expect(acquisitions.discard({ acquisitionId: id })).rejects.toMatchObject({ code: 'REFUSED' });
    await expect(aws.disconnect({ loginId: login })).rejects.toMatchObject({ code: 'REFUSED' });
    await acquisitions.cancel({ acquisitionId: id });
    expect(await bench.watch(id)).toMatchObject({ state: 'cancelled', account: { listed: { objects: 0 } } });
    line.spoil(null);
    await acquisitions.resume({ acquisitionId: id });
    expect(await bench.watch(id)).toMatchObject({ state: 'listed', account: { listed: { objects: keys.length - 8 } } });
    expect(await acquisitions.estimate({ acquisitionId: id })).toMatchObject({ objects: keys.length - 8 });
  });

  it('goes on by a new login when the credentials end while it lists', async () => {
    const { aws, acquisitions } = bench.engine.client;
    let [asked, isRenewed] = [0, false];
    line.spoil(null, ({ url }) =>
      url.includes('prefix=') && !isRenewed && ++asked > 10
        ? { kind: 'refusal', status: 400, code: 'ExpiredToken', message: 'The provided token has expired.' }
        : null,
    );
    const id = await bench.create(login, s3Request('listed'));
    const { waiting } = await bench.watch(id, (progress) => progress.waiting !== null);
    expect(waiting).toMatchObject({ for: 'login', loginId: login });
    isRenewed = true;
    await aws.connect({ loginId: login });
    expect(await bench.watch(id)).toMatchObject({ state: 'listed', account: { listed: { objects: keys.length - 8 } } });
    expect(await acquisitions.list()).toMatchObject([{ state: 'listed' }]);
  });

  it('is discarded, unless it has brought evidence', async () => {
    const { acquisitions } = bench.engine.client;
    const id = await bench.create(login, s3Request('listed', { versions: true }));
    await bench.watch(id);
    await acquisitions.discard({ acquisitionId: id });
    expect(await acquisitions.list()).toEqual([]);
    for (const table of ['main.objects', 'pugmark.listing', 'pugmark.list_folders'])
      expect(await bench.rows(`SELECT count(*) AS n FROM logs.${table}`), table).toEqual([{ n: 0 }]);
    await expect(acquisitions.estimate({ acquisitionId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const end = await bench.acquire(login, s3Request('listed', { load: false }, { prefix: 'strange-0/' }));
    expect(end).toMatchObject({ state: 'done' });
    await expect(acquisitions.discard({ acquisitionId: end.acquisitionId })).rejects.toMatchObject({
      code: 'REFUSED',
      message: expect.stringMatching(/brought evidence into the case/) as string,
    });
  });
});
