// The bytes of a list as text: UTF-8, or UTF-16 as Windows' programs write it.
import { NotAList } from './indicator.ts';

/** @throws NotAList for an archive, a picture or the like */
export function decodeText(bytes: Uint8Array): string {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  if (text.slice(0, 4096).includes('\u0000'))
    throw new NotAList('This is no text: it holds zero bytes. Unpack it first if it is an archive.');
  return text;
}

function encodingOf(bytes: Uint8Array): string {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  // Without a mark at the beginning: every second byte of ASCII is zero.
  if (a !== 0 && b === 0 && c !== 0 && d === 0 && bytes.length >= 4) return 'utf-16le';
  if (a === 0 && b !== 0 && c === 0 && d !== 0 && bytes.length >= 4) return 'utf-16be';
  return 'utf-8';
}
