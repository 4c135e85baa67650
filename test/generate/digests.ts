// Signs a chain of hourly CloudTrail digest files over generated log files, as the service does with log file validation
// on (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html).
// The key is derived from the seed: it protects nothing, and nothing secret is kept.
import { checkPrimeSync, createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { WrittenFile } from './archive.ts';
import { formatTime } from './event.ts';
import { type Random, seedRandom } from './random.ts';

export type SigningKey = { privateKey: KeyObject; publicDer: Buffer; fingerprint: string };
export type Digest = {
  /** Under the archive's folder, with `/`. */
  path: string;
  content: Buffer;
  /** Hex; CloudTrail keeps it as object metadata, which a copy of the file loses. */
  signature: string;
};
export type DigestOptions = {
  bucket: string;
  trail: string;
  account: string;
  region: string;
  /** Seconds since 1970. */
  from: number;
  hours: number;
  key: SigningKey;
  files: readonly WrittenFile[];
};

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** Oldest first. A log file belongs to the digest of the hour in which it was delivered. */
export function signDigests(options: DigestOptions): Digest[] {
  const { account, region, bucket, key } = options;
  const digests: Digest[] = [];
  for (let hour = 0; hour < options.hours; hour++) {
    const start = options.from + hour * 3600;
    const end = start + 3600;
    const files = options.files.filter(
      (file) => file.account === account && file.region === region && start < file.delivered && file.delivered <= end,
    );
    const previous = digests.at(-1);
    const stamp = new Date(end * 1000).toISOString();
    const path = `AWSLogs/${account}/CloudTrail-Digest/${region}/${stamp.slice(0, 10).replaceAll('-', '/')}/${account}_CloudTrail-Digest_${region}_${options.trail}_us-east-1_${stamp.slice(0, 19).replaceAll(/[-:]/g, '')}Z.json.gz`;
    const content = Buffer.from(
      JSON.stringify({
        awsAccountId: account,
        digestStartTime: formatTime(start),
        digestEndTime: formatTime(end),
        digestS3Bucket: bucket,
        digestS3Object: path,
        digestPublicKeyFingerprint: key.fingerprint,
        digestSignatureAlgorithm: 'SHA256withRSA',
        newestEventTime: files.length === 0 ? null : formatTime(Math.max(...files.map((file) => file.newest))),
        oldestEventTime: files.length === 0 ? null : formatTime(Math.min(...files.map((file) => file.oldest))),
        previousDigestS3Bucket: previous ? bucket : null,
        previousDigestS3Object: previous?.path ?? null,
        previousDigestHashValue: previous ? sha256(previous.content) : null,
        previousDigestHashAlgorithm: previous ? 'SHA-256' : null,
        previousDigestSignature: previous?.signature ?? null,
        logFiles: files.map((file) => ({
          s3Bucket: bucket,
          s3Object: file.path,
          hashValue: sha256(file.content),
          hashAlgorithm: 'SHA-256',
          newestEventTime: formatTime(file.newest),
          oldestEventTime: formatTime(file.oldest),
        })),
      }),
    );
    const text = [formatTime(end), `${bucket}/${path}`, sha256(content), previous?.signature ?? 'null'].join('\n');
    digests.push({ path, content, signature: sign('RSA-SHA256', Buffer.from(text), key.privateKey).toString('hex') });
  }
  return digests;
}

/** The answer of CloudTrail's ListPublicKeys for the key. */
export function listPublicKeys(key: SigningKey, from: number, to: number): object {
  return {
    PublicKeyList: [
      {
        Value: key.publicDer.toString('base64'),
        ValidityStartTime: formatTime(from),
        ValidityEndTime: formatTime(to),
        Fingerprint: key.fingerprint,
      },
    ],
  };
}

/** A 2,048-bit RSA key from the seed alone; its public half in PKCS#1 DER, as CloudTrail gives it. */
export function deriveKey(seed: string): SigningKey {
  const random = seedRandom(`key ${seed}`);
  const e = 65_537n;
  const p = findPrime(random, e);
  const q = findPrime(random, e);
  const d = invert(e, (p - 1n) * (q - 1n));
  const encode = (n: bigint) => {
    const hex = n.toString(16);
    return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
  };
  const privateKey = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n: encode(p * q),
      e: encode(e),
      d: encode(d),
      p: encode(p),
      q: encode(q),
      dp: encode(d % (p - 1n)),
      dq: encode(d % (q - 1n)),
      qi: encode(invert(q, p)),
    },
  });
  const publicDer = createPublicKey(privateKey).export({ type: 'pkcs1', format: 'der' });
  return { privateKey, publicDer, fingerprint: createHash('md5').update(publicDer).digest('hex') };
}

function findPrime(random: Random, e: bigint): bigint {
  for (;;) {
    // The two top bits are set so that the product of two has all 2,048.
    const candidate = BigInt(`0x${random.hex(256)}`) | (3n << 1022n) | 1n;
    const n = BigInt.asUintN(1024, candidate);
    if ((n - 1n) % e !== 0n && checkPrimeSync(n)) return n;
  }
}

function invert(a: bigint, modulus: bigint): bigint {
  let [r0, r1, t0, t1] = [modulus, a % modulus, 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1, t0, t1] = [r1, r0 - quotient * r1, t1, t0 - quotient * t1];
  }
  return ((t0 % modulus) + modulus) % modulus;
}
