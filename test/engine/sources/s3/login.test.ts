import { describe, expect, it } from 'vitest';
import {
  describeLogin,
  isStore,
  journalledLogin,
  type Login,
  shortKeyId,
  stsEndpointOf,
} from '../../../../src-main/engine/sources/s3/login.ts';

const keyId = 'AKIAIOSFODNN7EXAMPLE';
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const token = 'FwoGZXIvYXdzEXAMPLETOKEN1234567890';
const roleArn = 'arn:aws:iam::111122223333:role/Forensics';

const logins: [Login, string][] = [
  [{ kind: 'profile', profile: 'audit' }, 'profile "audit"'],
  [{ kind: 'environment', region: 'eu-central-1' }, 'the environment of this computer, in eu-central-1'],
  [{ kind: 'keys', accessKeyId: keyId, secretAccessKey: secret }, 'access key AKIA…MPLE'],
  [{ kind: 'keys', accessKeyId: keyId, secretAccessKey: secret, sessionToken: token }, 'temporary key AKIA…MPLE'],
  [{ kind: 'web-identity', roleArn, tokenFile: '/run/token' }, `web identity token, as role ${roleArn}`],
  [
    {
      kind: 'anonymous',
      endpoint: `https://me:${encodeURIComponent(secret)}@s3.example.org:9000/?sig=${token}`,
      pathStyle: true,
    },
    'no login (public access), at https://s3.example.org:9000',
  ],
  [
    {
      kind: 'profile',
      profile: 'audit',
      stsEndpoint: `https://x:${encodeURIComponent(secret)}@sts.example.org`,
      cloudTrailEndpoint: `https://cloudtrail.example.org/?token=${token}`,
      assume: [
        { roleArn, externalId: token, mfaSerial: 'arn:aws:iam::111122223333:mfa/me' },
        { roleArn: 'arn:aws:iam::444455556666:role/Logs', sessionName: 'case-7' },
      ],
    },
    `profile "audit", then role ${roleArn} (external id, MFA), then role arn:aws:iam::444455556666:role/Logs`,
  ],
];

describe('a login', () => {
  it.each(logins)('%# is described in plain words', (login, words) => {
    expect(describeLogin(login)).toBe(words);
  });

  it.each(logins)('%# goes into the journal without a secret', (login) => {
    const text = JSON.stringify(journalledLogin(login)) + describeLogin(login);
    for (const word of [keyId, secret, token]) expect(text).not.toContain(word);
    expect(text).not.toContain(secret.slice(0, 12));
  });

  it('keeps in the journal what tells logins apart', () => {
    expect(journalledLogin(logins.at(-1)![0])).toMatchObject({
      kind: 'profile',
      profile: 'audit',
      roles: [
        { roleArn, withExternalId: true, withMfa: true },
        { sessionName: 'case-7', withExternalId: false, withMfa: false },
      ],
      stsEndpoint: 'https://sts.example.org',
      cloudTrailEndpoint: 'https://cloudtrail.example.org',
    });
    expect(journalledLogin(logins[2]![0]).accessKeyId).toBe('AKIA…MPLE');
    expect(journalledLogin(logins[4]![0]).roles).toMatchObject([{ roleArn }]);
  });
});

it('shows nothing of a key id that is too short to be shortened', () => {
  expect(shortKeyId('abcd1234efg')).toBe('…');
});

it('looks for the token service of a store at the store, and of AWS at AWS', () => {
  expect(stsEndpointOf({})).toBeNull();
  expect(stsEndpointOf({ endpoint: 'http://127.0.0.1:9000' })).toBe('http://127.0.0.1:9000');
  expect(stsEndpointOf({ endpoint: 'https://bucket.vpce-1.s3.eu-west-1.vpce.amazonaws.com' })).toBeNull();
  expect(stsEndpointOf({ endpoint: 'https://s3.cn-north-1.amazonaws.com.cn' })).toBeNull();
  expect(stsEndpointOf({ endpoint: 'https://notamazonaws.com' })).toBe('https://notamazonaws.com');
  expect(stsEndpointOf({ endpoint: 'http://s3:1', stsEndpoint: 'http://sts:2' })).toBe('http://sts:2');
});

it('tells a store from AWS', () => {
  expect(isStore({})).toBe(false);
  expect(isStore({ endpoint: 'https://s3.fips.us-east-1.amazonaws.com' })).toBe(false);
  expect(isStore({ endpoint: 'https://minio.example.org:9000' })).toBe(true);
});
