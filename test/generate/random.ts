// Seeded randomness for generated archives: the same seed gives the same bytes on every machine and Node version.

export type Random = {
  /** Integer in [0, 2^32). */
  bits(): number;
  /** Float in [0, 1). */
  unit(): number;
  /** Integer in [0, n). */
  below(n: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** `4n` lower-case hex digits. */
  hex(groups: number): string;
  uuid(): string;
  /** Letters as in AWS ids: A–Z and 2–7. */
  base32(length: number): string;
  base64(length: number): string;
};

const hexGroups = Array.from({ length: 65_536 }, (_, i) => i.toString(16).padStart(4, '0'));
const base32Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base32Pairs = Array.from({ length: 1024 }, (_, i) => base32Letters[i >> 5]! + base32Letters[i & 31]!);
const base64Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base64Pairs = Array.from({ length: 4096 }, (_, i) => base64Letters[i >> 6]! + base64Letters[i & 63]!);

/**
 * Generator sfc32 (Chris Doty-Humphrey, PractRand), seeded by an FNV-1a hash of the text. `thin`: ids end
 * in a fixed text (EXAMPLE, as AWS's documentation writes them), so that an archive made for shipping compresses well.
 */
export function seedRandom(seed: string, thin = false): Random {
  let a = hashText(`a${seed}`);
  let b = hashText(`b${seed}`);
  let c = hashText(`c${seed}`);
  let counter = 1;
  const bits = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let i = 0; i < 15; i++) bits();
  const below = (n: number) => Math.floor((bits() / 4_294_967_296) * n);
  const repeat = (length: number, pairs: readonly string[]) => {
    let text = '';
    for (let i = 0; i < length; i += 2) text += pairs[below(pairs.length)]!;
    return length % 2 === 0 ? text : text.slice(0, length);
  };
  return {
    bits,
    below,
    unit: () => bits() / 4_294_967_296,
    chance: (probability) => bits() < probability * 4_294_967_296,
    pick: (items) => items[below(items.length)]!,
    hex(groups) {
      let text = '';
      if (thin && groups > 3) return `${this.hex(1)}${'00c0ffee'.repeat(groups).slice(0, groups * 4 - 4)}`;
      for (let i = 0; i < groups; i += 2) {
        const n = bits();
        text += i + 1 < groups ? hexGroups[n >>> 16]! + hexGroups[n & 65_535]! : hexGroups[n >>> 16]!;
      }
      return text;
    },
    uuid() {
      if (thin) return `${this.hex(2)}-5eed-4e5a-9a3e-5a3e00001e5a`;
      const [w, x, y, z] = [bits(), bits(), bits(), bits()];
      return (
        hexGroups[w >>> 16]! +
        hexGroups[w & 65_535]! +
        '-' +
        hexGroups[x >>> 16]! +
        '-' +
        hexGroups[0x4000 | (x & 0xfff)]! +
        '-' +
        hexGroups[0x8000 | ((y >>> 16) & 0x3fff)]! +
        '-' +
        hexGroups[y & 65_535]! +
        hexGroups[z >>> 16]! +
        hexGroups[z & 65_535]!
      );
    },
    base32(length) {
      if (!thin || length <= 10) return repeat(length, base32Pairs);
      // Ids that begin above P hold their account, which an invented one cannot.
      const free = repeat(length - 7, base32Pairs);
      return `${base32Letters[base32Letters.indexOf(free[0]!) & 15]!}${free.slice(1)}EXAMPLE`;
    },
    base64: (length) =>
      thin && length > 20
        ? `${repeat(6, base64Pairs)}${'EXAMPLE'.repeat(length).slice(0, length - 6)}`
        : repeat(length, base64Pairs),
  };
}

/** A picker of indexes with the given weights. */
export function weigh(weights: readonly number[]): (random: Random) => number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // 1,024 slots: one lookup a pick, precise enough for shares of 0.1 %.
  const slots = new Uint16Array(1024);
  let at = 0;
  let used = 0;
  weights.forEach((weight, index) => {
    used += weight;
    const end = Math.round((used / total) * slots.length);
    while (at < end) slots[at++] = index;
  });
  return (random) => slots[random.bits() & 1023]!;
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
