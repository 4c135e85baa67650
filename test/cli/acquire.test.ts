// `pugmark acquire` against a real S3 server: what it prints, what it leaves, and how it ends. As it was built, in a process of
// its own, where a whole acquisition begins, is broken off, follows or would ask somebody; else within this process.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CreateBucketCommand, DeleteObjectCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { putObjects, readTree } from '../engine/acquire/support.ts';
import { look } from '../engine/support/look-into-case.ts';
import { makeTempDir } from '../engine/support/temp.ts';
import { openTestClient } from '../support/s3/client.ts';
import { describeWithRgw } from '../support/s3/describe-with-rgw.ts';
import { type Fault, type FaultProxy, type SeenRequest, startFaultProxy } from '../support/s3/fault-proxy.ts';
import type { RgwServer } from '../support/s3/rgw.ts';
import { type AwsCommandLine, jsonLines, openAwsCommandLine } from './aws-command-line.ts';
import type { Ran } from './command-line.ts';
import { event, recordsFile } from './events.ts';

const accounts = ['111122223333', '444455556666'];
const regions = ['eu-west-1', 'us-east-1'];
const days = ['05', '06', '07', '08'];
const keyOf = (account: string, region: string, day: string) =>
  `AWSLogs/${account}/CloudTrail/${region}/2026/01/${day}/${account}_CloudTrail_${region}_202601${day}T0005Z_aaaa.json.gz`;

await describeWithRgw('pugmark acquire', {}, (server) => {
  const s3 = openTestClient(server.endpoint, server);
  const place = ['--endpoint', server.endpoint, '--path-style', '--region', 'us-east-1'];
  const folder = makeTempDir();
  const inFolder = (name: string) => join(folder, name);
  let cli: AwsCommandLine;
  const acquire = (from: string, ...args: string[]) => cli.run(['acquire', from, ...place, ...args]);
  const acquireApart = (from: string, ...args: string[]) => cli.begin(['acquire', from, ...place, ...args]).ended;
  const sql = (caseDir: string, text: string) => look(caseDir, (ask) => ask(text));

  beforeAll(async () => {
    cli = openAwsCommandLine(folder, server);
    for (const Bucket of ['trail', 'history', 'many', 'growing']) await s3.send(new CreateBucketCommand({ Bucket }));
    const places = accounts.flatMap((account) =>
      regions.flatMap((region) => days.map((day) => keyOf(account, region, day))),
    );
    await putObjects(s3, 'trail', Object.fromEntries(places.map((key, n) => [key, recordsFile(n * 2, 2)])));
    const Status = 'Enabled';
    await s3.send(new PutBucketVersioningCommand({ Bucket: 'history', VersioningConfiguration: { Status } }));
    await putObjects(s3, 'history', { 'a.json.gz': recordsFile(100, 1), 'b.json.gz': recordsFile(101, 1) });
    await putObjects(s3, 'history', { 'a.json.gz': recordsFile(102, 1) });
    await s3.send(new DeleteObjectCommand({ Bucket: 'history', Key: 'b.json.gz' }));
    const many = Array.from({ length: 60 }, (_, n) => [`logs/${n}.json.gz`, recordsFile(1000 + n, 1)]);
    await putObjects(s3, 'many', Object.fromEntries(many) as Record<string, Buffer>);
    await putObjects(s3, 'growing', { 'one.json.gz': recordsFile(200, 1) });
  });

  describe('a dry run', () => {
    it('says what it takes, and leaves nothing behind', async () => {
      const { code, stdout, stderr } = await acquireApart('s3://trail/AWSLogs/', '--dry-run', '--regions', 'eu-west-1');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const lines = stdout.split('\n');
      expect(lines[0]).toBe(`Login    the environment of this computer, at ${server.endpoint}, in us-east-1`);
      expect(lines[1]).toMatch(/^Caller {3}not known: /);
      expect(lines[2]).toMatch(/^Wanted {3}8 objects, [\d.]+ kB, delivered 2026-01-05 to 2026-01-08$/);
      expect(lines[3]).toMatch(/^Requests \d+ to list \(made\), 8 to get$/);
      expect(lines[5]).toMatch(
        /^Money {4}under 0\.01 USD for requests, under 0\.01 USD for transfer out of AWS \(prices of /,
      );
      expect(stdout).toMatch(/\naccount +service +region +objects +size\n/);
      expect(stdout).toMatch(/\n111122223333 {2}CloudTrail {2}eu-west-1 +4 /);
      expect(stdout).not.toContain('us-east-1 ');
      expect(readdirSync(cli.tempDir)).toEqual([]);
      expect(readFileSync(inFolder('user/recent.json'), 'utf8')).not.toContain('dry-run');
    });

    it('does not make the case that it names', async () => {
      const { code, stdout } = await acquire('s3://trail/', '--dry-run', '--json', '--case', inFolder('never'));
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ objects: 16, requests: { get: 16 }, known: { objects: 0 }, seen: 16 });
      expect(existsSync(inFolder('never'))).toBe(false);
    });
  });

  describe('acquiring', () => {
    const caseDir = inFolder('scope.pugmark');

    it('takes the scope that is named, loads it, and accounts for it', async () => {
      const scope = ['--accounts', '111122223333', '--regions', 'eu-west-1,us-east-1'];
      const span = ['--from', '2026-01-05', '--to', '2026-01-06'];
      // Of a day's events the last are delivered the day after.
      const { code, stdout, stderr } = await acquireApart('s3://trail/', ...scope, ...span, '--case', caseDir);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.split('\n').slice(2)).toEqual([
        `Case     ${caseDir}`,
        expect.stringMatching(/^Acquire {2}done in [\d.]+ s$/),
        'Objects  6 listed = 6 acquired + 0 known + 0 skipped + 0 failed',
        expect.stringMatching(/^Bytes {4}[\d.]+ kB acquired$/),
        expect.stringMatching(/^Load {5}done in [\d.]+ s$/),
        'Files    6 found = 6 loaded + 0 partly + 0 skipped + 0 failed',
        'Records  12 = 12 rows + 0 duplicates + 0 rejects',
        'Table    cloudtrail: 12 rows',
        '',
      ]);
      const kept = [...readTree(join(caseDir, 'evidence', 's3', 'trail')).keys()];
      expect(
        kept.map((name) => /CloudTrail\/([\w-]+)\/2026\/01\/(\d\d)/.exec(name)!.slice(1).join(' ')).sort(),
      ).toEqual(regions.flatMap((region) => ['05', '06', '07'].map((day) => `${region} ${day}`)));
    });

    it('tells a machine the same as one object, and takes only what is not there yet', async () => {
      const { code, stdout, stderr } = await acquire(
        's3://trail',
        '--glob',
        '**/us-east-1/**',
        '--json',
        '--case',
        caseDir,
      );
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.trimEnd().split('\n')).toHaveLength(1);
      expect(JSON.parse(stdout)).toMatchObject({
        case: caseDir,
        acquisitionId: 2,
        title: 's3://trail/',
        state: 'done',
        error: null,
        request: { kind: 's3', scope: { glob: '**/us-east-1/**' } },
        account: { listed: { objects: 8 }, acquired: { objects: 5 }, known: { objects: 3 }, failed: { objects: 0 } },
        problems: [],
        load: { state: 'done', files: { found: 5, loaded: 5 }, records: { rows: 10 }, tables: { cloudtrail: 10 } },
      });
    });

    it('a dry run then tells what is known, and changes nothing but the journal', async () => {
      const before = readTree(join(caseDir, 'evidence'));
      const { code, stdout } = await acquire('s3://trail/', '--dry-run', '--json', '--case', caseDir);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ objects: 5, known: { objects: 11 } });
      expect(readTree(join(caseDir, 'evidence'))).toEqual(before);
      const counts = `SELECT (SELECT count(*) FROM acquisitions) AS acquisitions, (SELECT count(*) FROM objects) AS objects,
        (SELECT count(*) FROM loads) AS loads`;
      expect(await sql(caseDir, counts)).toEqual([{ acquisitions: 2, objects: 14, loads: 2 }]);
      expect(readFileSync(join(caseDir, 'journal.jsonl'), 'utf8')).toContain('"acquisition.discard"');
    });

    it('says so when nothing is in the scope', async () => {
      const { code, stdout } = await acquire('s3://trail/', '--modified-from', '2030-01-01', '--case', caseDir);
      expect(code).toBe(0);
      expect(stdout).toContain('Objects  0 listed');
      expect(stdout).toContain('Nothing  there is in this scope: check ');
      expect(stdout).toContain('Load     nothing new to load\n');
    });

    it('info lists what was acquired', async () => {
      const { stdout } = await cli.run(['info', '--case', caseDir]);
      const line = stdout.split('\n').find((one) => one.startsWith('2  '));
      expect(line).toMatch(/^2 +done +2\S+Z +s3:\/\/trail\/ +8 +5 +3 +0 +0 +[\d.]+ kB$/);
    });
  });

  it('--versions takes what was overwritten and deleted; --no-copy keeps rows alone', async () => {
    const caseDir = inFolder('versions.pugmark');
    const { code, stdout } = await acquire('s3://history/', '--versions', '--no-copy', '--case', caseDir);
    // That an object was deleted is a finding, not a failure.
    expect(code).toBe(0);
    expect(stdout).toContain('Objects  4 listed = 3 acquired + 0 known + 1 skipped + 0 failed\n');
    expect(stdout).toMatch(/\nskipped {2}b\.json\.gz \(version \S+\)\n {9}a delete marker: /);
    expect(await sql(caseDir, 'SELECT count(*) AS n FROM cloudtrail')).toEqual([{ n: 3 }]);
    expect(await sql(caseDir, 'SELECT seen FROM logs.pugmark.session_state')).toEqual([{ seen: 3 }]);
    expect(existsSync(join(caseDir, 'evidence', 's3'))).toBe(false);
  });

  it('--no-load copies only', async () => {
    const caseDir = inFolder('copies.pugmark');
    const { code, stdout } = await acquire('s3://history/', '--no-load', '--json', '--case', caseDir);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ account: { acquired: { objects: 1 } }, load: null, loadIds: [] });
    expect([...readTree(join(caseDir, 'evidence')).keys()]).toEqual(['s3/history/a.json.gz']);
  });

  describe('a refusal ends with 4, says why, and leaves no case', () => {
    const caseDir = inFolder('refused.pugmark');
    const mfa = ['--role', 'arn:aws:iam::111122223333:role/R', '--mfa-serial', 'arn:aws:iam::111122223333:mfa/me'];
    let ran: Record<'secret' | 'bucket' | 'policy' | 'profile' | 'mfa' | 'check', Ran>;

    beforeAll(async () => {
      const { accessKeyId, secretAccessKey } = await server.createUser('stranger');
      const stranger = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
      const words = (from: string, ...args: string[]) => ['acquire', from, ...place, ...args, '--case', caseDir];
      ran = {
        secret: await cli.run(words('s3://trail/'), { AWS_SECRET_ACCESS_KEY: 'not-the-secret-of-this-key' }),
        bucket: await cli.run(words('s3://tral/AWSLogs/')),
        policy: await cli.run(words('s3://trail/'), stranger),
        profile: await cli.run(words('s3://trail/', '--profile', 'nope')),
        mfa: await cli.begin(words('s3://trail/', ...mfa)).ended,
        check: await cli.run(words('s3://trail/', '--check'), stranger),
      };
    });
    afterEach(() => expect(existsSync(caseDir)).toBe(false));

    it('wrong secret', () => {
      expect(ran.secret).toMatchObject({ code: 4, stdout: '' });
      expect(ran.secret.stderr).toBe(
        'Error: Cannot sign in: the secret key does not match the access key id.\n' +
          '  Enter or copy the secret key again, without spaces around it.\n',
      );
    });

    it('wrong bucket', () => {
      expect(ran.bucket.code).toBe(4);
      expect(ran.bucket.stderr).toMatch(
        /^Error: Cannot find the bucket: there is no bucket named tral here\.\n {2}at: s3:\/\/tral\/\n {2}Check the spelling/,
      );
    });

    it('denied by a policy, in a check too', () => {
      expect(ran.policy.code).toBe(4);
      expect(ran.policy.stderr).toMatch(/^Error: Cannot list the folder: a policy does not allow it\.\n/);
      expect(ran.check.code).toBe(4);
      expect(ran.check.stdout).toMatch(
        /\nno {3}list {11}Cannot list the bucket: a policy does not allow it\.\n {20}Ask the owner/,
      );
      expect(ran.check.stdout).toMatch(/\nThis cannot be acquired without: list\.\n$/);
    });

    it('a profile that is not there', () => {
      expect(ran.profile.code).toBe(4);
      expect(ran.profile.stderr).toContain('no profile "nope"');
    });

    it('an MFA code that nobody can be asked for', () => {
      expect(ran.mfa.code).toBe(4);
      expect(ran.mfa.stderr).toBe(
        'Error: A code of the MFA device arn:aws:iam::111122223333:mfa/me is needed.\n' +
          '  Nobody can be asked here: give the code that the device shows now with --mfa-code.\n',
      );
    });
  });

  it('a wrong command line ends with 2, before anybody is signed in', async () => {
    const { code, stdout, stderr } = await acquire('s3://trail/', '--accounts', '', '--case', inFolder('unmade'));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('--accounts is empty.\nSee: pugmark acquire --help\n');
  });

  it('--check says what is allowed', async () => {
    const { code, stdout, stderr } = await acquire('s3://trail/AWSLogs/', '--check');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.split('\n').slice(2);
    expect(lines[0]).toBe('yes  region         The store has the bucket.');
    expect(lines[1]).toBe('yes  list           Listing is allowed.');
    expect(lines[2]).toMatch(/^yes {2}read {11}Reading is allowed: tried with AWSLogs\//);
    expect(lines.at(-2)).toBe('Nothing that could be tried is refused.');
  });

  it('--profile reads the shared files', async () => {
    writeFileSync(
      inFolder('config'),
      ['[profile audit]', 'region = us-east-1', `endpoint_url = ${server.endpoint}`].join('\n'),
    );
    const keys = [`aws_access_key_id = ${server.accessKeyId}`, `aws_secret_access_key = ${server.secretAccessKey}`];
    writeFileSync(inFolder('credentials'), ['[audit]', ...keys].join('\n'));
    const env = {
      AWS_CONFIG_FILE: inFolder('config'),
      AWS_SHARED_CREDENTIALS_FILE: inFolder('credentials'),
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
    };
    const { code, stdout } = await cli.run(
      ['acquire', 's3://trail/', '--path-style', '--dry-run', '--profile', 'audit'],
      env,
    );
    expect(code).toBe(0);
    expect(stdout).toContain(`Login    profile "audit", at ${server.endpoint}, in us-east-1\n`);
    expect(stdout).toContain('Wanted   16 objects');
  });

  describe('with a store that makes trouble', () => {
    let proxy: FaultProxy;
    let fault: (request: SeenRequest) => Fault | null = () => null;
    const gets = new Set<string>();
    const isObject = ({ method, url }: SeenRequest) => method === 'GET' && url.startsWith('/many/logs/');
    const through = (caseDir: string) => {
      const args = ['--endpoint', proxy.endpoint, '--path-style', '--region', 'us-east-1', '--json', '--case', caseDir];
      return ['acquire', 's3://many/', ...args];
    };

    beforeAll(async () => {
      proxy = await startFaultProxy(server.endpoint, (request) => fault(request));
    });
    afterEach(() => {
      fault = () => null;
      gets.clear();
    });
    afterAll(() => proxy.stop());

    /** From the 21st object on nothing comes any more; resolves when so many were asked for. */
    const stallHalfway = () =>
      new Promise<void>((resolve) => {
        fault = (request) => {
          if (!isObject(request)) return null;
          gets.add(request.url);
          if (gets.size === 40) resolve();
          return gets.size > 20 ? { kind: 'stall', afterBytes: 0 } : null;
        };
      });
    /** The same command again, of which every object that is not in the case yet is asked for once. */
    const goOn = async (caseDir: string, state: string) => {
      const asked: string[] = [];
      fault = (request) => {
        // Signing in comes first; what comes before it was still on its way from the process that was killed.
        if (request.method === 'POST') asked.length = 0;
        if (isObject(request)) asked.push(request.url);
        return null;
      };
      const [known] = await sql(caseDir, "SELECT count(*) AS n FROM objects WHERE outcome = 'acquired'");
      const { code, stdout, stderr } = await cli.run(through(caseDir).filter((word) => word !== '--json'));
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(`\nGoing on with acquisition 1 (${state}).\n`);
      expect(stdout).toContain('Objects  60 listed = 60 acquired + 0 known + 0 skipped + 0 failed\n');
      expect(new Set(asked).size).toBe(asked.length);
      expect(asked.length).toBeLessThanOrEqual(60 - Number(known!.n));
      expect(await sql(caseDir, 'SELECT count(*) AS n, count(DISTINCT eventid) AS ids FROM cloudtrail')).toEqual([
        { n: 60, ids: 60 },
      ]);
    };

    it('Ctrl+C ends with 130 and an account; the same command goes on', async () => {
      const caseDir = inFolder('stopped.pugmark');
      const halfway = stallHalfway();
      const { child, ended } = cli.begin(through(caseDir));
      await halfway;
      child.kill('SIGINT');
      const stopped = await ended;
      expect(stopped).toMatchObject({ code: 130, stderr: '' });
      expect(JSON.parse(stopped.stdout)).toMatchObject({ state: 'cancelled', account: { listed: { objects: 60 } } });
      await goOn(caseDir, 'cancelled');
    });

    it('kill -9 loses nothing that was complete', async () => {
      const caseDir = inFolder('killed.pugmark');
      const halfway = stallHalfway();
      const { child, ended } = cli.begin(through(caseDir));
      await halfway;
      child.kill('SIGKILL');
      expect(await ended).toMatchObject({ signal: 'SIGKILL' });
      await goOn(caseDir, 'interrupted');
    });

    it('ends with 3 when an object is not to be had, and tries it again the next time', async () => {
      const caseDir = inFolder('failed.pugmark');
      const message = 'not this one';
      fault = ({ url, method }) =>
        method === 'GET' && url === '/many/logs/7.json.gz'
          ? { kind: 'refusal', status: 403, code: 'AccessDenied', message }
          : null;
      const failed = await cli.run(through(caseDir));
      expect(failed).toMatchObject({ code: 3, stderr: '' });
      expect(JSON.parse(failed.stdout)).toMatchObject({
        state: 'done',
        account: { acquired: { objects: 59 }, failed: { objects: 1 } },
        problems: [{ key: 'logs/7.json.gz', outcome: 'failed' }],
        load: { records: { rows: 59 } },
      });
      fault = () => null;
      const again = await cli.run(through(caseDir));
      expect(again.code).toBe(0);
      expect(JSON.parse(again.stdout)).toMatchObject({ account: { acquired: { objects: 1 }, known: { objects: 59 } } });
    });

    it('ends with 4 when a folder deeper down may not be listed', async () => {
      fault = ({ url }) =>
        url.includes('prefix=logs%2F')
          ? { kind: 'refusal', status: 403, code: 'AccessDenied', message: 'not this folder' }
          : null;
      const { code, stdout } = await cli.run(through(inFolder('unlisted.pugmark')));
      expect(code).toBe(4);
      expect(JSON.parse(stdout)).toMatchObject({
        state: 'failed',
        error: expect.stringMatching(/policy does not allow/),
      });
      const tried = await cli.run([...through(inFolder('untried.pugmark')), '--dry-run']);
      expect(tried).toMatchObject({ code: 4, stdout: '', stderr: expect.stringMatching(/policy does not allow/) });
    });

    it('ends with 4 when the login ends halfway and a new one is of no use', async () => {
      const caseDir = inFolder('expired.pugmark');
      fault = (request) => (isObject(request) ? { kind: 'ExpiredToken' } : null);
      const { code, stdout, stderr } = await cli.run(through(caseDir));
      expect(code).toBe(4);
      expect(JSON.parse(stdout)).toMatchObject({ state: 'cancelled', account: { listed: { objects: 60 } } });
      expect(stderr).toMatch(/temporary credentials have expired/);
      expect(stderr).toMatch(/Signing in anew was of no use\. .*the same command goes on from here\.\n$/);
    });
  });

  it('--follow takes what comes in, until Ctrl+C', async () => {
    const caseDir = inFolder('followed.pugmark');
    const args = [...place, '--follow', '--every', '1', '--json', '--case', caseDir];
    const running = cli.begin(['acquire', 's3://growing/', ...args]);
    const rounds = jsonLines(running);
    const next = async () => (await rounds.next()).value as Record<string, unknown>;
    expect(await next()).toMatchObject({ acquisitionId: 1, account: { acquired: { objects: 1 } } });
    expect(await next()).toMatchObject({ nothingNew: true, listed: { objects: 1 } });
    await putObjects(s3, 'growing', { 'two.json.gz': gzipSync(JSON.stringify({ Records: [event(201), event(202)] })) });
    let round = await next();
    // The object may have come between two rounds' listings, or within one.
    while (round.nothingNew) round = await next();
    expect(round).toMatchObject({
      follows: 1,
      account: { listed: { objects: 2 }, known: { objects: 1 }, acquired: { objects: 1 } },
      load: { records: { rows: 2 } },
    });
    running.child.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await sql(caseDir, 'SELECT count(*) AS n FROM acquisitions')).toEqual([{ n: 2 }]);
  });

  it('no secret was printed, or written into a case', () => {
    expect(cli.printed().length).toBeGreaterThan(5000);
    const files = readTree(folder);
    files.delete('credentials');
    expect([...files.keys()].filter((name) => name.endsWith('journal.jsonl')).length).toBeGreaterThan(5);
    expect(cli.printed()).not.toContain(server.secretAccessKey);
    for (const [name, bytes] of files) expect(bytes.includes(server.secretAccessKey), name).toBe(false);
  });
});

await describeWithRgw('pugmark acquire with a role', { sts: true }, (server: RgwServer) => {
  it('assumes it, says who that is, and reads what the role may', async () => {
    const owner = openTestClient(server.endpoint, server);
    await owner.send(new CreateBucketCommand({ Bucket: 'trail' }));
    await putObjects(owner, 'trail', { 'a.json.gz': recordsFile(0, 3) });
    const analyst = await server.createUser('analyst');
    const role = await server.createRole('reader', 'analyst', {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['s3:ListBucket', 's3:GetObject'], Resource: 'arn:aws:s3:::*' }],
    });
    const cli = openAwsCommandLine(makeTempDir(), analyst);
    const args = ['s3://trail/', '--endpoint', server.endpoint, '--path-style', '--region', 'us-east-1'];
    const caseDir = join(cli.tempDir, 'role.pugmark');
    const refused = await cli.run(['acquire', ...args, '--dry-run', '--role', role.replace('reader', 'other')]);
    const done = await cli.run(['acquire', ...args, '--role', role, '--external-id', 'case-7', '--case', caseDir]);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toMatch(
      /^Error: Cannot assume the role \S+: this login may not assume the role\.\n {2}Check the/,
    );
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toContain(`then role ${role} (external id), at ${server.endpoint}`);
    expect(done.stdout).toContain('Objects  1 listed = 1 acquired + 0 known');
    const journal = readFileSync(join(caseDir, 'journal.jsonl'), 'utf8');
    expect(journal).toContain('"withExternalId":true');
    for (const text of [journal, cli.printed()]) expect(text.includes(analyst.secretAccessKey)).toBe(false);
    expect(journal).not.toContain('case-7');
  });
});
