// The command line as somebody runs it who works with AWS: with keys in the environment, and nothing else of this machine's
// own logins. Everything that it printed is kept, to be searched for secrets.
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { finish, type Ran, start } from './command-line.ts';
import { runHere } from './in-process.ts';

export type Keys = { accessKeyId: string; secretAccessKey: string };
export type Running = { child: ChildProcessWithoutNullStreams; ended: Promise<Ran> };

export type AwsCommandLine = {
  /** Within this process: one at a time. */
  run(args: string[], env?: NodeJS.ProcessEnv): Promise<Ran>;
  /** As a process of its own, without waiting for its end. */
  begin(args: string[], env?: NodeJS.ProcessEnv): Running;
  /** Folder for temporary files of the program. */
  tempDir: string;
  /** All of standard output and error so far. */
  printed(): string;
};

export function openAwsCommandLine(folder: string, keys: Keys): AwsCommandLine {
  const tempDir = join(folder, 'tmp');
  mkdirSync(tempDir);
  const foreign = Object.keys(process.env).filter((name) => /^AWS_|_proxy$/i.test(name));
  const clean = {
    ...Object.fromEntries(foreign.map((name) => [name, undefined])),
    HOME: folder,
    TMPDIR: tempDir,
    AWS_CONFIG_FILE: join(folder, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  };
  let said = '';
  const run = async (args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> => {
    const ran = await withEnvironment({ ...clean, ...env }, () => runHere(args, join(folder, 'user')));
    said += ran.stdout + ran.stderr;
    return ran;
  };
  const begin = (args: string[], env: NodeJS.ProcessEnv = {}): Running => {
    const child = start(args, join(folder, 'user'), { ...clean, ...env });
    const ended = finish(child).then((ran) => {
      said += ran.stdout + ran.stderr;
      return ran;
    });
    return { child, ended };
  };
  return { begin, run, tempDir, printed: () => said };
}

/** @param more variables to set meanwhile, or to leave out where undefined */
async function withEnvironment<T>(more: NodeJS.ProcessEnv, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  const set = (name: string, value: string | undefined) => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  for (const [name, value] of Object.entries(more)) set(name, value);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(more)) set(name, before[name]);
  }
}

/** Whole JSON lines of standard output, one after the other. */
export async function* jsonLines({ child }: Running): AsyncGenerator<Record<string, unknown>> {
  let text = '';
  for await (const part of child.stdout as AsyncIterable<string>) {
    text += part;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      yield JSON.parse(text.slice(0, end)) as Record<string, unknown>;
      text = text.slice(end + 1);
    }
  }
}
