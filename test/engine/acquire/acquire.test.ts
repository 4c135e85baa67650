// From a bucket to rows, against the real server: what is listed is acquired byte for byte, loaded on the way, and accounted for.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CreateBucketCommand, DeleteObjectCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { startFakeCloudTrail } from '../../support/cloudtrail/fake-cloudtrail.ts';
import { openTestClient } from '../../support/s3/client.ts';
import { describeWithRgw } from '../../support/s3/describe-with-rgw.ts';
import { type Bench, openBench, putObjects, readTree, s3Request } from './support.ts';

const event = (id: string, day = '05') =>
  `{"eventVersion":"1.11","eventTime":"2026-01-${day}T00:00:01Z","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","awsRegion":"eu-west-1","eventID":"${id}","recipientAccountId":"111122223333"}`;
const trail = (...ids: string[]) => gzipSync(`{"Records":[${ids.map((id) => event(id)).join(',')}]}`);
const keyOf = (account: string, region: string, day: string, name: string) =>
  `AWSLogs/${account}/CloudTrail/${region}/2026/01/${day}/${account}_CloudTrail_${region}_202601${day}T0005Z_${name}.json.gz`;

await describeWithRgw('an acquisition', {}, (server) => {
  const s3 = openTestClient(server.endpoint, server);
  const logs: Record<string, Buffer> = {
    [keyOf('111122223333', 'eu-west-1', '05', 'aaaa')]: trail('1', '2', '3'),
    [keyOf('111122223333', 'eu-west-1', '06', 'bbbb')]: trail('4', '5'),
    [keyOf('111122223333', 'us-east-1', '05', 'cccc')]: trail('6'),
    [keyOf('444455556666', 'eu-west-1', '05', 'dddd')]: trail('7', '8', '1'),
  };
  const strange: Record<string, Buffer | string> = {
    'notes/CON.txt': 'not a log',
    'notes/con.TXT': 'nor this',
    'a b+c&d=e?f#g%.json.gz': trail('9'),
    'folder/': '',
    'folder/../up.json.gz': trail('10'),
    folder: 'a file with a folder’s name',
    [`long/${'x'.repeat(300)}/${'y'.repeat(300)}.json.gz`]: trail('11'),
    'шира/日本.json.gz': trail('12'),
  };
  let bench: Bench;
  let login: number;

  beforeAll(async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'trail' }));
    await putObjects(s3, 'trail', { ...logs, ...strange });
  });
  beforeEach(async () => {
    bench = await openBench();
    login = await bench.signIn(server.endpoint, server);
  });

  it('brings every object of a scope into the case, byte for byte, and loads it', async () => {
    const id = await bench.create(login, s3Request('trail'));
    expect(await bench.watch(id)).toMatchObject({ state: 'listed', account: { listed: { objects: 12 } } });
    expect(existsSync(join(bench.dir, 'evidence', 's3'))).toBe(false);
    const estimate = await bench.engine.client.acquisitions.estimate({ acquisitionId: id });
    expect(estimate).toMatchObject({
      objects: 11,
      days: { first: '2026-01-05', last: '2026-01-06' },
      archived: { objects: 0 },
      unpriced: 0,
    });
    expect(estimate.parts.map(({ account, region, objects }) => [account, region, objects])).toContainEqual([
      '111122223333',
      'eu-west-1',
      2,
    ]);
    await bench.engine.client.acquisitions.start({ acquisitionId: id });
    const end = await bench.watch(id);
    expect(end).toMatchObject({
      state: 'done',
      error: null,
      account: { acquired: { objects: 11 }, skipped: { objects: 1 } },
    });

    const objects = await bench.rows('SELECT key, file, sha256, outcome, checked_by FROM objects ORDER BY key');
    const all: Record<string, Buffer | string> = { ...logs, ...strange };
    const tree = readTree(join(bench.dir, 'evidence'));
    for (const { key, file, sha256, outcome } of objects) {
      if (outcome === 'skipped') {
        expect(key).toBe('folder/');
        continue;
      }
      const bytes = Buffer.from(all[String(key)]!);
      expect(tree.get(String(file).replace(/^evidence\//, ''))?.equals(bytes), String(key)).toBe(true);
      expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
    expect(objects.length).toBe(12);
    expect(tree.size).toBe(11);
    const key = keyOf('111122223333', 'eu-west-1', '05', 'aaaa');
    expect(objects.find((object) => object.key === key)).toMatchObject({
      file: `evidence/s3/trail/${key}`,
      checked_by: 'md5, size',
    });

    expect((await bench.rows('SELECT count(*) AS n FROM cloudtrail'))[0]).toEqual({ n: 12 });
    expect((await bench.rows('SELECT count(*) AS n FROM duplicates'))[0]).toEqual({ n: 1 });
    const evidence = await bench.rows(
      'SELECT path, e.file, e.sha256 = o.sha256 AS same FROM evidence e JOIN objects o USING (path)',
    );
    expect(evidence.length).toBe(11);
    expect(evidence.every(({ same }) => same)).toBe(true);
    expect(await bench.rows("SELECT outcome, reason FROM evidence WHERE path = 's3://trail/folder'")).toMatchObject([
      { outcome: 'skipped' },
    ]);
    const [load] = await bench.engine.client.loads.list();
    expect(load).toMatchObject({
      acquisitionId: id,
      state: 'done',
      account: { files: { found: 11, loaded: 8, skipped: 3 } },
    });
    const [summary] = await bench.engine.client.acquisitions.list();
    expect(summary).toMatchObject({
      state: 'done',
      title: 's3://trail/',
      loadIds: [load!.loadId],
      account: end.account,
    });
  });

  it('takes what a scope names, and a second time only what is new', async () => {
    const scope = {
      accounts: ['111122223333'],
      from: Date.parse('2026-01-05T00:00:00Z'),
      to: Date.parse('2026-01-05T12:00:00Z'),
    };
    expect(await bench.acquire(login, s3Request('trail', {}, scope))).toMatchObject({
      state: 'done',
      account: { listed: { objects: 3 }, acquired: { objects: 3 } },
    });
    await s3.send(new CreateBucketCommand({ Bucket: 'growing' }));
    await putObjects(s3, 'growing', { 'one.json.gz': trail('20'), 'two.json.gz': trail('21') });
    const first = await bench.acquire(login, s3Request('growing'));
    await putObjects(s3, 'growing', { 'two.json.gz': trail('22'), 'three.json.gz': trail('23') });
    const { acquisitionId } = await bench.engine.client.acquisitions.follow({
      acquisitionId: first.acquisitionId,
      loginId: login,
    });
    await bench.watch(acquisitionId);
    await bench.engine.client.acquisitions.start({ acquisitionId });
    expect(await bench.watch(acquisitionId)).toMatchObject({
      state: 'done',
      account: { listed: { objects: 3 }, known: { objects: 1 }, acquired: { objects: 2 } },
    });
    // The file that was overwritten since is there in both its states.
    const files = await bench.rows("SELECT DISTINCT file FROM objects WHERE key = 'two.json.gz'");
    expect(files.length).toBe(2);
    expect((await bench.rows('SELECT eventid FROM cloudtrail WHERE eventid::INT >= 20 ORDER BY ALL')).length).toBe(4);
  });

  it('loads without keeping a copy, and says so', async () => {
    const end = await bench.acquire(login, s3Request('trail', { keepCopy: false }, { prefix: 'AWSLogs/' }));
    expect(end).toMatchObject({ state: 'done', account: { listed: { objects: 4 }, acquired: { objects: 4 } } });
    expect(readTree(join(bench.dir, 'evidence')).size).toBe(0);
    expect(await bench.rows('SELECT DISTINCT file, reason FROM objects')).toEqual([
      { file: null, reason: 'loaded without keeping a copy' },
    ]);
    expect((await bench.rows('SELECT count(*) AS n FROM cloudtrail'))[0]).toEqual({ n: 8 });
    expect(existsSync(join(bench.dir, '.temp', `acquire-${end.acquisitionId}`))).toBe(false);
  });

  it('takes overwritten and deleted objects where there are versions', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'versions' }));
    await s3.send(
      new PutBucketVersioningCommand({ Bucket: 'versions', VersioningConfiguration: { Status: 'Enabled' } }),
    );
    await putObjects(s3, 'versions', { 'kept.json.gz': trail('30'), 'gone.json.gz': trail('31') });
    await putObjects(s3, 'versions', { 'kept.json.gz': trail('32') });
    await s3.send(new DeleteObjectCommand({ Bucket: 'versions', Key: 'gone.json.gz' }));
    expect(await bench.acquire(login, s3Request('versions'))).toMatchObject({ account: { listed: { objects: 1 } } });
    const end = await bench.acquire(login, s3Request('versions', { versions: true }));
    expect(end).toMatchObject({
      state: 'done',
      account: { listed: { objects: 4 }, known: { objects: 1 }, acquired: { objects: 2 }, skipped: { objects: 1 } },
    });
    expect(await bench.rows('SELECT eventid FROM cloudtrail ORDER BY ALL')).toEqual(
      ['30', '31', '32'].map((eventid) => ({ eventid })),
    );
    const { problems } = await bench.engine.client.acquisitions.problems({ acquisitionId: end.acquisitionId });
    expect(problems).toMatchObject([{ key: 'gone.json.gz', outcome: 'skipped' }]);
    expect(problems[0]!.reason).toMatch(/delete marker/);
  });

  it('keeps the public keys of each region with the evidence, for the span of the logs', async () => {
    const key = (fingerprint: string, from: string, to: string) => ({
      fingerprint,
      value: Buffer.from(fingerprint).toString('base64'),
      validFrom: Date.parse(from),
      validTo: Date.parse(to),
    });
    const fake = await startFakeCloudTrail({
      regions: {},
      logins: [{ accessKeyId: server.accessKeyId, secretAccessKey: server.secretAccessKey }],
      publicKeys: {
        'eu-west-1': [
          key('old', '2025-10-01T00:00:00Z', '2025-11-01T00:00:00Z'),
          key('then', '2025-12-01T00:00:00Z', '2026-01-31T00:00:00Z'),
          key('now', '2026-10-01T00:00:00Z', '2026-12-31T00:00:00Z'),
        ],
      },
      fault: ({ region }) =>
        region === 'us-east-1' ? { kind: 'error', type: 'AccessDeniedException', message: 'no' } : null,
    });
    try {
      const loginId = await bench.signIn(server.endpoint, server, { cloudTrailEndpoint: fake.endpoint });
      const end = await bench.acquire(loginId, s3Request('trail', {}, { prefix: 'AWSLogs/' }));
      expect(end).toMatchObject({ state: 'done', error: null });
      expect(end.publicKeys).toMatchObject([
        { region: 'eu-west-1', keys: 1, problem: null },
        { region: 'us-east-1', keys: null },
      ]);
      expect(end.publicKeys[1]!.problem).toMatch(/policy does not allow/);
      const [kept] = await bench.rows('SELECT file, sha256 FROM logs.pugmark.public_keys WHERE keys = 1');
      const bytes = readFileSync(join(bench.dir, String(kept!.file)));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(kept!.sha256);
      expect(bytes.toString('utf8').trimEnd()).toBe(
        fake.requests.find(({ outcome }) => outcome === 'ok')!.sent.toString('utf8'),
      );
      expect(bytes.toString('utf8')).toContain('"then"');
      expect(bytes.toString('utf8')).not.toMatch(/"old"|"now"/);
    } finally {
      await fake.stop();
    }
  });

  it('begins once, however often it is asked to', async () => {
    const id = await bench.create(login, s3Request('trail', {}, { prefix: 'AWSLogs/' }));
    await bench.watch(id);
    const { start } = bench.engine.client.acquisitions;
    const starts = await Promise.allSettled([1, 2, 3].map(() => start({ acquisitionId: id })));
    expect(starts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await bench.watch(id)).toMatchObject({ state: 'done', account: { acquired: { objects: 4 } } });
    const creates = [1, 2].map(() => bench.create(login, s3Request('trail')));
    expect((await Promise.allSettled(creates)).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await bench.engine.client.acquisitions.list()).toHaveLength(2);
  });

  it('writes no secret into the case', async () => {
    await bench.acquire(login, s3Request('trail', {}, { prefix: 'AWSLogs/' }));
    await bench.reopen();
    const files = readTree(bench.dir);
    expect([...files.keys()]).toEqual(expect.arrayContaining(['case.duckdb', 'journal.jsonl']));
    for (const [name, bytes] of files) expect(bytes.includes(server.secretAccessKey), name).toBe(false);
    expect(files.get('journal.jsonl')!.includes('acquisition.end')).toBe(true);
  });

  it('acquires without loading, and loads that later', async () => {
    const first = await bench.acquire(login, s3Request('trail', { load: false }, { prefix: 'AWSLogs/' }));
    expect(first).toMatchObject({ state: 'done', loadId: null, account: { acquired: { objects: 4 } } });
    const second = await bench.acquire(login, s3Request('trail', {}, { prefix: 'AWSLogs/' }));
    expect(second).toMatchObject({ state: 'done', account: { known: { objects: 4 }, acquired: { objects: 0 } } });
    expect((await bench.rows('SELECT count(*) AS n FROM cloudtrail'))[0]).toEqual({ n: 8 });
  });
});
