import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { os } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type LoopbackHost, startLoopback } from '../../../src-main/hosts/loopback/server.ts';
import { type Answer, type Ask, send, signIn, upgrade } from './requests.ts';

let folder: string;
let host: LoopbackHost;
let cookie: string;
let room: string;
let caseDir: string | null;
/** What happened to the counting stream, in order. */
const events: string[] = [];

const router = {
  echo: os.handler(({ input }) => input),
  count: os.handler(async function* ({ signal }) {
    signal?.addEventListener('abort', () => events.push('aborted'));
    try {
      for (let n = 0; ; n++) {
        yield n;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    } finally {
      events.push('ended');
    }
  }),
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pugmark-loopback-'));
  const rendererDir = join(folder, 'renderer');
  await mkdir(join(rendererDir, 'assets'), { recursive: true });
  await writeFile(join(rendererDir, 'index.html'), '<title>Pugmark</title>');
  await writeFile(join(rendererDir, 'assets', 'a.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'not for you');
  await symlink(join(folder, 'secret.txt'), join(rendererDir, 'assets', 'link.txt'));
  caseDir = join(folder, 'c.pugmark');
  await mkdir(caseDir);
  host = await startLoopback({ router, rendererDir, caseDir: () => caseDir });
  ({ cookie, room } = await signIn(host.port, host.issueAddress()));
});

afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true });
});

const get = (path: string, headers: Ask['headers'] = {}): Promise<Answer> =>
  send(host.port, { path, headers: { cookie, ...headers } });
const origin = () => `http://127.0.0.1:${host.port}`;
/** The one answer that everybody gets who may not come in. */
const refused = { status: 403, body: expect.stringContaining('Open the address that Pugmark printed') as string };

describe('the one-time address', () => {
  it('sets a strict cookie and redirects to an address without the token', async () => {
    const { pathname, search } = new URL(host.issueAddress());
    const answer = await send(host.port, { path: pathname + search });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe(room);
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^pugmark=[\\w-]{43}; Path=${room}; HttpOnly; SameSite=Strict$`)),
    ]);
    expect(answer.body).toBe('');
  });

  it('works once', async () => {
    const { pathname, search } = new URL(host.issueAddress());
    expect((await send(host.port, { path: pathname + search })).status).toBe(303);
    expect(await send(host.port, { path: pathname + search })).toMatchObject(refused);
  });

  it('is not spent by a request under another Host or Origin', async () => {
    const { pathname, search } = new URL(host.issueAddress());
    const path = pathname + search;
    expect(await send(host.port, { path, headers: { host: 'evil.example' } })).toMatchObject(refused);
    expect(await send(host.port, { path, headers: { origin: 'http://evil.example' } })).toMatchObject(refused);
    expect((await send(host.port, { path })).status).toBe(303);
  });

  it.each(['/?token=', '/?token=x', `/?token=${'A'.repeat(43)}`, '/?token[]=x', '/?Token=x'])(
    'refuses %s',
    async (path) => {
      expect(await send(host.port, { path })).toMatchObject(refused);
    },
  );
});

describe('who may come in', () => {
  it('serves the page with its headers', async () => {
    const answer = await get(room);
    expect(answer).toMatchObject({ status: 200, body: '<title>Pugmark</title>' });
    expect(answer.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'self'") as string,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('tells nobody anything without the cookie, existing path or not', async () => {
    const bodies = new Set<string>();
    for (const path of [
      '/',
      '/index.html',
      room,
      `${room}assets/a.js`,
      `${room}nothing`,
      '/favicon.ico',
      `${room}rpc`,
    ]) {
      const answer = await send(host.port, { path });
      expect(answer).toMatchObject(refused);
      bodies.add(answer.body);
    }
    expect(bodies.size).toBe(1);
  });

  it.each([
    ['another name', () => 'evil.example'],
    ['a rebinding name with our port', () => `evil.example:${host.port}`],
    ['localhost', () => `localhost:${host.port}`],
    ['another port', () => '127.0.0.1:1'],
    ['no port', () => '127.0.0.1'],
    ['another loopback address', () => `127.0.0.2:${host.port}`],
  ])('refuses the Host of %s', async (_, value) => {
    expect(await get(room, { host: value() })).toMatchObject(refused);
  });

  it.each([
    ['a web page', () => 'https://evil.example'],
    ['another local port', () => 'http://127.0.0.1:8080'],
    ['localhost', () => `http://localhost:${host.port}`],
    ['https', () => `https://127.0.0.1:${host.port}`],
    ['a sandboxed frame', () => 'null'],
    ['a longer name', () => `http://127.0.0.1:${host.port}.evil.example`],
  ])('refuses the Origin of %s', async (_, value) => {
    expect(await get(room, { origin: value() })).toMatchObject(refused);
  });

  it('refuses what another page of this machine includes', async () => {
    for (const site of ['same-site', 'cross-site'])
      expect(await get(`${room}assets/a.js`, { 'sec-fetch-site': site })).toMatchObject(refused);
    expect((await get(`${room}assets/a.js`, { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  it('refuses a wrong, cut or foreign cookie', async () => {
    for (const value of ['', 'pugmark=', cookie.slice(0, -1), `${cookie}x`, `other=${cookie.slice(8)}`])
      expect(await get(room, { cookie: value })).toMatchObject(refused);
    expect((await get(room, { cookie: `pugmark=old; ${cookie}` })).status).toBe(200);
  });

  it('answers on 127.0.0.1 alone', async () => {
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((net) => net !== undefined && net.address !== '127.0.0.1' && !net.address.startsWith('fe80'))
      .map((net) => net!.address);
    for (const address of ['127.0.0.2', '::1', ...others]) expect(await canConnect(address, host.port)).toBe(false);
  });
});

describe('files', () => {
  it.each([
    'assets/../../secret.txt',
    '../secret.txt',
    '..%2fsecret.txt',
    '%2e%2e/secret.txt',
    '..\\secret.txt',
    'assets/link.txt',
    'assets/',
    'assets',
    'assets/a.js%00.html',
    '/etc/passwd',
    'file:///etc/passwd',
  ])('does not find %s', async (path) => {
    expect(await get(room + path)).toMatchObject({ status: 404, body: 'Nothing has this name.\n' });
  });

  it('serves a script as a script', async () => {
    expect((await get(`${room}assets/a.js`)).headers['content-type']).toContain('text/javascript');
  });

  it('answers other methods with 405, or a refusal when the Origin is missing', async () => {
    const post = { method: 'POST', path: room };
    expect((await send(host.port, { ...post, headers: { cookie, origin: origin() } })).status).toBe(405);
    expect(await send(host.port, { ...post, headers: { cookie } })).toMatchObject(refused);
  });
});

describe('the socket', () => {
  it('opens for the page itself only', async () => {
    const rpc = `${room}rpc`;
    expect(await upgrade(host.port, rpc, { cookie, origin: origin() })).toBe('HTTP/1.1 101 Switching Protocols');
    for (const [path, headers] of [
      [rpc, { origin: origin() }],
      [rpc, { cookie }],
      [rpc, { cookie, origin: 'http://127.0.0.1:8080' }],
      [rpc, { cookie, origin: origin(), host: 'evil.example' }],
      [rpc, { cookie, origin: origin(), 'sec-fetch-site': 'same-site' }],
      ['/rpc', { cookie, origin: origin() }],
      [room, { cookie, origin: origin() }],
    ] as [string, Record<string, string>][])
      expect(await upgrade(host.port, path, headers)).toBe('HTTP/1.1 403 Forbidden');
  });

  it('carries calls, and an abort of a stream reaches the engine', async () => {
    const { client, socket } = await connectClient();
    expect(await client.echo({ n: 1 })).toEqual({ n: 1 });
    events.length = 0;
    const controller = new AbortController();
    const seen: number[] = [];
    const reading = (async () => {
      for await (const n of await client.count(undefined, { signal: controller.signal })) {
        seen.push(n);
        if (n === 3) controller.abort();
      }
    })();
    await expect(reading).rejects.toThrow();
    expect(seen).toEqual([0, 1, 2, 3]);
    await expect.poll(() => events).toEqual(['aborted', 'ended']);
    socket.close();
  });

  it('ends a stream that the page stops reading, and every stream of a page that goes away', async () => {
    const { client, socket } = await connectClient();
    events.length = 0;
    for await (const n of await client.count(undefined)) if (n === 2) break;
    await expect.poll(() => events).toEqual(['aborted', 'ended']);
    events.length = 0;
    const stream = (await client.count(undefined))[Symbol.asyncIterator]();
    await stream.next();
    socket.terminate();
    await expect.poll(() => events).toEqual(['aborted', 'ended']);
  });
});

describe('dropped files', () => {
  const drop = (path: string, body: string | Buffer, headers: Ask['headers'] = {}) =>
    send(host.port, {
      method: 'PUT',
      path: `${room}drop/${path}`,
      body,
      headers: { cookie, origin: origin(), 'x-pugmark': '1', ...headers },
    });

  it('go into the open case, byte for byte, with their time', async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 31, 139]);
    const answer = await drop('b1/AWSLogs/x%20y.json.gz', bytes, { 'x-pugmark-mtime': '1700000000000' });
    expect(answer.status).toBe(201);
    const { path } = JSON.parse(answer.body) as { path: string };
    expect(path).toBe(join(caseDir!, 'evidence', 'dropped', 'b1', 'AWSLogs', 'x y.json.gz'));
    expect(await readFile(path)).toEqual(bytes);
    expect((await stat(path)).mtimeMs).toBe(1_700_000_000_000);
  });

  it('never write over each other', async () => {
    const answers = await Promise.all(['one', 'two', 'three'].map((text) => drop('b2/same.log', text)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const names = (await readdir(join(caseDir!, 'evidence', 'dropped', 'b2'))).sort();
    expect(names).toEqual(['same (2).log', 'same (3).log', 'same.log']);
  });

  it.each([
    ['b3/../../out1', '__/__/out1'],
    ['b3/%2e%2e/%2e/out2', '__/_/out2'],
    ['b3/..%2f..%2fout3', '.._.._out3'],
    ['b3/..%5C..%5Cout4', '.._.._out4'],
    ['b3//etc/passwd', '_/etc/passwd'],
    ['b3/C:%5Ca%00b', 'C__a_b'],
    ['b3/con.txt', '_con.txt'],
    ['b3/%F0%9F%90%BE%20%D7%A9%D7%9C%D7%95%D7%9D.json', '🐾 שלום.json'],
  ])('get a harmless name: %s', async (sent, stored) => {
    const answer = await drop(sent, 'x');
    expect(answer.status).toBe(201);
    expect(JSON.parse(answer.body)).toEqual({ path: join(caseDir!, 'evidence', 'dropped', 'b3', stored) });
  });

  it('keep the extension of a name that is too long', async () => {
    const answer = await drop(`b4/${encodeURIComponent('é'.repeat(300))}.json.gz`, 'x');
    const { path } = JSON.parse(answer.body) as { path: string };
    expect(Buffer.byteLength(path.split('/').at(-1)!)).toBeLessThanOrEqual(200);
    expect(path).toMatch(/\.gz$/);
  });

  it('are refused without the header, without the cookie, without a case, with a bad address', async () => {
    expect((await drop('b5/a', 'x', { 'x-pugmark': '0' })).status).toBe(403);
    expect((await drop('b5/a', 'x', { cookie: '' })).status).toBe(403);
    expect((await drop('b5/a', 'x', { origin: 'http://127.0.0.1:8080' })).status).toBe(403);
    expect((await drop('b5', 'x')).status).toBe(400);
    expect((await drop('b5/%ff', 'x')).status).toBe(400);
    const open = caseDir;
    caseDir = null;
    expect((await drop('b5/a', 'x')).status).toBe(409);
    caseDir = open;
    await expect(readdir(join(caseDir!, 'evidence', 'dropped', 'b5'))).rejects.toThrow('ENOENT');
  });

  it('do not follow a link out of the case', async () => {
    await mkdir(join(folder, 'elsewhere'));
    await symlink(join(folder, 'elsewhere'), join(caseDir!, 'evidence', 'dropped', 'b6'));
    expect((await drop('b6/a', 'x')).status).toBe(400);
    expect(await readdir(join(folder, 'elsewhere'))).toEqual([]);
  });

  it('leave nothing when the upload is cut off', async () => {
    const socket = createConnection(host.port, '127.0.0.1');
    socket.write(
      `PUT ${room}drop/b7/cut.log HTTP/1.1\r\nhost: 127.0.0.1:${host.port}\r\norigin: ${origin()}\r\n` +
        `cookie: ${cookie}\r\nx-pugmark: 1\r\ncontent-length: 100\r\n\r\nhalf`,
    );
    const dir = join(caseDir!, 'evidence', 'dropped', 'b7');
    await expect.poll(() => readdir(dir).catch(() => [])).toEqual(['cut.log.part']);
    socket.destroy();
    await expect.poll(() => readdir(dir)).toEqual([]);
  });
});

type Client = {
  echo(input: unknown): Promise<unknown>;
  count(input: undefined, options?: { signal?: AbortSignal }): Promise<AsyncIterable<number>>;
};

async function connectClient(): Promise<{ client: Client; socket: WebSocket }> {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${room}rpc`, { headers: { cookie, origin: origin() } });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    client: createORPCClient<never>(
      new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }),
    ) as unknown as Client,
    socket,
  };
}

function canConnect(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: address, port, timeout: 1000 });
    const answer = (value: boolean) => {
      socket.destroy();
      resolve(value);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}
