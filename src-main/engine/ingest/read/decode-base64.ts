// Base64 in records of Kinesis and Firehose, often of gzip.
import { gunzipSync } from 'node:zlib';
import { skipSpace } from './find-list.ts';

const maxInflated = 64 * 1024 * 1024;

/** Decoded and, if it is gzip, inflated; null: it is not base64 of anything that may hold records. */
export function decodeBase64(text: Buffer): Buffer | null {
  const head = text.toString('latin1', 0, Math.min(text.length, 64));
  if (text.length < 20 || !/^[\w+/=\s-]+$/.test(head)) return null;
  const decoded = Buffer.from(text.toString('latin1'), 'base64');
  if (decoded[0] === 0x1f && decoded[1] === 0x8b) {
    try {
      return gunzipSync(decoded, { maxOutputLength: maxInflated });
    } catch {
      return null;
    }
  }
  const first = decoded[skipSpace(decoded, 0, decoded.length)];
  return first === 123 || first === 91 ? decoded : null;
}
