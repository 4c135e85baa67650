// JSON without the whitespace between its tokens: what a record's hash is taken of.

let scratch = Buffer.allocUnsafe(65_536);

/** The answer is valid until the next call. */
export function compactJson(bytes: Uint8Array): Uint8Array {
  if (scratch.length < bytes.length) scratch = Buffer.allocUnsafe(bytes.length * 2);
  const out = scratch;
  let to = 0;
  let text = false;
  for (let i = 0; i < bytes.length; i++) {
    const c = bytes[i]!;
    if (text) {
      if (c === 92) {
        out[to++] = c;
        i++;
        if (i < bytes.length) out[to++] = bytes[i]!;
        continue;
      }
      if (c === 34) text = false;
    } else if (c === 34) text = true;
    else if (c === 32 || c === 10 || c === 13 || c === 9) continue;
    out[to++] = c;
  }
  return out.subarray(0, to);
}
