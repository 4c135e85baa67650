// The words after `pugmark acquire`: what each of them asks for, and what is refused before anybody is signed in.
import { describe, expect, it } from 'vitest';
import type { AcquisitionRequest } from '../../shared/contract/acquisitions.ts';
import { isSame } from '../../src-main/cli/acquire/find-unfinished.ts';
import { parseAcquire } from '../../src-main/cli/acquire/parse-acquire.ts';
import { UsageError } from '../../src-main/cli/usage-error.ts';

const now = Date.parse('2026-11-27T12:00:00Z');
const dayMs = 86_400_000;
const parse = (...args: string[]) => parseAcquire([...args, '--case', 'c'], {}, now);
const s3 = (...args: string[]) => parse('s3://logs/AWSLogs/', ...args);
const lookUp = (...args: string[]) => parse('lookup-events', ...args);

function scopeOf({ request }: { request: AcquisitionRequest }) {
  if (request.kind !== 's3') throw new Error('not of S3');
  return request.scope;
}

function refusalOf(args: string[], env: NodeJS.ProcessEnv = {}): string {
  try {
    parseAcquire(args, env, now);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).of).toBe('acquire');
    return (error as Error).message;
  }
  throw new Error(`accepted: ${args.join(' ')}`);
}

describe('where from', () => {
  it.each([
    ['s3://logs', 'logs', ''],
    ['s3://logs/', 'logs', ''],
    ['s3://my.logs-1/a b/ü=1/', 'my.logs-1', 'a b/ü=1/'],
    ['s3://logs//odd', 'logs', '/odd'],
  ])('%s', (from, bucket, prefix) => {
    expect(scopeOf(parse(from))).toMatchObject({ bucket, prefix });
  });

  it('everything of it, when nothing is said', () => {
    expect(parse('s3://logs')).toEqual({
      name: 'acquire',
      caseDir: 'c',
      login: { kind: 'environment' },
      mfaCode: undefined,
      request: {
        kind: 's3',
        scope: {
          bucket: 'logs',
          prefix: '',
          accounts: null,
          services: null,
          regions: null,
          from: null,
          to: null,
          glob: null,
          modifiedFrom: null,
          modifiedBefore: null,
        },
        versions: false,
        requesterPays: false,
        keepCopy: true,
        load: true,
      },
      openEnds: { from: false, to: false },
      dryRun: false,
      check: false,
      followSeconds: null,
      json: false,
    });
  });

  it.each([[[]], [['logs']], [['https://logs']], [['s3:/logs']], [['s3://']], [['arn:aws:s3:::logs']], [['lookup']]])(
    'not %j',
    (args) => {
      expect(refusalOf([...args, '--case', 'c'])).toMatch(/s3:\/\/BUCKET\/PREFIX.*lookup-events/);
    },
  );

  it('one place at a time, and into a case', () => {
    expect(refusalOf(['s3://a', 's3://b', '--case', 'c'])).toMatch(/One place at a time/);
    expect(refusalOf(['s3://a'])).toMatch(/--case DIR is needed/);
    expect(parseAcquire(['s3://a', '--dry-run'], {}).caseDir).toBeNull();
    expect(parseAcquire(['s3://a', '--check'], {}).caseDir).toBeNull();
  });
});

describe('which objects', () => {
  it('takes lists with commas, with spaces, and repeated', () => {
    const given = s3(
      '--accounts',
      '111122223333, 444455556666',
      '--accounts',
      '777788889999',
      '--regions',
      'eu-west-1,',
    );
    expect(scopeOf(given)).toMatchObject({
      accounts: ['111122223333', '444455556666', '777788889999'],
      regions: ['eu-west-1'],
      services: null,
    });
    expect(scopeOf(s3('--regions', 'us-gov-west-1,global,us-iso-east-1')).regions).toHaveLength(3);
  });

  it('spells services as S3 has them', () => {
    expect(scopeOf(s3('--services', 'cloudtrail,cloudtrail-digest,VPCFLOWLOGS,OwnThing')).services).toEqual([
      'CloudTrail',
      'CloudTrail-Digest',
      'vpcflowlogs',
      'OwnThing',
    ]);
  });

  it.each([
    ['2026-01-05', '2026-01-05', '2026-01-05T00:00:00Z', '2026-01-06T00:00:00Z'],
    ['2026/1/5', '2026/1/7', '2026-01-05T00:00:00Z', '2026-01-08T00:00:00Z'],
    ['2026-01-05T13:00Z', '2026-01-05T14:30', '2026-01-05T13:00:00Z', '2026-01-05T14:30:00Z'],
    ['2026-01-05 13:00+02:00', '2026-01-06', '2026-01-05T11:00:00Z', '2026-01-07T00:00:00Z'],
    ['2026-01-05', '2026-01-05 +02:00', '2026-01-05T00:00:00Z', '2026-01-05T22:00:00Z'],
  ])('from %s to %s', (from, to, begins, ends) => {
    expect(scopeOf(s3('--from', from, '--to', to))).toMatchObject({ from: Date.parse(begins), to: Date.parse(ends) });
  });

  it('takes Last-Modified as it stands: before a day is before it begins', () => {
    expect(scopeOf(s3('--modified-from', '2026-01-05', '--modified-before', '2026-01-06'))).toMatchObject({
      modifiedFrom: Date.parse('2026-01-05T00:00:00Z'),
      modifiedBefore: Date.parse('2026-01-06T00:00:00Z'),
      from: null,
      to: null,
    });
  });

  it('takes a glob, versions, requester pays, and what is kept', () => {
    const given = s3('--glob', '**/*.json.gz', '--versions', '--requester-pays', '--no-copy').request;
    expect(given).toMatchObject({ versions: true, requesterPays: true, keepCopy: false, load: true });
    expect(given).toMatchObject({ scope: { glob: '**/*.json.gz' } });
    expect(s3('--no-load').request).toMatchObject({ keepCopy: true, load: false });
  });

  it.each([
    [['--accounts', '1234'], /--accounts takes account numbers of 12 digits, not “1234”/],
    [['--accounts', ''], /--accounts is empty/],
    [['--accounts', '111122223333', '--accounts', ' , '], /--accounts is empty/],
    [['--regions', 'Frankfurt'], /--regions takes regions such as eu-central-1, not “Frankfurt”/],
    [['--from', 'yesterday'], /--from is a time such as .*not “yesterday”/],
    [['--to', '2026-02-30'], /--to is a time/],
    [['--from', '2026-01-06', '--to', '2026-01-05'], /--from is not before --to/],
    [['--modified-from', '2026-01-05', '--modified-before', '2026-01-05'], /--modified-from is not before/],
    [['--glob', ''], /--glob is empty/],
    [['--no-copy', '--no-load'], /nothing would be kept/],
    [['--attribute', 'EventName=X'], /--attribute goes with lookup-events/],
    [['--dry-run', '--follow'], /one of --dry-run, --check and --follow/],
    [['--every', '5'], /--every goes with --follow/],
    [['--follow', '--every', '0'], /--every is a whole number from 1/],
    [['--secret-access-key', 'x'], /--secret-access-key/],
  ])('refuses %j', (args, says) => {
    expect(refusalOf(['s3://logs', '--case', 'c', ...args])).toMatch(says);
  });
});

describe('lookup-events', () => {
  it('asks for the last 90 days of every region, when nothing is said', () => {
    expect(lookUp()).toMatchObject({
      request: { kind: 'lookup-events', regions: null, from: now - 90 * dayMs, to: now, attribute: null, load: true },
      openEnds: { from: true, to: true },
    });
  });

  it('takes regions, a span, and an attribute in any case', () => {
    const given = lookUp(
      '--from',
      '2026-11-01',
      '--to',
      '2026-11-02',
      '--regions',
      'eu-west-1',
      '--attribute',
      'username=a=b',
    );
    expect(given).toMatchObject({
      request: {
        regions: ['eu-west-1'],
        from: Date.parse('2026-11-01T00:00:00Z'),
        to: Date.parse('2026-11-03T00:00:00Z'),
        attribute: { key: 'Username', value: 'a=b' },
      },
      openEnds: { from: false, to: false },
    });
    expect(lookUp('--from', '2026-11-01')).toMatchObject({ request: { to: now }, openEnds: { from: false, to: true } });
  });

  it.each([
    [['--attribute', 'Colour=red'], /--attribute is KEY=VALUE, with one of the keys EventId EventName/],
    [['--attribute', 'EventName'], /KEY=VALUE/],
    [['--accounts', '111122223333'], /--accounts goes with s3/],
    [['--versions'], /--versions goes with s3/],
    [['--no-copy'], /--no-copy goes with s3/],
    [['--check'], /--check goes with s3/],
    [['--follow', '--to', '2026-11-02'], /leave out --to/],
    [['--from', '2027-01-01'], /--from is not before now/],
  ])('refuses %j', (args, says) => {
    expect(refusalOf(['lookup-events', '--case', 'c', ...args])).toMatch(says);
  });
});

describe('how to sign in', () => {
  const role = (n: number) => `arn:aws:iam::11112222333${n}:role/R`;
  const loginOf = (args: string[], env: NodeJS.ProcessEnv = {}) =>
    parseAcquire(['s3://logs', '--case', 'c', ...args], env, now).login;

  it.each([
    [[], {}, { kind: 'environment' }],
    [[], { AWS_PROFILE: 'audit' }, { kind: 'profile', profile: 'audit' }],
    [['--profile', 'mine'], { AWS_PROFILE: 'audit' }, { kind: 'profile', profile: 'mine' }],
    [['--anonymous'], { AWS_PROFILE: 'audit' }, { kind: 'anonymous' }],
    [['--region', 'eu-west-1', '--path-style'], {}, { kind: 'environment', region: 'eu-west-1', pathStyle: true }],
    [
      ['--endpoint', 'https://s3.example.org', '--sts-endpoint', 'http://sts', '--cloudtrail-endpoint', 'http://ct'],
      {},
      {
        kind: 'environment',
        endpoint: 'https://s3.example.org',
        stsEndpoint: 'http://sts',
        cloudTrailEndpoint: 'http://ct',
      },
    ],
  ])('%j with %j', (args, env, login) => {
    expect(loginOf(args, env)).toEqual(login);
  });

  it('gives the last role the external id, and the first the MFA device', () => {
    const words = ['--external-id', 'x', '--mfa-serial', 'arn:mfa', '--session-name', 'case-7', '--mfa-code', '123456'];
    expect(loginOf(['--role', role(1), '--role', role(2), ...words])).toEqual({
      kind: 'environment',
      assume: [
        { roleArn: role(1), mfaSerial: 'arn:mfa' },
        { roleArn: role(2), externalId: 'x', sessionName: 'case-7' },
      ],
    });
    expect(s3('--mfa-code', '123456').mfaCode).toBe('123456');
  });

  it('signs in as the first role with a web identity token', () => {
    expect(loginOf(['--web-identity-token', '/t', '--role', role(1), '--role', role(2)])).toEqual({
      kind: 'web-identity',
      roleArn: role(1),
      tokenFile: '/t',
      assume: [{ roleArn: role(2) }],
    });
  });

  it.each([
    [['--profile', 'a', '--anonymous'], /one way/],
    [['--web-identity-token', '/t'], /needs a --role/],
    [['--anonymous', '--role', role(1)], /leave out --anonymous/],
    [['--external-id', 'x'], /--external-id goes with --role/],
    [['--mfa-serial', 'x'], /--mfa-serial goes with --role/],
    [['--session-name', 'x'], /--session-name goes with --role/],
    [['--external-id', 'x', '--web-identity-token', '/t', '--role', role(1)], /goes with a second --role/],
    [['--endpoint', 'localhost:9000'], /--endpoint is an address such as .*not “localhost:9000”/],
    [['--sts-endpoint', 'ftp://x'], /--sts-endpoint is an address/],
    [['--profile', ''], /--profile is empty/],
  ])('refuses %j', (args, says) => {
    expect(refusalOf(['s3://logs', '--case', 'c', ...args])).toMatch(says);
  });
});

describe('the same as before', () => {
  const here = { described: 'profile "a", in eu-west-1', caller: null };
  const earlier = (command: ReturnType<typeof parse>, more: { login?: string; caller?: string } = {}) => ({
    request: command.request,
    login: here.described,
    caller: null,
    ...more,
  });
  const caller = (account: string) => ({ account, arn: `arn:aws:iam::${account}:user/u`, userId: 'u' });

  it('is the same scope of the same store', () => {
    expect(isSame(earlier(s3()), s3(), here)).toBe(true);
    expect(isSame(earlier(s3()), s3('--versions'), here)).toBe(false);
    expect(isSame(earlier(s3()), s3('--accounts', '111122223333'), here)).toBe(false);
    const elsewhere = { ...here, described: 'profile "a", at https://s3.example.org, in eu-west-1' };
    expect(isSame(earlier(s3()), s3(), elsewhere)).toBe(false);
    expect(isSame(earlier(s3(), { login: 'access key, at https://s3.example.org' }), s3(), elsewhere)).toBe(true);
    // The bucket holds the same for whoever reads it.
    expect(isSame(earlier(s3(), { caller: 'arn:aws:iam::1:user/u' }), s3(), { ...here, caller: caller('2') })).toBe(
      true,
    );
  });

  it('is the event history of the same account, however much later', () => {
    const later = (...args: string[]) => parseAcquire(['lookup-events', '--case', 'c', ...args], {}, now + 5000);
    expect(isSame(earlier(lookUp()), later(), here)).toBe(true);
    expect(isSame(earlier(lookUp('--from', '2026-11-01')), later('--from', '2026-11-01'), here)).toBe(true);
    expect(isSame(earlier(lookUp('--from', '2026-11-01')), later('--from', '2026-11-02'), here)).toBe(false);
    expect(isSame(earlier(lookUp('--to', '2026-11-02')), later('--to', '2026-11-03'), here)).toBe(false);
    const of = (account: string) => earlier(lookUp(), { caller: caller(account).arn });
    expect(isSame(of('111122223333'), later(), { ...here, caller: caller('111122223333') })).toBe(true);
    expect(isSame(of('111122223333'), later(), { ...here, caller: caller('444455556666') })).toBe(false);
    expect(isSame(of('111122223333'), later(), here)).toBe(false);
  });
});
