import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '../../../../src-main/engine/engine-error.ts';
import { credentialsFor, listProfiles, signingWith } from '../../../../src-main/engine/sources/s3/credentials.ts';
import type { Login } from '../../../../src-main/engine/sources/s3/login.ts';
import { makeTempDir } from '../../support/temp.ts';

const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

let home: string;
const servers: Server[] = [];

beforeEach(() => {
  home = makeTempDir();
  mkdirSync(join(home, '.aws', 'sso', 'cache'), { recursive: true });
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  vi.stubEnv('HOME', home);
  vi.stubEnv('AWS_CONFIG_FILE', join(home, 'my-config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, 'my-credentials'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const config = (...lines: string[]) => writeFileSync(join(home, 'my-config'), lines.join('\n'));
const credentialsFile = (...lines: string[]) => writeFileSync(join(home, 'my-credentials'), lines.join('\n'));

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Asked = { params: Record<string, string>; signedBy: string | null; token: string | null };

/**
 * STS as it speaks (query protocol, API version 2011-06-15). A role's credentials carry its name; `lifeMs` is how long they
 * last; a role whose name begins with Mfa wants the code 123456; `Locked` is never given.
 */
async function startSts({ lifeMs = 3_600_000 } = {}) {
  const asked: Asked[] = [];
  const endpoint = await listen((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const params = Object.fromEntries(new URLSearchParams(body));
      asked.push({ params, signedBy: signerOf(request.headers), token: tokenOf(request.headers) });
      const name = (params.RoleArn ?? '').split('/').at(-1)!;
      response.setHeader('content-type', 'text/xml');
      const refuse = (status: number, code: string, message: string) =>
        response
          .writeHead(status)
          .end(`<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`);
      if (name === 'Locked')
        return refuse(
          403,
          'AccessDenied',
          `User: arn is not authorized to perform: sts:AssumeRole on resource: ${params.RoleArn}`,
        );
      if (name.startsWith('Mfa') && params.TokenCode !== '123456')
        return refuse(403, 'AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. ');
      if (params.WebIdentityToken === 'old')
        return refuse(
          400,
          'ExpiredTokenException',
          'Token expired: current date/time 2 must be before the expiration date/time 1',
        );
      const { Action } = params;
      return response.end(
        `<${Action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${Action}Result>` +
          `<AssumedRoleUser><AssumedRoleId>AROA:${name}</AssumedRoleId><Arn>arn:aws:sts::111122223333:assumed-role/${name}/pugmark</Arn></AssumedRoleUser>` +
          `<Credentials><AccessKeyId>ASIA${name}</AccessKeyId><SecretAccessKey>secret-${name}</SecretAccessKey>` +
          `<SessionToken>token-${name}</SessionToken><Expiration>${new Date(Date.now() + lifeMs).toISOString()}</Expiration></Credentials>` +
          `</${Action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${Action}Response>`,
      );
    });
  });
  return { endpoint, asked };
}

function signerOf({ authorization }: IncomingHttpHeaders): string | null {
  return /Credential=([^/]+)\/\d{8}\/[\w-]+\/sts\/aws4_request/.exec(authorization ?? '')?.[1] ?? null;
}

function tokenOf(headers: IncomingHttpHeaders): string | null {
  const token = headers['x-amz-security-token'];
  return typeof token === 'string' ? token : null;
}

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
  it('are listed with their kinds from both files', async () => {
    config(
      '[default]',
      'region = eu-west-1',
      '[profile corp]',
      'sso_session = corp',
      'sso_account_id = 111122223333',
      'sso_role_name = Audit',
      '[sso-session corp]',
      'sso_start_url = https://corp.example.org/start',
      'sso_region = eu-central-1',
      '[profile old-sso]',
      'sso_start_url = https://corp.example.org/start',
      '[profile forensics]',
      'role_arn = arn:aws:iam::111122223333:role/Forensics',
      'source_profile = default',
      'region = us-west-2',
      '[profile vault]',
      'credential_process = /opt/vault',
      '[profile pod]',
      'role_arn = arn:aws:iam::111122223333:role/Pod',
      'web_identity_token_file = /run/token',
      '[profile bare]',
      'output = json',
    );
    credentialsFile('[default]', 'aws_access_key_id = A', 'aws_secret_access_key = B');
    expect(await listProfiles()).toEqual([
      { name: 'bare', kind: 'unknown', region: null },
      { name: 'corp', kind: 'sso', region: null },
      { name: 'default', kind: 'keys', region: 'eu-west-1' },
      { name: 'forensics', kind: 'role', region: 'us-west-2' },
      { name: 'old-sso', kind: 'sso', region: null },
      { name: 'pod', kind: 'web identity', region: null },
      { name: 'vault', kind: 'process', region: null },
    ]);
  });

  it('are read anew when the files change, and none without files', async () => {
    expect(await listProfiles()).toEqual([]);
    credentialsFile('[one]', 'aws_access_key_id = A', 'aws_secret_access_key = B');
    expect(await listProfiles()).toMatchObject([{ name: 'one' }]);
    expect(await resolve({ kind: 'profile', profile: 'one' })).toMatchObject({ accessKeyId: 'A' });
    credentialsFile('[one]', 'aws_access_key_id = C', 'aws_secret_access_key = D');
    expect(await resolve({ kind: 'profile', profile: 'one' })).toMatchObject({ accessKeyId: 'C' });
  });

  it('beat the keys of the environment', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'FROMENV');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'e');
    credentialsFile('[one]', 'aws_access_key_id = A', 'aws_secret_access_key = B', 'aws_session_token = T');
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
    const sts = await startSts();
    config(
      '[profile forensics]',
      `role_arn = ${role('MfaForensics')}`,
      'source_profile = base',
      'external_id = case-7',
      'mfa_serial = serial-1',
    );
    credentialsFile('[base]', `aws_access_key_id = ${accessKeyId}`, `aws_secret_access_key = ${secretAccessKey}`);
    const askMfa = vi.fn(async () => '123456');
    const login: Login = { kind: 'profile', profile: 'forensics', stsEndpoint: sts.endpoint };
    expect(await resolve(login, askMfa)).toMatchObject({ accessKeyId: 'ASIAMfaForensics' });
    expect(askMfa.mock.calls).toEqual([['serial-1']]);
    expect(sts.asked).toMatchObject([
      {
        signedBy: accessKeyId,
        params: { Action: 'AssumeRole', ExternalId: 'case-7', SerialNumber: 'serial-1', TokenCode: '123456' },
      },
    ]);
  });

  it('that nothing is given about in the environment say so', async () => {
    expect((await problemOf({ kind: 'environment' })).message).toMatch(/no credentials to sign in with/);
  });
});

describe('SSO', () => {
  const sso = ['sso_account_id = 111122223333', 'sso_role_name = Audit'];
  const session = ['[sso-session corp]', 'sso_start_url = https://corp.example.org/start', 'sso_region = eu-central-1'];
  const cache = (of: string, token: object) =>
    writeFileSync(
      join(home, '.aws', 'sso', 'cache', `${createHash('sha1').update(of).digest('hex')}.json`),
      JSON.stringify(token),
    );
  const token = (expiresAt: number) => ({ accessToken: 'sso-token', expiresAt: new Date(expiresAt).toISOString() });

  it.each([
    ['expired', true],
    ['missing', false],
  ])('with a token that is %s gives the command', async (_state, cached) => {
    config('[profile my corp]', '[profile corp]', 'sso_session = corp', ...sso, ...session);
    if (cached) cache('corp', token(Date.now() - 60_000));
    const problem = await problemOf({ kind: 'profile', profile: 'corp' });
    expect(problem.code).toBe('REFUSED');
    expect(problem.message).toMatch(/SSO sign-in has expired/);
    expect(problem.detail.hint).toMatch(/: aws sso login --profile corp$/);
  });

  it('of the older kind gives the command too', async () => {
    config('[profile old]', 'sso_start_url = https://old.example.org/start', 'sso_region = eu-central-1', ...sso);
    cache('https://old.example.org/start', token(Date.now() - 60_000));
    const { detail } = await problemOf({ kind: 'profile', profile: 'old' });
    expect(detail.hint).toMatch(/aws sso login --profile old$/);
  });

  it('behind a role names the profile that holds the SSO settings', async () => {
    config(
      '[profile forensics]',
      `role_arn = ${role('Forensics')}`,
      'source_profile = corp',
      '[profile corp]',
      'sso_session = corp',
      ...sso,
      ...session,
    );
    cache('corp', token(Date.now() - 60_000));
    const { detail } = await problemOf({ kind: 'profile', profile: 'forensics' });
    expect(detail.hint).toMatch(/aws sso login --profile corp$/);
  });

  it('with a good token asks the portal, not the token service of the login', async () => {
    const seen: (string | undefined)[] = [];
    let refusal: [number, string] | null = null;
    const portal = await listen((request, response) => {
      seen.push(request.url, request.headers['x-amz-sso_bearer_token'] as string);
      response.setHeader('content-type', 'application/json');
      if (refusal) response.setHeader('x-amzn-errortype', refusal[1]);
      const expiration = Date.now() + 3_600_000;
      const roleCredentials = { accessKeyId: 'ASIASSO', secretAccessKey: 's', sessionToken: 't', expiration };
      response.writeHead(refusal?.[0] ?? 200).end(JSON.stringify(refusal ? { message: 'No.' } : { roleCredentials }));
    });
    vi.stubEnv('AWS_ENDPOINT_URL_SSO', portal);
    config('[profile corp]', 'sso_session = corp', ...sso, ...session);
    cache('corp', token(Date.now() + 3_600_000));
    const login: Login = { kind: 'profile', profile: 'corp', region: 'us-west-2', stsEndpoint: 'http://127.0.0.1:1' };
    expect(await resolve(login)).toMatchObject({ accessKeyId: 'ASIASSO', sessionToken: 't' });
    expect(seen).toEqual(['/federation/credentials?account_id=111122223333&role_name=Audit', 'sso-token']);
    refusal = [401, 'UnauthorizedException'];
    expect((await problemOf(login)).detail.hint).toMatch(/aws sso login --profile corp$/);
    refusal = [403, 'ForbiddenException'];
    expect((await problemOf(login)).message).toMatch(/does not give this account or role/);
    vi.stubEnv('AWS_ENDPOINT_URL_SSO', 'http://127.0.0.1:1');
    expect((await problemOf(login)).message).toMatch(/connection refused/);
  });
});

describe('roles', () => {
  it('are assumed one after the other, each with what it needs', async () => {
    const sts = await startSts();
    const askMfa = vi.fn(async () => '123456');
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
      TokenCode: '123456',
    });
    expect(second).toMatchObject({ RoleArn: role('Second'), RoleSessionName: 'pugmark' });
    expect(second).not.toHaveProperty('ExternalId');
    expect(askMfa.mock.calls).toEqual([['serial-1']]);
  });

  it('that are refused name the role; a wrong MFA code is told from that', async () => {
    const sts = await startSts();
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
    const sts = await startSts();
    await resolve({ ...keys, endpoint: sts.endpoint, assume: [{ roleArn: role('First') }] });
    expect(sts.asked).toHaveLength(1);
  });
});

describe('web identity', () => {
  it('sends the token of the file, unsigned', async () => {
    const sts = await startSts();
    const tokenFile = join(home, 'token');
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
    writeFileSync(tokenFile, 'old');
    expect((await problemOf(login)).message).toMatch(/web identity token has expired/);
    expect((await problemOf({ ...login, tokenFile: join(home, 'none') })).code).toBe('NOT_FOUND');
  });
});

// A shell script is what credential_process is on the systems that the tests run on.
describe.skipIf(process.platform === 'win32')('a credential process', () => {
  function script(...lines: string[]): string {
    const path = join(home, 'give-credentials');
    writeFileSync(path, ['#!/bin/sh', `echo run >> '${home}/runs'`, ...lines].join('\n'));
    chmodSync(path, 0o755);
    return path;
  }
  const printing = (more: object = {}) =>
    `echo '${JSON.stringify({ Version: 1, AccessKeyId: 'ASIAPROC', SecretAccessKey: secretAccessKey, SessionToken: 't', ...more })}'`;

  it('gives credentials, by itself and through a profile', async () => {
    const path = script(printing({ Expiration: new Date(Date.now() + 3_600_000).toISOString() }));
    const found = { accessKeyId: 'ASIAPROC', secretAccessKey, sessionToken: 't' };
    expect(await resolve({ kind: 'process', command: `"${path}" --account 1` })).toMatchObject(found);
    config('[profile vault]', `credential_process = ${path}`);
    expect(await resolve({ kind: 'profile', profile: 'vault' })).toMatchObject(found);
    expect(readFileSync(join(home, 'runs'), 'utf8')).toBe('run\nrun\n');
  });

  it.each([
    ['fails', `echo ${secretAccessKey} >&2; exit 3`, /ended with code 3/],
    ['prints no JSON', `echo ${secretAccessKey}`, /"Version": 1/],
    ['prints another version', printing({ Version: 2 }), /"Version": 1/],
    ['prints no key', printing({ AccessKeyId: undefined }), /no AccessKeyId/],
    ['prints what has expired', printing({ Expiration: '2020-01-01T00:00:00Z' }), /expired/],
  ])('that %s is told without what it printed', async (_what, line, says) => {
    const path = script(line);
    expect((await problemOf({ kind: 'process', command: `${path} ${secretAccessKey}` })).message).toMatch(says);
    config('[profile vault]', `credential_process = ${path} ${secretAccessKey}`);
    expect((await problemOf({ kind: 'profile', profile: 'vault' })).message).toMatch(
      /credential_process of the profile/,
    );
  });
});

describe('credentials', () => {
  it('are asked for once by all clients, and again shortly before they expire', async () => {
    const sts = await startSts();
    const askMfa = vi.fn(async () => '123456');
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
    const sts = await startSts();
    const codes = ['000000', '123456'];
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
