// One signature against one digest, in the thread pool: there are as many of them as hours.
import { type KeyObject, verify } from 'node:crypto';
import { promisify } from 'node:util';
import type { Digest } from '../../../../shared/integrity/digest.ts';
import { stringToSign } from '../../../../shared/integrity/string-to-sign.ts';

const verifyAside = promisify<string, Buffer, KeyObject, Buffer, boolean>(verify);

/** @param hash SHA-256 of the digest's decompressed bytes; `signature`: hex */
export async function checkSignature(
  key: KeyObject,
  digest: Digest,
  hash: string,
  signature: string,
): Promise<boolean> {
  if (!/^(?:[0-9a-fA-F]{2})+$/.test(signature)) return false;
  return await verifyAside('RSA-SHA256', Buffer.from(stringToSign(digest, hash)), key, Buffer.from(signature, 'hex'));
}
