// Takes files that were dropped on the page: a browser tells no path, so their bytes are streamed into the open case under
// evidence/dropped/BATCH/, keeping the folder structure they came with. The engine then loads them from there.
import { type FileHandle, mkdir, open, realpath, rename, rm, stat, utimes } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { dirname, extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

export class DropRefusal extends Error {}

/** Bytes that a name may have in UTF-8; file systems stop at 255, and `.part` and a counter are put behind it. */
const nameLimit = 200;

/**
 * One harmless file name from what a page sent: no separators, no control or Windows-reserved characters, no device names,
 * not `.` or `..`, cut at 200 bytes (its extension kept). Letters of any script and emoji stay.
 */
export function cleanName(name: string): string {
  const plain = name
    .replace(/[<>:"/\\|?*\p{Cc}\p{Cs}]/gu, '_')
    .replace(/[. ]+$/, (tail) => '_'.repeat(tail.length))
    .replace(/^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i, '_$1');
  const limit = nameLimit - Buffer.byteLength(extname(plain));
  if (plain === '') return '_';
  if (Buffer.byteLength(plain) <= nameLimit || limit < 1) return cutBytes(plain, nameLimit);
  return cutBytes(plain.slice(0, plain.length - extname(plain).length), limit) + extname(plain);
}

function cutBytes(text: string, bytes: number): string {
  let out = '';
  for (const char of text) {
    if (Buffer.byteLength(out + char) > bytes) break;
    out += char;
  }
  return out;
}

/**
 * Stores the body of a PUT. `path`: `BATCH/relative/name`, percent-encoded, from the URL. Answers where the file is now.
 * A file that is there already is not touched: the new one gets ` (2)` and so on. The header `x-pugmark-mtime`
 * (milliseconds) keeps the file's own time.
 */
export async function storeDrop(caseDir: string, path: string, request: IncomingMessage): Promise<{ path: string }> {
  const [batch, ...names] = path.split('/').map((part) => cleanName(decodePart(part)));
  if (!batch || names.length === 0 || names.length > 64)
    throw new DropRefusal('The address must be drop/BATCH/NAME, with at most 64 levels.');
  const root = join(await realpath(caseDir), 'evidence', 'dropped', batch);
  const wanted = join(root, ...names);
  await mkdir(dirname(wanted), { recursive: true });
  // A case from someone else may carry a link that leads out of it.
  const folder = await realpath(dirname(wanted));
  if (folder !== dirname(wanted) || !`${folder}${sep}`.startsWith(`${root}${sep}`))
    throw new DropRefusal('The folder for dropped files is a link that leads elsewhere.');

  const { name, handle } = await claimName(wanted);
  try {
    await pipeline(request, handle.createWriteStream());
    const mtime = Number(request.headers['x-pugmark-mtime']);
    if (Number.isFinite(mtime) && mtime > 0) await utimes(`${name}.part`, new Date(mtime), new Date(mtime));
    await rename(`${name}.part`, name);
  } catch (error) {
    await rm(`${name}.part`, { force: true });
    throw error;
  }
  return { path: name };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw new DropRefusal('The address is not valid percent-encoded UTF-8.', { cause });
  }
}

/**
 * Opens NAME.part for the first NAME that nothing has; two uploads of one name at once get two. The part is taken first and
 * the name looked at then: whoever held the part before has renamed it by now.
 */
async function claimName(wanted: string): Promise<{ name: string; handle: FileHandle }> {
  const end = extname(wanted);
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted.slice(0, wanted.length - end.length)} (${n})${end}`;
    const handle = await open(`${name}.part`, 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return null;
      throw error;
    });
    if (handle === null) continue;
    if (!(await exists(name))) return { name, handle };
    await handle.close();
    await rm(`${name}.part`);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
