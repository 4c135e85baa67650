// Runs the built command line as a user does: a process of its own, its output and its exit code.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';

export type Ran = { code: number | null; signal: string | null; stdout: string; stderr: string };

const starter = join(import.meta.dirname, '..', '..', 'bin', 'pugmark.cjs');

/** @param more variables of the environment to set, or to leave out where undefined */
export function start(args: string[], userDir: string, more: NodeJS.ProcessEnv = {}): ChildProcessWithoutNullStreams {
  const { UV_THREADPOOL_SIZE: _, ...env } = process.env;
  return spawn(process.execPath, [starter, ...args], { env: { ...env, ...more, PUGMARK_USER_DIR: userDir } });
}

export function finish(child: ChildProcessWithoutNullStreams, input?: string): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (stdout += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (stderr += part));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

export const runCli = (args: string[], userDir: string, input?: string): Promise<Ran> =>
  finish(start(args, userDir), input);
