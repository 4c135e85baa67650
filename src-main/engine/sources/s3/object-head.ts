// What the S3 API says of an object in the headers of an answer.
import type { Digested } from './object-hashes.ts';

export type ObjectHead = {
  /** The first byte of the object that the body has: 0, or what was asked for. */
  from: number;
  /** Bytes of the body; null: not told. */
  length: number | null;
  /** Without quotes. */
  etag: string | null;
  versionId: string | null;
  storageClass: string | null;
  /** `AES256`, `aws:kms`, …; null: not told. */
  encryption: string | null;
  /** Encrypted with a key that the customer sends with each request (SSE-C). */
  hasCustomerKey: boolean;
  contentType: string | null;
  /** `x-amz-meta-…`, names in lower case. */
  metadata: Record<string, string>;
  /** Of the whole object, base64; those of its parts' checksums (`…-N`) left out. */
  checksums: Partial<Record<Digested, string>>;
};

const checksumPrefix = 'x-amz-checksum-';
const metadataPrefix = 'x-amz-meta-';
const checksumNames: readonly Digested[] = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'];

/** Repeated headers become one, as in HTTP. */
export function plainHeaders(raw: Record<string, string | string[] | undefined>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name in raw) {
    const value = raw[name];
    if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return headers;
}

/** @param status 200, or 206 for a range */
export function readHead(status: number, headers: Record<string, string>): ObjectHead {
  const range = /^bytes (\d+)-/.exec(headers['content-range'] ?? '')?.[1];
  const isWhole = status !== 206 || range === undefined;
  const length = headers['content-length'];
  const metadata: Record<string, string> = {};
  for (const name in headers)
    if (name.startsWith(metadataPrefix)) metadata[name.slice(metadataPrefix.length)] = headers[name]!;
  return {
    from: isWhole ? 0 : Number(range),
    length: length === undefined ? null : Number(length),
    etag: headers.etag?.replaceAll('"', '') ?? null,
    versionId: headers['x-amz-version-id'] ?? null,
    storageClass: headers['x-amz-storage-class'] ?? null,
    encryption: headers['x-amz-server-side-encryption'] ?? null,
    hasCustomerKey: headers['x-amz-server-side-encryption-customer-algorithm'] !== undefined,
    contentType: headers['content-type'] ?? null,
    metadata,
    // With a range they may be those of a part.
    checksums: isWhole ? wholeChecksums(headers) : {},
  };
}

function wholeChecksums(headers: Record<string, string>): ObjectHead['checksums'] {
  const found: ObjectHead['checksums'] = {};
  if (headers[`${checksumPrefix}type`]?.toUpperCase() === 'COMPOSITE') return found;
  for (const name of checksumNames) {
    const value = headers[checksumPrefix + name];
    if (value !== undefined && !/-\d+$/.test(value)) found[name] = value;
  }
  return found;
}
