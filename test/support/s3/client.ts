// An SDK client for the tests' S3 server.
import { S3Client } from '@aws-sdk/client-s3';

type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

export function openTestClient(endpoint: string, { accessKeyId, secretAccessKey, sessionToken }: Keys): S3Client {
  return new S3Client({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    maxAttempts: 1,
  });
}
