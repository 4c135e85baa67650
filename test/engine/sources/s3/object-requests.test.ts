// Signed requests for objects against the real server: it verifies every signature.
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import {
  CreateBucketCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { toAwsProblem } from '../../../../src-main/engine/sources/s3/aws-problem.ts';
import { classifyAwsError } from '../../../../src-main/engine/sources/s3/aws-problem-kind.ts';
import type { S3Object } from '../../../../src-main/engine/sources/s3/list-pages.ts';
import type { ObjectHead } from '../../../../src-main/engine/sources/s3/object-head.ts';
import { type ObjectRequests, openObjectRequests } from '../../../../src-main/engine/sources/s3/object-requests.ts';
import { openTestClient } from '../../../support/s3/client.ts';
import { describeWithRgw } from '../../../support/s3/describe-with-rgw.ts';
import { type Fault, type FaultProxy, type SeenRequest, startFaultProxy } from '../../../support/s3/fault-proxy.ts';
import { keysOf, listAll, openTestRequests, placeOf } from '../../../support/s3/object-requests.ts';

const awkwardKeys = [
  '/leading',
  'a//b///c',
  'dots/./../here',
  "sub-delims !$&'()*+,;=:@",
  'percent %41 %2F 100%',
  'query?versionId=x&y#fragment',
  'back\\slash "quoted" <xml> {braces} |^`~',
  'zürich/日本/🐾',
  'decomposed e\u0301',
  'control\u0007\u007f',
  ' spaces at both ends ',
  'ends/',
];

await describeWithRgw('requests for objects', {}, (server) => {
  const direct = openTestClient(server.endpoint, server);
  const opened: ObjectRequests[] = [];
  let proxy: FaultProxy;
  let decide: (request: SeenRequest) => Fault | null;

  const open = (...args: Parameters<typeof openTestRequests>) => {
    const requests = openTestRequests(...args);
    opened.push(requests);
    return requests;
  };
  const openPlain = (bucket = 'plain') => open(placeOf(proxy.endpoint, bucket), server);

  beforeAll(async () => {
    proxy = await startFaultProxy(server.endpoint, (request) => decide(request));
    await direct.send(new CreateBucketCommand({ Bucket: 'plain' }));
    await direct.send(
      new PutObjectCommand({
        Bucket: 'plain',
        Key: 'log.gz',
        Body: gzipSync('a line'),
        ContentEncoding: 'gzip',
        ContentType: 'application/json',
        Metadata: { signature: 'abcdef', 'Signature-Algorithm': 'SHA256withRSA' },
      }),
    );
  });
  afterAll(() => proxy.stop());
  beforeEach(() => {
    decide = () => null;
  });
  afterEach(() => Promise.all(opened.splice(0).map((requests) => requests.close())));

  const object = async () => (await listAll(direct, 'plain'))[0]!;

  it('get the bytes of awkward keys, and of no others', async () => {
    await direct.send(new CreateBucketCommand({ Bucket: 'awkward' }));
    for (const Key of awkwardKeys)
      await direct.send(new PutObjectCommand({ Bucket: 'awkward', Key, Body: `in ${Key}` }));
    const objects = await listAll(direct, 'awkward');
    expect(objects.map(({ key }) => key).sort()).toEqual([...awkwardKeys].sort());
    const requests = open(placeOf(server.endpoint, 'awkward'), server);
    for (const one of objects) expect((await take(requests, one)).text).toBe(`in ${one.key}`);
  });

  it('get each version by itself', async () => {
    await direct.send(new CreateBucketCommand({ Bucket: 'versions' }));
    await direct.send(
      new PutBucketVersioningCommand({ Bucket: 'versions', VersioningConfiguration: { Status: 'Enabled' } }),
    );
    for (const Body of ['one', 'two'])
      await direct.send(new PutObjectCommand({ Bucket: 'versions', Key: 'k +', Body }));
    const requests = open(placeOf(server.endpoint, 'versions'), server);
    const versions = await listAll(direct, 'versions', true);
    const taken = await Promise.all(versions.map((version) => take(requests, version)));
    expect(taken.map(({ text }) => text)).toEqual(['two', 'one']);
    expect(taken.map(({ head }) => head.versionId)).toEqual(versions.map(({ versionId }) => versionId));
  });

  it('tell what the server says, and leave the bytes as they are stored', async () => {
    const { head, bytes } = await take(openPlain(), await object());
    expect(bytes.equals(gzipSync('a line'))).toBe(true);
    expect(head).toMatchObject({
      from: 0,
      length: bytes.length,
      etag: (await object()).etag,
      contentType: 'application/json',
      metadata: { signature: 'abcdef', 'signature-algorithm': 'SHA256withRSA' },
      encryption: null,
      checksums: {},
    });
    expect(await openPlain().head(await object(), new AbortController().signal)).toEqual(head);
  });

  it('get the rest of an object', async () => {
    const whole = await take(openPlain(), await object());
    const { head, bytes } = await take(openPlain(), await object(), 5);
    expect(head).toMatchObject({ from: 5, length: whole.bytes.length - 5 });
    expect(bytes.equals(whole.bytes.subarray(5))).toBe(true);
  });

  it('tell checksums of the whole object only', async () => {
    const crc = { 'x-amz-checksum-crc32': 'AAAAAA==' };
    const seen = async (set: Record<string, string>, from = 0) => {
      decide = () => ({ kind: 'headers', set });
      return (await take(openPlain(), await object(), from)).head.checksums;
    };
    expect(await seen({ ...crc, 'x-amz-checksum-type': 'FULL_OBJECT' })).toEqual({ crc32: 'AAAAAA==' });
    expect(await seen(crc)).toEqual({ crc32: 'AAAAAA==' });
    expect(await seen({ ...crc, 'x-amz-checksum-type': 'COMPOSITE' })).toEqual({});
    expect(await seen({ 'x-amz-checksum-crc32': 'AAAAAA==-2' })).toEqual({});
    expect(await seen(crc, 5)).toEqual({});
  });

  it('say who pays, and that checksums are welcome', async () => {
    let headers: Record<string, unknown> = {};
    decide = (request) => {
      headers = request.headers;
      return null;
    };
    await take(open(placeOf(proxy.endpoint, 'plain', { requesterPays: true }), server), await object());
    expect(headers).toMatchObject({
      'x-amz-request-payer': 'requester',
      'x-amz-checksum-mode': 'ENABLED',
      'accept-encoding': 'identity',
    });
  });

  it.each<[string, (object: S3Object) => S3Object, string]>([
    ['an object that is not there', (one) => ({ ...one, key: 'other' }), 'no-object'],
    ['another ETag', (one) => ({ ...one, etag: 'f'.repeat(32) }), 'changed'],
  ])('are refused for %s', async (_, change, kind) => {
    const error = await failure(take(openPlain(), change(await object())));
    expect(classifyAwsError(error)).toBe(kind);
    expect(error.message).not.toBe('');
  });

  it.each<[string, (keys: { accessKeyId: string; secretAccessKey: string }) => object, string]>([
    ['an unknown key', () => ({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }), 'wrong-key'],
    ['a wrong secret', () => ({ secretAccessKey: 'wrong' }), 'wrong-secret'],
  ])('are refused for %s', async (_, change, kind) => {
    const keys = { ...keysOf(server), ...change(keysOf(server)) };
    const error = await failure(take(open(placeOf(server.endpoint, 'plain'), keys), await object()));
    expect(classifyAwsError(error)).toBe(kind);
  });

  it.each<[Fault, string, string]>([
    [{ kind: 'InvalidObjectState', storageClass: 'DEEP_ARCHIVE' }, 'archived', 'DEEP_ARCHIVE'],
    [{ kind: 'redirect', region: 'eu-west-1' }, 'wrong-region', 'eu-west-1'],
    [{ kind: 'AccessDenied' }, 'kms', 'kms:Decrypt'],
    [{ kind: 'SlowDown' }, 'slow-down', 'throttling'],
  ])('tell failures as the SDK does: %j', async (fault, kind, word) => {
    decide = () => fault;
    const error = await failure(take(openPlain(), await object()));
    expect(classifyAwsError(error)).toBe(kind);
    expect(toAwsProblem(error, { doing: 'read the object' }).message).toContain(word);
  });

  it('find the reason that an answer to HEAD leaves out', async () => {
    decide = () => ({ kind: 'AccessDenied' });
    const error = await failure(openPlain().head(await object(), new AbortController().signal));
    expect(classifyAwsError(error)).toBe('kms');
  });

  it('go by the time of the server when the clock here is wrong', async () => {
    const requests = open(placeOf(proxy.endpoint, 'plain'), server, { now: () => Date.now() - 5 * 3_600_000 });
    let seen = 0;
    decide = () => {
      seen++;
      return null;
    };
    await take(requests, await object());
    expect(seen).toBe(2);
    await take(requests, await object());
    expect(seen).toBe(3);
  });

  it('are signed anew when the credentials have expired, once', async () => {
    const old = { accessKeyId: 'ASIAOLDOLDOLDOLDOLD1', secretAccessKey: 'old' };
    let current = old;
    let renewed = 0;
    decide = ({ headers }) => (headers.authorization?.includes(old.accessKeyId) ? { kind: 'ExpiredToken' } : null);
    const openWith = (next: typeof old) =>
      openObjectRequests(
        placeOf(proxy.endpoint, 'plain'),
        {
          get: async () => current,
          async renew(refused) {
            expect(refused).toBe(old);
            renewed++;
            current = next;
            return true;
          },
        },
        { parallel: 1, stallMs: 5_000 },
      );
    expect((await take(openWith(keysOf(server)), await object())).head.from).toBe(0);
    expect(renewed).toBe(1);
    current = old;
    const error = await failure(take(openWith(old), await object()));
    expect(classifyAwsError(error)).toBe('expired');
  });

  it('are not signed for a public bucket', async () => {
    await direct.send(new CreateBucketCommand({ Bucket: 'public' }));
    await direct.send(new PutObjectCommand({ Bucket: 'public', Key: 'k', Body: 'for all' }));
    const [one] = await listAll(direct, 'public');
    const requests = open(placeOf(server.endpoint, 'public', { anonymous: true }), server);
    expect(classifyAwsError(await failure(take(requests, one!)))).toBe('denied');
    const Statement = [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::public/*' }];
    await direct.send(
      new PutBucketPolicyCommand({ Bucket: 'public', Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
    );
    expect((await take(requests, one!)).text).toBe('for all');
  });

  it('end when nothing comes, and when they are told to', async () => {
    await direct.send(new PutObjectCommand({ Bucket: 'plain', Key: 'z', Body: randomBytes(100_000) }));
    const big = (await listAll(direct, 'plain'))[1]!;
    decide = () => ({ kind: 'stall', afterBytes: 10 });
    const quick = open(placeOf(proxy.endpoint, 'plain'), server, { stallMs: 200 });
    expect(classifyAwsError(await failure(take(quick, big)))).toBe('timeout');
    const abort = new AbortController();
    const taking = failure(take(openPlain(), big, 0, { signal: abort.signal, onBytes: () => abort.abort() }));
    expect(await taking).toMatchObject({ code: 'CANCELLED' });
    decide = () => ({ kind: 'cut', afterBytes: 10 });
    expect(classifyAwsError(await failure(take(openPlain(), big)))).toBe('cut');
  });

  it('are never more at a time than they may be, and those that fail make room', async () => {
    let under = 0;
    decide = () => {
      under++;
      return { kind: 'stall', afterBytes: 0 };
    };
    let signed = 0;
    const now = () => {
      signed++;
      return Date.now();
    };
    const requests = open(placeOf(proxy.endpoint, 'plain'), server, { parallel: 2, now });
    const aborts = [0, 1, 2].map(() => new AbortController());
    const one = await object();
    const taken = aborts.map(({ signal }) => failure(take(requests, one, 0, { signal })));
    await expect.poll(() => under, { timeout: 10_000 }).toBe(2);
    await new Promise((resume) => setTimeout(resume, 50));
    // A signature is good for minutes only.
    expect({ under, signed }).toEqual({ under: 2, signed: 2 });
    aborts[0]!.abort();
    await expect.poll(() => under, { timeout: 10_000 }).toBe(3);
    for (const abort of aborts) abort.abort();
    await Promise.all(taken);
  });

  it('go through the proxy of the environment, except to those it names', async () => {
    const tunnel = await startTunnel();
    const environment = { http_proxy: process.env.http_proxy, no_proxy: process.env.no_proxy };
    try {
      process.env.http_proxy = tunnel.url;
      process.env.no_proxy = '';
      expect((await take(openPlain(), await object())).head.from).toBe(0);
      expect(tunnel.asked).toEqual([new URL(proxy.endpoint).host]);
      process.env.no_proxy = '127.0.0.1';
      await take(openPlain(), await object());
      expect(tunnel.asked.length).toBe(1);
    } finally {
      for (const [name, value] of Object.entries(environment))
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      tunnel.server.close();
    }
  });
});

async function take(
  requests: ObjectRequests,
  object: S3Object,
  from = 0,
  more: { signal?: AbortSignal; onBytes?: () => void } = {},
) {
  const chunks: Buffer[] = [];
  let head: ObjectHead | null = null;
  await requests.get(object, {
    from,
    signal: more.signal ?? new AbortController().signal,
    onHead: (told) => (head = told),
    onBytes(chunk) {
      chunks.push(chunk);
      more.onBytes?.();
    },
  });
  const bytes = Buffer.concat(chunks);
  return { head: head! as ObjectHead, bytes, text: bytes.toString() };
}

async function failure(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => new Error('It did not fail.'),
    (error: Error) => error,
  );
}

/** An HTTP proxy that opens tunnels, and remembers where to. */
async function startTunnel(): Promise<{ url: string; asked: string[]; server: Server }> {
  const asked: string[] = [];
  const server = createServer().on('connect', (request, socket) => {
    asked.push(request.url!);
    const [host, port] = request.url!.split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server };
}
