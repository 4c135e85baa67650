import { describe, expect, it } from 'vitest';
import { deliveryDays, kindOfService, readLogKey } from '../../../../src-main/engine/sources/s3/key-layout.ts';

const common = { prefix: '', organisation: null, account: '111122223333', region: 'eu-central-1', day: '2026-01-05' };

describe('readLogKey', () => {
  it.each([
    [
      'AWSLogs/111122223333/CloudTrail/eu-central-1/2026/01/05/111122223333_CloudTrail_eu-central-1_20260105T0010Z_AbCdEfGh12345678.json.gz',
      {
        ...common,
        service: 'CloudTrail',
        name: '111122223333_CloudTrail_eu-central-1_20260105T0010Z_AbCdEfGh12345678.json.gz',
      },
    ],
    [
      'security/trails/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/us-gov-west-1/2026/01/05/x.json.gz',
      {
        ...common,
        prefix: 'security/trails/',
        organisation: 'o-a1b2c3d4e5',
        region: 'us-gov-west-1',
        service: 'CloudTrail',
        name: 'x.json.gz',
      },
    ],
    [
      'AWSLogs/111122223333/CloudTrail-Digest/eu-central-1/2026/01/05/111122223333_CloudTrail-Digest_eu-central-1_trail_eu-central-1_20260105T001000Z_backfill.json.gz',
      {
        ...common,
        service: 'CloudTrail-Digest',
        name: '111122223333_CloudTrail-Digest_eu-central-1_trail_eu-central-1_20260105T001000Z_backfill.json.gz',
      },
    ],
    [
      'AWSLogs/111122223333/Config/eu-central-1/2026/1/5/ConfigSnapshot/c.json.gz',
      { ...common, service: 'Config', name: 'c.json.gz' },
    ],
    [
      'AWSLogs/111122223333/elasticloadbalancing/eu-central-1/2026/01/05/lb.log.gz',
      { ...common, service: 'elasticloadbalancing', name: 'lb.log.gz' },
    ],
    [
      'AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=eu-central-1/year=2026/month=01/day=05/hour=10/f.log.gz',
      { ...common, service: 'vpcflowlogs', name: 'f.log.gz' },
    ],
    [
      'AWSLogs/111122223333/WAFLogs/cloudfront/my-acl/2026/01/05/10/15/waf.log.gz',
      { ...common, service: 'WAFLogs', region: null, name: 'waf.log.gz' },
    ],
    [
      'AWSLogs/111122223333/CloudTrail/CloudTrail_WRITE_TEST',
      { ...common, service: 'CloudTrail', region: null, day: null, name: 'CloudTrail_WRITE_TEST' },
    ],
  ])('%s', (key, expected) => expect(readLogKey(key)).toEqual(expected));

  it.each([
    '',
    'AWSLogs/',
    'AWSLogs/111/CloudTrail/x',
    'notes/AWSLogs.txt',
    'backup/2026/01/05/x.json.gz',
    'XAWSLogs/111122223333/CloudTrail/x',
  ])('is none: %j', (key) => expect(readLogKey(key)).toBeNull());

  it('takes no day that is not one', () =>
    expect(readLogKey('AWSLogs/111122223333/CloudTrail/eu-west-1/2026/02/30/x')?.day).toBeNull());
});

it('tells the kinds of CloudTrail folders apart', () => {
  expect(['CloudTrail', 'CloudTrail-Digest', 'CloudTrail-Insight', 'vpcflowlogs'].map(kindOfService)).toEqual([
    'events',
    'digest',
    'insight',
    'other',
  ]);
});

it('pads delivery days at the end', () => {
  const at = (text: string) => Date.parse(text);
  expect(deliveryDays(at('2026-01-05T10:00:00Z'), at('2026-01-05T12:00:00Z'))).toEqual({
    first: '2026-01-05',
    last: '2026-01-06',
  });
  expect(deliveryDays(at('2026-01-05T00:00:00Z'), at('2026-02-01T00:00:00Z'))).toEqual({
    first: '2026-01-05',
    last: '2026-02-01',
  });
});
