// What the tests of downloads ask for in the same way.
import type { S3Client } from '@aws-sdk/client-s3';
import { objectPages, type S3Object, versionPages } from '../../../src-main/engine/sources/s3/list-pages.ts';
import {
  openObjectRequests,
  type RequestCredentials,
  type RequestOptions,
  type S3Place,
} from '../../../src-main/engine/sources/s3/object-requests.ts';
import type { RgwKeys } from './rgw.ts';

export function placeOf(endpoint: string, bucket: string, more: Partial<S3Place> = {}): S3Place {
  return { url: `${endpoint}/${bucket}/`, region: 'us-east-1', bucket, requesterPays: false, ...more };
}

/** Keys alone, whatever else the holder of them has. */
export function keysOf({ accessKeyId, secretAccessKey }: RgwKeys): RgwKeys {
  return { accessKeyId, secretAccessKey };
}

export function steadyCredentials(keys: RgwKeys): RequestCredentials {
  const identity = keysOf(keys);
  return { get: async () => identity, renew: async () => false };
}

export function openTestRequests(place: S3Place, keys: RgwKeys, more: Partial<RequestOptions> = {}) {
  return openObjectRequests(place, steadyCredentials(keys), { parallel: 4, stallMs: 5_000, ...more });
}

/** A small bucket's objects in the order of their keys, or all their versions. */
export async function listAll(client: S3Client, bucket: string, versions = false): Promise<S3Object[]> {
  const list = (versions ? versionPages : objectPages)(client, { bucket, requesterPays: false });
  const page = await list({ prefix: '', delimiter: false, after: null }, new AbortController().signal);
  return page.objects;
}
