import { describe, expect, it } from 'vitest';
import { nameOf, readDigest, readDigestKey, readLogName } from '../../../shared/integrity/digest.ts';
import { stringToSign } from '../../../shared/integrity/string-to-sign.ts';

const body = {
  awsAccountId: '111122223333',
  digestStartTime: '2026-03-01T00:00:00Z',
  digestEndTime: '2026-03-01T01:00:00Z',
  digestS3Bucket: 'b',
  digestS3Object: 'k',
  digestPublicKeyFingerprint: 'AB',
  digestSignatureAlgorithm: 'SHA256withRSA',
  logFiles: [],
};

describe('readDigest', () => {
  it('reads a first digest, and what is signed ends with null', () => {
    const read = readDigest(JSON.stringify({ ...body, previousDigestS3Object: null }));
    expect(read).toMatchObject({ digest: { previous: null, fingerprint: 'ab', end: Date.UTC(2026, 2, 1, 1) } });
    if ('digest' in read) expect(stringToSign(read.digest, '00')).toBe('2026-03-01T01:00:00Z\nb/k\n00\nnull');
  });

  it('says what is wrong', () => {
    expect(readDigest('{')).toMatchObject({ problem: expect.stringContaining('not valid JSON') });
    expect(readDigest(JSON.stringify({ ...body, logFiles: [{}] }))).toMatchObject({
      problem: expect.stringContaining('logFiles.0'),
    });
    expect(readDigest(JSON.stringify({ ...body, digestEndTime: 'soon' }))).toHaveProperty('problem');
  });
});

it('keys and names are read', () => {
  const key =
    'pre/AWSLogs/o-abcdefghij/111122223333/CloudTrail-Digest/eu-west-1/2026/03/01/111122223333_CloudTrail-Digest_eu-west-1_my_trail_us-east-1_20260301T010000Z';
  expect(readDigestKey(`${key}.json.gz`)).toMatchObject({
    trail: 'my_trail',
    homeRegion: 'us-east-1',
    isBackfill: false,
  });
  expect(readDigestKey(`${key}_backfill.json.gz`)).toMatchObject({ trail: 'my_trail', isBackfill: true });
  expect(readDigestKey('anything.json.gz')).toBeNull();
  expect(readLogName('x/111122223333_CloudTrail_eu-west-1_20260301T0105Z_aB.json.gz')).toEqual({
    account: '111122223333',
    region: 'eu-west-1',
    delivered: Date.UTC(2026, 2, 1, 1, 5),
  });
  expect(nameOf('a\\b/c.json.gz')).toBe('c.json');
});
