// Names of files as text. On Unix a name is bytes, and an old archive may hold names that are not UTF-8. Their bad bytes
// are written `\xE9`, so that paths stay text everywhere, and are turned back where a file is opened.
import { isUtf8 } from 'node:buffer';
import { existsSync } from 'node:fs';

export function textOfName(name: Buffer): string {
  if (isUtf8(name)) return name.toString('utf8');
  let text = '';
  for (let i = 0; i < name.length; ) {
    const length = characterLength(name, i);
    if (length > 0) text += name.toString('utf8', i, i + length);
    else text += `\\x${name[i]!.toString(16).toUpperCase().padStart(2, '0')}`;
    i += length || 1;
  }
  return text;
}

/** What to give to Node's fs for a path made of `textOfName`s. */
export function bytesOfPath(path: string): string | Buffer {
  if (!path.includes('\\x') || process.platform === 'win32' || existsSync(path)) return path;
  const pieces = path.split(/\\x([0-9A-F]{2})/);
  return Buffer.concat(pieces.map((piece, i) => (i % 2 ? Buffer.from(piece, 'hex') : Buffer.from(piece, 'utf8'))));
}

/** Bytes of the UTF-8 character at `at`; 0: there is none. */
function characterLength(name: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= name.length; length++)
    if (isUtf8(name.subarray(at, at + length))) return length;
  return 0;
}
