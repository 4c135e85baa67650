import { afterEach, describe, expect, test, vi } from 'vitest';
import { Login } from '../../../shared/contract/aws.ts';
import {
  emptyLogin,
  emptyRole,
  findLoginObstacle,
  type LoginForm,
  readPastedKeys,
  toLogin,
  withoutSecrets,
} from '../../../src-renderer/features/acquire/connect/login-form.ts';
import { recallLogin, rememberLogin } from '../../../src-renderer/features/acquire/connect/remembered-login.ts';

const form = (patch: Partial<LoginForm>): LoginForm => ({ ...emptyLogin, ...patch });
const role = { ...emptyRole, roleArn: ' arn:aws:iam::111122223333:role/Forensics ' };
const keys = form({
  kind: 'keys',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'sEcReT/+=',
  sessionToken: '',
});

describe('what is typed becomes a login', () => {
  test('with what is not filled in left out', () => {
    expect(toLogin(form({ profile: ' audit ' }))).toEqual({ kind: 'profile', profile: 'audit' });
    expect(toLogin(form({ kind: 'environment', region: 'eu-west-1' }))).toEqual({
      kind: 'environment',
      region: 'eu-west-1',
    });
    expect(toLogin({ ...keys, sessionToken: ' tok ' })).toEqual({
      kind: 'keys',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'sEcReT/+=',
      sessionToken: 'tok',
    });
  });

  test('with roles in order, and the store they are used at', () => {
    const second = {
      roleArn: 'arn:aws:iam::2:role/B',
      externalId: 'x 1',
      sessionName: 'case-7',
      mfaSerial: 'arn:aws:iam::1:mfa/a',
    };
    expect(
      toLogin(
        form({
          profile: 'p',
          roles: [role, second],
          elsewhere: true,
          endpoint: ' https://s3.example.org ',
          pathStyle: true,
        }),
      ),
    ).toEqual({
      kind: 'profile',
      profile: 'p',
      assume: [{ roleArn: 'arn:aws:iam::111122223333:role/Forensics' }, second],
      endpoint: 'https://s3.example.org',
      pathStyle: true,
    });
  });

  test('an endpoint that is not shown is not used, and nobody assumes a role without a login', () => {
    const login = toLogin(form({ kind: 'anonymous', roles: [role], endpoint: 'https://s3.example.org' }));
    expect(login).toEqual({ kind: 'anonymous' });
  });

  test('as the contract takes it, for every way', () => {
    const filled = form({ ...keys, profile: 'p', roleArn: role.roleArn.trim(), tokenFile: '/t', sessionToken: 't' });
    for (const kind of ['profile', 'environment', 'keys', 'web-identity', 'anonymous'] as const) {
      const login = toLogin({ ...filled, kind });
      expect(Login.parse(login)).toEqual(login);
      expect(login.kind).toBe(kind);
    }
  });
});

test.each([
  [form({}), /profile/],
  [form({ kind: 'keys' }), /access key id/],
  [form({ kind: 'keys', accessKeyId: 'AKIA' }), /secret/],
  [form({ kind: 'keys', accessKeyId: 'ASIAIOSFODNN7EXAMPLE', secretAccessKey: 's' }), /session token/],
  [form({ kind: 'web-identity', roleArn: 'Forensics' }), /ARN of the role/],
  [form({ kind: 'web-identity', roleArn: role.roleArn }), /token file/],
  [form({ kind: 'environment', roles: [role, emptyRole] }), /role 2/],
  [form({ kind: 'environment', elsewhere: true, endpoint: 's3.example.org' }), /address of the store/],
  [
    form({ kind: 'environment', elsewhere: true, endpoint: 'https://key:secret@s3.example.org' }),
    /address of the store/,
  ],
  [form({ kind: 'environment', stsEndpoint: 'sts' }), /STS/],
  [form({ kind: 'environment', cloudTrailEndpoint: 'ftp://x' }), /CloudTrail/],
])('what is missing is said before anybody is asked (%#)', (one, says) => {
  expect(findLoginObstacle(one)).toMatch(says);
});

test('nothing is missing where nothing is', () => {
  expect(findLoginObstacle(form({ kind: 'environment', roles: [role] }))).toBeNull();
  expect(findLoginObstacle(keys)).toBeNull();
  expect(findLoginObstacle(form({ kind: 'anonymous', roles: [emptyRole] }))).toBeNull();
});

describe('pasted keys', () => {
  const parts = {
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    sessionToken: 'IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJHMEUCIQ==',
  };
  const { accessKeyId, secretAccessKey, sessionToken } = parts;
  test.each([
    `export AWS_ACCESS_KEY_ID="${accessKeyId}"\nexport AWS_SECRET_ACCESS_KEY="${secretAccessKey}"\nexport AWS_SESSION_TOKEN="${sessionToken}"`,
    `SET AWS_ACCESS_KEY_ID=${accessKeyId}\r\nSET AWS_SECRET_ACCESS_KEY=${secretAccessKey}\r\nSET AWS_SESSION_TOKEN=${sessionToken}`,
    `$Env:AWS_ACCESS_KEY_ID="${accessKeyId}"; $Env:AWS_SECRET_ACCESS_KEY="${secretAccessKey}"; $Env:AWS_SESSION_TOKEN="${sessionToken}"`,
    `[111122223333_Audit]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\naws_session_token = ${sessionToken}\n`,
    JSON.stringify({
      Credentials: { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken },
    }),
  ])('of each usual form are taken apart (%#)', (text) => {
    expect(readPastedKeys(text)).toEqual(parts);
  });

  test('without a session token empty the field of the key before them', () => {
    const text = `aws_access_key_id=${accessKeyId}\naws_secret_access_key=${secretAccessKey}\nregion=eu-west-1`;
    expect(readPastedKeys(text)).toEqual({ accessKeyId, secretAccessKey, sessionToken: '', region: 'eu-west-1' });
  });

  test('a single value stays what it is', () => {
    expect(readPastedKeys(secretAccessKey)).toBeNull();
    expect(readPastedKeys(`aws_access_key_id=${accessKeyId}`)).toBeNull();
  });
});

describe('what is remembered', () => {
  afterEach(() => void vi.unstubAllGlobals());
  const keep = () => {
    const store = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => store.get(key) ?? null,
      setItem: (key: string, value: string) => void store.set(key, value),
    });
    return store;
  };
  const secret = form({
    kind: 'keys',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'SECRET-KEY',
    sessionToken: 'SESSION-TOKEN',
    roles: [
      { ...emptyRole, roleArn: 'arn:aws:iam::1:role/A', externalId: 'EXTERNAL-ID', mfaSerial: 'arn:aws:iam::1:mfa/a' },
    ],
    region: 'eu-west-1',
    elsewhere: true,
    endpoint: 'https://s3.example.org',
  });

  test('holds no secret, whatever was typed', () => {
    const store = keep();
    // A field that a later version adds is not remembered by accident either.
    rememberLogin({ ...secret, mfaCode: '123456' } as LoginForm);
    const written = [...store.values()].join();
    for (const word of ['AKIA', 'SECRET', 'SESSION', 'EXTERNAL', '123456']) expect(written).not.toContain(word);
  });

  test('brings back the way, the roles and the store', () => {
    keep();
    rememberLogin(secret);
    expect(recallLogin()).toEqual(withoutSecrets(secret));
  });

  test('a damaged note is as none', () => {
    const store = keep();
    store.set('pugmark-login', '{"kind":"magic"}');
    expect(recallLogin()).toEqual(emptyLogin);
    store.set('pugmark-login', '{');
    expect(recallLogin()).toEqual(emptyLogin);
  });
});
