// Whether a line looks like one that was recognised before, so that not each of millions is shown to the log types: how it and
// its first fields begin (a digit, a letter, a quote, …). As with the keys of JSON, what looks the same is of the same type.
import type { Slice } from '../parcel-writer.ts';
import type { LineLayout } from './line-layouts.ts';

export type Likeness = {
  isKnown(layout: LineLayout, line: Slice): boolean;
  /** The line was recognised as one of this layout. */
  remember(layout: LineLayout, line: Slice): void;
};

/** Fields looked at after the first. */
const places = 5;
/** Looks that are kept; logs have a few dozen. */
const maxKnown = 4096;

/** What a field begins with, a number below 8 by byte; 0 for what stands between fields. */
const kinds = Uint8Array.from({ length: 256 }, (_, c) => {
  const text = String.fromCharCode(c);
  if (/[ \t,]/.test(text)) return 0;
  if (/[0-9]/.test(text)) return 1;
  if (/[A-Za-z]/.test(text)) return 2;
  const mark = ['"', '[', '-', '{'].indexOf(text);
  return mark < 0 ? 3 : 4 + mark;
});

export function createLikeness(): Likeness {
  let of: LineLayout | null = null;
  let known = new Set<number>();
  return {
    isKnown: (layout, line) => layout === of && known.has(lookOf(line)),
    remember(layout, line) {
      if (layout !== of || known.size >= maxKnown) known = new Set();
      of = layout;
      known.add(lookOf(line));
    },
  };
}

function lookOf({ bytes, start, end }: Slice): number {
  let look = kinds[bytes[start]!]!;
  let left = places;
  for (let i = start + 1; i < end; i++) {
    if (kinds[bytes[i - 1]!] !== 0) continue;
    look = look * 8 + kinds[bytes[i]!]!;
    if (--left === 0) break;
  }
  return look;
}
