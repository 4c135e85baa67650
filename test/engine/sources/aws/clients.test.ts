import dns from 'node:dns';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Login } from '../../../../shared/contract/aws.ts';
import { findRegion } from '../../../../src-main/engine/sources/aws/bucket-region.ts';
import { addressOf, clientIn, openBucket } from '../../../../src-main/engine/sources/aws/clients.ts';
import { makeAwsHome } from '../../../support/aws/aws-home.ts';
import { startFakeSts } from '../../../support/aws/fake-sts.ts';
import { listen } from '../../../support/aws/listen.ts';
import { openLogin } from '../../../support/aws/open-login.ts';
import { openTestClient } from '../../../support/s3/client.ts';
import { describeWithRgw } from '../../../support/s3/describe-with-rgw.ts';
import { startFaultProxy } from '../../../support/s3/fault-proxy.ts';

const keys = { kind: 'keys', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' } as const;
makeAwsHome();

/** Signed in to AWS, whose token service is a fake. */
const openAws = async (more: Partial<Login> = {}) => {
  const { endpoint } = await startFakeSts();
  return openLogin({ ...keys, stsEndpoint: endpoint, ...more } as Login);
};

describe("a bucket's address", () => {
  it.each<[string, Partial<Login>, string, string, string]>([
    ['at AWS', {}, 'logs', 'eu-west-1', 'https://logs.s3.eu-west-1.amazonaws.com/'],
    ['in China', {}, 'logs', 'cn-north-1', 'https://logs.s3.cn-north-1.amazonaws.com.cn/'],
    ['with dots at AWS', {}, 'my.old.logs', 'eu-west-1', 'https://s3.eu-west-1.amazonaws.com/my.old.logs/'],
    ['in path style', { pathStyle: true }, 'logs', 'eu-west-1', 'https://s3.eu-west-1.amazonaws.com/logs/'],
    [
      'at a VPC endpoint',
      { endpoint: 'https://bucket.vpce-1.s3.eu-west-1.vpce.amazonaws.com' },
      'logs',
      'eu-west-1',
      'https://logs.bucket.vpce-1.s3.eu-west-1.vpce.amazonaws.com/',
    ],
  ])('%s', async (_what, login, bucket, region, url) => {
    expect(await addressOf(clientIn(await openAws(login), region), bucket)).toEqual({ url, region });
  });

  it.each([
    ['', true, 'logs', '/logs/'],
    ['/', true, 'my.old.logs', '/my.old.logs/'],
    ['/store/s3', true, 'logs', '/store/s3/logs/'],
    ['/store/s3/', true, 'my.old.logs', '/store/s3/my.old.logs/'],
    // An address in numbers has no names below it: the SDK takes path style by itself.
    ['/store/s3', false, 'logs', '/store/s3/logs/'],
  ])(
    'at a store below "%s", path style %s, bucket %s; and requests go there',
    async (path, pathStyle, bucket, below) => {
      const asked: string[] = [];
      const host = await listen((request, response) => {
        asked.push(`${request.method} ${request.url}`);
        response.end('<ListAllMyBucketsResult/>');
      });
      const login = await openLogin({ ...keys, endpoint: host + path, pathStyle });
      const { client, place } = await openBucket(login, bucket, true);
      expect(place).toEqual({ url: host + below, region: 'us-east-1', bucket, requesterPays: true, anonymous: false });
      await client.send(new ListObjectsV2Command({ Bucket: bucket }));
      expect(asked.slice(-2)).toEqual([`HEAD ${below}`, `GET ${below}?list-type=2`]);
    },
  );

  it('by the name of a host is below the name of the bucket', async () => {
    const login = await openAws({ endpoint: 'http://store.example.org:9000/s3' });
    expect(await addressOf(clientIn(login, 'us-east-1'), 'logs')).toMatchObject({
      url: 'http://logs.store.example.org:9000/s3/',
    });
  });
});

/** An endpoint that counts as AWS's own, and is here. */
async function startFakeAws(answer: (method: string, url: string, response: ServerResponse) => void) {
  const asked: { method: string; url: string; headers: IncomingHttpHeaders }[] = [];
  const here = await listen((request, response) => {
    const { method = '', url = '', headers } = request;
    asked.push({ method, url, headers });
    answer(method, url, response);
  });
  const real = dns.lookup.bind(dns) as (...args: unknown[]) => void;
  const fake = (name: string, options: unknown, done: unknown) => {
    if (!name.endsWith('.test.amazonaws.com')) return real(name, options, done);
    const { all } = options as { all?: boolean };
    const tell = done as (...found: unknown[]) => void;
    return all ? tell(null, [{ address: '127.0.0.1', family: 4 }]) : tell(null, '127.0.0.1', 4);
  };
  const lookup = vi.spyOn(dns, 'lookup').mockImplementation(fake as unknown as typeof dns.lookup);
  onTestFinished(() => lookup.mockRestore());
  return { endpoint: `http://s3.test.amazonaws.com:${new URL(here).port}`, asked };
}

const xml = (code: string, more = '') => `<Error><Code>${code}</Code><Message>No.</Message>${more}</Error>`;
const location = (name: string) =>
  `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${name}</LocationConstraint>`;

it("keys that are typed in mean AWS, whatever the environment's endpoint is", async () => {
  const login = await openAws();
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
  expect(await addressOf(clientIn(login, 'eu-west-1'), 'logs')).toMatchObject({
    url: 'https://logs.s3.eu-west-1.amazonaws.com/',
  });
});

it('a bucket that is no name is refused before anybody is asked', async () => {
  const login = await openAws({ endpoint: 'http://127.0.0.1:1' });
  await expect(openBucket(login, 's3://logs/AWSLogs', false)).rejects.toMatchObject({
    code: 'INVALID',
    message: expect.stringMatching(/not a valid name/) as string,
  });
});

describe("a bucket's region", () => {
  it.each([
    [200, ''],
    [301, ''],
    [400, ''],
    [403, ''],
  ])('is told with status %i, is asked for once, and is what requests are signed for', async (status) => {
    const { endpoint, asked } = await startFakeAws((_method, _url, response) => {
      const isFirst = asked.length === 1;
      response.writeHead(isFirst ? status : 200, { 'x-amz-bucket-region': 'eu-west-3' });
      response.end(isFirst ? '' : '<ListBucketResult/>');
    });
    const login = await openAws({ endpoint, region: 'eu-central-1' });
    const [one, two] = await Promise.all([openBucket(login, 'logs', false), openBucket(login, 'logs', false)]);
    expect(one.place.region).toBe('eu-west-3');
    expect(two.client).toBe(one.client);
    await (await openBucket(login, 'logs', false)).client.send(new ListObjectsV2Command({ Bucket: 'logs' }));
    expect(asked.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
    expect(asked[0]!.headers.authorization).toMatch(/\/eu-central-1\/s3\//);
    expect(asked[1]!.headers.authorization).toMatch(/\/eu-west-3\/s3\//);
  });

  it.each([
    [location('eu-south-1'), 200, 'eu-south-1', true],
    [location('EU'), 200, 'eu-west-1', true],
    [location(''), 200, 'us-east-1', true],
    [xml('AuthorizationHeaderMalformed', '<Region>eu-north-1</Region>'), 400, 'eu-north-1', true],
    [xml('AccessDenied'), 403, 'eu-central-1', false],
  ])('that HEAD does not tell is asked for in words: %s', async (said, status, region, isTold) => {
    const { endpoint, asked } = await startFakeAws((method, _url, response) => {
      response.writeHead(method === 'HEAD' ? 403 : status).end(method === 'HEAD' ? '' : said);
    });
    const login = await openAws({ endpoint, region: 'eu-central-1' });
    const find = () => findRegion(login, 'logs', (guess) => clientIn(login, guess));
    expect(await find()).toEqual({ region, isTold });
    expect(asked.map(({ url }) => url.split('?')[1] ?? '')).toEqual(['', 'location=']);
    // A guess is not kept: next time the login may be allowed more.
    await find();
    expect(asked).toHaveLength(isTold ? 2 : 4);
  });

  it.each([
    [404, 'NoSuchBucket', 'NOT_FOUND', /no bucket named logs/],
    [403, 'InvalidAccessKeyId', 'REFUSED', /does not know this access key id/],
    [403, 'SignatureDoesNotMatch', 'REFUSED', /secret key does not match/],
    [400, 'ExpiredToken', 'REFUSED', /temporary credentials have expired/],
  ])('is not guessed after %i %s', async (status, code, kind, says) => {
    const { endpoint } = await startFakeAws((_method, _url, response) => response.writeHead(status).end(xml(code)));
    const problem = await openBucket(await openAws({ endpoint }), 'logs', false).catch((error: unknown) => error);
    expect(problem).toMatchObject({ code: kind, message: expect.stringMatching(says) as string });
  });
});

await describeWithRgw('clients', {}, (server) => {
  const { endpoint } = server;
  const owner: Login = { ...keys, accessKeyId: server.accessKeyId, secretAccessKey: server.secretAccessKey, endpoint };

  beforeAll(async () => {
    const client = openTestClient(endpoint, server);
    for (const Bucket of ['logs', 'my.old.logs']) {
      await client.send(new CreateBucketCommand({ Bucket }));
      await client.send(new PutObjectCommand({ Bucket, Key: 'one', Body: '1' }));
    }
  });

  it.each(['logs', 'my.old.logs'])('list a bucket of a real store: %s', async (bucket) => {
    const { client, place } = await openBucket(await openLogin(owner), bucket, false);
    expect(place).toMatchObject({ url: `${endpoint}/${bucket}/`, region: 'us-east-1' });
    expect((await client.send(new ListObjectsV2Command({ Bucket: bucket }))).KeyCount).toBe(1);
  });

  it('know the store’s “default” for no region', async () => {
    const proxy = await startFaultProxy(endpoint, ({ method }) =>
      method === 'HEAD' ? { kind: 'AccessDenied' } : null,
    );
    const login = await openLogin({ ...owner, endpoint: proxy.endpoint, region: 'eu-central-1' });
    const found = await findRegion(login, 'logs', (region) => clientIn(login, region));
    expect(found).toEqual({ region: 'eu-central-1', isTold: true });
    await proxy.stop();
  });

  it('go on with new credentials when the login is renewed', async () => {
    const other = await server.createUser('other');
    const login = await openLogin(owner);
    const { client } = await openBucket(login, 'logs', false);
    const list = () => client.send(new ListObjectsV2Command({ Bucket: 'logs' }));
    await list();
    await login.renew({ ...owner, ...other });
    await expect(list()).rejects.toMatchObject({ name: 'AccessDenied' });
    await login.renew(owner);
    await list();
  });

  it('sign nothing for public access', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const proxy = await startFaultProxy(endpoint, ({ headers }) => {
      seen.push(headers);
      return null;
    });
    const login = await openLogin({ kind: 'anonymous', endpoint: proxy.endpoint });
    const { client, place } = await openBucket(login, 'logs', false);
    expect(place.anonymous).toBe(true);
    await expect(client.send(new ListObjectsV2Command({ Bucket: 'logs' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    expect(seen.length).toBeGreaterThan(1);
    for (const headers of seen) expect(headers).not.toHaveProperty('authorization');
    await proxy.stop();
  });

  it('outlast a server that asks to slow down three times', async () => {
    const proxy = await startFaultProxy(endpoint, ({ method, url, count }) =>
      method === 'GET' && url.includes('list-type') && count <= 3 ? { kind: 'SlowDown' } : null,
    );
    const { client } = await openBucket(await openLogin({ ...owner, endpoint: proxy.endpoint }), 'logs', false);
    expect((await client.send(new ListObjectsV2Command({ Bucket: 'logs' }))).KeyCount).toBe(1);
    expect(proxy.count('GET', '/logs/')).toBe(4);
    await proxy.stop();
  });
});
