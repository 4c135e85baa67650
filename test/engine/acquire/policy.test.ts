// The policies that docs/acquire.md asks a client for, word for word, against the real server's policy engine: they let an
// acquisition pass, nothing in them can be left out unnoticed, and they allow no writing.
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessCheck } from '../../../shared/contract/aws.ts';
import { recordsFile } from '../../cli/events.ts';
import {
  actionsOf,
  documentedPolicies,
  type Policy,
  together,
  without,
} from '../../support/aws/documented-policies.ts';
import { type FakeCloudTrail, type FakeLogin, startFakeCloudTrail } from '../../support/cloudtrail/fake-cloudtrail.ts';
import { openTestClient } from '../../support/s3/client.ts';
import { describeWithRgw } from '../../support/s3/describe-with-rgw.ts';
import type { RgwKeys } from '../../support/s3/rgw.ts';
import { type Bench, openBench, putObjects, s3Request } from './support.ts';

const policies = documentedPolicies({ BUCKET: 'trail', PREFIX: 'AWSLogs' });
const minimal = policies.s3!;
const key = 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/01/05/a.json.gz';

it('the page has every policy', () => {
  expect(Object.keys(policies)).toEqual(['s3', 's3-prefix', 's3-versions', 'kms', 'cloudtrail', 's3-buckets', 'trust']);
  expect(actionsOf(policies.kms!)).toEqual(['kms:Decrypt']);
  expect(policies.trust!.Statement[0]).toMatchObject({
    Action: 'sts:AssumeRole',
    Condition: {
      StringEquals: { 'sts:ExternalId': expect.any(String) as string },
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    },
  });
});

await describeWithRgw('the documented policies', { sts: true }, (server) => {
  let analyst: RgwKeys;
  let bench: Bench;
  let owner: S3Client;
  let roles = 0;

  beforeAll(async () => {
    owner = openTestClient(server.endpoint, server);
    for (const Bucket of ['trail', 'other']) await owner.send(new CreateBucketCommand({ Bucket }));
    const Status = 'Enabled';
    await owner.send(new PutBucketVersioningCommand({ Bucket: 'trail', VersioningConfiguration: { Status } }));
    await putObjects(owner, 'trail', { [key]: recordsFile(0, 2), 'elsewhere.json.gz': recordsFile(10, 1) });
    await putObjects(owner, 'trail', { [key]: recordsFile(2, 1) });
    await putObjects(owner, 'other', { 'b.json.gz': recordsFile(20, 1) });
    analyst = await server.createUser('analyst');
    bench = await openBench();
  });

  const roleWith = (policy: Policy) => server.createRole(`r${++roles}`, 'analyst', policy);
  const signInWith = async (policy: Policy) => {
    const role = await roleWith(policy);
    return bench.signIn(server.endpoint, analyst, { assume: [{ roleArn: role }] });
  };
  const check = async (policy: Policy, prefix = '') => {
    const loginId = await signInWith(policy);
    const checks = await bench.engine.client.aws.checkAccess({
      loginId,
      bucket: 'trail',
      prefix,
      requesterPays: false,
    });
    return (what: AccessCheck['what']) => checks.find((one) => one.what === what)!;
  };

  it('the least one lets an acquisition pass', async () => {
    const checked = await check(minimal);
    for (const what of ['region', 'list', 'read'] as const) expect(checked(what)).toMatchObject({ outcome: 'allowed' });
    const end = await bench.acquire(await signInWith(minimal), s3Request('trail'));
    expect(end).toMatchObject({ state: 'done', account: { acquired: { objects: 2 }, failed: { objects: 0 } } });
    expect(await bench.rows('SELECT count(*) AS n FROM cloudtrail')).toEqual([{ n: 2 }]);
  });

  it('with versions, what was overwritten comes too', async () => {
    const both = together(minimal, policies['s3-versions']!);
    expect((await check(both))('versions')).toMatchObject({ outcome: 'allowed' });
    const end = await bench.acquire(await signInWith(both), s3Request('trail', { versions: true }));
    expect(end).toMatchObject({ state: 'done', account: { acquired: { objects: 1 }, known: { objects: 2 } } });
    expect(await bench.rows('SELECT count(*) AS n FROM cloudtrail')).toEqual([{ n: 4 }]);
  });

  it('of one prefix, it lets that prefix pass and nothing else', async () => {
    const policy = policies['s3-prefix']!;
    const checked = await check(policy, 'AWSLogs/');
    for (const what of ['region', 'list', 'read'] as const) expect(checked(what)).toMatchObject({ outcome: 'allowed' });
    expect((await check(policy))('list')).toMatchObject({ outcome: 'refused' });
    const loginId = await signInWith(policy);
    const end = await bench.acquire(loginId, s3Request('trail', {}, { prefix: 'AWSLogs/' }));
    expect(end).toMatchObject({ state: 'done', account: { listed: { objects: 1 }, failed: { objects: 0 } } });
    await expect(bench.engine.client.aws.browse({ loginId, bucket: 'other' })).rejects.toMatchObject({
      code: 'REFUSED',
    });
  });

  it.each<[string, string, AccessCheck['what'], string]>([
    ['s3', 's3:ListBucket', 'list', 'Cannot list the bucket: a policy does not allow it.'],
    ['s3', 's3:GetObject', 'read', 'Cannot read an object: a policy does not allow it.'],
    [
      's3-versions',
      's3:ListBucketVersions',
      'versions',
      'Cannot list versions, among them deleted objects: a policy does not allow it.',
    ],
    [
      's3-versions',
      's3:GetObjectVersion',
      'versions',
      'Cannot read a version of an object: a policy does not allow it.',
    ],
  ])('%s without %s: the check "%s" says so', async (name, action, what, says) => {
    const whole = together(minimal, policies['s3-versions']!);
    expect(actionsOf(policies[name]!)).toContain(action);
    const checked = await check(without(whole, action));
    expect(checked(what)).toMatchObject({ outcome: 'refused', says });
    expect(checked(what).hint).toMatch(/^Ask the owner to allow it for this login/);
    const others = (['list', 'read', 'versions'] as const).filter((one) => one !== what);
    // Without a listing, no object is known by name.
    const expected = action === 's3:ListBucket' ? ['unknown', 'allowed'] : ['allowed', 'allowed'];
    expect(others.map((one) => checked(one).outcome)).toEqual(expected);
  });

  it('without s3:GetBucketLocation, who may list one prefix only is not told the region', async () => {
    const checked = await check(without(policies['s3-prefix']!, 's3:GetBucketLocation'), 'AWSLogs/');
    expect(checked('region')).toMatchObject({ outcome: 'unknown' });
    expect(checked('region').says).toMatch(/not told/);
    expect(checked('list')).toMatchObject({ outcome: 'allowed' });
  });

  it('to offer the buckets by name takes s3:ListAllMyBuckets', async () => {
    const offered = await signInWith(together(minimal, policies['s3-buckets']!));
    await expect(bench.engine.client.aws.buckets({ loginId: offered })).resolves.toBeDefined();
    const typed = await signInWith(minimal);
    await expect(bench.engine.client.aws.buckets({ loginId: typed })).rejects.toMatchObject({
      code: 'REFUSED',
      data: { hint: expect.stringMatching(/Type the bucket's name/) as string },
    });
  });

  it('allow no writing, not even all of them together', async () => {
    const all = together(...Object.entries(policies).flatMap(([name, one]) => (name.startsWith('s3') ? [one] : [])));
    const sts = new STSClient({ endpoint: server.endpoint, region: 'us-east-1', credentials: analyst, maxAttempts: 1 });
    const session = await sts.send(new AssumeRoleCommand({ RoleArn: await roleWith(all), RoleSessionName: 'writes' }));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = session.Credentials!;
    const assumed = openTestClient(server.endpoint, {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    });
    // These are credentials that work, so that what is refused is refused by the policy.
    await assumed.send(new GetObjectCommand({ Bucket: 'trail', Key: key }));
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    const writes = [
      () => assumed.send(new PutObjectCommand({ Bucket: 'trail', Key: 'new', Body: 'x' })),
      () => assumed.send(new PutObjectCommand({ Bucket: 'trail', Key: key, Body: 'x' })),
      () => assumed.send(new CopyObjectCommand({ Bucket: 'trail', Key: 'copy', CopySource: `trail/${key}` })),
      () => assumed.send(new DeleteObjectCommand({ Bucket: 'trail', Key: key })),
      () => assumed.send(new DeleteBucketCommand({ Bucket: 'trail' })),
      () => assumed.send(new PutBucketPolicyCommand({ Bucket: 'trail', Policy })),
      () =>
        assumed.send(
          new PutBucketVersioningCommand({ Bucket: 'trail', VersioningConfiguration: { Status: 'Suspended' } }),
        ),
    ];
    for (const write of writes) await expect(write()).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('the policy for CloudTrail’s API', () => {
  const login: FakeLogin = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'of-the-stand-in' };
  const fakes: FakeCloudTrail[] = [];
  afterAll(() => Promise.all(fakes.map((fake) => fake.stop())));

  /** The stand-in denies what the policy does not name. */
  async function checkWith(policy: Policy) {
    const allowed = actionsOf(policy);
    const denied = ['LookupEvents', 'ListPublicKeys'].filter((name) => !allowed.includes(`cloudtrail:${name}`));
    const fake = await startFakeCloudTrail({ regions: {}, logins: [login], denied });
    fakes.push(fake);
    const bench = await openBench();
    const { endpoint } = fake;
    const { loginId } = await bench.engine.client.aws.connect({
      login: {
        kind: 'keys',
        ...login,
        region: 'eu-west-1',
        endpoint,
        stsEndpoint: endpoint,
        cloudTrailEndpoint: endpoint,
      },
    });
    const place = { loginId, bucket: 'none', prefix: '', requesterPays: false };
    const checks = await bench.engine.client.aws.checkAccess(place);
    return Object.fromEntries(checks.map(({ what, outcome, says }) => [what, `${outcome}: ${says}`]));
  }

  it('lets both calls pass; with one left out, its check says so', async () => {
    const policy = policies.cloudtrail!;
    const [whole, noHistory, noKeys] = await Promise.all([
      checkWith(policy),
      checkWith(without(policy, 'cloudtrail:LookupEvents')),
      checkWith(without(policy, 'cloudtrail:ListPublicKeys')),
    ]);
    expect(whole).toMatchObject({
      'lookup-events': expect.stringMatching(/^allowed: /) as string,
      'public-keys': expect.stringMatching(/^allowed: /) as string,
    });
    expect(noHistory['lookup-events']).toMatch(
      /^refused: .*event history.*does not allow it \(cloudtrail:LookupEvents\)/,
    );
    expect(noHistory['public-keys']).toMatch(/^allowed: /);
    expect(noKeys['public-keys']).toMatch(/^refused: .*public keys.*does not allow it \(cloudtrail:ListPublicKeys\)/);
    expect(noKeys['lookup-events']).toMatch(/^allowed: /);
  });
});
