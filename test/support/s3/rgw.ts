// A real S3 server for tests: Ceph's RADOS Gateway with one monitor and one in-memory store, in a temporary folder, on free
// ports of 127.0.0.1. Nothing of it outlives the test process.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findRgw, type Unavailable } from './find-rgw.ts';
import { rgwConfig } from './rgw-config.ts';

const run = promisify(execFile);
const startLimitMs = 60_000;
const callLimitMs = 30_000;

export type RgwKeys = { accessKeyId: string; secretAccessKey: string };
export type RgwServer = RgwKeys & {
  endpoint: string;
  createUser(name: string): Promise<RgwKeys>;
  /** A role with this permission policy that `trustedUser` may assume; gives its ARN. Needs `sts: true` to be assumed. */
  createRole(name: string, trustedUser: string, policy: object): Promise<string>;
  stop(): Promise<void>;
};

/** Starts a server of its own for the caller, who stops it; or says, within a minute, why there is none. */
export async function startRgw(options: { sts?: boolean } = {}): Promise<RgwServer | Unavailable> {
  const missing = await findRgw();
  if (missing) return missing;
  const deadline = Date.now() + startLimitMs;
  const first = await startOnce(options, deadline);
  // Between the search for a free port and its use another process can take it.
  return 'unavailable' in first && Date.now() < deadline ? startOnce(options, deadline) : first;
}

async function startOnce(options: { sts?: boolean }, deadline: number): Promise<RgwServer | Unavailable> {
  const home = openHome(deadline);
  try {
    return await startAll(home, options.sts ?? false);
  } catch (error) {
    const unavailable = home.explain(error);
    await home.close();
    return { unavailable };
  }
}

async function startAll(home: Home, sts: boolean): Promise<RgwServer> {
  const [monPort, rgwPort] = await freePorts(2);
  const fsid = randomUUID();
  const monmap = join(home.folder, 'monmap');
  writeFileSync(
    home.config,
    rgwConfig({
      folder: home.folder,
      fsid,
      monmap,
      rgwPort: rgwPort!,
      stsKey: sts ? randomBytes(8).toString('hex') : null,
    }),
  );

  await startMonitor(home, fsid, monmap, monPort!);
  await startStore(home);
  home.startDaemon('radosgw', ['-f', '-n', 'client.rgw']);
  const endpoint = `http://127.0.0.1:${rgwPort}`;
  await home.retry('wait for the S3 port', () => fetch(endpoint, { signal: AbortSignal.timeout(2_000) }));

  const admin = (...args: string[]) => home.run('radosgw-admin', args);
  const createUser = async (name: string) =>
    keysOf(await admin('user', 'create', '--uid', name, '--display-name', name));
  const owner = await createUser('owner');
  home.setStarted();
  return {
    endpoint,
    ...owner,
    createUser,
    createRole: async (name, trustedUser, policy) => {
      const trust = JSON.stringify(trustPolicy(trustedUser));
      const role = await admin('role', 'create', '--role-name', name, '--assume-role-policy-doc', trust);
      const document = JSON.stringify(policy);
      await admin('role-policy', 'put', '--role-name', name, '--policy-name', 'all', '--policy-doc', document);
      return (JSON.parse(role) as { Arn: string }).Arn;
    },
    stop: () => home.close(),
  };
}

async function startMonitor(home: Home, fsid: string, monmap: string, port: number): Promise<void> {
  await home.run('monmaptool', ['--create', '--fsid', fsid, '--addv', 'a', `[v1:127.0.0.1:${port}]`, monmap]);
  await home.run('ceph-mon', ['--mkfs', '-i', 'a', '--monmap', monmap]);
  home.startDaemon('ceph-mon', ['-f', '-i', 'a']);
}

async function startStore(home: Home): Promise<void> {
  const uuid = randomUUID();
  await home.retry('register the store', () => home.run('ceph', ['--connect-timeout', '5', 'osd', 'new', uuid]));
  await home.run('ceph-osd', ['--mkfs', '-i', '0', '--osd-uuid', uuid]);
  home.startDaemon('ceph-osd', ['-f', '-i', '0']);
  await home.run('ceph', ['osd', 'crush', 'add', 'osd.0', '1.0', 'root=default', 'host=localhost']);
}

function keysOf(user: string): RgwKeys {
  const { keys } = JSON.parse(user) as { keys: { access_key: string; secret_key: string }[] };
  return { accessKeyId: keys[0]!.access_key, secretAccessKey: keys[0]!.secret_key };
}

function trustPolicy(user: string): object {
  const principal = { AWS: [`arn:aws:iam:::user/${user}`] };
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: ['sts:AssumeRole'] }],
  };
}

type Home = ReturnType<typeof openHome>;

/** The server's folder and processes, and the clock that its start runs against. */
function openHome(deadline: number) {
  const folder = mkdtempSync(join(tmpdir(), 'pugmark-rgw-'));
  const config = join(folder, 'ceph.conf');
  for (const name of ['mon', 'osd', 'rgw']) mkdirSync(join(folder, name));
  const daemons: ChildProcess[] = [];
  let broken: Error | null = null;
  let started = false;
  let closing = false;

  const killAll = () => {
    closing = true;
    for (const daemon of daemons) daemon.kill('SIGKILL'); // nothing in memory is worth a slow goodbye
  };
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const atExit = () => {
    killAll();
    removeFolder();
  };
  const atTerm = () => {
    atExit();
    if (process.listenerCount('SIGTERM') === 0) process.kill(process.pid, 'SIGTERM');
  };
  process.once('exit', atExit);
  process.once('SIGTERM', atTerm); // how vitest ends a test process whose afterAll hooks a filter has skipped

  return {
    folder,
    config,
    /** Runs one of Ceph's own tools to its end; gives what it printed. */
    async run(program: string, args: string[]): Promise<string> {
      const timeout = started ? callLimitMs : Math.max(1, deadline - Date.now());
      try {
        const { stdout } = await run(program, ['-c', config, ...args], { timeout, killSignal: 'SIGKILL' });
        return stdout;
      } catch (error) {
        if ((error as { killed?: boolean }).killed)
          throw new Error(`${program} gave no answer in time`, { cause: error });
        throw error;
      }
    },
    /** From here on the tools have time of their own; fails if a daemon has died on the way. */
    setStarted(): void {
      if (broken) throw broken;
      started = true;
    },
    startDaemon(program: string, args: string[]): void {
      const output = openSync(join(folder, `${program}.out`), 'a');
      // A test process that is itself killed has no 'exit': the kernel then ends what it started.
      const command = ['--pdeathsig', 'KILL', program, '-c', config, ...args];
      const daemon = spawn('setpriv', command, { stdio: ['ignore', output, output] });
      closeSync(output);
      daemons.push(daemon);
      const fail = (how: string) => {
        if (!closing) broken ??= new Error(`${program} ended by itself (${how}): ${lastWords(folder, program)}`);
      };
      daemon.once('error', (error) => fail(error.message));
      daemon.once('exit', (code, signal) => fail(String(code ?? signal)));
    },
    /** Until it works, a daemon has died, or the time is up. */
    async retry(what: string, attempt: () => Promise<unknown>): Promise<void> {
      for (;;) {
        if (broken) throw broken;
        try {
          await attempt();
          return;
        } catch (error) {
          if (Date.now() > deadline)
            throw new Error(`could not ${what} within ${startLimitMs / 1000} s`, { cause: error });
          await sleep(50);
        }
      }
    },
    /** One line: the daemon that died, with its last words, before the error that came of it. */
    explain(error: unknown): string {
      const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
      const reason = broken?.message ?? `${error instanceof Error ? error.message : String(error)}${cause}`;
      return `Ceph's S3 server did not start: ${reason.replaceAll(/\s+/g, ' ').slice(0, 500)}`;
    },
    async close(): Promise<void> {
      killAll();
      await Promise.all(daemons.map(ended));
      removeFolder();
      process.off('exit', atExit);
      process.off('SIGTERM', atTerm);
    },
  };
}

function lastWords(folder: string, program: string): string {
  return readFileSync(join(folder, `${program}.out`), 'utf8')
    .trim()
    .split('\n')
    .slice(-3)
    .join(' / ');
}

async function ended(daemon: ChildProcess): Promise<void> {
  while (daemon.pid !== undefined && daemon.exitCode === null && daemon.signalCode === null) await sleep(10);
}

/** Ports nobody listened on just now, all held at once so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
