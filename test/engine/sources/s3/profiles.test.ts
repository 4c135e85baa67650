import { describe, expect, it, vi } from 'vitest';
import { completeLogin, listProfiles, unfoldProfile } from '../../../../src-main/engine/sources/s3/profiles.ts';
import { makeAwsHome } from '../../../support/aws/aws-home.ts';

const home = makeAwsHome();

describe('profiles', () => {
  it('are listed with their kinds from both files', async () => {
    home.config(
      '[default]',
      'region = eu-west-1',
      '[profile corp]',
      'sso_session = corp',
      'sso_account_id = 111122223333',
      'sso_role_name = Audit',
      '[sso-session corp]',
      'sso_start_url = https://corp.example.org/start',
      'sso_region = eu-central-1',
      '[services mine]',
      's3 =',
      '  endpoint_url = http://127.0.0.1:9000',
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
    home.credentials('[default]', 'aws_access_key_id = A', 'aws_secret_access_key = B');
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
    home.credentials('[one]', 'aws_access_key_id = A', 'aws_secret_access_key = B');
    expect(await listProfiles()).toMatchObject([{ name: 'one' }]);
  });

  it('are taken apart into what comes first and the roles after it', async () => {
    home.config(
      '[profile far]',
      'role_arn = arn:aws:iam::111122223333:role/Far',
      'source_profile = near',
      'mfa_serial = serial-1',
      '[profile near]',
      'role_arn = arn:aws:iam::111122223333:role/Near',
      'source_profile = corp',
      'external_id = case-7',
      'duration_seconds = 900',
      '[profile corp]',
      'sso_session = corp',
    );
    const { base, roles } = await unfoldProfile('far');
    expect(base).toEqual({ kind: 'profile', profile: 'corp' });
    expect(roles).toMatchObject([
      { roleArn: 'arn:aws:iam::111122223333:role/Near', externalId: 'case-7', seconds: 900 },
      { roleArn: 'arn:aws:iam::111122223333:role/Far', mfaSerial: 'serial-1' },
    ]);
    expect(await unfoldProfile('corp')).toEqual({ base: { kind: 'profile', profile: 'corp' }, roles: [] });
  });
});

describe('a login is completed', () => {
  const keys = { kind: 'keys', accessKeyId: 'A', secretAccessKey: 'B' } as const;
  const audit = { kind: 'profile', profile: 'audit' } as const;
  const profile = (...lines: string[]) =>
    home.config(
      '[profile audit]',
      'region = eu-west-3',
      'services = mine',
      ...lines,
      '[services mine]',
      's3 =',
      '  endpoint_url = http://127.0.0.1:9000',
      'sts =',
      '  endpoint_url = http://127.0.0.1:9001',
      'cloudtrail =',
      '  endpoint_url = http://127.0.0.1:9002',
    );

  it('by its profile', async () => {
    profile();
    expect(await completeLogin(audit)).toEqual({
      ...audit,
      region: 'eu-west-3',
      endpoint: 'http://127.0.0.1:9000',
      stsEndpoint: 'http://127.0.0.1:9001',
      cloudTrailEndpoint: 'http://127.0.0.1:9002',
    });
    home.config('[profile audit]', 'endpoint_url = http://127.0.0.1:9003');
    expect(await completeLogin(audit)).toMatchObject({ endpoint: 'http://127.0.0.1:9003' });
  });

  it('by the environment, whose endpoints go before those of the profile', async () => {
    profile();
    vi.stubEnv('AWS_REGION', 'eu-north-1');
    vi.stubEnv('AWS_ENDPOINT_URL_S3', 'http://127.0.0.1:8000');
    expect(await completeLogin(audit)).toMatchObject({ region: 'eu-west-3', endpoint: 'http://127.0.0.1:8000' });
    expect(await completeLogin({ kind: 'environment' })).toMatchObject({
      region: 'eu-north-1',
      endpoint: 'http://127.0.0.1:8000',
    });
  });

  it('by nothing that goes against what was given', async () => {
    profile();
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:8000');
    const given = { ...audit, region: 'us-west-2', endpoint: 'http://127.0.0.1:7000' };
    expect(await completeLogin(given)).toMatchObject(given);
  });

  it('with keys that are typed in by no endpoint', async () => {
    vi.stubEnv('AWS_DEFAULT_REGION', 'eu-north-1');
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:8000');
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:8000');
    const login = await completeLogin(keys);
    expect(login.region).toBe('eu-north-1');
    expect([login.endpoint, login.stsEndpoint, login.cloudTrailEndpoint]).toEqual([undefined, undefined, undefined]);
  });
});
