// XXH64, the checksum of zstd frames, on 32-bit halves (BigInt is some hundred times slower).
// https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md

export type Xxh64 = {
  update(bytes: Uint8Array): void;
  /** The low 32 bits of the hash: all that zstd keeps. Once. */
  low32(): number;
};

// High and low halves of the five primes.
const p1h = 0x9e3779b1;
const p1l = 0x85ebca87;
const p2h = 0xc2b2ae3d;
const p2l = 0x27d4eb4f;
const p3h = 0x165667b1;
const p3l = 0x9e3779f9;
const p4h = 0x85ebca77;
const p4l = 0xc2b2ae63;
const p5h = 0x27d4eb2f;
const p5l = 0x165667c5;

/** High half of the last result; the low half is returned. */
let high = 0;

function add(ah: number, al: number, bh: number, bl: number): number {
  const low = (al >>> 0) + (bl >>> 0);
  high = (ah + bh + (low > 0xffffffff ? 1 : 0)) | 0;
  return low | 0;
}

function multiply(ah: number, al: number, bh: number, bl: number): number {
  const a0 = al & 0xffff;
  const a1 = al >>> 16;
  const b0 = bl & 0xffff;
  const b1 = bl >>> 16;
  const low = a0 * b0;
  const middle = a1 * b0 + (low >>> 16);
  const middle2 = a0 * b1 + (middle & 0xffff);
  const carry = a1 * b1 + Math.floor(middle / 65536) + (middle2 >>> 16);
  high = (carry + Math.imul(ah, bl) + Math.imul(al, bh)) | 0;
  return Math.imul(al, bl);
}

function rotate(h: number, l: number, bits: number): number {
  if (bits >= 32) {
    const less = bits - 32;
    high = less === 0 ? l : (l << less) | (h >>> (32 - less));
    return less === 0 ? h : (h << less) | (l >>> (32 - less));
  }
  high = (h << bits) | (l >>> (32 - bits));
  return (l << bits) | (h >>> (32 - bits));
}

function round(h: number, l: number, inputHigh: number, inputLow: number): number {
  let low = multiply(inputHigh, inputLow, p2h, p2l);
  low = add(h, l, high, low);
  low = rotate(high, low, 31);
  return multiply(high, low, p1h, p1l);
}

export function createXxh64(): Xxh64 {
  // Four accumulators, high and low halves, for seed 0.
  const state = new Int32Array(8);
  state[1] = add(p1h, p1l, p2h, p2l);
  state[0] = high;
  state[2] = p2h;
  state[3] = p2l;
  state[7] = add(0, 0, ~p1h, ~p1l + 1);
  state[6] = ~p1h;
  const rest = new Uint8Array(32);
  const restWords = new DataView(rest.buffer);
  let restLength = 0;
  let total = 0;

  function stripe(words: DataView, at: number): void {
    for (let lane = 0; lane < 4; lane++) {
      const offset = at + lane * 8;
      const low = words.getInt32(offset, true);
      state[lane * 2 + 1] = round(state[lane * 2]!, state[lane * 2 + 1]!, words.getInt32(offset + 4, true), low);
      state[lane * 2] = high;
    }
  }

  return {
    update(bytes) {
      total += bytes.length;
      let i = 0;
      if (restLength > 0) {
        while (restLength < 32 && i < bytes.length) rest[restLength++] = bytes[i++]!;
        if (restLength < 32) return;
        stripe(restWords, 0);
        restLength = 0;
      }
      const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (; i + 32 <= bytes.length; i += 32) stripe(words, i);
      while (i < bytes.length) rest[restLength++] = bytes[i++]!;
    },
    low32() {
      let low: number;
      let h: number;
      if (total >= 32) {
        low = rotate(state[0]!, state[1]!, 1);
        h = high;
        for (const [lane, bits] of [
          [1, 7],
          [2, 12],
          [3, 18],
        ] as const) {
          const turned = rotate(state[lane * 2]!, state[lane * 2 + 1]!, bits);
          low = add(h, low, high, turned);
          h = high;
        }
        for (let lane = 0; lane < 4; lane++) {
          const mixed = round(0, 0, state[lane * 2]!, state[lane * 2 + 1]!);
          low = multiply(h ^ high, low ^ mixed, p1h, p1l);
          low = add(high, low, p4h, p4l);
          h = high;
        }
      } else {
        low = p5l;
        h = p5h;
      }
      low = add(h, low, Math.floor(total / 2 ** 32), total | 0);
      h = high;
      let i = 0;
      for (; i + 8 <= restLength; i += 8) {
        const mixed = round(0, 0, restWords.getInt32(i + 4, true), restWords.getInt32(i, true));
        low = rotate(h ^ high, low ^ mixed, 27);
        low = multiply(high, low, p1h, p1l);
        low = add(high, low, p4h, p4l);
        h = high;
      }
      if (i + 4 <= restLength) {
        const mixed = multiply(0, restWords.getInt32(i, true), p1h, p1l);
        low = rotate(h ^ high, low ^ mixed, 23);
        low = multiply(high, low, p2h, p2l);
        low = add(high, low, p3h, p3l);
        h = high;
        i += 4;
      }
      for (; i < restLength; i++) {
        const mixed = multiply(0, rest[i]!, p5h, p5l);
        low = rotate(h ^ high, low ^ mixed, 11);
        low = multiply(high, low, p1h, p1l);
        h = high;
      }
      low ^= h >>> 1;
      low = multiply(h, low, p2h, p2l);
      h = high;
      const shifted = (low >>> 29) | (h << 3);
      low = multiply(h ^ (h >>> 29), low ^ shifted, p3h, p3l);
      return (low ^ high) >>> 0;
    },
  };
}
