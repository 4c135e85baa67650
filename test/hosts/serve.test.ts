// The loopback host as a process: how it starts, what it says, how it ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { usualPort } from '../../src-main/hosts/loopback/serve.ts';
import { runCli } from '../cli/command-line.ts';
import { send } from './loopback/requests.ts';

let folder: string;
let caseDir: string;
const running = new Set<ChildProcess>();

/** Holds the usual port, so that the hosts here take ports that nobody else comes to. */
const holder = createServer();

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    holder.once('error', () => resolve()); // Somebody else has it: as good.
    holder.listen(usualPort, '127.0.0.1', resolve);
  });
  folder = await mkdtemp(join(tmpdir(), 'pugmark-serve-'));
  caseDir = join(folder, 'served.pugmark');
  await runCli(['load', 'package.json', '--case', caseDir], join(folder, 'user'));
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});
afterAll(async () => {
  holder.close();
  await rm(folder, { recursive: true, force: true });
});

type Started = { child: ChildProcess; port: number; output: () => string };

/** An empty home, no display, no user folder: a machine that has never seen Pugmark. */
async function start(script: string[]): Promise<Started> {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, UV_THREADPOOL_SIZE: ___, ...rest } = process.env;
  const env = { ...rest, HOME: join(folder, 'home'), USERPROFILE: join(folder, 'home'), PUGMARK_SKIP_BUILD: '1' };
  const child = spawn(process.execPath, script, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        output += part.toString();
        const port = /127\.0\.0\.1:(\d+)\/\?token=[\w-]{43}\n/.exec(output)?.[1];
        if (port) resolve({ child, port: Number(port), output: () => output });
      });
    child.once('exit', (code) => {
      running.delete(child);
      reject(new Error(`ended with ${code}: ${output}`));
    });
  });
}

const answers = (port: number) =>
  send(port).then(
    ({ status }) => status,
    () => null,
  );

describe.each([
  ['web.js', ['out/main/web.js', '--no-open']],
  ['npm start', ['.ci/start.mjs', '--web', '--no-open']],
  ['pugmark serve', ['bin/pugmark.cjs', 'serve', '--no-open']],
])('%s', (_, script) => {
  it.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)('ends cleanly on %s', async (signal) => {
    const { child, port, output } = await start([...script, '--case', caseDir]);
    expect(await answers(port)).toBe(403);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await answers(port)).toBe(null);
    expect(output()).not.toMatch(/error/i);
    const last = (await readFile(join(caseDir, 'journal.jsonl'), 'utf8')).trimEnd().split('\n').at(-1);
    expect(last).toContain('case.close');
  });
});

it('says why there is no desktop window', async () => {
  const { output } = await start(['.ci/start.mjs', '--no-open']);
  if (process.platform === 'linux') expect(output()).toContain('No desktop window: there is no display.');
});

it.skipIf(process.platform === 'win32')('the host ends when npm start is killed', async () => {
  const { child, port } = await start(['.ci/start.mjs', '--web', '--no-open']);
  child.kill('SIGKILL');
  await expect.poll(() => answers(port), { timeout: 5000 }).toBe(null);
});

it.skipIf(process.platform === 'win32')('serves files while twelve queries hold their threads', async () => {
  const preload = join(import.meta.dirname, 'support', 'block-threads.cjs');
  const { output } = await start(['--require', preload, 'bin/pugmark.cjs', 'serve', '--no-open']);
  await expect.poll(output, { timeout: 8000 }).toContain('threads: ');
  expect(output()).toContain('threads: served');
});

it('has the same port each time, or another when that is taken', async () => {
  const { port } = await start(['out/main/web.js', '--no-open']);
  expect(port).not.toBe(usualPort);
  if (!holder.listening) return; // Another Pugmark runs on this machine.
  await new Promise((resolve) => holder.close(resolve));
  // A host of another test may have it for a moment.
  await expect
    .poll(async () => (await start(['out/main/web.js', '--no-open'])).port, { timeout: 15_000 })
    .toBe(usualPort);
});

it('takes the port it is told, and says when that is taken', async () => {
  const { port } = await start(['out/main/web.js', '--no-open']);
  const second = spawn(process.execPath, ['out/main/web.js', '--no-open', '--port', String(port)], { stdio: 'pipe' });
  let said = '';
  second.stderr.on('data', (part: Buffer) => (said += part.toString()));
  expect(await once(second, 'exit')).toEqual([1, null]);
  expect(said).toContain(`Port ${port} is taken`);
});

it('a case that cannot be opened ends it with the reason', async () => {
  await expect(start(['bin/pugmark.cjs', 'serve', '--no-open', '--case', folder])).rejects.toThrow('no case.json');
});
