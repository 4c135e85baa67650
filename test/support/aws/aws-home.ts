// A home folder without anything of AWS, and an environment without its variables, for each test of a file.
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { makeTempDir } from '../../engine/support/temp.ts';

export type AwsHome = {
  path(name: string): string;
  /** Writes `~/.aws/config`, as `AWS_CONFIG_FILE` names it. */
  config(...lines: string[]): void;
  /** Writes `~/.aws/credentials`, as `AWS_SHARED_CREDENTIALS_FILE` names it. */
  credentials(...lines: string[]): void;
  /** Keeps an SSO token as `aws sso login` does. `of`: the session's name, or the start URL of the older kind. */
  ssoToken(of: string, token: { accessToken: string; expiresAt: Date }): void;
  /** A program for `credential_process`; each run adds a line to `runs`. Gives its path. */
  script(...lines: string[]): string;
};

/** To be called at the top of a test file: it sets hooks. */
export function makeAwsHome(): AwsHome {
  let home = '';
  beforeEach(() => {
    home = makeTempDir();
    mkdirSync(join(home, '.aws', 'sso', 'cache'), { recursive: true });
    for (const name of Object.keys(process.env))
      if (/^AWS_(?!SDK_JS_NODE_VERSION)/.test(name)) vi.stubEnv(name, undefined);
    vi.stubEnv('HOME', home);
    vi.stubEnv('AWS_CONFIG_FILE', join(home, 'my-config'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, 'my-credentials'));
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.useRealTimers();
  });
  const path = (name: string) => join(home, name);
  const write = (name: string, lines: string[]) => writeFileSync(path(name), lines.join('\n'));
  return {
    path,
    config: (...lines) => write('my-config', lines),
    credentials: (...lines) => write('my-credentials', lines),
    ssoToken(of, { accessToken, expiresAt }) {
      const name = createHash('sha1').update(of).digest('hex');
      const text = JSON.stringify({ accessToken, expiresAt: expiresAt.toISOString() });
      writeFileSync(path(join('.aws', 'sso', 'cache', `${name}.json`)), text);
    },
    script(...lines) {
      write('give-credentials', ['#!/bin/sh', `echo run >> '${path('runs')}'`, ...lines]);
      chmodSync(path('give-credentials'), 0o755);
      return path('give-credentials');
    },
  };
}
