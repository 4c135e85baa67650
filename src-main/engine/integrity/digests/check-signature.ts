// One signature against one digest.
import { type KeyObject, verify } from 'node:crypto';
import type { Digest } from '../../../../shared/integrity/digest.ts';
import { stringToSign } from '../../../../shared/integrity/string-to-sign.ts';

/** @param hash SHA-256 of the digest's decompressed bytes; `signature`: hex */
export function checkSignature(key: KeyObject, digest: Digest, hash: string, signature: string): boolean {
  if (!/^(?:[0-9a-fA-F]{2})+$/.test(signature)) return false;
  return verify('RSA-SHA256', Buffer.from(stringToSign(digest, hash)), key, Buffer.from(signature, 'hex'));
}
