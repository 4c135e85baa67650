// Small CloudTrail files for the browser specs, whole and damaged, with counts that the specs can state exactly.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** One event; `n` makes it unlike any other. */
export function event(n: number): Record<string, unknown> {
  return {
    eventVersion: '1.08',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE',
      arn: `arn:aws:iam::111122223333:user/user-${n % 3}`,
      accountId: '111122223333',
      userName: `user-${n % 3}`,
    },
    eventTime: new Date(Date.UTC(2026, 2, 1, 0, 0, n)).toISOString().replace('.000', ''),
    eventSource: 's3.amazonaws.com',
    eventName: n % 2 === 0 ? 'GetObject' : 'ListBuckets',
    awsRegion: 'eu-west-1',
    sourceIPAddress: `192.0.2.${n % 250}`,
    userAgent: 'aws-cli/2.15.0',
    requestParameters: { bucketName: 'evidence', key: `file-${n}` },
    responseElements: null,
    requestID: `REQ${n}`,
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    recipientAccountId: '111122223333',
  };
}

export const events = (from: number, count: number) => Array.from({ length: count }, (_, n) => event(from + n));
export const trail = (from: number, count: number): Buffer =>
  gzipSync(JSON.stringify({ Records: events(from, count) }));

/** Writes files under `dir`, making folders as needed. */
export async function writeFiles(dir: string, files: Record<string, Buffer | string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), content);
  }
}
