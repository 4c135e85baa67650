// Every connection of an acquisition goes through the proxy that the environment names: the store's name here is one that
// nobody but the proxy can resolve.
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Login } from '../../../../shared/contract/aws.ts';
import { createLogins } from '../../../../src-main/engine/sources/aws/logins.ts';
import { classifyAwsError } from '../../../../src-main/engine/sources/s3/aws-problem-kind.ts';
import { checkAccess } from '../../../../src-main/engine/sources/s3/check-access.ts';
import { recordsFile } from '../../../cli/events.ts';
import { makeAwsHome } from '../../../support/aws/aws-home.ts';
import { startFakeSts } from '../../../support/aws/fake-sts.ts';
import { startFakeCloudTrail } from '../../../support/cloudtrail/fake-cloudtrail.ts';
import { openTestClient } from '../../../support/s3/client.ts';
import { describeWithRgw } from '../../../support/s3/describe-with-rgw.ts';
import { listAll, openTestRequests, placeOf } from '../../../support/s3/object-requests.ts';
import { startTunnel, type Tunnel } from '../../../support/s3/tunnel.ts';
import { openBench, putObjects, s3Request } from '../../acquire/support.ts';

makeAwsHome();
let tunnel: Tunnel;
beforeEach(async () => {
  tunnel = await startTunnel();
  for (const name of ['http_proxy', 'https_proxy', 'no_proxy', 'HTTPS_PROXY', 'NO_PROXY']) vi.stubEnv(name, undefined);
  vi.stubEnv('HTTP_PROXY', tunnel.url);
});
afterEach(() => tunnel.stop());

const renamed = (endpoint: string, host: string) => endpoint.replace('127.0.0.1', host);
const portOf = (endpoint: string) => new URL(endpoint).port;
const keys = { kind: 'keys', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' } as const;
const connect = async (login: Login) => {
  const logins = createLogins();
  const connected = await logins.connect({ login });
  return { ...connected, open: logins.find(connected.loginId)! };
};

await describeWithRgw('an acquisition behind a proxy', {}, (server) => {
  it('signs in, lists and downloads through it, the event history included', async () => {
    const s3 = openTestClient(server.endpoint, server);
    await s3.send(new CreateBucketCommand({ Bucket: 'trail' }));
    await putObjects(s3, 'trail', {
      'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/01/05/a.json.gz': recordsFile(0, 2),
    });
    const { accessKeyId, secretAccessKey } = server;
    const fake = await startFakeCloudTrail({ regions: {}, logins: [{ accessKeyId, secretAccessKey }] });
    try {
      const bench = await openBench();
      const cloudTrailEndpoint = renamed(fake.endpoint, 'history.example');
      const login = await bench.signIn(renamed(server.endpoint, 'store.example'), server, { cloudTrailEndpoint });
      const end = await bench.acquire(login, s3Request('trail'));
      expect(end).toMatchObject({
        state: 'done',
        account: { acquired: { objects: 1 } },
        publicKeys: [{ problem: null }],
      });
      expect(await bench.rows('SELECT count(*) AS n FROM cloudtrail')).toEqual([{ n: 2 }]);
      // The engine's own client, the worker that lists, those that download, and CloudTrail's: each opened a tunnel of its own.
      const store = tunnel.asked.filter((host) => host === `store.example:${portOf(server.endpoint)}`);
      expect(store.length).toBeGreaterThanOrEqual(3);
      expect(tunnel.asked).toContain(`history.example:${portOf(fake.endpoint)}`);
      expect(new Set(tunnel.asked).size).toBe(2);
      await bench.engine.close();
    } finally {
      await fake.stop();
    }
  });

  it('takes a proxy that does not connect for an outage, not for a stop on request', async () => {
    const place = placeOf(renamed(server.endpoint, 'store.example'), 'trail');
    const requests = openTestRequests(place, server);
    const [object] = await listAll(openTestClient(server.endpoint, server), 'trail');
    const taking = { from: 0, signal: new AbortController().signal, onHead: () => {}, onBytes: () => {} };
    tunnel.refuses = 503;
    const error = await requests.get(object!, taking).catch((thrown: unknown) => thrown);
    expect(classifyAwsError(error)).toBe('refused');
    await requests.close();
  });

  it('goes directly where NO_PROXY says so', async () => {
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    const { accessKeyId, secretAccessKey } = server;
    const login: Login = { ...keys, accessKeyId, secretAccessKey, endpoint: server.endpoint, pathStyle: true };
    const { open } = await connect(login);
    const checks = await checkAccess(open, { bucket: 'trail', prefix: '', requesterPays: false, signal: undefined });
    expect(checks.find(({ what }) => what === 'read')).toMatchObject({ outcome: 'allowed' });
    expect(tunnel.asked).toEqual([]);
  });
});

describe('a login behind a proxy', () => {
  it('assumes roles through it', async () => {
    const sts = await startFakeSts();
    const role = { roleArn: 'arn:aws:iam::111122223333:role/Forensics' };
    const stsEndpoint = renamed(sts.endpoint, 'sts.example');
    const { caller } = await connect({ ...keys, region: 'us-east-1', stsEndpoint, assume: [role] });
    expect(caller?.arn).toMatch(/assumed-role\/Forensics/);
    expect(new Set(tunnel.asked)).toEqual(new Set([`sts.example:${portOf(sts.endpoint)}`]));
  });

  it('keeps TLS to the service: the proxy sees where to, and nothing else', async () => {
    vi.stubEnv('HTTPS_PROXY', tunnel.url.replace('http://', 'http://user:p%40ss@'));
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9');
    const { callerProblem } = await connect({ ...keys, region: 'eu-west-1' });
    expect(callerProblem).toMatch(/the connection was cut/);
    expect(new Set(tunnel.asked)).toEqual(new Set(['sts.eu-west-1.amazonaws.com:443']));
    expect(tunnel.authorizations[0]).toBe(`Basic ${Buffer.from('user:p@ss').toString('base64')}`);
    // A TLS handshake that names the service.
    expect(tunnel.began[0]!.subarray(0, 2)).toEqual(Buffer.from([0x16, 0x03]));
    expect(tunnel.began[0]!.includes('sts.eu-west-1.amazonaws.com')).toBe(true);
    expect(tunnel.began[0]!.includes('AKIA')).toBe(false);
  });

  it.each([
    [407, /what answered is not the service/],
    [503, /error of its own/],
  ])('says what is wrong when the proxy answers %i', async (status, says) => {
    tunnel.refuses = status;
    const { callerProblem } = await connect({ ...keys, region: 'us-east-1', stsEndpoint: 'http://sts.example' });
    expect(callerProblem).toMatch(says);
  });

  it('says that nobody is there when the proxy is down, or is none', async () => {
    tunnel.stop();
    const login: Login = { ...keys, region: 'us-east-1', stsEndpoint: 'http://sts.example' };
    expect((await connect(login)).callerProblem).toMatch(/connection refused/);
    vi.stubEnv('HTTP_PROXY', 'socks5://user:hunter2@127.0.0.1:9');
    const error = await connect(login).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(/The proxy that HTTP_PROXY names cannot be used/);
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });
});
