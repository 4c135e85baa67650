// Writes a closed case folder to one zip, sealed or not. The hash of each file is taken while it is read; the list of them
// is the last entry, so that one pass over the files is enough.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type Stats } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { CaseInfo } from '../../../shared/contract/cases.ts';
import { EngineError, messageOf, toWriteProblem } from '../engine-error.ts';
import type { Target } from '../export/target.ts';
import { bytesOfPath } from '../sources/file-names.ts';
import { type ArchiveList, isCompressed, isLeftBehind, listName, nameOfSource, sourcesList } from './layout.ts';
import { seal } from './seal.ts';

/** A log file outside of the case: where, and its hash when it was loaded. */
export type Source = { path: string; sha256: string | null };

export type PackRequest = {
  info: CaseInfo;
  pugmark: string;
  by: string;
  withEvidence: boolean;
  sources: Source[];
  passphrase: string | null;
};

export type Packed = { sha256: string; size: number; files: number; changed: string[]; missing: string[] };
export type PackProgress = { bytes: number; totalBytes: number };

/** One file to put in. `path`: where it is read. */
type Entry = { name: string; path: string; info: Stats };

const chunkBytes = 1024 * 1024;

/** @throws CANCELLED; FAILED with the file that could not be read or written. Nothing is left behind then. */
export async function packCase(
  dir: string,
  target: Target,
  request: PackRequest,
  progress: PackProgress,
  signal: AbortSignal,
): Promise<Packed> {
  const own = (await listCase(dir)).filter(({ name }) => request.withEvidence || !name.startsWith('evidence/'));
  const { entries: foreign, missing } = request.withEvidence
    ? await findSources(request.sources)
    : { entries: [], missing: [] };
  const entries = [...own, ...foreign.map(({ entry }) => entry)];
  progress.totalBytes = entries.reduce((sum, { info }) => sum + info.size, 0);
  const zip = new ZipFile();
  const sums: ArchiveList['files'] = [];
  const hash = createHash('sha256');
  let size = 0;
  const stop = new AbortController();
  const ends = AbortSignal.any([signal, stop.signal]);
  let unread: unknown = null;
  const filled = fillZip(zip, entries, foreign, request, sums, progress, ends).catch((error: unknown) => {
    unread = error;
    (zip.outputStream as Readable).destroy(error as Error);
  });
  try {
    const plain = zip.outputStream as Readable;
    const out = request.passphrase === null ? plain : await seal(plain, request.passphrase);
    await pipeline(
      out,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          size += chunk.length;
          yield chunk;
        }
      },
      createWriteStream(target.partial, { flags: 'wx', mode: 0o600 }),
      { signal },
    );
    await filled;
    await rename(target.partial, target.path);
  } catch (error) {
    const first = unread;
    stop.abort();
    await filled;
    await rm(target.partial, { force: true });
    if (signal.aborted) throw new EngineError('CANCELLED', 'Cancelled', {}, { cause: error });
    const cause = first ?? error;
    throw cause instanceof EngineError ? cause : toWriteProblem('The archive cannot be written', cause, target.path);
  }
  const loaded = new Map(foreign.map(({ entry, source }) => [entry.name, source]));
  const changed = sums.flatMap(({ name, sha256 }) => {
    const source = loaded.get(name);
    return source?.sha256 && source.sha256 !== sha256 ? [source.path] : [];
  });
  return { sha256: hash.digest('hex'), size, files: sums.length, changed, missing };
}

async function fillZip(
  zip: ZipFile,
  entries: Entry[],
  foreign: { entry: Entry; source: Source }[],
  request: PackRequest,
  sums: ArchiveList['files'],
  progress: PackProgress,
  signal: AbortSignal,
): Promise<void> {
  for (const entry of entries) sums.push(await addFile(zip, entry, progress, signal));
  if (foreign.length > 0) {
    const sources = foreign.map(({ entry, source }) => ({ path: source.path, file: entry.name }));
    sums.push(addText(zip, sourcesList, { sources }));
  }
  const { info } = request;
  const list: ArchiveList = {
    archive: 1,
    pugmark: request.pugmark,
    case: { id: info.id, name: info.name, formatVersion: info.formatVersion },
    made: new Date().toISOString(),
    by: request.by,
    hasEvidence: request.withEvidence,
    files: sums,
  };
  addText(zip, listName, list);
  zip.end();
}

async function addFile(zip: ZipFile, { name, path, info }: Entry, progress: PackProgress, signal: AbortSignal) {
  const hash = createHash('sha256');
  const input = createReadStream(bytesOfPath(path), { highWaterMark: chunkBytes, signal });
  let size = 0;
  input.on('data', (chunk) => {
    hash.update(chunk);
    size += chunk.length;
    progress.bytes += chunk.length;
  });
  const ended = new Promise<void>((resolve, reject) => input.once('end', resolve).once('error', reject));
  const options = { size: info.size, mtime: info.mtime, mode: 0o100600, compress: !isCompressed(name) };
  input.pause();
  zip.addReadStream(input, name, options.compress ? { ...options, compressionLevel: 3 } : options);
  try {
    await ended;
  } catch (error) {
    throw new EngineError('FAILED', `A file cannot be read: ${messageOf(error)}`, { at: path }, { cause: error });
  }
  if (size !== info.size)
    throw new EngineError('FAILED', 'A file changed while it was put into the archive.', {
      at: path,
      hint: 'See that nothing else writes to it, and try again.',
    });
  return { name, size, sha256: hash.digest('hex') };
}

function addText(zip: ZipFile, name: string, content: unknown): ArchiveList['files'][number] {
  const bytes = Buffer.from(`${JSON.stringify(content, null, 1)}\n`);
  zip.addBuffer(bytes, name, { mode: 0o100600 });
  return { name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

async function listCase(dir: string): Promise<Entry[]> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true });
  const entries: Entry[] = [];
  for (const one of found) {
    if (!one.isFile()) continue;
    const path = join(one.parentPath, one.name);
    const name = relative(dir, path).split(sep).join('/');
    if (!isLeftBehind(name)) entries.push({ name, path, info: await stat(path) });
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function findSources(sources: Source[]) {
  const entries: { entry: Entry; source: Source }[] = [];
  const missing: string[] = [];
  const taken = new Set<string>();
  for (const source of sources) {
    const info = await stat(bytesOfPath(source.path)).catch(() => null); // Gone since it was loaded: told as missing.
    if (!info?.isFile()) {
      missing.push(source.path);
      continue;
    }
    const plain = nameOfSource(source.path);
    let name = plain;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${plain}.${n}`;
    taken.add(name.toLowerCase());
    entries.push({ entry: { name, path: source.path, info }, source });
  }
  return { entries, missing };
}
