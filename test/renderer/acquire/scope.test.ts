import { describe, expect, test } from 'vitest';
import { S3Request } from '../../../shared/contract/acquisitions.ts';
import type { Trail } from '../../../shared/contract/aws.ts';
import {
  emptyScope,
  findScopeObstacle,
  formOf,
  lastDays,
  readTime,
  type ScopeForm,
  toS3Request,
} from '../../../src-renderer/features/acquire/scope/scope-form.ts';
import { describeScope, span } from '../../../src-renderer/features/acquire/scope/scope-words.ts';
import {
  makeTrailTable,
  readAccounts,
  scopePrefix,
  toggleOne,
  usualServices,
} from '../../../src-renderer/features/acquire/scope/trail-table.ts';

const place = { bucket: 'acme-logs', prefix: '', requesterPays: false };
const form = (patch: Partial<ScopeForm>): ScopeForm => ({ ...emptyScope, ...patch });
const at = (iso: string) => Date.parse(`${iso}Z`);

const service = (name: string, meaning: Trail['accounts'][0]['services'][0]['meaning'], ...regions: string[]) => ({
  service: name,
  meaning,
  regions,
});
const organisation: Trail = {
  prefix: 'audit/',
  organisation: 'o-abcde12345',
  accounts: [
    {
      account: '222222222222',
      services: [
        service('CloudTrail', 'events', 'us-east-1', 'eu-west-1'),
        service('vpcflowlogs', 'vpc-flow', 'eu-west-1'),
      ],
    },
    { account: '111111111111', services: [service('CloudTrail', 'events', 'eu-west-1'), service('Odd', 'other')] },
  ],
  strangers: ['notes'],
};
const single: Trail = {
  prefix: 'audit/',
  organisation: null,
  accounts: [{ account: '333333333333', services: [service('CloudTrail-Digest', 'digest', 'us-east-1')] }],
  strangers: [],
};

describe('the table of trails', () => {
  const table = makeTrailTable([organisation, single]);

  test('has every account, region and kind of log once, CloudTrail’s own first', () => {
    expect(table.accounts).toEqual(['111111111111', '222222222222', '333333333333']);
    expect(table.regions).toEqual(['eu-west-1', 'us-east-1']);
    expect(table.services).toEqual([
      { service: 'CloudTrail', meaning: 'events', accounts: 2 },
      { service: 'CloudTrail-Digest', meaning: 'digest', accounts: 1 },
      { service: 'Odd', meaning: 'other', accounts: 1 },
      { service: 'vpcflowlogs', meaning: 'vpc-flow', accounts: 1 },
    ]);
    expect(table.strangers).toEqual(['notes']);
  });

  test('says what lies at each crossing, and what has no region', () => {
    expect(table.cell('222222222222', 'eu-west-1')).toEqual(['CloudTrail', 'vpcflowlogs']);
    expect(table.cell('111111111111', 'us-east-1')).toEqual([]);
    expect(table.cell('111111111111', '')).toEqual(['Odd']);
  });

  test('begins with CloudTrail’s own logs, and with all where there are none or nothing else', () => {
    expect(usualServices(table)).toEqual(['CloudTrail', 'CloudTrail-Digest']);
    expect(usualServices(makeTrailTable([single]))).toBeNull();
    const flows = { ...single, accounts: [{ account: '1', services: [service('vpcflowlogs', 'vpc-flow')] }] };
    expect(usualServices(makeTrailTable([flows]))).toBeNull();
  });

  test('lists from the trail’s own folder, or from a deeper one that was chosen', () => {
    expect(scopePrefix(organisation, '')).toBe('audit/AWSLogs/o-abcde12345/');
    expect(scopePrefix(single, 'audit/')).toBe('audit/AWSLogs/');
    expect(scopePrefix(single, 'audit/AWSLogs/333333333333/')).toBe('audit/AWSLogs/333333333333/');
  });
});

test('taking one out of all names the others; taking it back is all again', () => {
  const all = ['a', 'b', 'c'];
  expect(toggleOne(all, null, 'b')).toEqual(['a', 'c']);
  expect(toggleOne(all, ['c', 'a'], 'b')).toBeNull();
  expect(toggleOne(all, ['c'], 'a')).toEqual(['a', 'c']);
  expect(toggleOne(all, ['c'], 'c')).toEqual([]);
});

test('a pasted list of accounts is read in any form', () => {
  const all = ['111111111111', '222222222222', '333333333333'];
  expect(readAccounts('dev: 1111-1111-1111\nprod\t333333333333; 999999999999', all)).toEqual({
    found: ['111111111111', '333333333333'],
    others: 1,
  });
  expect(readAccounts('12345 and 1234567890123', all)).toEqual({ found: [], others: 0 });
});

describe('times', () => {
  test('are UTC; a plain day at the end is meant whole', () => {
    expect(readTime('2026-03-01', false)).toBe(at('2026-03-01T00:00'));
    expect(readTime('2026-03-01', true)).toBe(at('2026-03-02T00:00'));
    expect(readTime('2026-03-01 14:30', true)).toBe(at('2026-03-01T14:30'));
    expect(readTime('2026-03-01T14:30+02:00', false)).toBe(at('2026-03-01T12:30'));
    expect(readTime('  ', true)).toBeNull();
    expect(readTime('yesterday', false)).toBeNaN();
    expect(readTime('2026-02-30', false)).toBeNaN();
  });

  test('the last days are counted with today', () => {
    expect(lastDays(7, at('2026-03-08T15:00'))).toEqual({ from: '2026-03-02', to: '2026-03-08' });
    expect(lastDays(1, at('2026-03-08T00:00'))).toEqual({ from: '2026-03-08', to: '2026-03-08' });
  });

  test.each([
    [at('2026-03-01T00:00'), at('2026-03-09T00:00'), 'from 2026-03-01 through 2026-03-08 UTC'],
    [at('2026-03-01T00:00'), at('2026-03-02T00:00'), 'of 2026-03-01 UTC'],
    [at('2026-03-01T06:30'), at('2026-03-02T00:00'), 'from 2026-03-01 06:30 through 2026-03-01 UTC'],
    [at('2026-03-01T00:00'), at('2026-03-08T12:00'), 'from 2026-03-01 until 2026-03-08 12:00 UTC'],
    [null, at('2026-03-09T00:00'), 'through 2026-03-08 UTC'],
    [at('2026-03-01T00:00'), null, 'since 2026-03-01 UTC'],
    [null, null, ''],
  ])('from %s to %s reads %s', (from, to, words) => {
    expect(span(from, to)).toBe(words);
  });
});

describe('a scope', () => {
  const chosen = form({
    prefix: 'AWSLogs/',
    accounts: ['111111111111'],
    services: ['CloudTrail'],
    regions: ['eu-west-1', 'us-east-1'],
    from: '2026-03-01',
    to: '2026-03-08',
    glob: ' **/*.json.gz ',
    modifiedFrom: '2026-03-02 10:00',
    modifiedTo: '2026-03-20',
    versions: true,
    keepCopy: false,
  });

  test('becomes a request that the contract takes, and that gives the form back', () => {
    const request = toS3Request(chosen, { ...place, requesterPays: true });
    expect(S3Request.parse(request)).toEqual(request);
    expect(request).toEqual({
      kind: 's3',
      scope: {
        bucket: 'acme-logs',
        prefix: 'AWSLogs/',
        accounts: ['111111111111'],
        services: ['CloudTrail'],
        regions: ['eu-west-1', 'us-east-1'],
        from: at('2026-03-01T00:00'),
        to: at('2026-03-09T00:00'),
        glob: '**/*.json.gz',
        modifiedFrom: at('2026-03-02T10:00'),
        modifiedBefore: at('2026-03-21T00:00'),
      },
      versions: true,
      requesterPays: true,
      keepCopy: false,
      load: true,
    });
    expect(formOf(request)).toEqual({ ...chosen, glob: '**/*.json.gz' });
  });

  test('by prefix has no condition of the layout left in it', () => {
    const { scope } = toS3Request({ ...chosen, by: 'prefix', prefix: 'exports/a' }, place);
    expect(scope).toMatchObject({
      prefix: 'exports/a',
      accounts: null,
      services: null,
      regions: null,
      from: null,
      to: null,
    });
    expect(formOf(toS3Request(form({ by: 'prefix', prefix: 'exports/a' }), place)).by).toBe('prefix');
  });

  test.each([
    [{ from: 'x' }, 'from'],
    [{ to: '32' }, 'to'],
    [{ from: '2026-03-09', to: '2026-03-08' }, 'to'],
    [{ modifiedFrom: 'x' }, 'modifiedFrom'],
    [{ modifiedFrom: '2026-03-09', modifiedTo: '2026-03-08' }, 'modifiedTo'],
    [{ accounts: [] }, 'accounts'],
    [{ regions: [] }, 'regions'],
    [{ services: [] }, 'services'],
    [{ keepCopy: false, load: false }, 'load'],
  ] as [Partial<ScopeForm>, string][])('%j cannot be listed', (patch, field) => {
    expect(findScopeObstacle(form(patch))?.field).toBe(field);
  });

  test('what is hidden is in nobody’s way', () => {
    expect(findScopeObstacle(form({ by: 'prefix', accounts: [], from: 'x' }))).toBeNull();
    expect(findScopeObstacle(form({ from: '2026-03-08', to: '2026-03-08' }))).toBeNull();
  });
});

describe('in words', () => {
  const table = makeTrailTable([organisation, single]);
  const words = (patch: Partial<ScopeForm>, more = {}) =>
    describeScope({ ...toS3Request(form({ prefix: 'audit/', ...patch }), place), ...more }, table);

  test('everything', () => {
    expect(words({})).toEqual([
      'Objects below s3://acme-logs/audit/.',
      'A verified copy of each object is kept in the case, and loaded while it arrives.',
    ]);
  });

  test('some of what there is, and the padding of the days', () => {
    expect(
      words({
        accounts: ['111111111111'],
        services: ['CloudTrail', 'CloudTrail-Digest'],
        regions: ['eu-west-1'],
        from: '2026-03-01',
        to: '2026-03-08',
        versions: true,
      }),
    ).toEqual([
      'Objects below s3://acme-logs/audit/ of CloudTrail, CloudTrail-Digest for account 111111111111 in region eu-west-1; overwritten and deleted versions too.',
      'Events from 2026-03-01 through 2026-03-08 UTC; that is what was delivered from 2026-03-01 to 2026-03-09: one day longer, because logs arrive after their events.',
      'A verified copy of each object is kept in the case, and loaded while it arrives.',
    ]);
  });

  test('many of more, a pattern, and what becomes of them', () => {
    const accounts = ['1', '2', '3', '4'].map((digit) => digit.repeat(12));
    const many = makeTrailTable([
      { ...single, accounts: [...accounts, '555555555555'].map((account) => ({ account, services: [] })) },
    ]);
    const request = toS3Request(form({ accounts, glob: '**/x', modifiedTo: '2026-03-08', keepCopy: false }), place);
    expect(describeScope({ ...request, requesterPays: true }, many)).toEqual([
      'Objects below s3://acme-logs/ for 4 of 5 accounts, with a key like **/x, last modified through 2026-03-08 UTC.',
      'Objects are loaded as they arrive, without keeping a copy of their bytes. Your account pays for reading.',
    ]);
    expect(describeScope(request, null)[0]).toContain('for 4 accounts,');
  });

  test('a bound at one end, and a copy that is not loaded', () => {
    expect(words({ from: '2026-03-01', load: false })).toEqual([
      'Objects below s3://acme-logs/audit/.',
      'Events since 2026-03-01 UTC; that is what was delivered from 2026-03-01 on.',
      'A verified copy of each object is kept in the case; nothing is loaded yet.',
    ]);
  });
});
