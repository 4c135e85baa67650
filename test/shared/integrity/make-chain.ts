// A chain of hourly digests as CloudTrail names them, with hashes that only have to differ.
import type { Link } from '../../../shared/integrity/chains.ts';
import type { Digest } from '../../../shared/integrity/digest.ts';

export type ChainOptions = {
  hours: number;
  account?: string;
  region?: string;
  trail?: string;
  bucket?: string;
  organisation?: string;
  backfill?: boolean;
  firstId?: number;
  /** Hours since the start at which the chain was started anew. */
  restartsAt?: number[];
};

export const begin = Date.parse('2026-03-01T00:00:00Z');
export const hour = 3_600_000;

export function makeChain(options: ChainOptions): Link[] {
  const { hours, account = '111122223333', region = 'us-east-1', trail = 'main_trail', bucket = 'logs' } = options;
  const links: Link[] = [];
  for (let at = 0; at < hours; at++) {
    const [start, end] = [begin + at * hour, begin + (at + 1) * hour];
    const endText = `${new Date(end).toISOString().slice(0, 19)}Z`;
    const folder = `AWSLogs/${options.organisation ? `${options.organisation}/` : ''}${account}/CloudTrail-Digest/${region}/${endText.slice(0, 10).replaceAll('-', '/')}`;
    const key = `${folder}/${account}_CloudTrail-Digest_${region}_${trail}_us-east-1_${endText.replaceAll(/[-:]/g, '')}${options.backfill ? '_backfill' : ''}.json.gz`;
    const before = options.restartsAt?.includes(at) ? undefined : links.at(-1);
    const digest: Digest = {
      account,
      start,
      end,
      endText,
      bucket,
      key,
      fingerprint: 'f',
      algorithm: 'SHA256withRSA',
      previous: before
        ? { bucket, key: before.digest.key, hash: before.hash, signature: `signature of ${before.hash}` }
        : null,
      files: [logOf(account, region, bucket, end)],
    };
    links.push({ id: (options.firstId ?? 1) + at, digest, hash: `hash of ${bucket}/${key}` });
  }
  return links;
}

function logOf(account: string, region: string, bucket: string, end: number) {
  const minute = new Date(end - 25 * 60_000).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
  const key = `AWSLogs/${account}/CloudTrail/${region}/2026/03/01/${account}_CloudTrail_${region}_${minute}Z_abc.json.gz`;
  return { bucket, key, hash: `content of ${key}`, algorithm: 'SHA-256' };
}
