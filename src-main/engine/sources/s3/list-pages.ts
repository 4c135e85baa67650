// ListObjectsV2 and ListObjectVersions as pages for the walk. Keys come URL-encoded, since XML cannot hold all of them.
import { ListObjectsV2Command, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ListedObject, ListPages } from './walk.ts';

export type S3Object = ListedObject & {
  /** As listed, without quotes: an MD5 only for what was put in one piece and not encrypted with KMS. */
  etag: string | null;
  storageClass: string;
  /** An archived object of which a copy can be read at present. */
  isRestored: boolean;
  /** Display name or canonical id; null: not told. */
  owner: string | null;
  /** Null where versions were not asked for. */
  versionId: string | null;
  /** False for a version that was overwritten or deleted since. */
  isLatest: boolean;
  /** The object was deleted here: no bytes, `size` 0. */
  isDeleteMarker: boolean;
};

export type ListOptions = {
  bucket: string;
  /** Pay for requests to a bucket whose owner does not. */
  requesterPays: boolean;
  /** Keys per request; absent: what the server gives, 1,000 at most. */
  pageSize?: number;
};

/** The latest version of each object. @throws what the SDK throws */
export function objectPages(client: S3Client, options: ListOptions): ListPages<S3Object> {
  return async ({ prefix, delimiter, after }, abortSignal) => {
    const page = await client.send(
      new ListObjectsV2Command({
        ...common(options, prefix, delimiter),
        FetchOwner: true,
        // A folder's own name in StartAfter does not skip what is in it, so folders go on by the server's token.
        ...(after === null ? {} : delimiter ? { ContinuationToken: after } : { StartAfter: after }),
      }),
      { abortSignal },
    );
    const objects = (page.Contents ?? []).map((object) => ({
      ...facts(object),
      storageClass: object.StorageClass ?? 'STANDARD',
      isRestored: isRestored(object.RestoreStatus),
      versionId: null,
      isLatest: true,
      isDeleteMarker: false,
    }));
    const next = page.IsTruncated ? (delimiter ? page.NextContinuationToken : objects.at(-1)?.key) : undefined;
    return { objects, folders: folders(page.CommonPrefixes), next: next ?? null };
  };
}

/** Every version and delete marker. @throws what the SDK throws */
export function versionPages(client: S3Client, options: ListOptions): ListPages<S3Object> {
  return async ({ prefix, delimiter, after }, abortSignal) => {
    const marker = after === null ? {} : (JSON.parse(after) as { KeyMarker: string; VersionIdMarker?: string });
    const page = await client.send(
      new ListObjectVersionsCommand({ ...common(options, prefix, delimiter), ...marker }),
      { abortSignal },
    );
    const versions = (page.Versions ?? []).map((version) => ({
      ...facts(version),
      storageClass: version.StorageClass ?? 'STANDARD',
      isRestored: isRestored(version.RestoreStatus),
      versionId: version.VersionId ?? null,
      isLatest: version.IsLatest ?? false,
      isDeleteMarker: false,
    }));
    const deleted = (page.DeleteMarkers ?? []).map((marked) => ({
      ...facts(marked),
      storageClass: '',
      isRestored: false,
      versionId: marked.VersionId ?? null,
      isLatest: marked.IsLatest ?? false,
      isDeleteMarker: true,
    }));
    const next = page.IsTruncated
      ? JSON.stringify({ KeyMarker: decode(page.NextKeyMarker), VersionIdMarker: page.NextVersionIdMarker })
      : null;
    return { objects: [...versions, ...deleted], folders: folders(page.CommonPrefixes), next };
  };
}

function common({ bucket, requesterPays, pageSize }: ListOptions, prefix: string, delimiter: boolean) {
  return {
    Bucket: bucket,
    Prefix: prefix,
    EncodingType: 'url' as const,
    OptionalObjectAttributes: ['RestoreStatus' as const],
    ...(delimiter ? { Delimiter: '/' } : {}),
    ...(requesterPays ? { RequestPayer: 'requester' as const } : {}),
    ...(pageSize === undefined ? {} : { MaxKeys: pageSize }),
  };
}

type Listed = {
  Key?: string | undefined;
  Size?: number | undefined;
  ETag?: string | undefined;
  LastModified?: Date | undefined;
  Owner?: { DisplayName?: string | undefined; ID?: string | undefined } | undefined;
};

const isRestored = (
  status: { IsRestoreInProgress?: boolean | undefined; RestoreExpiryDate?: Date | undefined } | undefined,
) => status?.IsRestoreInProgress === false && status.RestoreExpiryDate !== undefined;

const facts = ({ Key, Size, ETag, LastModified, Owner }: Listed) => ({
  key: decode(Key),
  size: Size ?? 0,
  modified: LastModified?.getTime() ?? 0,
  etag: ETag?.replaceAll('"', '') ?? null,
  owner: Owner?.DisplayName || Owner?.ID || null,
});

const folders = (prefixes: { Prefix?: string | undefined }[] | undefined) =>
  (prefixes ?? []).map(({ Prefix }) => decode(Prefix));

const decode = (text: string | undefined): string => decodeURIComponent((text ?? '').replaceAll('+', ' '));
