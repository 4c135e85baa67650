// The calls of `contract.aws` as a host makes them, from signing in to signing out, over a real store with a token service.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { createRouterClient, ORPCError } from '@orpc/server';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Login } from '../../../../shared/contract/aws.ts';
import { createLogins } from '../../../../src-main/engine/sources/aws/logins.ts';
import { awsRoutes } from '../../../../src-main/engine/sources/aws/routes.ts';
import { makeAwsHome } from '../../../support/aws/aws-home.ts';
import { startFakeSts } from '../../../support/aws/fake-sts.ts';
import { openTestClient } from '../../../support/s3/client.ts';
import { describeWithRgw } from '../../../support/s3/describe-with-rgw.ts';
import { testOptions } from '../../support/case.ts';

const home = makeAwsHome();

function openRoutes() {
  const state = { options: testOptions(), current: null, logins: createLogins() };
  return { state, client: createRouterClient(awsRoutes(state)) };
}

const account = 'AWSLogs/111122223333/';
const key = `${account}CloudTrail/eu-central-1/2026/01/05/1.json.gz`;

await describeWithRgw('the calls about AWS', { sts: true }, (server) => {
  const { endpoint } = server;
  let roleArn = '';
  let analyst: Login;

  beforeAll(async () => {
    const owner = openTestClient(endpoint, server);
    for (const Bucket of ['logs', 'other']) await owner.send(new CreateBucketCommand({ Bucket }));
    await owner.send(new PutObjectCommand({ Bucket: 'logs', Key: key, Body: '{"Records":[]}' }));
    analyst = { kind: 'keys', ...(await server.createUser('analyst')), endpoint };
    roleArn = await server.createRole('reader', 'analyst', {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['s3:ListBucket', 's3:GetObject'], Resource: 'arn:aws:s3:::*' }],
    });
  });

  it('take an investigator from a role to what is in a bucket, and out again', async () => {
    const { client } = openRoutes();
    const login: Login = { ...analyst, assume: [{ roleArn, sessionName: 'case-7' }] };
    const connected = await client.connect({ login });
    const { loginId } = connected;
    expect(connected.described).toMatch(
      /^access key …, then role arn:aws:iam:::role\/reader, at http|^access key \w{4}…\w{4}, then role/,
    );
    expect(connected.callerProblem).toBe('This store does not tell who is signed in.');
    expect(Date.parse(connected.expires!)).toBeGreaterThan(Date.now());

    const at = { loginId, bucket: 'logs' };
    expect((await client.browse(at)).folders).toEqual([{ prefix: 'AWSLogs/', name: 'AWSLogs', meaning: 'awslogs' }]);
    const { objects } = await client.browse({ ...at, prefix: key.slice(0, key.lastIndexOf('/') + 1) });
    expect(objects).toMatchObject([{ key, name: '1.json.gz', size: 14 }]);
    expect((await client.trails(at)).trails).toMatchObject([
      {
        prefix: '',
        accounts: [{ account: '111122223333', services: [{ service: 'CloudTrail', regions: ['eu-central-1'] }] }],
      },
    ]);
    const checks = await client.checkAccess(at);
    expect(checks.filter(({ outcome }) => outcome === 'allowed').map(({ what }) => what)).toEqual([
      'region',
      'list',
      'read',
    ]);
    expect(checks.find(({ what }) => what === 'versions')).toMatchObject({ outcome: 'refused' });

    await client.disconnect({ loginId });
    await expect(client.browse(at)).rejects.toMatchObject({
      code: 'REFUSED',
      data: { needs: 'login', hint: 'Sign in again.' },
    });
  });

  it('say which role is not given', async () => {
    const { client } = openRoutes();
    const login: Login = { ...analyst, assume: [{ roleArn: roleArn.replace('reader', 'nobody') }] };
    await expect(client.connect({ login })).rejects.toThrow(/Cannot assume the role arn:aws:iam:::role\/nobody/);
  });

  it('list the buckets of the account', async () => {
    const { client } = openRoutes();
    const { accessKeyId, secretAccessKey } = server;
    const { loginId } = await client.connect({ login: { kind: 'keys', accessKeyId, secretAccessKey, endpoint } });
    const buckets = await client.buckets({ loginId });
    expect(buckets.map(({ name }) => name)).toEqual(['logs', 'other']);
    expect(Math.abs(Date.parse(buckets[0]!.created!) - Date.now())).toBeLessThan(600_000);
  });

  it('say to type the name where buckets may not be listed', async () => {
    const { client } = openRoutes();
    for (const login of [{ ...analyst, assume: [{ roleArn }] }, { kind: 'anonymous', endpoint } as Login]) {
      const { loginId } = await client.connect({ login });
      await expect(client.buckets({ loginId })).rejects.toMatchObject({
        code: 'REFUSED',
        data: { hint: expect.stringMatching(/Type the bucket's name/) as string },
      });
    }
  });

  it('stop when the caller goes away', async () => {
    const { client } = openRoutes();
    const { loginId } = await client.connect({ login: { ...analyst, assume: [{ roleArn }] } });
    const stop = new AbortController();
    stop.abort();
    for (const call of [client.browse, client.trails, client.checkAccess])
      await expect(call({ loginId, bucket: 'logs' }, { signal: stop.signal })).rejects.toMatchObject({
        code: 'CANCELLED',
      });
  });
});

describe('the calls about AWS, without a store,', () => {
  it('list profiles', async () => {
    home.config('[profile audit]', 'region = eu-west-1', 'sso_session = corp');
    expect(await openRoutes().client.profiles()).toEqual([{ name: 'audit', kind: 'sso', region: 'eu-west-1' }]);
  });

  it('ask for an MFA code as a typed error', async () => {
    const { endpoint } = await startFakeSts();
    const assume = [{ roleArn: 'arn:aws:iam::111122223333:role/MfaAudit', mfaSerial: 'serial-1' }];
    const login: Login = { kind: 'keys', accessKeyId: 'A', secretAccessKey: 'B', stsEndpoint: endpoint, assume };
    const error = await openRoutes()
      .client.connect({ login })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ORPCError);
    expect(error).toMatchObject({ code: 'REFUSED', defined: true, data: { needs: 'mfa', serial: 'serial-1' } });
  });

  it('refuse to sign out while an acquisition holds the login', async () => {
    const { state, client } = openRoutes();
    const { loginId } = await client.connect({ login: { kind: 'anonymous' } });
    const release = state.logins.find(loginId)!.hold();
    await expect(client.disconnect({ loginId })).rejects.toMatchObject({ code: 'REFUSED' });
    release();
    await client.disconnect({ loginId });
  });

  it('take no command to run', async () => {
    const login = { kind: 'process', command: 'touch /tmp/was-here' } as unknown as Login;
    await expect(openRoutes().client.connect({ login })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

it('loads no SDK before somebody signs in', () => {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const statements = /^(?:import|export)\s(?!type\s)[^;]*?from '([^']+)'|^import '([^']+)'/gm;
    for (const [, from, bare] of readFileSync(file, 'utf8').matchAll(statements)) {
      const name = from ?? bare!;
      if (name.startsWith('.')) visit(join(dirname(file), name));
      else packages.add(name);
    }
  };
  visit(join(import.meta.dirname, '../../../../src-main/engine/app.ts'));
  expect([...seen].some((file) => file.endsWith('sources/aws/routes.ts'))).toBe(true);
  expect([...packages].filter((name) => /^(@aws-sdk|@smithy|undici)/.test(name))).toEqual([]);
});
