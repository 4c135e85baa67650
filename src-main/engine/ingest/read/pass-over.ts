// Passes over a JSON value that is too large to hold, in pieces of any size.

export type Passing = {
  /** Answers where the value ends, or -1: not in these bytes, which are passed. */
  pass(bytes: Buffer, from: number): number;
};

/** @param lines the value ends with its line at the latest */
export function passOver(lines: boolean): Passing {
  let depth = 0;
  let text = false;
  let escaped = false;
  return {
    pass(bytes, from) {
      for (let i = from; i < bytes.length; i++) {
        const c = bytes[i]!;
        if (lines && c === 10) return i;
        if (escaped) escaped = false;
        else if (text) {
          if (c === 92) escaped = true;
          else if (c === 34) text = false;
        } else if (c === 34) text = true;
        else if (c === 123 || c === 91) depth++;
        else if (c === 125 || c === 93) depth--;
        if (depth === 0 && !text) return i + 1;
      }
      return -1;
    },
  };
}
