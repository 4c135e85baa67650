// Every way to sign in, against services of the test's own that speak as AWS does: who that is, and that no secret gets out.
import { writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { Login } from '../../../../shared/contract/aws.ts';
import { EngineError } from '../../../../src-main/engine/engine-error.ts';
import { createLogins, requireLogin } from '../../../../src-main/engine/sources/aws/logins.ts';
import { makeAwsHome } from '../../../support/aws/aws-home.ts';
import { startFakeContainer, startFakeMachine } from '../../../support/aws/fake-metadata.ts';
import { startFakeSso } from '../../../support/aws/fake-sso.ts';
import { type FakeSts, mfaCode, startFakeSts } from '../../../support/aws/fake-sts.ts';
import { listen } from '../../../support/aws/listen.ts';

const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const sessionToken = 'FwoGZXIvYXdzEXAMPLETOKEN1234567890abcdefghij';
const ssoToken = 'sso-access-token-that-nobody-may-see';
const webToken = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJwb2QifQ.c2lnbmF0dXJl';
const containerToken = 'container-authorization-that-nobody-may-see';
const externalId = 'external-id-of-case-7';
const secrets = [
  accessKeyId,
  secretAccessKey,
  sessionToken,
  ssoToken,
  webToken,
  containerToken,
  externalId,
  mfaCode,
  'secret-Forensics',
  'token-Forensics',
];

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const session = ['[sso-session corp]', 'sso_start_url = https://corp.example.org/start', 'sso_region = eu-central-1'];
const corp = ['[profile corp]', 'sso_session = corp', 'sso_account_id = 111122223333', 'sso_role_name = Audit'];
const found = { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: sessionToken };

/** From the first client that is made; the SDK says it once in a process. */
const warnings: Error[] = [];
process.on('warning', (warning) => warnings.push(warning));

const home = makeAwsHome();
const keysIn = (name: string) =>
  home.credentials(
    `[${name}]`,
    `aws_access_key_id = ${accessKeyId}`,
    `aws_secret_access_key = ${secretAccessKey}`,
    `aws_session_token = ${sessionToken}`,
  );

type Flow = {
  what: string;
  /** Sets up what the login needs. */
  prepare?: () => void | Promise<void>;
  login: () => Login;
  mfaCode?: string;
  described: string;
  /** Of the ARN of who that is; absent: the user of the keys. */
  caller?: string;
};

const keys: Login = { kind: 'keys', accessKeyId, secretAccessKey, sessionToken };

const flows: Flow[] = [
  { what: 'typed keys', login: () => keys, described: 'temporary key AKIA…MPLE' },
  {
    what: 'a profile with keys',
    prepare: () => keysIn('audit'),
    login: () => ({ kind: 'profile', profile: 'audit' }),
    described: 'profile "audit"',
  },
  {
    what: 'a role with an external id',
    login: () => ({ ...keys, assume: [{ roleArn: role('Forensics'), externalId }] }),
    described: `temporary key AKIA…MPLE, then role ${role('Forensics')} (external id)`,
    caller: 'assumed-role/Forensics/pugmark',
  },
  {
    what: 'roles in a chain',
    login: () => ({ ...keys, assume: [{ roleArn: role('Gate') }, { roleArn: role('Forensics') }] }),
    described: `temporary key AKIA…MPLE, then role ${role('Gate')}, then role ${role('Forensics')}`,
    caller: 'assumed-role/Forensics/pugmark',
  },
  {
    what: 'a role with MFA',
    login: () => ({ ...keys, assume: [{ roleArn: role('MfaForensics'), mfaSerial: 'serial-1' }] }),
    mfaCode: ` ${mfaCode.slice(0, 3)} ${mfaCode.slice(3)}`,
    described: `temporary key AKIA…MPLE, then role ${role('MfaForensics')} (MFA)`,
    caller: 'assumed-role/MfaForensics/pugmark',
  },
  {
    what: 'a profile with a role and MFA',
    prepare() {
      keysIn('base');
      home.config(
        '[profile forensics]',
        `role_arn = ${role('MfaForensics')}`,
        'source_profile = base',
        'mfa_serial = serial-1',
        `external_id = ${externalId}`,
      );
    },
    login: () => ({ kind: 'profile', profile: 'forensics' }),
    mfaCode,
    described: 'profile "forensics"',
    caller: 'assumed-role/MfaForensics/pugmark',
  },
  {
    what: 'a credential process',
    prepare() {
      const printed = JSON.stringify({ Version: 1, ...found, SessionToken: sessionToken });
      home.config(
        '[profile vault]',
        `credential_process = ${home.script(`echo '${printed}'`)} --pass ${secretAccessKey}`,
      );
    },
    login: () => ({ kind: 'profile', profile: 'vault' }),
    described: 'profile "vault"',
  },
  {
    what: 'web identity',
    prepare: () => writeFileSync(home.path('token'), webToken),
    login: () => ({ kind: 'web-identity', roleArn: role('Forensics'), tokenFile: home.path('token') }),
    described: `web identity token, as role ${role('Forensics')}`,
    caller: 'assumed-role/Forensics/pugmark',
  },
  {
    what: 'SSO',
    async prepare() {
      const portal = await startFakeSso({ accessKeyId, secretAccessKey, sessionToken });
      vi.stubEnv('AWS_ENDPOINT_URL_SSO', portal.endpoint);
      home.config(...corp, ...session);
      home.ssoToken('corp', { accessToken: ssoToken, expiresAt: new Date(Date.now() + 3_600_000) });
    },
    login: () => ({ kind: 'profile', profile: 'corp' }),
    described: 'profile "corp"',
  },
  {
    what: 'keys in the environment',
    prepare() {
      vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId);
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey);
      vi.stubEnv('AWS_SESSION_TOKEN', sessionToken);
    },
    login: () => ({ kind: 'environment' }),
    described: 'the environment of this computer',
  },
  {
    what: "a container's role",
    async prepare() {
      vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', await startFakeContainer(found, containerToken));
      vi.stubEnv('AWS_CONTAINER_AUTHORIZATION_TOKEN', containerToken);
    },
    login: () => ({ kind: 'environment' }),
    described: 'the environment of this computer',
  },
  {
    what: "a machine's role",
    async prepare() {
      vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined);
      vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', await startFakeMachine(found));
    },
    login: () => ({ kind: 'environment' }),
    described: 'the environment of this computer',
  },
];

/** Everything that leaves the engine, or could be printed of it. */
const everything = (value: unknown) => inspect(value, { depth: 9, showHidden: true }) + JSON.stringify(value);

function expectNoSecret(text: string): void {
  for (const secret of secrets) expect(text).not.toContain(secret);
}

async function failure(work: Promise<unknown>): Promise<EngineError> {
  const error = await work.then(
    () => expect.fail('it signed in'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(EngineError);
  return error as EngineError;
}

const wrongKey = { status: 403, code: 'InvalidClientTokenId', message: 'The security token included is invalid.' };

describe('signing in', () => {
  it.each(flows)(
    'with $what says who that is, and no secret',
    async ({ prepare, login, mfaCode, described, caller }) => {
      const sts = await startFakeSts();
      await prepare?.();
      const logins = createLogins();
      const connected = await logins.connect({ login: { ...login(), stsEndpoint: sts.endpoint }, mfaCode });
      expect(connected).toMatchObject({
        loginId: 1,
        described,
        caller: { account: '111122223333', arn: `arn:aws:sts::111122223333:${caller ?? 'user/analyst'}` },
        callerProblem: null,
      });
      expectNoSecret(everything(connected));
      const open = logins.find(1)!;
      expect(open.described).toBe(described);
      expectNoSecret(everything([open.described, open.journalled, open.caller]));
      expect(await open.credentials()).toMatchObject({
        accessKeyId: caller ? expect.stringMatching(/^ASIA/) : accessKeyId,
      });
    },
  );

  it.each(flows)('with $what says no secret where AWS repeats them in its refusal', async (flow) => {
    const sts = await startFakeSts();
    await flow.prepare?.();
    const logins = createLogins();
    const login = { ...flow.login(), stsEndpoint: sts.endpoint };
    const values = [mfaCode, externalId].map((value) => `Value '${value}' at 'x' failed to satisfy constraint`);
    const message = `Refused: ${secretAccessKey} ${sessionToken} ${ssoToken} ${webToken} ${accessKeyId}; ${values.join('; ')}`;
    for (const code of ['SignatureDoesNotMatch', 'ExpiredToken', 'InvalidClientTokenId', 'Odd']) {
      sts.refusal = { status: 403, code, message };
      const said = await logins.connect({ login, mfaCode: flow.mfaCode }).catch((error: unknown) => error);
      if (code !== 'Odd') expect(said).toBeInstanceOf(EngineError);
      expectNoSecret(everything(said));
    }
  });

  it('publicly asks nobody', async () => {
    const logins = createLogins();
    const connected = await logins.connect({ login: { kind: 'anonymous', stsEndpoint: 'http://127.0.0.1:1' } });
    expect(connected).toMatchObject({ described: 'no login (public access)', caller: null, expires: null });
    expect(connected.callerProblem).toMatch(/public access/);
    expect(await logins.find(1)!.credentials()).toBe('anonymous');
  });

  it('tells when the credentials end', async () => {
    const sts = await startFakeSts({ lifeMs: 900_000 });
    const logins = createLogins();
    const login: Login = { ...keys, stsEndpoint: sts.endpoint };
    expect((await logins.connect({ login })).expires).toBeNull();
    const { expires } = await logins.connect({ login: { ...login, assume: [{ roleArn: role('Forensics') }] } });
    expect(Math.abs(Date.parse(expires!) - Date.now() - 900_000)).toBeLessThan(60_000);
  });

  it('with an SSO sign-in that has expired gives the exact command', async () => {
    home.config(...corp, ...session);
    home.ssoToken('corp', { accessToken: ssoToken, expiresAt: new Date(Date.now() - 60_000) });
    const problem = await failure(createLogins().connect({ login: { kind: 'profile', profile: 'corp' } }));
    expect(problem.code).toBe('REFUSED');
    expect(problem.detail.hint).toMatch(/: aws sso login --profile corp$/);
    expectNoSecret(everything(problem));
  });

  it.each([
    ['InvalidClientTokenId', /does not know this access key id/],
    ['SignatureDoesNotMatch', /secret key does not match/],
    ['ExpiredToken', /temporary credentials have expired/],
    ['InvalidToken', /session token does not belong/],
    ['RequestTimeTooSkewed', /clock of this computer is wrong/],
  ])('fails when AWS says %s, for then nothing works', async (code, says) => {
    const sts = await startFakeSts();
    sts.refusal = { ...wrongKey, code };
    const logins = createLogins();
    expect((await failure(logins.connect({ login: { ...keys, stsEndpoint: sts.endpoint } }))).message).toMatch(says);
    expect(logins.find(1)).toBeNull();
  });

  it.each([
    [
      'refuses to say',
      async (sts: FakeSts) => (sts.refusal = { ...wrongKey, code: 'AccessDenied' }),
      /policy does not/,
    ],
    ['is not reached', async (sts: FakeSts) => (sts.endpoint = 'http://127.0.0.1:1'), /connection refused/],
  ])('works when the token service %s, and tells that', async (_what, spoil, says) => {
    const sts = await startFakeSts();
    await spoil(sts);
    const connected = await createLogins().connect({ login: { ...keys, stsEndpoint: sts.endpoint } });
    expect(connected.caller).toBeNull();
    expect(connected.callerProblem).toMatch(says);
    expect(connected.callerProblem).toMatch(/GetCallerIdentity/);
  });

  it('at a store that does not know the call asks it for its buckets', async () => {
    let code = 'AccessDenied';
    const endpoint = await listen((request, response) => {
      const status = request.method === 'POST' ? 405 : 403;
      const said = request.method === 'POST' ? 'MethodNotAllowed' : code;
      response.writeHead(status).end(`<Error><Code>${said}</Code><Message>${secretAccessKey}</Message></Error>`);
    });
    const logins = createLogins();
    const login: Login = { ...keys, endpoint };
    expect(await logins.connect({ login })).toMatchObject({
      caller: null,
      callerProblem: 'This store does not tell who is signed in.',
    });
    code = 'InvalidAccessKeyId';
    expect((await failure(logins.connect({ login }))).message).toMatch(/does not know this access key id/);
    const nowhere = await failure(logins.connect({ login: { ...login, endpoint: 'http://127.0.0.1:1' } }));
    expect(nowhere.message).toMatch(/nothing answers at that address/);
  });

  it.each([
    ['file:///etc/passwd', /no address of a server/],
    [`https://me:${encodeURIComponent(secretAccessKey)}@s3.example.org`, /more than an address/],
    [`https://s3.example.org/?X-Amz-Signature=${ssoToken}`, /more than an address/],
  ])('takes no endpoint like %#', async (endpoint, says) => {
    for (const part of [{ endpoint }, { stsEndpoint: endpoint }, { cloudTrailEndpoint: endpoint }]) {
      const problem = await failure(createLogins().connect({ login: { ...keys, ...part } }));
      expect(problem.code).toBe('INVALID');
      expect(problem.message).toMatch(says);
      expectNoSecret(everything(problem));
    }
  });
});

describe('an MFA code', () => {
  const mfa = { roleArn: role('MfaForensics'), mfaSerial: 'serial-1' };
  const connectTo = (sts: FakeSts) => ({ login: { ...keys, stsEndpoint: sts.endpoint, assume: [mfa] } as Login });

  it('is asked for with the serial number, and again when it was wrong', async () => {
    const request = connectTo(await startFakeSts());
    const logins = createLogins();
    const asked = { code: 'REFUSED', detail: { needs: 'mfa', serial: 'serial-1' } };
    expect(await failure(logins.connect(request))).toMatchObject(asked);
    const wrong = await failure(logins.connect({ ...request, mfaCode: '000000' }));
    expect(wrong).toMatchObject(asked);
    expect(wrong.message).toMatch(/code was not accepted/);
    expect(await logins.connect({ ...request, mfaCode })).toMatchObject({ loginId: 1 });
  });

  it('is used once: when the credentials run out, another one is asked for, and a new sign-in goes on', async () => {
    const sts = await startFakeSts();
    const logins = createLogins();
    const { loginId } = await logins.connect({ ...connectTo(sts), mfaCode });
    const open = requireLogin({ logins }, loginId);
    await open.credentials();
    expect(sts.asked.filter(({ params }) => params.Action === 'AssumeRole')).toHaveLength(1);
    const problem = await failure(open.credentials({ forceRefresh: true }));
    expect(problem).toMatchObject({ code: 'REFUSED', detail: { needs: 'mfa', serial: 'serial-1' } });
    const woken = vi.fn();
    open.onRenewed(woken);
    await logins.connect({ ...connectTo(sts), mfaCode, loginId });
    expect(woken).toHaveBeenCalledTimes(1);
    expect(await open.credentials()).toMatchObject({ accessKeyId: 'ASIAMfaForensics' });
  });

  it('that would be wanted twice is said to be too much', async () => {
    const { login } = connectTo(await startFakeSts());
    const twice: Login = { ...login, assume: [mfa, { ...mfa, mfaSerial: 'serial-2' }] };
    const problem = await failure(createLogins().connect({ login: twice, mfaCode }));
    expect(problem).toMatchObject({ code: 'INVALID', detail: { at: 'serial-2' } });
  });
});

describe('a login', () => {
  it('that is renewed stays the same, with the new credentials, and wakes who listens', async () => {
    const sts = await startFakeSts();
    const logins = createLogins();
    const { loginId } = await logins.connect({ login: { ...keys, stsEndpoint: sts.endpoint } });
    const open = requireLogin({ logins }, loginId);
    const [first, second] = [vi.fn(), vi.fn()];
    const stop = open.onRenewed(first);
    open.onRenewed(second);
    stop();
    const renewed: Login = {
      kind: 'keys',
      accessKeyId: 'AKIANEWNEWNEWNEW1234',
      secretAccessKey: 'n',
      stsEndpoint: sts.endpoint,
    };
    expect(await logins.connect({ login: renewed, loginId })).toMatchObject({
      loginId,
      described: 'access key AKIA…1234',
    });
    expect(await open.credentials()).toMatchObject({ accessKeyId: 'AKIANEWNEWNEWNEW1234' });
    expect(open.described).toBe('access key AKIA…1234');
    expect(first).not.toHaveBeenCalled();
    expect(second).toHaveBeenCalledTimes(1);
  });

  it('stays as it was when the renewal fails, or is of another kind', async () => {
    const sts = await startFakeSts();
    const logins = createLogins();
    const { loginId } = await logins.connect({ login: { ...keys, stsEndpoint: sts.endpoint } });
    const woken = vi.fn();
    logins.find(loginId)!.onRenewed(woken);
    expect(await failure(logins.connect({ login: { kind: 'anonymous' }, loginId }))).toMatchObject({ code: 'INVALID' });
    sts.refusal = wrongKey;
    await failure(logins.connect({ login: { ...keys, accessKeyId: 'AKIAOTHER', stsEndpoint: sts.endpoint }, loginId }));
    expect(woken).not.toHaveBeenCalled();
    expect(await logins.find(loginId)!.credentials()).toMatchObject({ accessKeyId });
  });

  it('is not forgotten while it is held, and then for good', async () => {
    const sts = await startFakeSts();
    const logins = createLogins();
    const login: Login = { ...keys, stsEndpoint: sts.endpoint };
    const { loginId } = await logins.connect({ login });
    const open = requireLogin({ logins }, loginId);
    const [letGo, letGoToo] = [open.hold(), open.hold()];
    letGo();
    letGo();
    expect(() => logins.disconnect(loginId)).toThrow(/still uses this login/);
    letGoToo();
    logins.disconnect(loginId);
    logins.disconnect(loginId);
    expect(await failure(open.credentials())).toMatchObject({ code: 'REFUSED', detail: { needs: 'login' } });
    expect(() => open.login).toThrow(/not there any more/);
    expect(() => requireLogin({ logins }, loginId)).toThrow(/not there any more/);
    expect(await failure(logins.connect({ login, loginId }))).toMatchObject({
      detail: { needs: 'login', hint: 'Sign in again.' },
    });
    expect((await logins.connect({ login })).loginId).not.toBe(loginId);
  });
});

it('leaves the SDK quiet about the Node that it will want', () => {
  expect(warnings.filter(({ message }) => message.includes('AWS SDK'))).toEqual([]);
});
