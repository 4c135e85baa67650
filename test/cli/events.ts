// CloudTrail events and files of them for the command line's tests.
import { gzipSync } from 'node:zlib';

export function event(n: number, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    eventVersion: '1.10',
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::111122223333:user/u${n % 7}`, accountId: '111122223333' },
    eventTime: new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString().replace('.000Z', 'Z'),
    eventSource: 's3.amazonaws.com',
    eventName: n % 2 ? 'GetObject' : 'PutObject',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '203.0.113.9',
    userAgent: 'aws-cli/2.15',
    requestParameters: { bucketName: 'b', key: `k${n}` },
    responseElements: null,
    requestID: `r${n}`,
    eventID: `e-${n}`,
    eventType: 'AwsApiCall',
    recipientAccountId: '111122223333',
    ...more,
  };
}

export function recordsFile(from: number, count: number): Buffer {
  return gzipSync(JSON.stringify({ Records: Array.from({ length: count }, (_, i) => event(from + i)) }), { level: 1 });
}
