import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOfPath, textOfName } from '../../../src-main/engine/sources/file-names.ts';
import { type FoundFile, listFolder, orderByDelivery } from '../../../src-main/engine/sources/folder.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pugmark-folder-'));
});
afterEach(() => {
  execFileSync('chmod', ['-R', 'u+rwx', dir]);
  rmSync(dir, { recursive: true });
});

function write(path: string | Buffer, text = 'x'): void {
  writeFileSync(typeof path === 'string' ? join(dir, path) : path, text);
}

async function list(...paths: string[]): Promise<FoundFile[]> {
  const files: FoundFile[] = [];
  for await (const file of listFolder(paths.length > 0 ? paths : [dir])) files.push(file);
  return files;
}

/** Path below the test's folder → reason, or its size. */
async function summary(...paths: string[]): Promise<Record<string, string | number>> {
  const files = await list(...paths);
  const entries = files.map((file) => [
    file.path.slice(dir.length + 1),
    file.problem ? `${file.problem.outcome}: ${file.problem.reason}` : file.size,
  ]);
  expect(new Set(files.map((file) => file.path)).size).toBe(files.length);
  return Object.fromEntries(entries);
}

describe('listFolder', () => {
  it('finds every file below, whatever its name', async () => {
    mkdirSync(join(dir, 'a/b/c'), { recursive: true });
    const long = `${'n'.repeat(250)}.gz`;
    write('one.json', '12345');
    write('a/b/c/🔥 日本.json', '');
    write(`a/${long}`);
    write('a/quote\'"\\ and\nnewline');
    expect(await summary()).toEqual({
      'one.json': 5,
      'a/b/c/🔥 日本.json': 0,
      [`a/${long}`]: 1,
      'a/quote\'"\\ and\nnewline': 1,
    });
  });

  it('walks folders nested far deeper than a call stack', async () => {
    let path = dir;
    for (let i = 0; i < 400; i++) path += '/d';
    execFileSync('mkdir', ['-p', path]);
    expect(await summary()).toEqual({});
  });

  it('counts a path once, however it is given', async () => {
    mkdirSync(join(dir, 'a/b'), { recursive: true });
    write('a/one');
    write('a/b/two');
    const all = { 'a/one': 1, 'a/b/two': 1 };
    expect(await summary(dir, dir)).toEqual(all);
    expect(await summary(join(dir, 'a/b'), dir, join(dir, 'a/one'))).toEqual(all);
    expect(await summary(join(dir, 'a/one'), `${dir}/a/../a/`)).toEqual(all);
  });

  it('follows links, and cuts loops with a word', async () => {
    mkdirSync(join(dir, 'real/inner'), { recursive: true });
    mkdirSync(join(dir, 'elsewhere'));
    write('elsewhere/file');
    symlinkSync(join(dir, 'real'), join(dir, 'real/inner/loop'));
    symlinkSync(join(dir, 'elsewhere'), join(dir, 'real/link'));
    symlinkSync('self', join(dir, 'real/self'));
    symlinkSync('nowhere', join(dir, 'real/broken'));
    expect(await summary(join(dir, 'real'))).toEqual({
      'real/inner/loop': 'skipped: a link back to a folder around it',
      'real/link/file': 1,
      'real/self': 'skipped: a link that leads back to itself',
      'real/broken': 'failed: a link to something that is not there',
    });
  });

  it('lists hard links as the files they are', async () => {
    write('one');
    linkSync(join(dir, 'one'), join(dir, 'two'));
    expect(await summary()).toEqual({ one: 1, two: 1 });
  });

  it('names what is no file, and what macOS left behind', async () => {
    execFileSync('mkfifo', [join(dir, 'pipe')]);
    const server = createServer();
    await new Promise<void>((done) => server.listen(join(dir, 'socket'), done));
    mkdirSync(join(dir, '__MACOSX/sub'), { recursive: true });
    write('__MACOSX/sub/._x.json');
    write('.DS_Store');
    write('._x.json');
    symlinkSync('/dev/null', join(dir, 'null'));
    try {
      expect(await summary()).toEqual({
        pipe: 'skipped: a named pipe, not a file',
        socket: 'skipped: a socket, not a file',
        null: 'skipped: a device, not a file',
        '__MACOSX/sub/._x.json': 'skipped: macOS metadata',
        '.DS_Store': 'skipped: macOS metadata',
        '._x.json': 'skipped: macOS metadata',
      });
    } finally {
      server.close();
    }
  });

  it('leaves a case inside the folder alone, but lists one that is given', async () => {
    mkdirSync(join(dir, 'old.pugmark'));
    mkdirSync(join(dir, 'only-a-name.pugmark'));
    write('old.pugmark/case.json');
    write('only-a-name.pugmark/x');
    expect(await summary()).toEqual({ 'old.pugmark': 'skipped: a Pugmark case', 'only-a-name.pugmark/x': 1 });
    expect(await summary(join(dir, 'old.pugmark'))).toEqual({ 'old.pugmark/case.json': 1 });
  });

  it('reports what is not there', async () => {
    expect(await summary(join(dir, 'gone'))).toEqual({ gone: 'failed: there is no such file or folder' });
  });

  it.skipIf(process.getuid?.() === 0)('reports folders that it may not enter', async () => {
    mkdirSync(join(dir, 'closed'));
    chmodSync(join(dir, 'closed'), 0);
    expect(await summary()).toEqual({ closed: 'failed: permission denied' });
  });

  it('keeps names that are not UTF-8 apart and opens them', async () => {
    const name = Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x2e, 0x67, 0x7a]);
    mkdirSync(Buffer.concat([Buffer.from(`${dir}/`), Buffer.from([0xff])]));
    write(Buffer.concat([Buffer.from(`${dir}/`), Buffer.from([0xff]), Buffer.from('/'), name]), 'abc');
    write('caf\\xE9.gz', 'real');
    expect(await summary()).toEqual({ '\\xFF/caf\\xE9.gz': 3, 'caf\\xE9.gz': 4 });
    expect(textOfName(name)).toBe('caf\\xE9.gz');
    expect(bytesOfPath(join(dir, 'caf\\xE9.gz'))).toBe(join(dir, 'caf\\xE9.gz'));
  });

  it('stops when asked to', async () => {
    for (let i = 0; i < 100; i++) write(`f${i}`);
    const stop = new AbortController();
    let seen = 0;
    for await (const _ of listFolder([dir], { signal: stop.signal })) if (++seen === 40) stop.abort();
    expect(seen).toBeLessThan(100);
  });
});

describe('orderByDelivery', () => {
  const file = (path: string, mtimeMs = Date.UTC(2025, 5, 1)): FoundFile => ({ path, size: 1, mtimeMs });

  it('orders by the time in the name, then the path, then the file', () => {
    const files = [
      file('/x/AWSLogs/1/CloudTrail/us-east-1/2025/03/01/1_CloudTrail_us-east-1_20250301T0010Z_b.json.gz'),
      file('/a/AWSLogs/2/CloudTrail/eu-west-1/2025/03/01/2_CloudTrail_eu-west-1_20250301T0005Z_a.json.gz'),
      file('/x/2025/02/28/part.json'),
      file('/x/2025/02/28/13/part.json'),
      file('/b.json', Date.UTC(2025, 1, 1)),
      file('/a.json', Date.UTC(2025, 1, 1)),
      file('/c/1_CloudTrail-Digest_x_20250301T000713Z.json.gz'),
    ];
    expect(orderByDelivery(files).map(({ path }) => path.replace(/.*\//, ''))).toEqual([
      'a.json',
      'b.json',
      'part.json',
      'part.json',
      '2_CloudTrail_eu-west-1_20250301T0005Z_a.json.gz',
      '1_CloudTrail-Digest_x_20250301T000713Z.json.gz',
      '1_CloudTrail_us-east-1_20250301T0010Z_b.json.gz',
    ]);
    expect(orderByDelivery([...files].reverse())).toEqual(orderByDelivery(files));
  });
});
