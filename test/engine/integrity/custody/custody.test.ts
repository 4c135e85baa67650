// The evidence read again: every way in which it can be another, inside archives too, and lists of its hashes.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import type { CustodyCounts } from '../../../../shared/contract/custody.ts';
import { requireCase } from '../../../../src-main/engine/engine-state.ts';
import { makeTempDir } from '../../support/temp.ts';
import { engine, loadCase, rows } from '../support/verify-case.ts';

const event = (n: number) =>
  JSON.stringify({
    eventVersion: '1.11',
    eventTime: '2025-01-02T03:04:05Z',
    eventSource: 'iam.amazonaws.com',
    eventName: `Event${n}`,
    eventID: `id-${n}`,
  });
const records = (...numbers: number[]) => Buffer.from(`{"Records":[${numbers.map(event).join(',')}]}`);
const zipOf = async (members: Record<string, Buffer>): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(members)) zip.addBuffer(bytes, name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let dir: string;
let zip: Buffer;
const at = (name: string) => join(dir, name);
const none: CustodyCounts = { same: 0, changed: 0, missing: 0, unreadable: 0, 'not-kept': 0, unhashed: 0 };

async function verify(): Promise<CustodyCounts> {
  let counts: CustodyCounts | null = null;
  for await (const state of await engine.client.custody.verify()) ({ counts } = state);
  return counts!;
}
async function loadAgain(): Promise<void> {
  const { loadId } = await engine.client.loads.start({ paths: [dir], as: 'auto' });
  for await (const _ of await engine.client.loads.watch({ loadId }));
}
const results = (problemsOnly = true) => engine.client.custody.results({ offset: 0, limit: 100, problemsOnly });

beforeEach(async () => {
  dir = makeTempDir();
  writeFileSync(at('a.json.gz'), gzipSync(records(1, 2)));
  writeFileSync(at('b.json'), records(3));
  writeFileSync(at('notes.txt'), 'nothing');
  zip = await zipOf({ 'in/x.json': records(4), 'in/y.json.gz': gzipSync(records(5, 6)) });
  writeFileSync(at('c.zip'), zip);
  await loadCase(dir);
});

describe('evidence read again', () => {
  test('is the same when nothing was touched, and that is written down', async () => {
    expect((await results()).checked).toBeNull();
    expect(await verify()).toEqual({ ...none, same: 6 });
    expect(await results()).toMatchObject({ counts: { ...none, same: 6 }, total: 0, checked: expect.any(String) });
    expect((await results(false)).results).toHaveLength(6);
    const page = await engine.client.journal.entries({ offset: 0, limit: 1, groups: ['check'] });
    expect(page.entries[0]).toMatchObject({ action: 'custody.verify', detail: { counts: { same: 6 }, notSame: [] } });
    // And again in the same session.
    writeFileSync(at('b.json'), 'other');
    expect(await verify()).toEqual({ ...none, same: 5, changed: 1 });
    expect(await results()).toMatchObject({ total: 1, results: [{ path: at('b.json'), verdict: 'changed' }] });
  });

  test('tells what changed, is gone, or cannot be read, with the rows of each', async () => {
    // The same content, recompressed: the bytes are others.
    writeFileSync(at('a.json.gz'), gzipSync(records(1, 2), { level: 1 }));
    rmSync(at('b.json'));
    const other = await zipOf({ 'in/x.json': records(7) });
    writeFileSync(at('c.zip'), other);
    expect(await verify()).toEqual({ ...none, same: 1, changed: 3, missing: 2 });
    const found = await results();
    const of = (path: string, member: string | null) =>
      found.results.find((one) => one.path === path && one.member === member)!;
    expect(of(at('a.json.gz'), null)).toMatchObject({ verdict: 'changed', table: 'cloudtrail', rows: 2 });
    expect(of(at('b.json'), null)).toMatchObject({ verdict: 'missing', rows: 1, found: null });
    expect(of(at('c.zip'), null)).toMatchObject({
      evidenceId: null,
      verdict: 'changed',
      expected: sha256(zip),
      found: sha256(other),
      table: null,
      rows: 3,
    });
    expect(of(at('c.zip'), 'in/x.json')).toMatchObject({ verdict: 'changed', found: sha256(records(7)) });
    expect(of(at('c.zip'), 'in/y.json.gz')).toMatchObject({ verdict: 'missing', rows: 2 });
    const { evidenceId } = of(at('a.json.gz'), null);
    expect(await rows(`SELECT count(*) AS n FROM cloudtrail WHERE evidence_id = ${evidenceId}`)).toEqual([{ n: 2 }]);
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('that may not be read says so', async () => {
    chmodSync(at('b.json'), 0);
    expect(await verify()).toEqual({ ...none, same: 5, unreadable: 1 });
  });

  test('damaged where it was whole: the hash differs, and a damaged archive has lost members', async () => {
    writeFileSync(at('c.zip'), zip.subarray(0, 30));
    const counts = await verify();
    expect(counts.same).toBe(3);
    expect(counts.missing + counts.unreadable + counts.changed).toBe(3);
    expect((await results()).results[0]).toMatchObject({ path: at('c.zip'), member: null, verdict: 'changed' });
  });

  test('an archive packed anew of the same members is told alone; that is gone, with its members', async () => {
    const other = await zipOf({ 'in/y.json.gz': gzipSync(records(5, 6)), 'in/x.json': records(4) });
    writeFileSync(at('c.zip'), other);
    expect(await verify()).toEqual({ ...none, same: 5, changed: 1 });
    expect((await results()).results).toMatchObject([{ path: at('c.zip'), evidenceId: null, found: sha256(other) }]);
    const page = await engine.client.journal.entries({ offset: 0, limit: 1, groups: ['check'] });
    expect(page.entries[0]).toMatchObject({ detail: { notSame: [{ archiveId: 1, path: at('c.zip'), member: null }] } });
    await loadAgain();
    expect(await verify()).toEqual({ ...none, same: 8, changed: 1 });
    expect((await results()).results[0]).toMatchObject({ reason: expect.stringContaining('(archive 2)') });
    rmSync(at('c.zip'));
    expect(await verify()).toEqual({ ...none, same: 3, missing: 6 });
  });

  test('a file that was loaded again with other bytes: the rows of before are told', async () => {
    writeFileSync(at('b.json'), records(8, 9));
    await loadAgain();
    expect(await verify()).toEqual({ ...none, same: 6, changed: 1 });
    const [one] = (await results()).results;
    expect(one).toMatchObject({
      path: at('b.json'),
      rows: 1,
      reason: expect.stringContaining('a later load has what'),
    });
  });

  test('what an acquisition did not keep cannot be read again; what the case keeps is read there', async () => {
    const open = requireCase(engine.state);
    await open.db.use((c) =>
      c.run("UPDATE logs.main.evidence SET path = 's3://bucket/a' WHERE path LIKE '%a.json.gz'"),
    );
    writeFileSync(join(open.dir, 'evidence', 'b.json'), records(3));
    await open.db.use((c) =>
      c.run("UPDATE logs.main.evidence SET path = 's3://bucket/b', file = 'evidence/b.json' WHERE path LIKE '%b.json'"),
    );
    expect(await verify()).toEqual({ ...none, same: 5, 'not-kept': 1 });
  });

  test('a cancelled reading leaves what was found before', async () => {
    await verify();
    const before = await results();
    const abort = new AbortController();
    abort.abort();
    const reading = async () => {
      for await (const _ of await engine.client.custody.verify(undefined, { signal: abort.signal }));
    };
    await expect(reading()).rejects.toThrow();
    expect(await results()).toEqual(before);
  });
});

describe('lists of hashes', () => {
  test('sha256sum itself is satisfied in the folder, and names what was changed', async () => {
    writeFileSync(at('new\nline\\.json'), records(10));
    await loadCase(dir);
    const saved = await engine.client.custody.saveHashes({ form: 'sha256sum' });
    expect(saved).toMatchObject({ files: 5, members: 2, folder: dir });
    const check = () => execFileSync('sha256sum', ['-c', saved.path], { cwd: dir, encoding: 'utf8', stdio: 'pipe' });
    expect(check().match(/: OK$/gm)).toHaveLength(5);
    writeFileSync(at('b.json'), 'x');
    expect(check).toThrow(/b\.json: FAILED|Command failed/);
  });

  test('what is written is read back as the same, in both forms', async () => {
    for (const form of ['sha256sum', 'csv'] as const) {
      const { path, files } = await engine.client.custody.saveHashes({ form });
      const { counts, items } = await engine.client.custody.compare({ path });
      expect(files).toBe(form === 'csv' ? 6 : 4);
      expect(counts).toEqual({ same: files, renamed: 0, differs: 0, 'not-here': 0, 'not-listed': 0 });
      expect(items).toEqual([]);
    }
  });

  test('a list of the archives that were handed over finds them, by name or by hash alone', async () => {
    const list = join(makeTempDir(), 'list');
    const compare = async (name: string, hash: string) => {
      writeFileSync(list, `${hash}  ${name}\n`);
      return engine.client.custody.compare({ path: list });
    };
    const { counts } = await compare('D:\\handed over\\c.zip', sha256(zip));
    expect(counts).toEqual({ same: 0, renamed: 1, differs: 0, 'not-here': 0, 'not-listed': 3 });
    expect((await compare('./c.zip', sha256(zip))).counts).toMatchObject({ same: 1, 'not-listed': 3 });
    const { items } = await compare('c.zip', 'a'.repeat(64));
    expect(items[0]).toMatchObject({ verdict: 'differs', path: at('c.zip'), hash: sha256(zip) });
    const { hashes } = await engine.client.custody.hashes({ offset: 0, limit: 10 });
    expect(hashes.find(({ path, member }) => path === at('c.zip') && member === null)).toMatchObject({
      evidenceId: null,
      sha256: sha256(zip),
      contentSha256: null,
      size: zip.length,
      rows: 3,
    });
  });

  test('a list that cannot be used is refused in words', async () => {
    const list = join(makeTempDir(), 'list');
    writeFileSync(list, `${'0'.repeat(32)}  a.json\n`);
    await expect(engine.client.custody.compare({ path: list })).rejects.toThrow(/MD5/);
    await expect(engine.client.custody.compare({ path: `${list}.none` })).rejects.toThrow(/cannot be read/);
  });
});
