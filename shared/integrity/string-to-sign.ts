// What the signature of a digest is made over.
import type { Digest } from './digest.ts';

/** @param hash SHA-256 of the digest's decompressed bytes, lower-case hex */
export function stringToSign(digest: Digest, hash: string): string {
  return [digest.endText, `${digest.bucket}/${digest.key}`, hash, digest.previous?.signature ?? 'null'].join('\n');
}
