// CloudTrail records for tests of the event history: told apart by a number, one for each step of time.
import type { CloudTrailRecord } from './event-history.ts';

export const noon = Date.parse('2026-11-02T12:00:00Z');

/**
 * `count` records, oldest first, the first at `from` (epoch milliseconds) and one every `stepMs`. `n` is in eventID; every
 * fifth is a write by `mallory`, the others are reads by `alice`; texts hold what has broken parsers before.
 */
export function makeRecords(
  count: number,
  { from = noon, stepMs = 1000, region = 'eu-west-1' } = {},
): CloudTrailRecord[] {
  return Array.from({ length: count }, (_, n) => {
    const isWrite = n % 5 === 0;
    const userName = isWrite ? 'mallory' : 'alice';
    return {
      eventVersion: '1.11',
      userIdentity: {
        type: 'IAMUser',
        arn: `arn:aws:iam::111122223333:user/${userName}`,
        accountId: '111122223333',
        accessKeyId: isWrite ? 'AKIAI44QH8DHBEXAMPLE' : 'AKIAIOSFODNN7EXAMPLE',
        userName,
      },
      eventTime: new Date(from + n * stepMs).toISOString().replace('.000Z', 'Z'),
      eventSource: isWrite ? 'iam.amazonaws.com' : 's3.amazonaws.com',
      eventName: isWrite ? 'CreateAccessKey' : 'ListBuckets',
      awsRegion: region,
      sourceIPAddress: '198.51.100.7',
      userAgent: '[aws-cli/2.0 "x" \\ {}[],: é 🔥]',
      requestParameters: isWrite ? { userName: `u${n}`, ratio: 1.1 } : null,
      responseElements: null,
      eventID: `00000000-0000-4000-a000-${String(n).padStart(12, '0')}`,
      readOnly: !isWrite,
      ...(isWrite ? { resources: [{ ARN: `arn:aws:iam::111122223333:user/u${n}`, type: 'AWS::IAM::User' }] } : {}),
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: '111122223333',
      eventCategory: 'Management',
    };
  });
}
