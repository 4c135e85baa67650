// What is said of new things: principals, user agents, values, sentences; baselines that are proposed; hours that are judged.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agentOf, describeAgent } from '../../../shared/novelty/agent.ts';
import { proposeBaselines } from '../../../shared/novelty/baselines.ts';
import { describeValue, readApi } from '../../../shared/novelty/kinds.ts';
import { isDualStack, scoreParallel, shareNone } from '../../../shared/novelty/parallel.ts';
import { accountOf, describePrincipal, entityOfPrincipal, principalOf } from '../../../shared/novelty/principal.ts';
import { describeNovelty, describeVolume } from '../../../shared/novelty/sentence.ts';
import { judgeHour } from '../../../shared/novelty/volume.ts';

describe('principals', () => {
  const role = 'arn:aws:iam::111122223333:role/team/deploy';
  const sso = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_1a2b/ana@example.com';
  test.each([
    [{ arn: 'arn:aws:sts::111122223333:assumed-role/deploy/run-1', role }, `r${role}`, 'role/deploy', '111122223333'],
    [
      { arn: sso, role: 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_1a2b' },
      `a${sso}`,
      'ana@example.com (AWSReservedSSO_Admin_1a2b)',
      '111122223333',
    ],
    [
      { arn: 'arn:aws:sts::111122223333:assumed-role/deploy/run-1' },
      'parn:aws:sts::111122223333:assumed-role/deploy',
      'role/deploy',
      '111122223333',
    ],
    [
      { arn: 'arn:aws:sts::111122223333:assumed-role/deploy' },
      'parn:aws:sts::111122223333:assumed-role',
      'a role of 111122223333',
      '111122223333',
    ],
    [
      { arn: 'arn:aws:iam::111122223333:root', type: 'Root' },
      'aarn:aws:iam::111122223333:root',
      'root of 111122223333',
      '111122223333',
    ],
    [{ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, 'sec2.amazonaws.com', 'ec2.amazonaws.com', null],
    [
      { type: 'AWSAccount', principalId: 'AROAX:one', accountId: '999988887777' },
      'fAROAX',
      'role AROAX of another account',
      null,
    ],
    [{ accountId: 'anonymous', arn: '' }, 'canonymous', 'anonymous', null],
  ])('%o', (caller, key, name, account) => {
    expect([principalOf(caller), describePrincipal(key), accountOf(key)]).toEqual([key, name, account]);
  });
  test('nobody, and pages', () => {
    expect(principalOf({ type: 'Unknown', arn: '', userName: '' })).toBeNull();
    expect(entityOfPrincipal(`r${role}`)).toEqual({ kind: 'role', value: role });
    expect(entityOfPrincipal('sec2.amazonaws.com')).toEqual({ kind: 'actor', value: 'ec2.amazonaws.com' });
    expect(entityOfPrincipal('fAROAX')).toBeNull();
  });
});

test.each([
  ['aws-cli/2.13.5 Python/3.11.4 Linux/6.5.0-kali3-amd64 exe/x86_64.kali.2023', 'aws-cli on Kali'],
  ['aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/macos#24.5.0', 'aws-cli on macOS'],
  ['Boto3/1.40.12 md/Botocore#1.40.12 ua/2.1 os/linux#6.1.141', 'Boto3 on Linux'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/145.0 Safari/537.36 Edg/145.0', 'Edge on Windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537 Version/17 Safari/537', 'Safari on macOS'],
  ['Mozilla/5.0 (compatible)', 'browser'],
  ['[S3Console/0.4, aws-internal/3]', 'S3Console'],
  ['signin.amazonaws.com', 'signin.amazonaws.com'],
])('the user agent %s without versions', (agent, words) => {
  expect(describeAgent(agentOf(agent))).toBe(words);
});

test('values as people read them', () => {
  expect(describeValue('api', 'iam.amazonaws.com CreateUser')).toBe('iam:CreateUser');
  expect(describeValue('api', ' CreateUser')).toBe('?:CreateUser');
  expect(describeValue('hour', '23')).toBe('23:00–00:00');
  expect(readApi('a.b Two Words')).toEqual({ source: 'a.b', name: 'Two Words' });
});

describe('sentences', () => {
  const told = {
    by: 'user/ana',
    kind: 'api',
    values: ['iam.amazonaws.com CreateUser'],
    valueCount: 1,
    watchedDays: 34.5,
    others: 0,
    calls: 12,
    failed: 2,
  } as const;
  test.each([
    [{}, 'First time in 34 days that user/ana called iam:CreateUser; no other principal ever did; 12 calls, 2 failed.'],
    [
      { others: 1, failed: 0 },
      'First time in 34 days that user/ana called iam:CreateUser; 1 other principal did so too; 12 calls.',
    ],
    [
      { valueCount: 40, failed: 12 },
      'First time in 34 days that user/ana called 40 APIs, such as iam:CreateUser; no other principal ever called iam:CreateUser; 12 calls, all failed.',
    ],
    [
      { kind: 'network', values: ['192.0.2.0/24'], watchedDays: 0.2 },
      'First time in less than a day that user/ana came from 192.0.2.0/24; no other principal ever did; 12 calls, 2 failed.',
    ],
    [
      { kind: 'network', values: ['ec2.amazonaws.com'] },
      'First time in 34 days that user/ana came through ec2.amazonaws.com; no other principal ever did; 12 calls, 2 failed.',
    ],
    [
      { by: null, kind: 'region', values: ['eu-west-3'], others: 3 },
      'First time in 34 days that anybody called a service in eu-west-3; 3 principals since then; 12 calls, 2 failed.',
    ],
  ] as const)('%o', (patch, sentence) => {
    expect(describeNovelty({ ...told, ...patch })).toBe(sentence);
  });
  test('of an hour', () => {
    const peak = { calls: 380, slot: 'weekhour', hoursCompared: 8, median: 2, most: 9 } as const;
    expect(describeVolume({ by: 'user/ana', api: 's3:GetObject', hours: 1, calls: 380, failed: 0, peak })).toBe(
      'user/ana made 380 calls of s3:GetObject; at that hour of the 8 same weekdays before it made 2 as a rule, and never more than 9.',
    );
  });
});

test('proposed baselines end within the rows', () => {
  const start = Date.parse('2026-03-01T10:20:30Z');
  fc.assert(
    fc.property(fc.nat(400 * 86_400), (seconds) => {
      const [first, last] = [start, start + seconds * 1000].map((ms) => new Date(ms).toISOString());
      for (const { baseline } of proposeBaselines(first!, last!)) {
        expect(Date.parse(baseline.to)).toBeGreaterThan(start);
        expect(Date.parse(baseline.to)).toBeLessThanOrEqual(start + seconds * 1000);
      }
    }),
  );
  expect(proposeBaselines('2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z')).toEqual([]);
  expect(
    proposeBaselines('2026-03-01T00:00:00Z', '2026-03-21T00:00:00Z').map(({ id, baseline }) => [id, baseline.to]),
  ).toEqual([
    ['half', '2026-03-11T00:00:00Z'],
    ['two-thirds', '2026-03-14T08:00:00Z'],
    ['third', '2026-03-07T16:00:00Z'],
    ['day', '2026-03-20T00:00:00Z'],
    ['week', '2026-03-14T00:00:00Z'],
  ]);
});

test('an hour stands out when it is more than any before, far from the median, and no tiny count', () => {
  const hour = { calls: 100, hours: 20, median: 10, spread: 2, most: 40 };
  expect(judgeHour(hour)).toBeGreaterThan(6);
  expect(judgeHour({ ...hour, most: 100 })).toBe(0);
  expect(judgeHour({ ...hour, spread: 50 })).toBe(0);
  expect(judgeHour({ ...hour, calls: 19, median: 0, spread: 0, most: 0 })).toBe(0);
  expect(judgeHour({ ...hour, calls: 20, median: 0, spread: 0, most: 0 })).toBe(20);
});

test('keys in two places: what makes one machine with two ways out likely', () => {
  const [cli, boto] = ['aws-cli on Linux', 'Boto3'];
  expect(shareNone([[cli], [boto]])).toBe(true);
  expect(shareNone([[cli, boto], [boto], [boto, cli]])).toBe(false);
  expect(shareNone([[cli]])).toBe(false);
  expect(isDualStack(['192.0.0.0/16', '2001:db8::/32'], [[cli], [cli]])).toBe(true);
  expect(isDualStack(['192.0.0.0/16', '198.51.0.0/16'], [[cli], [cli]])).toBe(false);
  const uses = { changes: 3, agents: [[cli], [cli]], otherDays: 0, isLasting: false };
  expect(scoreParallel(uses).points).toBe(2);
  expect(scoreParallel({ ...uses, agents: [[cli], [boto]], isLasting: true }).points).toBe(6);
  expect(scoreParallel({ ...uses, otherDays: 30 }).points).toBe(0);
});
