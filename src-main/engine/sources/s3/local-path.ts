// Where an object goes below `evidence/`: its own key wherever Windows, macOS and Linux all allow it, else a name that
// cannot be mistaken for another key's. Which key a file stands for is recorded with the object; nobody decodes names.
import { createHash } from 'node:crypto';

/** Bytes of UTF-8 per name that every file system takes (ext4 and APFS: 255). */
const maxNameBytes = 200;
/** Characters of the whole relative path; Windows without long paths takes 259 with the folder in front. */
const maxPathLength = 400;

/** Not allowed in Windows names, `%` (which marks what was replaced), and control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const unsafe = /[<>:"|?*\\%\u0000-\u001f\u007f-\u009f]/g;
const loneSurrogate = /\p{Cs}/u;
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;

/**
 * Relative path with `/`, for `bucket` and `key`. Different keys have different paths, but perhaps only by case or by
 * Unicode normalisation: see `foldedPath` and `pathBeside`.
 */
export function localPath(bucket: string, key: string): string {
  const path = [bucket, ...key.split('/')].map(safeName).join('/');
  return path.length <= maxPathLength ? path : `${safeName(bucket)}/%long/${digest(key)}`;
}

/** Equal for paths that one file system or another takes for the same. */
export const foldedPath = (path: string): string => path.normalize('NFC').toLowerCase().normalize('NFC');

/** A second path for a key whose own is taken, by another key or by a folder of the same name. */
export function pathBeside(path: string, key: string): string {
  const cut = path.lastIndexOf('/') + 1;
  return `${path.slice(0, cut)}%${digest(key).slice(0, 16)}-${shorten(path.slice(cut), maxNameBytes - 18)}`;
}

function safeName(segment: string): string {
  if (segment === '') return '%';
  if (loneSurrogate.test(segment)) return `%utf16-${digest(segment)}`;
  let name = segment.replace(unsafe, percent);
  if (/[. ]$/.test(name)) name = name.slice(0, -1) + percent(name.at(-1)!);
  if (reserved.test(name)) name = percent(name[0]!) + name.slice(1);
  if (Buffer.byteLength(name) <= maxNameBytes) return name;
  return `%${digest(segment).slice(0, 32)}-${shorten(name, maxNameBytes - 34)}`;
}

/** The end of a name, which has the time and the extension. */
function shorten(name: string, bytes: number): string {
  const characters = Array.from(name);
  while (Buffer.byteLength(characters.join('')) > bytes) characters.shift();
  return characters.join('');
}

const percent = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

const digest = (text: string): string => createHash('sha256').update(Buffer.from(text, 'utf16le')).digest('hex');
