// `pugmark acquire lookup-events` as built, against the stand-in for CloudTrail's API.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { look } from '../engine/support/look-into-case.ts';
import { makeTempDir } from '../engine/support/temp.ts';
import {
  type FakeCloudTrail,
  type Fault,
  startFakeCloudTrail,
  testLogin,
} from '../support/cloudtrail/fake-cloudtrail.ts';
import { makeRecords } from '../support/cloudtrail/records.ts';
import { openAwsCommandLine } from './aws-command-line.ts';

const folder = makeTempDir();
const cli = openAwsCommandLine(folder, testLogin);
const from = new Date(Date.now() - 3 * 3_600_000);
let fake: FakeCloudTrail;
let fault: (count: number, region: string) => Fault | null = () => null;
const lookUp = (caseDir: string, ...args: string[]) =>
  // Who this is, the stand-in does not know: that is said, and is no hindrance.
  ['acquire', 'lookup-events', '--region', 'us-east-1', '--sts-endpoint', fake.endpoint]
    .concat(['--cloudtrail-endpoint', fake.endpoint, '--case', join(folder, caseDir)])
    .concat(args);
const rows = (caseDir: string, sql: string) => look(join(folder, caseDir), (ask) => ask(sql));

beforeAll(async () => {
  const start = { from: from.getTime(), stepMs: 1000 };
  fake = await startFakeCloudTrail({
    regions: { 'eu-west-1': makeRecords(120, start), 'us-east-1': makeRecords(30, { ...start, region: 'us-east-1' }) },
    off: ['af-south-1'],
    denied: [],
    fault: ({ count, region, operation }) => (operation === 'LookupEvents' ? fault(count, region) : null),
  });
});
afterAll(() => fake.stop());

it('takes the event history of regions, and tells of each', async () => {
  const all = ['--regions', 'eu-west-1,us-east-1,af-south-1,eu-west-2'];
  const { code, stdout, stderr } = await cli.run(lookUp('all.pugmark', ...all));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').slice(2)).toEqual([
    `Case     ${join(folder, 'all.pugmark')}`,
    expect.stringMatching(/^Acquire {2}done in /),
    'Events   150 of 4 regions',
    'None     in eu-west-2',
    'Off      af-south-1',
    expect.stringMatching(/^ {9}The region is not switched on for this account/),
    '',
    expect.stringMatching(/^region +state +events +pages +back to$/),
    expect.stringMatching(/^─/),
    expect.stringMatching(/^eu-west-1 +done +120 +3 +\d{4}-\S+Z$/),
    expect.stringMatching(/^us-east-1 +done +30 +1 +\d{4}-\S+Z$/),
    '',
    expect.stringMatching(/^Load {5}done in /),
    'Files    2 found = 2 loaded + 0 partly + 0 skipped + 0 failed',
    'Records  150 = 150 rows + 0 duplicates + 0 rejects',
    'Table    cloudtrail: 150 rows',
    '',
  ]);
});

it('asks by attribute, within a span', async () => {
  const words = ['--regions', 'eu-west-1', '--attribute', 'username=mallory', '--from', from.toISOString()];
  const { code, stdout } = await cli.run(lookUp('mallory.pugmark', ...words, '--json'));
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    title: 'LookupEvents',
    request: { attribute: { key: 'Username', value: 'mallory' }, from: from.getTime() },
    regions: [{ region: 'eu-west-1', state: 'done', events: 24 }],
    load: { records: { rows: 24 } },
  });
});

it('goes on where it was stopped, although the span ends later now', async () => {
  const args = lookUp('stopped.pugmark', '--regions', 'eu-west-1');
  const before = fake.requests.length;
  let child: ReturnType<typeof cli.begin> | null = null;
  const halfway = new Promise<void>((resolve) => {
    fault = () => {
      if (fake.requests.length < before + 2) return null;
      resolve();
      return { kind: 'stall', afterBytes: null };
    };
    child = cli.begin(args);
  });
  await halfway;
  child!.child.kill('SIGINT');
  const stopped = await child!.ended;
  expect(stopped.code).toBe(130);
  expect(stopped.stdout).toMatch(/\nAcquire {2}stopped after .*; the same command goes on from here\n/);
  expect(stopped.stdout).toMatch(/\neu-west-1 +running +100 +2 /);
  fault = () => null;
  const asked = fake.requests.length;
  const { code, stdout } = await cli.run(args);
  expect(code).toBe(0);
  expect(stdout).toMatch(/\nGoing on with acquisition 1 \(cancelled\), of events up to \d{4}-\S+Z\.\n/);
  expect(fake.requests.length - asked).toBe(1);
  expect(await rows('stopped.pugmark', 'SELECT count(*) AS n FROM cloudtrail')).toEqual([{ n: 120 }]);
});

it('ends with 3 when a region was refused, and says which', async () => {
  fault = (_, region) =>
    region === 'us-east-1' ? { kind: 'error', type: 'AccessDeniedException', message: 'not authorized' } : null;
  const { code, stdout } = await cli.run(lookUp('refused.pugmark', '--regions', 'eu-west-1,us-east-1', '--no-load'));
  fault = () => null;
  expect(code).toBe(3);
  expect(stdout).toMatch(/\nFailed {3}us-east-1: Cannot look up the events of us-east-1: a policy does not allow it/);
  expect(stdout).not.toContain('Load ');
});

it('says that a dry run has nothing to tell', async () => {
  const asked = fake.requests.length;
  const { code, stdout } = await cli.run(lookUp('all.pugmark', '--dry-run', '--json'));
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ request: { kind: 'lookup-events', regions: null }, estimate: null });
  expect(fake.requests.length).toBe(asked);
});

it('no secret was printed, or is in the journal', () => {
  expect(cli.printed()).not.toContain(testLogin.secretAccessKey);
  const journal = readFileSync(join(folder, 'all.pugmark', 'journal.jsonl'), 'utf8');
  expect(journal).toContain('acquisition.end');
  expect(journal).not.toContain(testLogin.secretAccessKey);
});
