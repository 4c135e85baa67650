// CloudTrail digest files: the signed, chained list of log files that proves a trail whole.
import { field, text, time } from './fields/columns.ts';
import type { Format } from './format.ts';

const digest: Format = {
  name: 'cloudtrail_digest',
  title: 'CloudTrail digests',
  vendor: 'AWS',
  source: 'CloudTrail User Guide, "CloudTrail digest file structure"; read 2026-11-22',
  answers: ['digests'],
  timeColumn: 'digestendtime',
  json: {
    recognise: (record) =>
      typeof record.digestStartTime === 'string' &&
      typeof record.digestS3Object === 'string' &&
      Array.isArray(record.logFiles),
  },
  columns: [
    text('awsAccountId', 'Account of the trail.'),
    time('digestStartTime', 'Start of the hour covered, UTC.'),
    time('digestEndTime', 'End of the hour covered, UTC.'),
    text('digestS3Bucket', 'Bucket that the digest was delivered to.'),
    text('digestS3Object', 'Key that the digest was delivered under.'),
    text('digestPublicKeyFingerprint', 'MD5 of the DER of the public key that verifies the signature, hex.'),
    text('digestSignatureAlgorithm', 'Algorithm of the signature, SHA256withRSA.'),
    time('newestEventTime', 'Newest event in the log files listed, UTC.'),
    time('oldestEventTime', 'Oldest event in the log files listed, UTC.'),
    text('previousDigestS3Bucket', 'Bucket of the previous digest.'),
    text('previousDigestS3Object', 'Key of the previous digest.'),
    text('previousDigestHashValue', 'SHA-256 of the previous digest, decompressed, hex.'),
    text('previousDigestHashAlgorithm', 'Hash algorithm of the previous digest.'),
    text('previousDigestSignature', 'Signature of the previous digest, hex.'),
    {
      name: 'logfiles',
      key: 'logFiles',
      list: true,
      doc: 'Log files delivered in the hour.',
      fields: [
        field('s3Bucket', 'Bucket.'),
        field('s3Object', 'Key.'),
        field('hashValue', 'SHA-256 of the log file, decompressed, hex.'),
        field('hashAlgorithm', 'Hash algorithm.'),
        { name: 'newestEventTime', type: 'TIMESTAMP', doc: 'Newest event in the file, UTC.' },
        { name: 'oldestEventTime', type: 'TIMESTAMP', doc: 'Oldest event in the file, UTC.' },
      ],
    },
  ],
  defaultColumns: [
    'digeststarttime',
    'digestendtime',
    'awsaccountid',
    'digests3object',
    'previousdigests3object',
    'logfiles',
  ],
  samples: [
    {
      record: JSON.stringify({
        awsAccountId: '111122223333',
        digestStartTime: '2025-03-04T05:00:00Z',
        digestEndTime: '2025-03-04T06:00:00Z',
        digestS3Bucket: 'trail-bucket',
        digestS3Object: 'AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2025/03/04/x.json.gz',
        logFiles: [
          { s3Bucket: 'trail-bucket', s3Object: 'AWSLogs/a.json.gz', hashValue: '00ff', hashAlgorithm: 'SHA-256' },
        ],
      }),
      expect: { digeststarttime: '2025-03-04 05:00:00', digests3bucket: 'trail-bucket' },
    },
    {
      record: '{"digestStartTime":"2025-03-04T05:00:00Z","digestS3Object":"k","logFiles":[,]}',
      expect: { reject: 'not JSON' },
    },
  ],
};

export default digest;
