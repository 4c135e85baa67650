// The S3 server that other tests stand on, and its fault proxy, as the AWS SDK sees them.
import { createHash } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  InvalidObjectState,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeWithRgw } from './describe-with-rgw.ts';
import { type Fault, type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import type { RgwServer } from './rgw.ts';

const region = 'us-east-1';
const awkwardKeys = ['a b+c&d=e?f#g.json.gz', 'dir//twice/%41 "q".gz', 'zürich/日本.gz'];

function openClient(endpoint: string, credentials: S3ClientConfig['credentials'] & object, more: S3ClientConfig = {}) {
  return new S3Client({
    endpoint,
    region,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    maxAttempts: 1,
    ...more,
  });
}

await describeWithRgw('the S3 server', {}, (server) => {
  const client = openClient(server.endpoint, server);

  describe('a bucket with awkward keys', () => {
    beforeAll(async () => {
      await client.send(new CreateBucketCommand({ Bucket: 'awkward' }));
      for (const Key of awkwardKeys)
        await client.send(new PutObjectCommand({ Bucket: 'awkward', Key, Body: `in ${Key}` }));
    });

    it('is listed in pages', async () => {
      const first = await client.send(new ListObjectsV2Command({ Bucket: 'awkward', MaxKeys: 2 }));
      expect(first).toMatchObject({ IsTruncated: true, KeyCount: 2 });
      const ContinuationToken = first.NextContinuationToken;
      const second = await client.send(new ListObjectsV2Command({ Bucket: 'awkward', MaxKeys: 2, ContinuationToken }));
      expect(second).toMatchObject({ IsTruncated: false, KeyCount: 1 });
      expect([...first.Contents!, ...second.Contents!].map(({ Key }) => Key)).toEqual(awkwardKeys);
    });

    it.each(awkwardKeys)('gives %s, whole and in ranges', async (Key) => {
      const whole = await client.send(new GetObjectCommand({ Bucket: 'awkward', Key }));
      expect(await whole.Body!.transformToString()).toBe(`in ${Key}`);
      const part = await client.send(
        new GetObjectCommand({ Bucket: 'awkward', Key, Range: 'bytes=3-', IfMatch: whole.ETag }),
      );
      expect(await part.Body!.transformToString()).toBe(Key);
      expect(part.ContentRange).toMatch(/^bytes 3-/);
    });

    it('refuses a range of an object that has changed', async () => {
      const changed = new GetObjectCommand({ Bucket: 'awkward', Key: awkwardKeys[0], IfMatch: '"0"' });
      await expect(client.send(changed)).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
    });

    it('is refused to a wrong secret, an unknown key and another user', async () => {
      const list = (credentials: { accessKeyId: string; secretAccessKey: string }) =>
        openClient(server.endpoint, credentials).send(new ListObjectsV2Command({ Bucket: 'awkward' }));
      await expect(list({ ...server, secretAccessKey: 'wrong' })).rejects.toMatchObject({
        name: 'SignatureDoesNotMatch',
      });
      await expect(list({ ...server, accessKeyId: 'NOBODY' })).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
      await expect(list(await server.createUser('stranger'))).rejects.toMatchObject({ name: 'AccessDenied' });
    });
  });

  it('keeps versions and delete markers', async () => {
    const at = { Bucket: 'versioned', Key: 'log.json' };
    await client.send(new CreateBucketCommand({ Bucket: at.Bucket }));
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await client.send(new PutBucketVersioningCommand({ Bucket: at.Bucket, VersioningConfiguration }));
    const old = await client.send(new PutObjectCommand({ ...at, Body: 'old' }));
    await client.send(new PutObjectCommand({ ...at, Body: 'new' }));
    await client.send(new DeleteObjectCommand(at));

    await expect(client.send(new GetObjectCommand(at))).rejects.toMatchObject({ name: 'NoSuchKey' });
    const listed = await client.send(new ListObjectVersionsCommand({ Bucket: at.Bucket }));
    expect(listed.Versions).toHaveLength(2);
    expect(listed.DeleteMarkers).toMatchObject([{ Key: at.Key, IsLatest: true }]);
    const read = await client.send(new GetObjectCommand({ ...at, VersionId: old.VersionId }));
    expect(await read.Body!.transformToString()).toBe('old');
  });

  describe('behind the fault proxy', () => {
    const at = { Bucket: 'faulty', Key: 'big.bin' };
    const body = pseudoRandomBytes(300_000);
    beforeAll(async () => {
      await client.send(new CreateBucketCommand({ Bucket: at.Bucket }));
      await client.send(new PutObjectCommand({ ...at, Body: body }));
    });

    it('passes what it need not spoil, in both directions', async () => {
      await withProxy(server, null, async (proxied, proxy) => {
        const large = Buffer.concat(Array.from({ length: 10 }, () => body)); // the SDK sends it with Expect: 100-continue
        await proxied.send(new PutObjectCommand({ Bucket: at.Bucket, Key: 'a b/ü', Body: large }));
        const read = await proxied.send(new GetObjectCommand({ Bucket: at.Bucket, Key: 'a b/ü' }));
        expect(large.equals(await read.Body!.transformToByteArray())).toBe(true);
        expect(proxy.count('PUT', '/faulty/a%20b/%C3%BC')).toBe(1);
        expect(proxy.count('GET', '/faulty/a%20b/%C3%BC')).toBe(1);
        expect(proxy.count('GET', '/faulty/big.bin')).toBe(0);
      });
    });

    it('SlowDown: refused, and tried again', async () => {
      await withProxy(server, { kind: 'SlowDown' }, async (proxied) => {
        await expect(proxied.send(new GetObjectCommand(at))).rejects.toMatchObject({
          name: 'SlowDown',
          $metadata: { httpStatusCode: 503 },
        });
      });
      const twice = ({ count }: { count: number }): Fault | null => (count <= 2 ? { kind: 'SlowDown' } : null);
      await withProxy(
        server,
        twice,
        async (proxied, proxy) => {
          const { ContentLength } = await proxied.send(new HeadObjectCommand(at));
          expect(ContentLength).toBe(body.length);
          expect(proxy.count('HEAD', '/faulty/big.bin')).toBe(3);
        },
        { maxAttempts: 3 },
      );
    });

    it.each([0, 1, 100_000, 299_999])('cut after %i bytes: these arrive, then an error', async (afterBytes) => {
      await withProxy(server, { kind: 'cut', afterBytes }, async (proxied) => {
        const { received, error } = await readObject(proxied, at);
        expect(body.subarray(0, afterBytes).equals(received)).toBe(true);
        expect(error).toMatchObject({ code: 'ECONNRESET' });
      });
    });

    it.each([0, 100_000])('stall after %i bytes: only a socket timeout ends it', async (afterBytes) => {
      await withProxy(
        server,
        { kind: 'stall', afterBytes },
        async (proxied) => {
          const { received, error } = await readObject(proxied, at);
          expect(body.subarray(0, afterBytes).equals(received)).toBe(true);
          expect(error).toMatchObject({ name: 'TimeoutError' });
        },
        { requestHandler: { socketTimeout: 300 } },
      );
    });

    it.each([0, 150_000, 299_999])('flip at byte %i: passes without an error', async (atByte) => {
      await withProxy(server, { kind: 'flip', atByte }, async (proxied) => {
        const { received, error } = await readObject(proxied, at);
        expect(error).toBeNull();
        expect(received).toHaveLength(body.length);
        const different = [...received.keys()].filter((i) => received[i] !== body[i]);
        expect(different).toEqual([atByte]);
      });
    });

    it('redirect: names the region', async () => {
      await withProxy(server, { kind: 'redirect', region: 'eu-west-3' }, async (proxied) => {
        await expect(proxied.send(new GetObjectCommand(at))).rejects.toMatchObject({
          name: 'PermanentRedirect',
          $metadata: { httpStatusCode: 301 },
          $response: { headers: { 'x-amz-bucket-region': 'eu-west-3' } },
        });
      });
    });

    it('InvalidObjectState: names the storage class', async () => {
      await withProxy(server, { kind: 'InvalidObjectState', storageClass: 'GLACIER' }, async (proxied) => {
        const error: unknown = await proxied.send(new GetObjectCommand(at)).catch((e: unknown) => e);
        expect(error).toBeInstanceOf(InvalidObjectState);
        expect(error).toMatchObject({ StorageClass: 'GLACIER' });
      });
    });

    it('AccessDenied: names kms:Decrypt to GET, and nothing to HEAD', async () => {
      await withProxy(server, { kind: 'AccessDenied' }, async (proxied) => {
        await expect(proxied.send(new GetObjectCommand(at))).rejects.toMatchObject({
          name: 'AccessDenied',
          message: expect.stringContaining('kms:Decrypt') as string,
        });
        const error: unknown = await proxied.send(new HeadObjectCommand(at)).catch((e: unknown) => e);
        expect(error).toMatchObject({ $metadata: { httpStatusCode: 403 } });
        expect(String(error)).not.toContain('kms');
      });
    });
  });
});

await describeWithRgw('the S3 server with STS', { sts: true }, (server) => {
  it('gives keys for an assumed role, which may do what the role may', async () => {
    const owner = openClient(server.endpoint, server);
    await owner.send(new CreateBucketCommand({ Bucket: 'logs' }));
    await owner.send(new PutObjectCommand({ Bucket: 'logs', Key: 'one', Body: '1' }));
    const analyst = await server.createUser('analyst');
    const RoleArn = await server.createRole('reader', 'analyst', {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['s3:ListBucket', 's3:GetObject'], Resource: 'arn:aws:s3:::*' }],
    });

    const sts = new STSClient({ endpoint: server.endpoint, region, credentials: analyst, maxAttempts: 1 });
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));
    const keys = { accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretAccessKey! };
    const sessionToken = Credentials!.SessionToken!;

    const list = new ListObjectsV2Command({ Bucket: 'logs' });
    const assumed = openClient(server.endpoint, { ...keys, sessionToken });
    expect((await assumed.send(list)).Contents).toMatchObject([{ Key: 'one' }]);
    const write = assumed.send(new PutObjectCommand({ Bucket: 'logs', Key: 'two', Body: '2' }));
    await expect(write).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(openClient(server.endpoint, analyst).send(list)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(openClient(server.endpoint, keys).send(list)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('refuses a role to a user it does not trust', async () => {
    const RoleArn = await server.createRole('closed', 'someone', { Version: '2012-10-17', Statement: [] });
    const credentials = await server.createUser('other');
    const sts = new STSClient({ endpoint: server.endpoint, region, credentials, maxAttempts: 1 });
    const assume = sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));
    await expect(assume).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });
});

/** Bytes that look random and are the same in every run. */
function pseudoRandomBytes(length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) =>
    createHash('sha256').update(String(i)).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

async function withProxy(
  server: RgwServer,
  fault: Fault | null | Parameters<typeof startFaultProxy>[1],
  use: (client: S3Client, proxy: FaultProxy) => Promise<void>,
  more: S3ClientConfig = {},
): Promise<void> {
  const proxy = await startFaultProxy(server.endpoint, typeof fault === 'function' ? fault : () => fault);
  const client = openClient(proxy.endpoint, server, more);
  try {
    await use(client, proxy);
  } finally {
    client.destroy();
    await proxy.stop();
  }
}

/** What arrived of an object, and the error that ended it, if one did. */
async function readObject(client: S3Client, at: { Bucket: string; Key: string }) {
  const { Body } = await client.send(new GetObjectCommand(at));
  const parts: Uint8Array[] = [];
  let error: unknown = null;
  try {
    for await (const part of Body as AsyncIterable<Uint8Array>) parts.push(part);
  } catch (caught) {
    error = caught;
  }
  return { received: Buffer.concat(parts), error };
}
