import { createHash, randomBytes } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { createEngine } from '../../../src-main/engine/app.ts';
import { listName } from '../../../src-main/engine/archive/layout.ts';
import { tar } from '../ingest/support/pack.ts';
import { testOptions } from '../support/case.ts';
import { makeTempDir } from '../support/temp.ts';

const line = (
  id: number,
) => `{"eventVersion":"1.08","eventTime":"2026-01-01T00:00:0${id}Z","eventSource":"s3.amazonaws.com",
  "eventName":"GetObject","awsRegion":"eu-west-1","eventID":"${id}","eventType":"AwsApiCall","recipientAccountId":"111122223333"}`;

/** A case with one log file, loaded from outside of it. */
async function openLoaded() {
  const engine = await createEngine(testOptions());
  const { client } = engine;
  const folder = makeTempDir();
  const log = join(folder, 'a log.json');
  writeFileSync(log, `{"Records":[${line(1)},${line(2)}]}`);
  const info = await client.cases.create({ parent: folder, name: 'Acme', asNamed: false });
  const { loadId } = await client.loads.start({ paths: [log], as: 'auto', table: 'x' });
  for await (const _ of await client.loads.watch({ loadId }));
  return { engine, client, folder, log, info };
}
type Client = Awaited<ReturnType<typeof openLoaded>>['client'];

async function pack(client: Client, path: string, more: { withEvidence?: boolean; passphrase?: string } = {}) {
  let packed = null;
  for await (const state of await client.archives.pack({ path, withEvidence: true, ...more })) packed = state.packed;
  return packed!;
}

async function unpack(client: Client, path: string, parent: string, passphrase?: string) {
  let unpacked = null;
  const input = { path, parent, ...(passphrase === undefined ? {} : { passphrase }) };
  for await (const state of await client.archives.unpack(input)) unpacked = state.unpacked;
  return unpacked!;
}

const makeFolder = (parent: string, name: string) => {
  const dir = join(parent, name);
  mkdirSync(dir);
  return dir;
};

test('a case travels with its evidence, and is the same and checked at the other end', async () => {
  const { engine, client, folder, log, info } = await openLoaded();
  const path = join(folder, 'acme.zip');
  const packed = await pack(client, path);
  expect(packed).toMatchObject({ path, sealed: false, sources: 1, changed: [], missing: [] });
  expect(packed.sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'));
  expect(packed.size).toBe(statSync(path).size);
  expect(await client.cases.current()).toMatchObject({ id: info.id });

  const there = await unpack(client, path, makeFolder(folder, 'there'));
  expect(there).toMatchObject({ hasEvidence: true, files: packed.files, info: { id: info.id, name: 'Acme' } });
  expect(await client.cases.current()).toMatchObject({ dir: there.info.dir });
  const tables = await client.views.tables();
  expect(tables.find(({ name }) => name === 'cloudtrail')).toMatchObject({ rows: 2 });
  const { sources } = JSON.parse(readFileSync(join(there.info.dir, 'evidence/sources.json'), 'utf8'));
  expect(sources).toEqual([{ path: log, file: expect.stringMatching(/^evidence\/sources\/.*a log\.json$/) }]);
  expect(readFileSync(join(there.info.dir, sources[0].file))).toEqual(readFileSync(log));
  const journal = readFileSync(join(there.info.dir, 'journal.jsonl'), 'utf8');
  expect(journal).toContain('"case.unpack"');
  expect(journal).toContain(packed.sha256);
  if (process.platform !== 'win32') expect(statSync(join(there.info.dir, 'case.duckdb')).mode & 0o077).toBe(0);
  await engine.close();
});

test('what is gone or changed since it was loaded is told, and without the evidence nothing of it is in the archive', async () => {
  const { engine, client, folder, log } = await openLoaded();
  const bare = await pack(client, join(folder, 'bare.zip'), { withEvidence: false });
  const there = await unpack(client, bare.path, makeFolder(folder, 'there'));
  expect(there.hasEvidence).toBe(false);
  expect(readdirSync(join(there.info.dir, 'evidence'))).toEqual([]);
  await client.cases.open({ dir: join(folder, 'Acme.pugmark') });
  writeFileSync(log, '{"Records":[]}');
  expect(await pack(client, join(folder, 'changed.zip'))).toMatchObject({ sources: 1, changed: [log], missing: [] });
  rmSync(log);
  expect(await pack(client, join(folder, 'gone.zip'))).toMatchObject({ sources: 0, changed: [], missing: [log] });
  // An archive, whose own hash is not among those of its members.
  const tgz = join(folder, 'logs.tgz');
  const line3 = tar([{ name: 'x.json', bytes: Buffer.from(line(3)) }]);
  for (const [level, changed] of [
    [1, []],
    [9, [tgz]],
  ] as const) {
    writeFileSync(tgz, gzipSync(line3, { level }));
    if (level === 1) {
      const { loadId } = await client.loads.start({ paths: [tgz], as: 'auto' });
      for await (const _ of await client.loads.watch({ loadId }));
    }
    expect(await pack(client, join(folder, `archive-${level}.zip`))).toMatchObject({ sources: 1, changed });
  }
  await engine.close();
});

test('a sealed archive opens with its passphrase alone, which is nowhere to be found', async () => {
  const { engine, client, folder, info } = await openLoaded();
  const path = join(folder, 'acme.zip.age');
  const passphrase = 'correct horse battery staple';
  const packed = await pack(client, path, { passphrase });
  expect(packed.sealed).toBe(true);
  expect(readFileSync(path).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
  expect(await client.archives.inspect({ path })).toEqual({ sealed: true, size: packed.size });
  const there = makeFolder(folder, 'there');
  await expect(unpack(client, path, there)).rejects.toMatchObject({
    code: 'REFUSED',
    message: 'The archive is sealed.',
  });
  await expect(unpack(client, path, there, 'wrong')).rejects.toMatchObject({
    code: 'REFUSED',
    message: 'The passphrase does not open this archive.',
  });
  const bytes = readFileSync(path);
  bytes[bytes.length - 20]! ^= 1;
  writeFileSync(join(folder, 'bent.age'), bytes);
  await expect(unpack(client, join(folder, 'bent.age'), there, passphrase)).rejects.toMatchObject({ code: 'INVALID' });
  expect(readdirSync(there)).toEqual([]);
  const opened = await unpack(client, path, there, passphrase);
  await client.cases.close();
  for (const dir of [info.dir, opened.info.dir])
    for (const name of readdirSync(dir, { recursive: true, withFileTypes: true }))
      if (name.isFile())
        expect(readFileSync(join(name.parentPath, name.name)).includes(passphrase), name.name).toBe(false);
  await engine.close();
});

test('packing that is stopped leaves nothing behind, and the case open', async () => {
  const { engine, client, folder, info } = await openLoaded();
  // Random, and long enough that the seal is at work when it is stopped.
  writeFileSync(join(info.dir, 'exports', 'large.gz'), randomBytes(30_000_000));
  const path = join(folder, 'acme.zip.age');
  const stop = new AbortController();
  const packing = async () => {
    const states = await client.archives.pack({ path, withEvidence: true, passphrase: 'x' }, { signal: stop.signal });
    for await (const { bytes } of states) if (bytes > 0) stop.abort();
  };
  await expect(packing()).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(await client.cases.current()).toMatchObject({ id: info.id });
  expect((await client.views.tables()).find(({ name }) => name === 'cloudtrail')).toMatchObject({ rows: 2 });
  expect(readdirSync(folder).toSorted()).toEqual(['Acme.pugmark', 'a log.json']);
  await engine.close();
});

/** A zip with a list of its own, true or not. */
async function writeZip(path: string, files: Record<string, string>, list: object | null): Promise<string> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  if (list) zip.addBuffer(Buffer.from(JSON.stringify(list)), listName);
  zip.end();
  await pipeline(zip.outputStream as Readable, createWriteStream(path));
  return path;
}

const listOf = (name: string, files: Record<string, string>) => ({
  archive: 1,
  pugmark: '1',
  case: { id: 'x', name, formatVersion: 1 },
  made: '',
  by: '',
  hasEvidence: false,
  files: Object.entries(files).map(([key, text]) => ({
    name: key,
    size: text.length,
    sha256: createHash('sha256').update(text).digest('hex'),
  })),
});

test('what is no archive, or is not what its list says, is refused, and nothing is written', async () => {
  const engine = await createEngine(testOptions());
  const { client } = engine;
  const folder = makeTempDir();
  const there = makeFolder(folder, 'there');
  const at = join(folder, 'a.zip');
  const good = { 'case.json': '{}' };
  const refused = async (message: RegExp) => {
    await expect(unpack(client, at, there)).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringMatching(message),
    });
    expect(readdirSync(there)).toEqual([]);
  };
  writeFileSync(at, 'hello');
  await refused(/neither a zip nor an age file/);
  writeFileSync(at, 'PK and nothing more');
  await refused(/damaged/);
  await writeZip(at, good, null);
  await refused(/holds no pugmark-archive\.json/);
  await writeZip(at, { ...good, 'more.txt': '' }, listOf('A', good));
  await refused(/more\.txt is not in its list/);
  await writeZip(at, {}, listOf('A', good));
  await refused(/case\.json is missing/);
  await writeZip(at, { 'case.json': '{1}' }, listOf('A', good));
  await refused(/case\.json is not as long/);
  await writeZip(at, { 'case.json': '[]' }, listOf('A', good));
  await refused(/case\.json is not what it was/);
  await writeZip(at, good, listOf('../up', good));
  await refused(/no proper name/);
  await writeZip(at, good, { ...listOf('A', good), files: 'none' });
  await refused(/list of files cannot be read/);
  await expect(client.archives.inspect({ path: join(folder, 'nowhere') })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await engine.close();
});

test('names that lead out of the folder are refused', async () => {
  const engine = await createEngine(testOptions());
  const folder = makeTempDir();
  const there = makeFolder(folder, 'there');
  // yazl refuses such names itself, so one of the same length is put in their place.
  const path = await writeZip(join(folder, 'a.zip'), { 'xx/evil.txt': 'x' }, listOf('A', { '../evil.txt': 'x' }));
  const bytes = readFileSync(path).toString('latin1').replaceAll('xx/evil.txt', '../evil.txt');
  writeFileSync(path, Buffer.from(bytes, 'latin1'));
  await expect(unpack(engine.client, path, there)).rejects.toMatchObject({ code: 'INVALID' });
  expect(existsSync(join(folder, 'evil.txt'))).toBe(false);
  await engine.close();
});
