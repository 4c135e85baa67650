// What an investigator is told before anything is acquired: each refusal in its own words, with its own next step. Against the
// real server where it can refuse that way, a fault proxy in front of it, or a store of the test's own.
import type { IncomingMessage } from 'node:http';
import {
  CreateBucketCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AccessCheck, Login } from '../../../../shared/contract/aws.ts';
import { createLogins, type OpenLogin } from '../../../../src-main/engine/sources/aws/logins.ts';
import { type AccessRequest, checkAccess } from '../../../../src-main/engine/sources/s3/check-access.ts';
import { makeAwsHome } from '../../../support/aws/aws-home.ts';
import { mfaCode, startFakeSts } from '../../../support/aws/fake-sts.ts';
import { listen } from '../../../support/aws/listen.ts';
import { openLogin } from '../../../support/aws/open-login.ts';
import { startFakeCloudTrail, testLogin } from '../../../support/cloudtrail/fake-cloudtrail.ts';
import { openTestClient } from '../../../support/s3/client.ts';
import { describeWithRgw } from '../../../support/s3/describe-with-rgw.ts';
import { type Fault, startFaultProxy } from '../../../support/s3/fault-proxy.ts';

type Says = Record<AccessCheck['what'], AccessCheck>;

makeAwsHome();

async function check(login: OpenLogin, more: Partial<AccessRequest> = {}): Promise<Says> {
  const checks = await checkAccess(login, {
    bucket: 'logs',
    prefix: '',
    requesterPays: false,
    signal: undefined,
    ...more,
  });
  expect(checks.map(({ what }) => what)).toEqual([
    'region',
    'list',
    'read',
    'versions',
    'decrypt',
    'lookup-events',
    'public-keys',
  ]);
  for (const { says } of checks) expect(says).toMatch(/^[A-Z].*\.$/s);
  return Object.fromEntries(checks.map((one) => [one.what, one])) as Says;
}

const outcomes = (says: Says) => Object.fromEntries(Object.values(says).map(({ what, outcome }) => [what, outcome]));

await describeWithRgw('access', {}, (server) => {
  const { endpoint } = server;
  const owner: Login = {
    kind: 'keys',
    accessKeyId: server.accessKeyId,
    secretAccessKey: server.secretAccessKey,
    endpoint,
    pathStyle: true,
  };
  const client = openTestClient(endpoint, server);

  beforeAll(async () => {
    for (const Bucket of ['logs', 'versioned', 'empty']) await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(
      new PutBucketVersioningCommand({ Bucket: 'versioned', VersioningConfiguration: { Status: 'Enabled' } }),
    );
    for (const Bucket of ['logs', 'versioned']) {
      await client.send(new PutObjectCommand({ Bucket, Key: 'a/', Body: Buffer.alloc(0) }));
      await client.send(new PutObjectCommand({ Bucket, Key: 'a/1.json.gz', Body: 'one' }));
    }
    // The first that is listed has nothing to read, so its version is not read either.
    await client.send(new PutObjectCommand({ Bucket: 'versioned', Key: 'Z', Body: 'first' }));
  });

  async function checkWithFault(decide: (method: string, url: string) => Fault | null, bucket = 'logs'): Promise<Says> {
    const proxy = await startFaultProxy(endpoint, ({ method, url }) => decide(method, url));
    const login = await openLogin({ ...owner, endpoint: proxy.endpoint });
    try {
      return await check(login, { bucket });
    } finally {
      await proxy.stop();
    }
  }

  const isRead = (method: string, url: string) => method === 'GET' && url.includes('json.gz');

  it('that is complete is said to be', async () => {
    const says = await check(await openLogin(owner), { bucket: 'versioned' });
    expect(outcomes(says)).toEqual({
      region: 'allowed',
      list: 'allowed',
      read: 'allowed',
      versions: 'allowed',
      decrypt: 'unknown',
      'lookup-events': 'unknown',
      'public-keys': 'unknown',
    });
    expect(says.read.says).toBe('Reading is allowed: tried with Z.');
    expect(says.versions.says).toMatch(/^Listing and reading versions is allowed/);
    expect(says.decrypt.says).toMatch(/needs no KMS key/);
    expect(says['lookup-events'].says).toMatch(/S3-compatible store has no CloudTrail/);
  });

  it('to a bucket that keeps no versions says that none was read', async () => {
    const says = await check(await openLogin(owner), { prefix: 'a/' });
    expect(says.read.says).toBe('Reading is allowed: tried with a/1.json.gz.');
    expect(says.versions).toMatchObject({
      outcome: 'allowed',
      says: expect.stringMatching(/Reading one was not tried/) as string,
    });
  });

  it('to nothing is unknown', async () => {
    const says = await check(await openLogin(owner), { bucket: 'empty' });
    expect(says.list.says).toMatch(/there is nothing here/);
    expect(says.read).toMatchObject({ outcome: 'unknown', says: 'Not tried: there is nothing to read here.' });
  });

  it('to no such bucket', async () => {
    const says = await check(await openLogin(owner), { bucket: 'none' });
    expect(says.region).toMatchObject({ outcome: 'refused', hint: expect.stringMatching(/spelling/) as string });
    expect(says.region.says).toBe('Cannot find the bucket: there is no bucket named none here.');
    expect(says.list).toMatchObject({ outcome: 'unknown', says: 'Not tried: the bucket was not reached.' });
  });

  it.each([
    ['list alone', ['s3:ListBucket'], { list: 'allowed', read: 'refused', versions: 'refused' }],
    ['read alone', ['s3:GetObject'], { list: 'refused', read: 'unknown', versions: 'refused' }],
    ['list and read', ['s3:ListBucket', 's3:GetObject'], { list: 'allowed', read: 'allowed', versions: 'refused' }],
    [
      'list versions, but not read them',
      ['s3:ListBucket', 's3:GetObject', 's3:ListBucketVersions'],
      { list: 'allowed', read: 'allowed', versions: 'refused' },
    ],
    [
      'everything',
      ['s3:ListBucket', 's3:GetObject', 's3:ListBucketVersions', 's3:GetObjectVersion'],
      { list: 'allowed', read: 'allowed', versions: 'allowed' },
    ],
  ])('that a policy gives to %s', async (title, actions, expected) => {
    const name = title.replaceAll(/[^a-z]/g, '');
    const analyst = await server.createUser(name);
    const policy = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: [`arn:aws:iam:::user/${name}`] },
          Action: actions,
          Resource: ['arn:aws:s3:::versioned', 'arn:aws:s3:::versioned/*'],
        },
      ],
    };
    await client.send(new PutBucketPolicyCommand({ Bucket: 'versioned', Policy: JSON.stringify(policy) }));
    const says = await check(await openLogin({ ...owner, ...analyst }), { bucket: 'versioned' });
    expect(outcomes(says)).toMatchObject(expected);
    const refused = Object.values(says).filter(({ outcome }) => outcome === 'refused');
    for (const { says: words, hint } of refused) {
      expect(words).toMatch(/a policy does not allow it/);
      expect(hint).toMatch(/Ask the owner to allow it/);
    }
    if (!actions.includes('s3:GetObjectVersion') && actions.includes('s3:ListBucketVersions'))
      expect(says.versions.says).toMatch(/^Cannot read a version of an object/);
  });

  it('with a wrong key or secret fails when signing in', async () => {
    const logins = createLogins();
    await expect(logins.connect({ login: { ...owner, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } })).rejects.toThrow(
      /does not know this access key id/,
    );
    await expect(logins.connect({ login: { ...owner, secretAccessKey: 'wrong' } })).rejects.toThrow(
      /secret key does not match/,
    );
  });

  it('to a bucket in another region than its address', async () => {
    const says = await checkWithFault((_method, url) =>
      url.startsWith('/logs') ? { kind: 'redirect', region: 'eu-west-3' } : null,
    );
    expect(says.list).toMatchObject({ outcome: 'refused', hint: expect.stringMatching(/region eu-west-3/) as string });
    expect(says.list.says).toMatch(/the bucket is in another region: eu-west-3/);
  });

  it('to archived objects', async () => {
    const says = await checkWithFault((method, url) =>
      isRead(method, url) ? { kind: 'InvalidObjectState', storageClass: 'DEEP_ARCHIVE' } : null,
    );
    expect(says.read).toMatchObject({ outcome: 'refused', hint: expect.stringMatching(/restore/) as string });
    expect(says.read.says).toMatch(/archived \(DEEP_ARCHIVE\)/);
    expect(says.decrypt.outcome).toBe('unknown');
  });

  it('to a KMS key that is denied', async () => {
    const says = await checkWithFault((method, url) => (isRead(method, url) ? { kind: 'AccessDenied' } : null));
    expect(says.read).toMatchObject({ outcome: 'refused', hint: expect.stringMatching(/kms:Decrypt/) as string });
    expect(says.decrypt).toMatchObject({ outcome: 'refused', hint: expect.stringMatching(/kms:Decrypt/) as string });
    expect(says.decrypt.says).toMatch(/encrypted with a KMS key that this login may not use \(kms:Decrypt\)/);
  });

  it('over a network that is down is unknown', async () => {
    const proxy = await startFaultProxy(endpoint, () => null);
    const login = await openLogin({ ...owner, endpoint: proxy.endpoint });
    await proxy.stop();
    const says = await check(login);
    expect(says.region).toMatchObject({ outcome: 'unknown', hint: expect.stringMatching(/host and port/) as string });
    expect(says.region.says).toMatch(/connection refused/);
  });
});

describe('access that the real server cannot refuse', () => {
  const keys: Login = { kind: 'keys', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
  const listing =
    '<ListBucketResult><Name>logs</Name><KeyCount>1</KeyCount><IsTruncated>false</IsTruncated><Contents><Key>one</Key>' +
    '<Size>3</Size><StorageClass>STANDARD</StorageClass></Contents></ListBucketResult>';

  /** A store with one object, which refuses what `refuse` names a code for. */
  async function openStore(
    refuse: (request: IncomingMessage) => { status: number; code: string; message?: string } | null,
    headers: Record<string, string> = {},
  ): Promise<OpenLogin> {
    const endpoint = await listen((request, response) => {
      const { method, url = '' } = request;
      const path = url.split('?')[0]!;
      const refusal = path === '/' ? null : refuse(request);
      if (refusal) {
        const { status, code, message = 'No.' } = refusal;
        const xml = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
        response.writeHead(status).end(method === 'HEAD' ? '' : xml);
      } else if (path === '/logs/one') response.writeHead(206, headers).end('x');
      else if (url.includes('versions')) response.end('<ListVersionsResult/>');
      else response.end(url.includes('list-type') ? listing : '<ListAllMyBucketsResult/>');
    });
    return openLogin({ ...keys, endpoint });
  }

  it('with a key of KMS that may be used', async () => {
    const says = await check(await openStore(() => null, { 'x-amz-server-side-encryption': 'aws:kms' }));
    expect(says.decrypt).toMatchObject({
      outcome: 'allowed',
      says: expect.stringMatching(/KMS key that this login may use/) as string,
    });
  });

  it('where the requester pays', async () => {
    const login = await openStore(({ headers, method }) =>
      headers['x-amz-request-payer'] === 'requester' || method === 'HEAD'
        ? null
        : { status: 403, code: 'AccessDenied', message: 'Bucket is requester pays: x-amz-request-payer is missing' },
    );
    const says = await check(login);
    for (const { outcome, says: words, hint } of [says.list, says.versions]) {
      expect(outcome).toBe('refused');
      expect(words).toMatch(/Requester Pays/);
      expect(hint).toMatch(/Switch on "requester pays"/);
    }
    expect(outcomes(await check(login, { requesterPays: true }))).toMatchObject({ list: 'allowed', read: 'allowed' });
  });

  it.each([
    ['ExpiredToken', /temporary credentials have expired/, /Get new ones/],
    ['InvalidAccessKeyId', /does not know this access key id/, /typing errors/],
    ['SignatureDoesNotMatch', /secret key does not match/, /copy the secret key again/],
    ['RequestTimeTooSkewed', /clock of this computer is wrong/, /Set the date/],
  ])('after %s meanwhile', async (code, says, hint) => {
    const { region, list } = await check(await openStore(() => ({ status: 403, code })));
    expect(region.outcome).toBe('refused');
    expect(region.says).toMatch(says);
    expect(region.hint).toMatch(hint);
    expect(list.says).toMatch(/Not tried/);
  });

  it('to a bucket of which not even the region is told', async () => {
    const login = await openStore(({ method, url = '' }) =>
      method === 'HEAD' || url.includes('location') ? { status: 403, code: 'AccessDenied' } : null,
    );
    const says = await check(login);
    expect(says.region).toMatchObject({
      outcome: 'unknown',
      says: expect.stringMatching(/us-east-1 is assumed/) as string,
    });
    expect(says.list.outcome).toBe('allowed');
  });

  it('with a login that wants a new MFA code asks for that', async () => {
    const sts = await startFakeSts({ lifeMs: 1_000 });
    const endpoint = await listen((_request, response) => response.end());
    const assume = [{ roleArn: 'arn:aws:iam::111122223333:role/MfaAudit', mfaSerial: 'serial-1' }];
    const logins = createLogins();
    const login: Login = { ...keys, endpoint, stsEndpoint: sts.endpoint, assume };
    const { loginId } = await logins.connect({ login, mfaCode });
    await expect(check(logins.find(loginId)!)).rejects.toMatchObject({ detail: { needs: 'mfa', serial: 'serial-1' } });
  });

  it('stops when asked to', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(check(await openStore(() => null), { signal: stop.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});

describe("access to CloudTrail's API", () => {
  async function checkAt(options: Partial<Parameters<typeof startFakeCloudTrail>[0]>): Promise<Says> {
    const cloudTrail = await startFakeCloudTrail({ regions: {}, ...options });
    const endpoint = await listen((_request, response) => response.end());
    const login = await openLogin({ kind: 'keys', ...testLogin, endpoint, cloudTrailEndpoint: cloudTrail.endpoint });
    try {
      return await check(login);
    } finally {
      await cloudTrail.stop();
    }
  }

  it('is said to be allowed, where it was tried', async () => {
    const says = await checkAt({});
    expect(says['lookup-events']).toEqual({
      what: 'lookup-events',
      outcome: 'allowed',
      says: "CloudTrail's event history (90 days) can be read; tried in us-east-1.",
      hint: null,
    });
    expect(says['public-keys'].outcome).toBe('allowed');
  });

  it('is said to be denied, each by itself', async () => {
    const says = await checkAt({ denied: ['LookupEvents'] });
    expect(says['lookup-events']).toMatchObject({
      outcome: 'refused',
      says: expect.stringMatching(
        /event history in us-east-1: a policy does not allow it \(cloudtrail:LookupEvents\)/,
      ) as string,
      hint: expect.stringMatching(/cloudtrail:LookupEvents/) as string,
    });
    expect(says['public-keys'].outcome).toBe('allowed');
  });

  it('is not tried by who has not signed in', async () => {
    const endpoint = await listen((_request, response) => response.end());
    const says = await check(
      await openLogin({ kind: 'anonymous', endpoint, cloudTrailEndpoint: 'http://127.0.0.1:1' }),
    );
    expect(says['lookup-events']).toMatchObject({
      outcome: 'unknown',
      says: expect.stringMatching(/sign in/) as string,
    });
  });
});
