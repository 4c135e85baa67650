// Whether a line looks like one that was recognised before, so that not each of millions is shown to the log types: how it and
// its first fields begin (a digit, a letter, a quote, …). As with the keys of JSON, what looks the same is of the same type.
import type { Slice } from '../parcel-writer.ts';
import type { LineLayout } from './line-layouts.ts';

export type Likeness = {
  isKnown(layout: LineLayout, line: Slice): boolean;
  /** The line was recognised as one of this layout. */
  remember(layout: LineLayout, line: Slice): void;
};

/** Looks that are kept of a layout, and layouts; logs have a few dozen of the former and two or three of the latter. */
const maxLooks = 4096;
const maxLayouts = 64;

/** What a field begins with, a number below 8 by byte; 0 for what stands between fields. */
const kinds = Uint8Array.from({ length: 256 }, (_, c) => {
  const text = String.fromCharCode(c);
  if (/[ \t,]/.test(text)) return 0;
  if (/[0-9]/.test(text)) return 1;
  if (/[A-Za-z]/.test(text)) return 2;
  const mark = ['"', '[', '-', '{'].indexOf(text);
  return mark < 0 ? 3 : 4 + mark;
});

/** @param places fields looked at after the first, at most eight */
export function createLikeness(places: number): Likeness {
  const known = new Map<LineLayout, Set<number>>();
  /** The layout asked about last, and what is known of it. */
  let layout: LineLayout | null = null;
  let looks = new Set<number>();

  function turnTo(to: LineLayout): void {
    if (known.size >= maxLayouts) known.clear();
    layout = to;
    looks = known.get(to) ?? new Set();
    known.set(to, looks);
  }

  return {
    isKnown(of, line) {
      if (of !== layout) turnTo(of);
      return looks.has(lookOf(line, places));
    },
    remember(of, line) {
      if (of !== layout) turnTo(of);
      if (looks.size >= maxLooks) looks.clear();
      looks.add(lookOf(line, places));
    },
  };
}

function lookOf({ bytes, start, end }: Slice, places: number): number {
  let look = kinds[bytes[start]!]!;
  let left = places;
  for (let i = start + 1; i < end; i++) {
    if (kinds[bytes[i - 1]!] !== 0) continue;
    look = look * 8 + kinds[bytes[i]!]!;
    if (--left === 0) break;
  }
  return look;
}
