// Whether stretches of the content are UTF-8. What is at hand is checked once as a whole, and stretches only where it is not.
import { isUtf8 } from 'node:buffer';

export type Utf8Check = (bytes: Buffer, start: number, end: number) => boolean;

export function createUtf8Check(): Utf8Check {
  let checked: Buffer | null = null;
  /** All before it is UTF-8. */
  let cleanTo = 0;
  return (bytes, start, end) => {
    if (bytes !== checked) {
      checked = bytes;
      // Behind the last line feed a character may be cut in two.
      const whole = bytes.lastIndexOf(10) + 1;
      cleanTo = isUtf8(bytes.subarray(0, whole)) ? whole : 0;
    }
    return end <= cleanTo || isUtf8(bytes.subarray(start, end));
  };
}
