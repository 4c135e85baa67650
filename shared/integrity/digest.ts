// A CloudTrail digest file as it is read, and what its key says about the chain that it belongs to.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
import { z } from 'zod';

export const DigestBody = z.object({
  awsAccountId: z.string(),
  digestStartTime: z.string(),
  digestEndTime: z.string(),
  digestS3Bucket: z.string(),
  digestS3Object: z.string(),
  digestPublicKeyFingerprint: z.string(),
  digestSignatureAlgorithm: z.string(),
  previousDigestS3Bucket: z.string().nullish(),
  previousDigestS3Object: z.string().nullish(),
  previousDigestHashValue: z.string().nullish(),
  previousDigestHashAlgorithm: z.string().nullish(),
  previousDigestSignature: z.string().nullish(),
  logFiles: z.array(
    z.object({ s3Bucket: z.string(), s3Object: z.string(), hashValue: z.string(), hashAlgorithm: z.string() }),
  ),
});
export type DigestBody = z.infer<typeof DigestBody>;

/** Hashes are lower-case hex; times are epoch milliseconds. */
export type LogReference = { bucket: string; key: string; hash: string; algorithm: string };
export type Digest = {
  account: string;
  start: number;
  end: number;
  /** As it stands in the digest: it is signed as text. */
  endText: string;
  bucket: string;
  key: string;
  fingerprint: string;
  algorithm: string;
  /** Null: the first of a chain. */
  previous: { bucket: string; key: string; hash: string; signature: string | null } | null;
  files: LogReference[];
};

/** The digest in a JSON text, or what is wrong with it. */
export function readDigest(text: string): { digest: Digest } | { problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { problem: `it is not valid JSON: ${(error as Error).message}` };
  }
  const parsed = DigestBody.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { problem: `its field ${issue?.path.join('.') ?? ''} is not what a digest has there` };
  }
  const body = parsed.data;
  const [start, end] = [Date.parse(body.digestStartTime), Date.parse(body.digestEndTime)];
  if (Number.isNaN(start) || Number.isNaN(end)) return { problem: 'its start or its end is not a time' };
  return {
    digest: {
      account: body.awsAccountId,
      start,
      end,
      endText: body.digestEndTime,
      bucket: body.digestS3Bucket,
      key: body.digestS3Object,
      fingerprint: body.digestPublicKeyFingerprint.toLowerCase(),
      algorithm: body.digestSignatureAlgorithm,
      previous: previousOf(body),
      files: body.logFiles.map(({ s3Bucket, s3Object, hashValue, hashAlgorithm }) => ({
        bucket: s3Bucket,
        key: s3Object,
        hash: hashValue.toLowerCase(),
        algorithm: hashAlgorithm,
      })),
    },
  };
}

function previousOf(body: DigestBody): Digest['previous'] {
  if (!body.previousDigestS3Object) return null;
  return {
    bucket: body.previousDigestS3Bucket ?? body.digestS3Bucket,
    key: body.previousDigestS3Object,
    hash: body.previousDigestHashValue?.toLowerCase() ?? '',
    signature: body.previousDigestSignature ?? null,
  };
}

/** What the key of a digest says: digests with the same `chain` (in one bucket) follow one another. */
export type DigestKey = {
  /** The key without day and time. */
  chain: string;
  organisation: string | null;
  account: string;
  region: string;
  trail: string;
  homeRegion: string;
  isBackfill: boolean;
};

const digestKey =
  /^(?<prefix>(?:.*\/)?)AWSLogs\/(?:(?<organisation>o-[a-z0-9]+)\/)?(?<account>\d{12})\/CloudTrail-Digest\/(?<region>[^/]+)\/\d{4}\/\d\d\/\d\d\/\d{12}_CloudTrail-Digest_[^_]+_(?<trail>.+)_(?<home>[a-z]{2,3}(?:-[a-z]+)+-\d+)_\d{8}T\d{6}Z(?<backfill>_backfill)?\.json(?:\.gz)?$/;

/** Null: not a key that CloudTrail gives a digest. */
export function readDigestKey(key: string): DigestKey | null {
  const groups = digestKey.exec(key)?.groups;
  if (!groups) return null;
  const { prefix = '', organisation, account = '', region = '', trail = '', home = '', backfill } = groups;
  return {
    chain: [prefix, organisation ?? '', account, region, trail, home, backfill ?? ''].join('|'),
    organisation: organisation ?? null,
    account,
    region,
    trail,
    homeRegion: home,
    isBackfill: backfill !== undefined,
  };
}

/** Account, region and time of delivery (epoch milliseconds) that the name of a log file says; null: it says none. */
export function readLogName(key: string): { account: string; region: string; delivered: number } | null {
  const match = /(?:^|\/)(\d{12})_CloudTrail(?:-[A-Za-z]+)?_([a-z0-9-]+)_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/]*$/.exec(
    key,
  );
  if (!match) return null;
  const [, account = '', region = '', year, month, day, hour, minute] = match;
  return { account, region, delivered: Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`) };
}

/** The part of a path that names a log file or digest whatever folder it was copied to; `.gz` may have been taken off. */
export const nameOf = (path: string): string => path.slice(path.search(/[^/\\]*$/)).replace(/\.gz$/, '');
