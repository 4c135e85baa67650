import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from './in-process.ts';

let folder: string;
let caseDir: string;
const run = (...args: string[]) => runHere(['detect', '--case', caseDir, ...args], join(folder, 'user'));

const record = (eventName: string, second: number) => ({
  eventVersion: '1.09',
  eventTime: `2025-01-01T00:00:0${second}Z`,
  eventSource: 'cloudtrail.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  sourceIPAddress: '192.0.2.1',
  userAgent: '=cmd',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/eve', accountId: '111122223333' },
  eventID: `e${second}`,
  eventType: 'AwsApiCall',
  recipientAccountId: '111122223333',
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pugmark-detect-'));
  caseDir = join(folder, 'case');
  const logs = join(folder, 'log.json');
  await writeFile(
    logs,
    JSON.stringify({ Records: [record('StopLogging', 1), record('LookupEvents', 2), record('GetTrail', 3)] }),
  );
  expect(await runHere(['load', logs, '--case', caseDir], join(folder, 'user'))).toMatchObject({ code: 0 });
  await mkdir(join(folder, 'rules'));
  await writeFile(
    join(folder, 'rules', 'own.yml'),
    `title: Trail looked at\nid: own-1\nlevel: low\nlogsource: { product: aws, service: cloudtrail }\ndetection: { s: { eventName: GetTrail }, condition: s }\n`,
  );
  await writeFile(join(folder, 'rules', 'bad.yml'), 'title: Bad\nlogsource: { product: aws, service: cloudtrail }\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('pugmark detect', () => {
  it('prints a line for each finding, and ends with 5', async () => {
    const { code, stdout, stderr } = await run();
    expect(code).toBe(5);
    expect(stdout).toMatch(/^high +Trail stopped +arn:aws:iam::111122223333:user\/eve +2025-01-01 +1/m);
    expect(stderr).toMatch(/findings of \d+ rules over 3 records/);
  });

  it('takes rules of a folder, names those that it cannot read, and keeps the folder in the case', async () => {
    const { code, stdout, stderr } = await run('--rules', join(folder, 'rules'), '--json');
    expect(code).toBe(5);
    expect(stderr).toContain(`${join(folder, 'rules', 'bad.yml')}:1: The rule has no detection.`);
    const { findings } = JSON.parse(stdout) as { findings: { name: string; level: string; hits: number }[] };
    expect(findings).toContainEqual(expect.objectContaining({ name: 'Trail looked at', level: 'low', hits: 1 }));
    expect(JSON.parse((await run('--json')).stdout).findings).toHaveLength(findings.length);
  });

  it('ends with 3 or 0 when nothing is as grave', async () => {
    expect(await run('--level', 'critical')).toMatchObject({ code: 3, stdout: '' });
    const other = join(folder, 'empty');
    await runHere(['load', resolve('test/cli/detect.test.ts'), '--case', other], join(folder, 'user'));
    expect(await runHere(['detect', '--case', other], join(folder, 'user'))).toMatchObject({ code: 0, stdout: '' });
  });

  it('writes CSV and SARIF', async () => {
    const csv = (await run('--format', 'csv')).stdout.split('\r\n');
    expect(csv[0]).toMatch(/^finding,level,rule,/);
    expect(csv.filter((line) => line.includes(',Trail stopped,'))).toHaveLength(1);
    const sarif = JSON.parse((await run('--format', 'sarif')).stdout);
    const [{ tool, results }] = sarif.runs;
    expect(sarif.version).toBe('2.1.0');
    for (const result of results) expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(results).toContainEqual(
      expect.objectContaining({ level: 'error', message: { text: expect.stringContaining('Trail stopped') } }),
    );
  });

  it('says what is wrong with the command line', async () => {
    expect(await run('--format', 'xml')).toMatchObject({ code: 2 });
    expect(await run('--rules', join(folder, 'nowhere'))).toMatchObject({ code: 1 });
  });
});
