// A UUID as DuckDB keeps it in a vector: a little-endian 128-bit integer of the bytes in reading order, its highest bit
// turned over so that integers sort like texts. Hashes use this type because its text is their hex, and quickly made.

const highestBit = 0x80000000;

/** Sixteen bytes, given as four little-endian words, from `from[at]` to a UUID's words at `to[out]`. */
export function bytesToUuid(from: Uint32Array, at: number, to: Uint32Array, out: number): void {
  for (let w = 0; w < 4; w++) to[out + 3 - w] = swapped(from[at + w]!);
  to[out + 3]! ^= highestBit;
}

/** The reverse. */
export function uuidToBytes(from: Uint32Array, at: number, to: Uint32Array, out: number): void {
  to[out] = swapped(from[at + 3]! ^ highestBit);
  for (let w = 1; w < 4; w++) to[out + w] = swapped(from[at + 3 - w]!);
}

const swapped = (word: number) =>
  (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | ((word >>> 24) & 0xff);
