// Which records were seen before, in 2 bytes each: blocked Bloom filters that grow by layers. "No" is certain and lets a
// record go straight to its table; "maybe" is settled exactly by SQL on the 128-bit record hash.

const layerRecords = 1 << 22;
const bitsPerRecord = 16;
const blockWords = 16;

export type RecordFilter = {
  /** True when the hash may have been added before; adds it either way. Words are the four 32-bit words of the hash. */
  seen(h0: number, h1: number, h2: number, h3: number): boolean;
};

export function createRecordFilter(): RecordFilter {
  const layers: Uint32Array[] = [];
  let free = 0;
  const blocks = (layerRecords * bitsPerRecord) / (blockWords * 32);

  return {
    seen(h0, h1, h2, h3) {
      const base = (h0 % blocks) * blockWords;
      for (const layer of layers) if (hasBits(layer, base, h1, h2, h3)) return true;
      if (free === 0) {
        layers.push(new Uint32Array((layerRecords * bitsPerRecord) / 32));
        free = layerRecords;
      }
      free--;
      setBits(layers.at(-1)!, base, h1, h2, h3);
      return false;
    },
  };
}

// Six bit places of nine bits each, two from each word: one cache line per question.
function hasBits(layer: Uint32Array, base: number, h1: number, h2: number, h3: number): boolean {
  return (
    hasBit(layer, base, h1) &&
    hasBit(layer, base, h1 >>> 9) &&
    hasBit(layer, base, h2) &&
    hasBit(layer, base, h2 >>> 9) &&
    hasBit(layer, base, h3) &&
    hasBit(layer, base, h3 >>> 9)
  );
}

function setBits(layer: Uint32Array, base: number, h1: number, h2: number, h3: number): void {
  for (const word of [h1, h1 >>> 9, h2, h2 >>> 9, h3, h3 >>> 9]) layer[base + ((word >>> 5) & 15)]! |= 1 << (word & 31);
}

function hasBit(layer: Uint32Array, base: number, word: number): boolean {
  return (layer[base + ((word >>> 5) & 15)]! & (1 << (word & 31))) !== 0;
}
