import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { inspect } from 'node:util';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it, vi } from 'vitest';
import { EngineError } from '../../../../src-main/engine/engine-error.ts';
import { credentialsFor, signingWith } from '../../../../src-main/engine/sources/s3/credentials.ts';
import type { Login } from '../../../../src-main/engine/sources/s3/login.ts';
import { makeAwsHome } from '../../../support/aws/aws-home.ts';
import { startFakeContainer, startFakeMachine } from '../../../support/aws/fake-metadata.ts';
import { startFakeSso } from '../../../support/aws/fake-sso.ts';
import { mfaCode, startFakeSts } from '../../../support/aws/fake-sts.ts';
import { listen } from '../../../support/aws/listen.ts';

const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const base = ['[base]', `aws_access_key_id = ${accessKeyId}`, `aws_secret_access_key = ${secretAccessKey}`];

const home = makeAwsHome();

const noMfa = async () => expect.fail('no MFA code is to be asked for');

async function resolve(login: Login, askMfa: (serial: string) => Promise<string> = noMfa) {
  const provider = credentialsFor(login, { askMfa });
  if (provider === 'anonymous') return expect.fail('anonymous');
  return provider();
}

async function problemOf(login: Login, askMfa?: (serial: string) => Promise<string>): Promise<EngineError> {
  const error = await resolve(login, askMfa).then(
    () => expect.fail('it signed in'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(EngineError);
  expect(inspect(error, { depth: 9 })).not.toContain(secretAccessKey);
  return error as EngineError;
}

const keys: Login = { kind: 'keys', accessKeyId, secretAccessKey };

describe('profiles', () => {
  it('are read anew when the files change', async () => {
    home.credentials('[one]', 'aws_access_key_id = A', 'aws_secret_access_key = B');
    expect(await resolve({ kind: 'profile', profile: 'one' })).toMatchObject({ accessKeyId: 'A' });
    home.credentials('[one]', 'aws_access_key_id = C', 'aws_secret_access_key = D');
    expect(await resolve({ kind: 'profile', profile: 'one' })).toMatchObject({ accessKeyId: 'C' });
  });

  it('beat the keys of the environment', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'FROMENV');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'e');
    home.credentials('[one]', 'aws_access_key_id = A', 'aws_secret_access_key = B', 'aws_session_token = T');
    const one = await resolve({ kind: 'profile', profile: 'one' });
    expect(one).toMatchObject({ accessKeyId: 'A', secretAccessKey: 'B', sessionToken: 'T' });
    expect(await resolve({ kind: 'environment' })).toMatchObject({ accessKeyId: 'FROMENV' });
  });

  it('that are not there are named', async () => {
    const problem = await problemOf({ kind: 'profile', profile: 'nobody' });
    expect(problem).toMatchObject({ code: 'NOT_FOUND', detail: { at: 'profile nobody' } });
    expect(problem.message).toMatch(/no profile "nobody"/);
  });

  it('with a role and MFA assume it at the given token service', async () => {
    const sts = await startFakeSts();
    home.config(
      '[profile forensics]',
      `role_arn = ${role('MfaForensics')}`,
      'source_profile = base',
      'external_id = case-7',
      'mfa_serial = serial-1',
      'role_session_name = night-shift',
      'duration_seconds = 900',
    );
    home.credentials(...base);
    const askMfa = vi.fn(async () => mfaCode);
    const login: Login = { kind: 'profile', profile: 'forensics', stsEndpoint: sts.endpoint };
    expect(await resolve(login, askMfa)).toMatchObject({ accessKeyId: 'ASIAMfaForensics' });
    expect(askMfa.mock.calls).toEqual([['serial-1']]);
    expect(sts.asked).toMatchObject([
      {
        signedBy: accessKeyId,
        params: {
          Action: 'AssumeRole',
          ExternalId: 'case-7',
          SerialNumber: 'serial-1',
          TokenCode: mfaCode,
          RoleSessionName: 'night-shift',
          DurationSeconds: '900',
        },
      },
    ]);
  });

  it('with roles upon roles assume them in order', async () => {
    const sts = await startFakeSts();
    home.config(
      '[profile far]',
      `role_arn = ${role('Far')}`,
      'source_profile = near',
      '[profile near]',
      `role_arn = ${role('Near')}`,
      'source_profile = base',
    );
    home.credentials(...base);
    const login: Login = {
      kind: 'profile',
      profile: 'far',
      stsEndpoint: sts.endpoint,
      assume: [{ roleArn: role('Last') }],
    };
    expect(await resolve(login)).toMatchObject({ accessKeyId: 'ASIALast' });
    expect(sts.asked.map(({ signedBy }) => signedBy)).toEqual([accessKeyId, 'ASIANear', 'ASIAFar']);
  });

  it('that are their own source, or go round in a circle, come to an end', async () => {
    const sts = await startFakeSts();
    home.config(
      '[profile base]',
      `role_arn = ${role('Own')}`,
      'source_profile = base',
      '[profile one]',
      `role_arn = ${role('One')}`,
      'source_profile = two',
      '[profile two]',
      `role_arn = ${role('Two')}`,
      'source_profile = one',
    );
    home.credentials(...base);
    const login: Login = { kind: 'profile', profile: 'base', stsEndpoint: sts.endpoint };
    expect(await resolve(login)).toMatchObject({ accessKeyId: 'ASIAOwn' });
    expect((await problemOf({ ...login, profile: 'one' })).message).toMatch(/profile "one"/);
  });

  it('with a role take what their credential_source names', async () => {
    const sts = await startFakeSts();
    const found = { AccessKeyId: 'ASIAFOUND', SecretAccessKey: 's', Token: 't' };
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'ASIAENV');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'e');
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', await startFakeContainer(found, 'pass'));
    vi.stubEnv('AWS_CONTAINER_AUTHORIZATION_TOKEN', 'pass');
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', await startFakeMachine(found));
    for (const [source, signedBy] of [
      ['Environment', 'ASIAENV'],
      ['EcsContainer', 'ASIAFOUND'],
      ['Ec2InstanceMetadata', 'ASIAFOUND'],
    ]) {
      home.config('[profile there]', `role_arn = ${role('There')}`, `credential_source = ${source}`);
      await resolve({ kind: 'profile', profile: 'there', stsEndpoint: sts.endpoint });
      expect(sts.asked.at(-1)).toMatchObject({ signedBy });
    }
  });
});

describe('the environment', () => {
  const found = { AccessKeyId: 'ASIAFOUND', SecretAccessKey: secretAccessKey, Token: 'session-token' };
  const expected = { accessKeyId: 'ASIAFOUND', secretAccessKey, sessionToken: 'session-token' };
  const environment: Login = { kind: 'environment' };

  it('gives its keys first', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAENV');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'e');
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', 'http://127.0.0.1:1/');
    expect(await resolve(environment)).toMatchObject({ accessKeyId: 'AKIAENV' });
  });

  it("gives a pod's role", async () => {
    const sts = await startFakeSts();
    writeFileSync(home.path('token'), 'header.payload.signature\n');
    vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', home.path('token'));
    vi.stubEnv('AWS_ROLE_ARN', role('Pod'));
    expect(await resolve({ ...environment, stsEndpoint: sts.endpoint })).toMatchObject({ accessKeyId: 'ASIAPod' });
    expect(sts.asked[0]!.params).toMatchObject({ WebIdentityToken: 'header.payload.signature' });
  });

  it("gives a container's role, with the token of the file", async () => {
    writeFileSync(home.path('pass'), 'pass-1');
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', await startFakeContainer(found, 'pass-1'));
    vi.stubEnv('AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', home.path('pass'));
    expect(await resolve(environment)).toMatchObject(expected);
    writeFileSync(home.path('pass'), 'pass-2');
    expect((await problemOf(environment)).message).toMatch(/no credentials to sign in with/);
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', 'http://127.0.0.1:1/');
    expect((await problemOf(environment)).message).toMatch(/connection refused/);
  });

  it("gives a machine's role", async () => {
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined);
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', await startFakeMachine(found));
    expect(await resolve(environment)).toMatchObject(expected);
  });

  it.each([
    ['is switched off', async () => vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')],
    ['is not there', async () => vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', 'http://127.0.0.1:1')],
    ['has no role', async () => vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', await startFakeMachine(null))],
    ['gives no answer', async () => vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', await listen(() => undefined))],
  ])("without keys says so when the machine's metadata %s", async (_what, prepare) => {
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined);
    await prepare();
    const problem = await problemOf(environment);
    expect(problem.code).toBe('REFUSED');
    expect(problem.message).toMatch(/environment of this computer: there are no credentials to sign in with/);
  });
});

describe('SSO', () => {
  const sso = ['sso_account_id = 111122223333', 'sso_role_name = Audit'];
  const session = ['[sso-session corp]', 'sso_start_url = https://corp.example.org/start', 'sso_region = eu-central-1'];
  const token = (expiresAt: number) => ({ accessToken: 'sso-token', expiresAt: new Date(expiresAt) });

  it.each([
    ['expired', true],
    ['missing', false],
  ])('with a token that is %s gives the command', async (_state, cached) => {
    home.config('[profile my corp]', '[profile corp]', 'sso_session = corp', ...sso, ...session);
    if (cached) home.ssoToken('corp', token(Date.now() - 60_000));
    const problem = await problemOf({ kind: 'profile', profile: 'corp' });
    expect(problem.code).toBe('REFUSED');
    expect(problem.message).toMatch(/SSO sign-in has expired/);
    expect(problem.detail.hint).toMatch(/: aws sso login --profile corp$/);
  });

  it('of the older kind gives the command too', async () => {
    home.config('[profile old]', 'sso_start_url = https://old.example.org/start', 'sso_region = eu-central-1', ...sso);
    home.ssoToken('https://old.example.org/start', token(Date.now() - 60_000));
    const { detail } = await problemOf({ kind: 'profile', profile: 'old' });
    expect(detail.hint).toMatch(/aws sso login --profile old$/);
  });

  it('behind a role with MFA names the profile that holds the SSO settings, before a code is asked for', async () => {
    home.config(
      '[profile forensics]',
      `role_arn = ${role('Forensics')}`,
      'source_profile = corp',
      'mfa_serial = serial-1',
      '[profile corp]',
      'sso_session = corp',
      ...sso,
      ...session,
    );
    home.ssoToken('corp', token(Date.now() - 60_000));
    const { detail } = await problemOf({ kind: 'profile', profile: 'forensics' });
    expect(detail.hint).toMatch(/aws sso login --profile corp$/);
  });

  it('with a good token asks the portal, not the token service of the login', async () => {
    const portal = await startFakeSso({ accessKeyId: 'ASIASSO', secretAccessKey: 's', sessionToken: 't' });
    vi.stubEnv('AWS_ENDPOINT_URL_SSO', portal.endpoint);
    home.config('[profile corp]', 'sso_session = corp', ...sso, ...session);
    home.ssoToken('corp', token(Date.now() + 3_600_000));
    const login: Login = { kind: 'profile', profile: 'corp', region: 'us-west-2', stsEndpoint: 'http://127.0.0.1:1' };
    expect(await resolve(login)).toMatchObject({ accessKeyId: 'ASIASSO', sessionToken: 't' });
    expect(portal.asked).toEqual([
      { url: '/federation/credentials?account_id=111122223333&role_name=Audit', token: 'sso-token' },
    ]);
    portal.refusal = { status: 401, code: 'UnauthorizedException' };
    expect((await problemOf(login)).detail.hint).toMatch(/aws sso login --profile corp$/);
    portal.refusal = { status: 403, code: 'ForbiddenException' };
    expect((await problemOf(login)).message).toMatch(/does not give this account or role/);
    vi.stubEnv('AWS_ENDPOINT_URL_SSO', 'http://127.0.0.1:1');
    expect((await problemOf(login)).message).toMatch(/connection refused/);
  });
});

describe('roles', () => {
  it('are assumed one after the other, each with what it needs', async () => {
    const sts = await startFakeSts();
    const askMfa = vi.fn(async () => mfaCode);
    const assume = [
      { roleArn: role('MfaFirst'), mfaSerial: 'serial-1', externalId: 'case-7', sessionName: 'night-shift' },
      { roleArn: role('Second') },
    ];
    const found = await resolve({ ...keys, region: 'eu-west-1', stsEndpoint: sts.endpoint, assume }, askMfa);
    expect(found).toMatchObject({
      accessKeyId: 'ASIASecond',
      secretAccessKey: 'secret-Second',
      sessionToken: 'token-Second',
    });
    expect(found.expiration!.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    expect(sts.asked.map(({ signedBy, token }) => [signedBy, token])).toEqual([
      [accessKeyId, null],
      ['ASIAMfaFirst', 'token-MfaFirst'],
    ]);
    const [first, second] = sts.asked.map(({ params }) => params);
    expect(first).toMatchObject({
      Action: 'AssumeRole',
      RoleSessionName: 'night-shift',
      ExternalId: 'case-7',
      SerialNumber: 'serial-1',
      TokenCode: mfaCode,
    });
    expect(second).toMatchObject({ RoleArn: role('Second'), RoleSessionName: 'pugmark' });
    expect(second).not.toHaveProperty('ExternalId');
    expect(askMfa.mock.calls).toEqual([['serial-1']]);
  });

  it('that are refused name the role; a wrong MFA code is told from that', async () => {
    const sts = await startFakeSts();
    const login = { ...keys, stsEndpoint: sts.endpoint };
    const locked = await problemOf({ ...login, assume: [{ roleArn: role('First') }, { roleArn: role('Locked') }] });
    expect(locked.message).toBe(`Cannot assume the role ${role('Locked')}: this login may not assume the role.`);
    const mfa = [{ roleArn: role('MfaFirst'), mfaSerial: 'serial-1' }];
    expect((await problemOf({ ...login, assume: mfa }, async () => '000000')).message).toMatch(
      /MFA code was not accepted/,
    );
    const stopped = new EngineError('CANCELLED', 'No code was given.');
    expect(await problemOf({ ...login, assume: mfa }, () => Promise.reject(stopped))).toBe(stopped);
  });

  it('of a store are asked for at the store', async () => {
    const sts = await startFakeSts();
    await resolve({ ...keys, endpoint: sts.endpoint, assume: [{ roleArn: role('First') }] });
    expect(sts.asked).toHaveLength(1);
  });
});

describe('web identity', () => {
  it('sends the token of the file, unsigned', async () => {
    const sts = await startFakeSts();
    const tokenFile = home.path('token');
    writeFileSync(tokenFile, 'header.payload.signature');
    const login: Login = { kind: 'web-identity', roleArn: role('Pod'), tokenFile, stsEndpoint: sts.endpoint };
    expect(await resolve(login)).toMatchObject({ accessKeyId: 'ASIAPod', sessionToken: 'token-Pod' });
    expect(sts.asked).toMatchObject([
      {
        signedBy: null,
        params: {
          Action: 'AssumeRoleWithWebIdentity',
          WebIdentityToken: 'header.payload.signature',
          RoleSessionName: 'pugmark',
        },
      },
    ]);
    writeFileSync(tokenFile, 'old.payload.signature');
    expect((await problemOf(login)).message).toMatch(/web identity token has expired/);
    expect((await problemOf({ ...login, tokenFile: home.path('none') })).code).toBe('NOT_FOUND');
  });

  it('sends nothing of a file that holds something else', async () => {
    const sts = await startFakeSts();
    const tokenFile = home.path('shadow');
    writeFileSync(tokenFile, `root:${secretAccessKey}:19000:0:99999:7:::\nnobody:*:1::::::\n`);
    const login: Login = { kind: 'web-identity', roleArn: role('Pod'), tokenFile, stsEndpoint: sts.endpoint };
    expect(await problemOf(login)).toMatchObject({ code: 'INVALID', detail: { at: tokenFile } });
    expect(sts.asked).toEqual([]);
  });

  it('through a profile too', async () => {
    const sts = await startFakeSts();
    writeFileSync(home.path('token'), 'header.payload.signature');
    home.config('[profile pod]', `role_arn = ${role('Pod')}`, `web_identity_token_file = ${home.path('token')}`);
    const login: Login = { kind: 'profile', profile: 'pod', stsEndpoint: sts.endpoint };
    expect(await resolve(login)).toMatchObject({ accessKeyId: 'ASIAPod' });
  });
});

// A shell script is what credential_process is on the systems that the tests run on.
describe.skipIf(process.platform === 'win32')('a credential process', () => {
  const printing = (more: object = {}) =>
    `echo '${JSON.stringify({ Version: 1, AccessKeyId: 'ASIAPROC', SecretAccessKey: secretAccessKey, SessionToken: 't', ...more })}'`;
  const vault: Login = { kind: 'profile', profile: 'vault' };

  it('gives credentials through its profile', async () => {
    const path = home.script(printing({ Expiration: new Date(Date.now() + 3_600_000).toISOString() }));
    home.config('[profile vault]', `credential_process = ${path}`);
    expect(await resolve(vault)).toMatchObject({ accessKeyId: 'ASIAPROC', secretAccessKey, sessionToken: 't' });
    expect(readFileSync(home.path('runs'), 'utf8')).toBe('run\n');
  });

  it.each([
    ['fails', `echo ${secretAccessKey} >&2; exit 3`],
    ['prints no JSON', `echo ${secretAccessKey}`],
    ['prints another version', printing({ Version: 2 })],
    ['prints no key', printing({ AccessKeyId: undefined })],
    ['prints what has expired', printing({ Expiration: '2020-01-01T00:00:00Z' })],
  ])('that %s is told without what it printed', async (_what, line) => {
    home.config('[profile vault]', `credential_process = ${home.script(line)} ${secretAccessKey}`);
    expect((await problemOf(vault)).message).toMatch(/credential_process of the profile/);
  });
});

describe('credentials', () => {
  it('are asked for once by all clients, and again shortly before they expire', async () => {
    const sts = await startFakeSts();
    const askMfa = vi.fn(async () => mfaCode);
    const assume = [{ roleArn: role('MfaFirst'), mfaSerial: 'serial-1' }];
    const provider = credentialsFor({ ...keys, stsEndpoint: sts.endpoint, assume }, { askMfa });
    if (provider === 'anonymous') return expect.fail('anonymous');
    expect(askMfa).not.toHaveBeenCalled();
    await Promise.all([provider(), provider()]);
    await provider();
    expect(askMfa).toHaveBeenCalledTimes(1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 56 * 60_000 });
    await provider();
    await provider();
    expect(askMfa).toHaveBeenCalledTimes(2);
    await provider({ forceRefresh: true });
    expect(askMfa).toHaveBeenCalledTimes(3);
  });

  it('that could not be had are asked for again', async () => {
    const sts = await startFakeSts();
    const codes = ['000000', mfaCode];
    const assume = [{ roleArn: role('MfaFirst'), mfaSerial: 'serial-1' }];
    const provider = credentialsFor(
      { ...keys, stsEndpoint: sts.endpoint, assume },
      { askMfa: async () => codes.shift()! },
    );
    if (provider === 'anonymous') return expect.fail('anonymous');
    await expect(provider()).rejects.toThrow(/MFA code/);
    expect(await provider()).toMatchObject({ accessKeyId: 'ASIAMfaFirst' });
  });

  it.each([
    ['signed', keys, /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\//],
    ['anonymous', { kind: 'anonymous' } as Login, null],
  ])('make %s requests', async (_what, login, authorization) => {
    const seen: IncomingHttpHeaders[] = [];
    const endpoint = await listen((request, response) => {
      seen.push(request.headers);
      response.end('<ListBucketResult><Name>logs</Name><IsTruncated>false</IsTruncated></ListBucketResult>');
    });
    const client = new S3Client({
      endpoint,
      region: 'us-east-1',
      forcePathStyle: true,
      ...signingWith(credentialsFor(login, { askMfa: noMfa })),
    });
    await client.send(new ListObjectsV2Command({ Bucket: 'logs' }));
    if (authorization) expect(seen[0]!.authorization).toMatch(authorization);
    else expect(seen[0]).not.toHaveProperty('authorization');
  });

  it('of nobody assume no role', () => {
    const login: Login = { kind: 'anonymous', assume: [{ roleArn: role('First') }] };
    expect(() => credentialsFor(login, { askMfa: noMfa })).toThrow(/without a login/);
  });
});
