// Makes a case folder of an archive. Only what the archive's own list names is written, into a folder of another name that
// takes its own when every hash was right.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { EngineError, messageOf, toWriteProblem } from '../engine-error.ts';
import { ArchiveList, listName } from './layout.ts';
import type { PackProgress } from './pack-case.ts';
import { isSealed, unseal } from './seal.ts';

/** A list longer than this is no list of a case's files: it has some 200 bytes for each. */
const mostListBytes = 512 * 1024 * 1024;

const damaged = (at: string, why: string, cause?: unknown): EngineError =>
  new EngineError(
    'INVALID',
    `The archive is damaged or was changed: ${why}.`,
    { at, hint: 'Nothing of it was kept. Ask for the file again, and compare its SHA-256 with the sender’s.' },
    { cause },
  );

/**
 * @returns the new folder, `parent/NAME.pugmark`
 * @throws REFUSED for a wrong passphrase, or a folder of that name; INVALID for a damaged archive; CANCELLED
 */
export async function unpackCase(
  path: string,
  parent: string,
  passphrase: string | null,
  progress: PackProgress,
  signal: AbortSignal,
): Promise<{ dir: string; list: ArchiveList }> {
  const part = join(parent, `.unpack-${randomUUID()}`);
  let zip: ZipFile | null = null;
  try {
    await mkdir(part, { mode: 0o700 });
    zip = await openArchive(path, passphrase, join(part, 'archive.zip'), signal);
    const { list, entries } = await readList(zip, path);
    progress.totalBytes = list.files.reduce((sum, { size }) => sum + size, 0);
    const dir = join(parent, `${folderName(list.case.name, path)}.pugmark`);
    if (await isThere(dir))
      throw new EngineError('REFUSED', 'A case of that name is there already.', {
        at: dir,
        hint: 'Choose another folder for the case of the archive.',
      });
    for (const file of list.files) await writeFile(zip, entries, file, join(part, 'case'), { path, progress, signal });
    await rename(join(part, 'case'), dir);
    return { dir, list };
  } catch (error) {
    if (signal.aborted) throw new EngineError('CANCELLED', 'Cancelled', {}, { cause: error });
    if (error instanceof EngineError) throw error;
    throw toWriteProblem('The archive cannot be unpacked', error, parent);
  } finally {
    zip?.close();
    await rm(part, { recursive: true, force: true });
  }
}

async function openArchive(path: string, passphrase: string | null, plain: string, signal: AbortSignal) {
  if (await isSealed(path)) {
    if (passphrase === null)
      throw new EngineError('REFUSED', 'The archive is sealed.', { at: path, hint: 'Give its passphrase.' });
    const opened = await unseal(createReadStream(path, { signal }), passphrase, path);
    try {
      await pipeline(opened, createWriteStream(plain, { flags: 'wx', mode: 0o600 }), { signal });
    } catch (error) {
      if (signal.aborted || (error as NodeJS.ErrnoException).code !== undefined) throw error;
      throw damaged(path, 'a part of it does not fit its seal', error);
    }
  }
  const file = passphrase !== null && (await isThere(plain)) ? plain : path;
  try {
    return await openPromise(file, { lazyEntries: true, autoClose: false, strictFileNames: true });
  } catch (error) {
    throw damaged(path, messageOf(error), error);
  }
}

/** The list, and the places of what it names. */
async function readList(zip: ZipFile, at: string): Promise<{ list: ArchiveList; entries: Map<string, Entry> }> {
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName)) throw new Error(`${entry.fileName} is in it twice`);
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    throw damaged(at, messageOf(error), error);
  }
  const place = entries.get(listName);
  if (!place)
    throw new EngineError('INVALID', `This zip is no archive of a case: it holds no ${listName}.`, {
      at,
      hint: 'Logs in a zip are loaded into a case: open or create one first.',
    });
  if (place.uncompressedSize > mostListBytes) throw damaged(at, 'its list of files is too long');
  let list: ArchiveList;
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(place)) chunks.push(chunk as Buffer);
    list = ArchiveList.parse(JSON.parse(Buffer.concat(chunks).toString()));
  } catch (error) {
    throw damaged(at, `its list of files cannot be read: ${messageOf(error)}`, error);
  }
  entries.delete(listName);
  const listed = new Set(list.files.map(({ name }) => name));
  for (const name of entries.keys()) if (!listed.has(name)) throw damaged(at, `${name} is not in its list of files`);
  return { list, entries };
}

async function writeFile(
  zip: ZipFile,
  entries: Map<string, Entry>,
  { name, size, sha256 }: ArchiveList['files'][number],
  folder: string,
  { path: at, progress, signal }: { path: string; progress: PackProgress; signal: AbortSignal },
): Promise<void> {
  const entry = entries.get(name);
  if (!entry) throw damaged(at, `${name} is missing`);
  if (entry.uncompressedSize !== size) throw damaged(at, `${name} is not as long as it was`);
  const file = join(folder, ...name.split('/'));
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const input = (await zip.openReadStreamPromise(entry)) as Readable;
  input.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    progress.bytes += chunk.length;
  });
  try {
    await pipeline(input, createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal });
  } catch (error) {
    if (signal.aborted || (error as NodeJS.ErrnoException).code !== undefined) throw error;
    throw damaged(at, `${name} cannot be read: ${messageOf(error)}`, error);
  }
  if (hash.digest('hex') !== sha256) throw damaged(at, `${name} is not what it was`);
}

/** The name is the archive's word: it must be one part of a path. */
function folderName(name: string, at: string): string {
  if (/[<>:"/\\|?*\p{Cc}]/u.test(name) || /^\.+$/.test(name)) throw damaged(at, 'its case has no proper name');
  return name;
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
