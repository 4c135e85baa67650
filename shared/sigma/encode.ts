// What Sigma's encoding modifiers make of a text: UTF-16, Base64, and the dashes of command lines.
import type { Pattern } from './pattern.ts';

export type Utf16 = 'utf16' | 'utf16le' | 'utf16be';

/** UTF-16 in the byte order named; `utf16` is little-endian behind a byte order mark. */
export function toUtf16(text: string, encoding: Utf16): number[] {
  const bytes = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).flatMap((unit) =>
    encoding === 'utf16be' ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8],
  );
  return encoding === 'utf16' ? [0xff, 0xfe, ...bytes] : bytes;
}

export const toUtf8 = (text: string): number[] => [...new TextEncoder().encode(text)];

/** Null when the bytes are no UTF-8. */
export function fromUtf8(bytes: number[]): string | null {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
  return text.includes('\ufffd') ? null : text;
}

export const toBase64 = (bytes: number[]): string => btoa(String.fromCharCode(...bytes));

/**
 * What stands in any Base64 text that has the bytes somewhere inside: one form for each of the three places that the first
 * byte can have in a group of three, without the characters at either end that neighbours have a part in.
 */
export function toBase64Offsets(bytes: number[]): string[] {
  return [0, 1, 2].map((shift) => {
    const text = toBase64([...Array<number>(shift).fill(0), ...bytes]);
    const cut = [0, 3, 2][(bytes.length + shift) % 3]!;
    return text.slice([0, 2, 3][shift], text.length - cut);
  });
}

const dashes = ['-', '/', '\u2013', '\u2014', '\u2015'];
/** A dash before a word and after none: that of a parameter, not that inside `well-known`. */
const parameterDash = /(?<!\w)[-/\u2013-\u2015](?=\w)/g;

/** Every spelling with other dashes; null when there would be more than `most`. */
export function varyDashes(pattern: Pattern, most: number): Pattern[] | null {
  let variants: Pattern[] = [[]];
  for (const part of pattern) {
    const spelled: Pattern = 'text' in part ? [] : [part];
    const texts = 'text' in part ? spellDashes(part.text, most) : [null];
    if (texts === null || variants.length * texts.length > most) return null;
    variants = variants.flatMap((before) =>
      texts.map((text): Pattern => [...before, ...(text === null ? spelled : [{ text }])]),
    );
  }
  return variants;
}

function spellDashes(text: string, most: number): string[] | null {
  const places = [...text.matchAll(parameterDash)].map(({ index }) => index);
  if (dashes.length ** places.length > most) return null;
  return places.reduce(
    (texts, place) => texts.flatMap((one) => dashes.map((dash) => one.slice(0, place) + dash + one.slice(place + 1))),
    [text],
  );
}
