// Nothing leaves this machine: the command line and the loopback host do all they can do, watched from inside (every
// connect, lookup and started program of Node) and from outside (every socket that the process holds, on Linux).
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Contract } from '../../shared/contract/contract.ts';
import { recordsFile } from '../cli/events.ts';
import { signIn } from './loopback/requests.ts';
import { remoteEnds } from './support/sockets.ts';

let folder: string;
let logs: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pugmark-offline-'));
  logs = join(folder, 'logs');
  await mkdir(logs);
  for (let n = 0; n < 5; n++) await writeFile(join(logs, `${n}.json.gz`), recordsFile(n * 500, 500));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const built = (entry: string) => join('out', 'main', entry);
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a script under watch; `seen` tells, after its end, what it reached for. */
function watch(script: string, args: string[]): { child: ChildProcess; seen: () => Promise<string[]> } {
  const file = join(folder, `connections-${Math.random()}`);
  const recorder = pathToFileURL(join(import.meta.dirname, 'support', 'record-connections.mjs')).href;
  const env = { ...process.env, PUGMARK_USER_DIR: join(folder, 'user'), PUGMARK_TEST_CONNECTIONS: file };
  // DISPLAY: a browser would be opened if it were not for --no-open.
  const child = spawn(process.execPath, ['--import', recorder, script, ...args], {
    env: { ...env, UV_THREADPOOL_SIZE: '16', DISPLAY: ':0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ends = new Set<string>();
  const timer = setInterval(() => {
    for (const end of remoteEnds(child.pid!)) ends.add(end);
  }, 10);
  running.add(child);
  child.once('exit', () => {
    running.delete(child);
    clearInterval(timer);
  });
  const seen = async () => {
    const recorded = await readFile(file, 'utf8').catch(() => '');
    return [...recorded.split('\n').filter(Boolean), ...ends];
  };
  return { child, seen };
}

it('sees a connection when there is one', async () => {
  const script = join(folder, 'reach.mjs');
  await writeFile(
    script,
    "import { connect } from 'node:net'; connect(9, '192.0.2.1').on('error', () => {}); setTimeout(process.exit, 300);",
  );
  const { child, seen } = watch(script, []);
  await once(child, 'exit');
  expect((await seen()).join()).toContain('192.0.2.1');
  const socket = connect(9, '192.0.2.1').on('error', () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 50));
  // TEST-NET answers nobody; a sandbox may refuse it at once, then there is no socket to see.
  if (process.platform === 'linux' && socket.connecting) expect(remoteEnds(process.pid)).toContain('tcp 010200C0:0009');
  socket.destroy();
});

it('the command line loads, queries and exports without a network', async () => {
  const caseDir = join(folder, 'cli.pugmark');
  const steps = [
    ['load', logs, '--case', caseDir],
    ['sql', 'SELECT eventname, count(*) FROM cloudtrail GROUP BY ALL', '--case', caseDir],
    ['export', '--table', 'cloudtrail', '--format', 'parquet', '--out', join(folder, 'o.parquet'), '--case', caseDir],
    ['info', '--case', caseDir],
  ];
  for (const args of steps) {
    const { child, seen } = watch(built('cli.js'), args);
    child.stdout!.resume();
    const [code] = (await once(child, 'exit')) as [number];
    expect(code, args[0]).toBe(0);
    expect(await seen(), args[0]).toEqual([]);
  }
});

it('the loopback host opens the sample, loads, shows, queries and exports without a network', async () => {
  const { child, seen } = watch(built('web.js'), ['--no-open']);
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  const address = /http:\S+/.exec(line.toString())![0];
  const port = Number(new URL(address).port);
  const { cookie, room } = await signIn(port, address);
  const origin = `http://127.0.0.1:${port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${port}${room}rpc`, { headers: { cookie, origin } });
  await once(socket, 'open');
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
  const engine = createORPCClient<ContractRouterClient<Contract>>(link);

  await engine.cases.openSample();
  await engine.cases.create({ parent: folder, name: 'web' });
  const { loadId } = await engine.loads.start({ paths: [logs] });
  for await (const { state } of await engine.loads.watch({ loadId })) expect(state).not.toBe('failed');
  const view = { from: { kind: 'table' as const, table: 'cloudtrail' }, search: { text: 'k1234' } };
  for await (const { state, viewId, matched } of await engine.views.open({ view }))
    if (state === 'ready') {
      expect(matched).toBe(1);
      await engine.views.page({ viewId, offset: 0, limit: 10, columns: [{ column: 'eventname' }] });
      await engine.views.record({ viewId, index: 0 });
    }
  for await (const _ of await engine.console.run({ sql: 'SELECT count(*) FROM cloudtrail' }));
  for (const sql of ["SELECT * FROM read_csv('https://example.com/x.csv')", 'INSTALL httpfs', 'LOAD httpfs'])
    await expect(async () => {
      for await (const _ of await engine.console.run({ sql }));
    }).rejects.toThrow();
  for await (const _ of await engine.exports.start({ view, format: 'csv' }));
  await engine.indicators.add({ source: { text: '8.8.8.8\nevil.example' }, name: 'list' });
  for await (const _ of await engine.indicators.match());
  const { contexts } = await engine.networks.describe({ addresses: ['8.8.8.8', '203.0.113.7', 'ec2.amazonaws.com'] });
  expect(contexts[0]).toMatchObject({ country: 'US', asn: 15169, lists: [{ name: 'list' }] });
  await engine.cases.close();

  socket.terminate();
  child.kill('SIGINT');
  await once(child, 'exit');
  expect(await seen()).toEqual([]);
});
