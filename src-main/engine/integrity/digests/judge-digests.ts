// The verdict of every digest: its signature, wherever that is kept, and the place where it was found.
import type { KeyObject } from 'node:crypto';
import type { Link } from '../../../../shared/integrity/chains.ts';
import { type Digest, nameOf } from '../../../../shared/integrity/digest.ts';
import type { JudgedDigest } from '../../../../shared/integrity/judge-logs.ts';
import type { DigestReason, DigestVerdict } from '../../../../shared/integrity/verdict.ts';
import { checkSignature } from './check-signature.ts';
import type { FoundDigest } from './read-digests.ts';

export type Signature = { from: 'metadata' | 'sidecar file' | 'next digest'; hex: string };
export type DigestResult = {
  found: FoundDigest;
  proof: JudgedDigest['proof'];
  verdict: DigestVerdict;
  reason: DigestReason;
  /** Where the valid signature was. */
  signedBy: Signature['from'] | null;
  note: string | null;
};

/** @param lastOfChain ids of the digests that no later one follows */
export function createDigestJudge(options: {
  links: readonly Link[];
  keys: ReadonlyMap<string, KeyObject>;
  sidecar: ReadonlyMap<string, string>;
  lastOfChain: ReadonlySet<number>;
  bucket: string | null;
}): (found: FoundDigest) => Promise<DigestResult> {
  const { keys, sidecar, lastOfChain, bucket } = options;
  const bySuccessor = new Map<string, Set<string>>();
  for (const { digest } of options.links) {
    const { previous } = digest;
    if (!previous?.signature) continue;
    const place = `${previous.bucket}/${previous.key}`;
    const known = bySuccessor.get(place);
    if (known) known.add(previous.signature);
    else bySuccessor.set(place, new Set([previous.signature]));
  }

  return async (found) => {
    const { digest, hash, recordHash } = found;
    const tell = (
      verdict: DigestVerdict,
      reason: DigestReason,
      proof: JudgedDigest['proof'],
      signedBy: DigestResult['signedBy'] = null,
      note: string | null = null,
    ): DigestResult => ({ found, proof, verdict, reason, signedBy, note });
    if (!digest) return tell('altered', 'unreadable', 'refuted', null, found.problem);
    if (digest.algorithm !== 'SHA256withRSA') return tell('unverifiable', 'unknown-algorithm', 'unproven');
    const key = keys.get(digest.fingerprint);
    if (!key) return tell('unverifiable', 'no-key', 'unproven');

    const signatures: Signature[] = [];
    if (found.signature !== null) signatures.push({ from: 'metadata', hex: found.signature });
    const beside = sidecar.get(digest.key);
    if (beside !== undefined) signatures.push({ from: 'sidecar file', hex: beside });
    for (const hex of bySuccessor.get(`${digest.bucket}/${digest.key}`) ?? [])
      signatures.push({ from: 'next digest', hex });
    if (signatures.length === 0)
      return tell('unverifiable', lastOfChain.has(found.evidenceId) ? 'unsigned-tail' : 'unsigned', 'unproven');

    const valid = await findValid(key, digest, hash, signatures);
    if (!valid) {
      const ofRecord = await findValid(key, digest, recordHash, signatures);
      return ofRecord
        ? tell('altered', 'digest-appended', 'proven', ofRecord.from)
        : tell('altered', 'signature-invalid', 'refuted');
    }
    const wrong = signatures.filter(({ hex }) => hex.toLowerCase() !== valid.hex.toLowerCase());
    const note =
      wrong.length === 0 ? null : `another signature is known for it, which does not fit (${wrong[0]!.from})`;
    if (isDisplaced(found)) return tell('displaced', 'digest-displaced', 'proven', valid.from, note);
    if (bucket !== null && found.bucket === null && digest.bucket !== bucket)
      return tell('displaced', 'digest-other-bucket', 'proven', valid.from, note);
    if (found.isFlawed) return tell('altered', 'digest-trailing', 'proven', valid.from, note);
    return tell('verified', 'signature-valid', 'proven', valid.from, note);
  };
}

async function findValid(
  key: KeyObject,
  digest: Digest,
  hash: string,
  signatures: readonly Signature[],
): Promise<Signature | undefined> {
  for (const signature of signatures) if (await checkSignature(key, digest, hash, signature.hex)) return signature;
  return undefined;
}

/** An acquired digest lay where its object did; a copy has at least the name, and from `AWSLogs/` on the folders. */
function isDisplaced({ digest, bucket, key, path }: FoundDigest): boolean {
  if (!digest) return false;
  if (key !== null) return key !== digest.key || (bucket !== null && bucket !== digest.bucket);
  const copied = path.replaceAll('\\', '/');
  const tail = /(?:^|\/)(AWSLogs\/.*)$/.exec(copied)?.[1];
  if (tail !== undefined) return !`/${digest.key}`.replace(/\.gz$/, '').endsWith(`/${tail.replace(/\.gz$/, '')}`);
  return /_CloudTrail-Digest_/.test(copied) && nameOf(copied) !== nameOf(digest.key);
}
