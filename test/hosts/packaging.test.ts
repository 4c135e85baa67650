// Electron's binary may not be here, but what goes into the app around it can be proven: a stub directory stands in for
// Electron, electron-builder packs the app into it, and the packed files run under plain Node.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { extractAll, listPackage } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const execute = promisify(execFile);
const run = (file: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) =>
  execute(file, args, options).catch((error: Error & { stdout: string; stderr: string }) => {
    throw Object.assign(error, { message: `${error.message}\n${error.stdout}\n${error.stderr}` });
  });
/** How Electron's binary marks the place of its fuses; see @electron/fuses. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

let folder: string;
let resources: string;
let files: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pugmark-packaging-'));
  const stub = join(folder, 'electron');
  await mkdir(join(stub, 'resources'), { recursive: true });
  const fuses = Buffer.from([1, 9, ...Buffer.from('0'.repeat(9))]);
  await writeFile(join(stub, 'electron'), Buffer.concat([Buffer.from(`stub ${sentinel}`), fuses]));
  await chmod(join(stub, 'electron'), 0o755);
  await writeFile(join(stub, 'version'), '0.0.0');
  const builder = ['node_modules/electron-builder/cli.js', '--linux', 'dir'];
  await run(process.execPath, [...builder, `-c.electronDist=${stub}`, `-c.directories.output=${join(folder, 'dist')}`]);
  const unpacked = readdirSync(join(folder, 'dist')).find((name) => name.endsWith('-unpacked'))!;
  resources = join(folder, 'dist', unpacked, 'resources');
  files = listPackage(join(resources, 'app.asar'), { isPack: false });
}, 180_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(process.platform !== 'linux')('the packaged app', () => {
  it('holds the bundles, the page, the assets, and of node_modules only what is not bundled', () => {
    for (const file of [
      '/package.json',
      '/out/main/main.js',
      '/out/main/engine-process.js',
      '/out/main/ingest-worker.js',
      '/out/main/fetch-worker.js',
      '/out/main/list-worker.js',
    ])
      expect(files).toContain(file);
    for (const file of ['/out/preload/preload.cjs', '/out/renderer/index.html', '/assets/icon.png'])
      expect(files).toContain(file);
    expect(files.some((file) => file.endsWith('.map'))).toBe(false);
    const modules = new Set(files.flatMap((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));
    const foreign = [...modules].filter(
      (name) => !name.startsWith('@duckdb') && name !== 'detect-libc' && name !== '@ip-location-db',
    );
    expect(foreign.toSorted()).toEqual(['@ip-location-db/asn', '@ip-location-db/geo-whois-asn-country-mmdb']);
    const data = files.filter(
      (file) => file.startsWith('/node_modules/@ip-location-db/') && /\.(?:csv|mmdb)$/.test(file),
    );
    expect(data.map((file) => basename(file)).toSorted()).toEqual([
      'asn-ipv4-num.csv',
      'asn-ipv6-num.csv',
      'geo-whois-asn-country.mmdb',
    ]);
  });

  it('keeps the native libraries outside the archive', () => {
    const unpacked = join(resources, 'app.asar.unpacked', 'node_modules', '@duckdb');
    const binding = `node-bindings-${process.platform}-${process.arch}`;
    for (const file of ['duckdb.node', 'libduckdb.so']) expect(existsSync(join(unpacked, binding, file))).toBe(true);
  });

  it('has its fuses set', async () => {
    const binary = await readFile(join(resources, '..', 'pugmark'));
    const at = binary.indexOf(sentinel) + sentinel.length;
    const [runAsNode, cookies, nodeOptions, inspect, integrity, onlyAsar, snapshot, fileRights] = binary
      .subarray(at + 2, at + 11)
      .toString();
    expect({ runAsNode, nodeOptions, inspect, snapshot, fileRights }).toEqual({
      runAsNode: '0',
      nodeOptions: '0',
      inspect: '0',
      snapshot: '0',
      fileRights: '0',
    });
    expect({ cookies, integrity, onlyAsar }).toEqual({ cookies: '1', integrity: '1', onlyAsar: '1' });
  });

  it('runs from its own files alone', async () => {
    const app = join(folder, 'app');
    extractAll(join(resources, 'app.asar'), app);
    await cp(join(resources, 'app.asar.unpacked'), app, { recursive: true });
    const env = { PATH: process.env.PATH, PUGMARK_USER_DIR: join(folder, 'user') };
    const { stdout } = await run(process.execPath, [join(app, 'out', 'main', 'cli.js'), '--version'], {
      cwd: folder,
      env,
    });
    expect(stdout).toMatch(/^pugmark \d+\.\d+\.\d+\n$/);
    const data = createRequire(join(app, 'out', 'main', 'cli.js')).resolve('@ip-location-db/asn/asn-ipv4-num.csv');
    expect(data).toBe(join(app, 'node_modules', '@ip-location-db', 'asn', 'asn-ipv4-num.csv'));
    const load = ['load', join(app, 'package.json'), '--case', join(folder, 'c.pugmark'), '--json'];
    const found = await run(process.execPath, [join(app, 'out', 'main', 'cli.js'), ...load], {
      cwd: folder,
      env,
    }).catch((error: { stdout: string; stderr: string }) => error);
    // package.json is no log: the engine, its worker and DuckDB ran, and said so.
    expect(JSON.parse(found.stdout)).toMatchObject({ files: { found: 1, skipped: 1 } });
  });
});
