// The programs that copy a bucket to a folder: Pugmark, and what a user would otherwise take.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RgwServer } from '../support/s3/rgw.ts';
import type { BenchOptions } from './load.ts';
import { programEnv, type Run, runMeasured } from './measure.ts';

export type Copier = {
  name: string;
  /** What it compares after the download, by itself. */
  checks: string;
  /** So slow with many objects that one round must do. */
  isSlow: boolean;
  /** @param dir a folder that is not there yet; answers where the objects' own paths begin in it */
  copy(this: void, bucket: string, dir: string): Promise<{ run: Run; tree: string }>;
};

const region = 'us-east-1';

/** Gives every program the keys of the store, the way each wants them; nothing is read from the user's own settings. */
export function signInAll(server: RgwServer, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const empty = path.join(folder, 'empty.conf');
  writeFileSync(empty, '');
  const { host } = new URL(server.endpoint);
  writeFileSync(
    path.join(folder, 's3cmd.conf'),
    `[default]\naccess_key = ${server.accessKeyId}\nsecret_key = ${server.secretAccessKey}\nhost_base = ${host}\nhost_bucket = ${host}\nuse_https = False\n`,
    { mode: 0o600 },
  );
  Object.assign(programEnv, {
    AWS_ACCESS_KEY_ID: server.accessKeyId,
    AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
    AWS_DEFAULT_REGION: region,
    // rclone of Debian 13 does not start with one.
    AWS_CA_BUNDLE: '',
    AWS_CONFIG_FILE: empty,
    AWS_SHARED_CREDENTIALS_FILE: empty,
    RCLONE_CONFIG: empty,
    RCLONE_CONFIG_STORE_TYPE: 's3',
    RCLONE_CONFIG_STORE_PROVIDER: 'Ceph',
    RCLONE_CONFIG_STORE_ENDPOINT: server.endpoint,
    RCLONE_CONFIG_STORE_ACCESS_KEY_ID: server.accessKeyId,
    RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY: server.secretAccessKey,
  });
}

/** Takes the keys back. */
export function signOutAll(): void {
  for (const name of Object.keys(programEnv)) if (/^(AWS|RCLONE)_/.test(name)) delete programEnv[name];
}

/** Options that say where the store is. */
export const placeArgs = (endpoint: string): string[] => ['--endpoint', endpoint, '--path-style', '--region', region];

export const acquireArgs = (options: BenchOptions, endpoint: string, bucket: string, caseDir: string): string[] => [
  options.cli,
  'acquire',
  `s3://${bucket}/`,
  '--case',
  caseDir,
  ...placeArgs(endpoint),
  '--json',
];

/** Those that are here; `missing` names the others. */
export async function findCopiers(
  options: BenchOptions,
  server: RgwServer,
  folder: string,
): Promise<{ copiers: Copier[]; missing: string[] }> {
  const { endpoint } = server;
  const into = (command: string, args: (bucket: string, dir: string) => string[]): Copier['copy'] => {
    return async (bucket, dir) => ({ run: await runMeasured(command, args(bucket, dir)), tree: dir });
  };
  const rclone = (more: string[]) =>
    into('rclone', (bucket, dir) => ['copy', `store:${bucket}`, dir, '--quiet', ...more]);
  const others: (Copier & { probe: [string, string] })[] = [
    {
      name: 'rclone copy --transfers 32',
      checks: 'MD5',
      isSlow: false,
      probe: ['rclone', 'version'],
      copy: rclone(['--transfers', '32']),
    },
    { name: 'rclone copy (4 transfers)', checks: 'MD5', isSlow: false, probe: ['rclone', 'version'], copy: rclone([]) },
    {
      name: 'aws s3 cp --recursive',
      checks: 'size',
      isSlow: true,
      probe: ['aws', '--version'],
      copy: into('aws', (bucket, dir) => [
        's3',
        'cp',
        '--recursive',
        '--only-show-errors',
        '--endpoint-url',
        endpoint,
        `s3://${bucket}/`,
        dir,
      ]),
    },
    {
      name: 's3cmd sync',
      checks: 'MD5',
      isSlow: true,
      probe: ['s3cmd', '--version'],
      copy: into('s3cmd', (bucket, dir) => [
        '-c',
        path.join(folder, 's3cmd.conf'),
        'sync',
        '--quiet',
        '--no-progress',
        `s3://${bucket}/`,
        `${dir}/`,
      ]),
    },
  ];
  const missing = new Set<string>();
  const copiers: Copier[] = [
    {
      name: 'Pugmark acquire --no-load',
      checks: 'SHA-256, MD5, durable',
      isSlow: false,
      copy: async (bucket, dir) => ({
        run: await runMeasured(process.execPath, [...acquireArgs(options, endpoint, bucket, dir), '--no-load']),
        tree: path.join(dir, 'evidence', 's3', bucket),
      }),
    },
  ];
  for (const { probe, ...copier } of others) {
    const found = await runMeasured(probe[0], [probe[1]]).catch(() => null);
    if (found?.code === 0) copiers.push(copier);
    else missing.add(probe[0]);
  }
  return { copiers, missing: [...missing] };
}
