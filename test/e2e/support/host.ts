// Starts the built loopback host for a test, with a user folder of its own, and ends it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type TestHost = {
  /** One-time address, as printed. */
  address: string;
  /** The host's user folder; cases made by default land under it. */
  userDir: string;
  process: ChildProcess;
  /** Everything the host has printed. */
  output(): string;
  /** Ends the host as Ctrl+C does and removes its folder; throws when it did not end cleanly. */
  stop(): Promise<void>;
};

/** `keptDir`: a user folder that outlives the host. */
export async function startHost(args: string[] = [], keptDir?: string): Promise<TestHost> {
  const userDir = keptDir ?? (await mkdtemp(join(tmpdir(), 'pugmark-e2e-')));
  const child = spawn(process.execPath, ['out/main/web.js', '--no-open', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PUGMARK_USER_DIR: userDir, UV_THREADPOOL_SIZE: '16' },
  });
  let output = '';
  const address = await new Promise<string>((resolve, reject) => {
    const read = (part: Buffer) => {
      output += part.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(output);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The host ended with ${code} before it was up:\n${output}`)));
  });
  return {
    address,
    userDir,
    process: child,
    output: () => output,
    async stop() {
      const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
      // A second one would end it at once, as a second Ctrl+C does.
      if (!child.killed) child.kill('SIGINT');
      await ended;
      if (keptDir === undefined) await rm(userDir, { recursive: true, force: true });
      if (child.exitCode !== 0)
        throw new Error(`The host ended with ${child.exitCode ?? child.signalCode}:\n${output}`);
    },
  };
}
