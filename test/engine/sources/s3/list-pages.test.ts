// Listing against the real server: the walk over its pages finds exactly what was put there.
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, expect, it } from 'vitest';
import { objectPages, type S3Object, versionPages } from '../../../../src-main/engine/sources/s3/list-pages.ts';
import type { Scope } from '../../../../src-main/engine/sources/s3/scope.ts';
import { type ListPages, walkScope } from '../../../../src-main/engine/sources/s3/walk.ts';
import { openTestClient } from '../../../support/s3/client.ts';
import { describeWithRgw } from '../../../support/s3/describe-with-rgw.ts';

const scope = (bucket: string, more: Partial<Scope> = {}): Scope => ({
  bucket,
  prefix: '',
  accounts: null,
  services: null,
  regions: null,
  from: null,
  to: null,
  glob: null,
  modifiedFrom: null,
  modifiedBefore: null,
  ...more,
});

async function walk(wanted: Scope, list: ListPages<S3Object>): Promise<S3Object[]> {
  const found: S3Object[] = [];
  for await (const page of walkScope(wanted, list, { signal: new AbortController().signal, parallel: 4 }))
    found.push(...page.objects);
  return found;
}

const days = ['2026/01/04', '2026/01/05', '2026/02/01'];
const trail = ['111122223333', '444455556666'].flatMap((account) =>
  days.flatMap((day) =>
    [1, 2, 3].map((n) => `org logs/AWSLogs/o-a1b2c3d4e5/${account}/CloudTrail/eu-central-1/${day}/${n}.json.gz`),
  ),
);
const nasty = [
  'org logs/AWSLogs/o-a1b2c3d4e5/444455556666/CloudTrail/notes + 100 % & <x>.txt',
  'ünï/😀/a\u0001b.json',
  'a//b',
  'folder/',
  'plus+and space',
];

await describeWithRgw('listing', {}, (server) => {
  const client = openTestClient(server.endpoint, server);

  beforeAll(async () => {
    for (const Bucket of ['listed', 'versioned']) await client.send(new CreateBucketCommand({ Bucket }));
    for (const Key of [...trail, ...nasty])
      await client.send(new PutObjectCommand({ Bucket: 'listed', Key, Body: Key }));
    await client.send(
      new PutBucketVersioningCommand({ Bucket: 'versioned', VersioningConfiguration: { Status: 'Enabled' } }),
    );
    for (const Body of ['one', 'two', 'three'])
      await client.send(new PutObjectCommand({ Bucket: 'versioned', Key: 'kept.json', Body }));
    await client.send(new PutObjectCommand({ Bucket: 'versioned', Key: 'gone.json', Body: 'was here' }));
    await client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'gone.json' }));
  });

  it.each([1, 2, 1000])('finds every key, whatever is in it, by pages of %i', async (pageSize) => {
    const list = objectPages(client, { bucket: 'listed', requesterPays: false, pageSize });
    const found = await walk(scope('listed'), list);
    expect(found.map(({ key }) => key).sort()).toEqual([...trail, ...nasty].sort());
    const one = found.find(({ key }) => key === 'a//b')!;
    expect(one).toMatchObject({ size: 4, storageClass: 'STANDARD', isLatest: true, versionId: null });
    expect(one.etag).toMatch(/^[\da-f]{32}$/);
    expect(Math.abs(Date.now() - one.modified)).toBeLessThan(600_000);
  });

  it('takes an account and a span of time', async () => {
    const list = objectPages(client, { bucket: 'listed', requesterPays: false, pageSize: 2 });
    const [from, to] = [Date.UTC(2026, 0, 4, 10), Date.UTC(2026, 0, 4, 12)];
    const found = await walk(scope('listed', { accounts: ['111122223333'], from, to }), list);
    expect(found.map(({ key }) => key).sort()).toEqual(
      trail.filter((key) => key.includes('111122223333') && /2026\/01\/0[45]/.test(key)).sort(),
    );
  });

  it.each([1, 1000])('finds overwritten versions and deleted objects, by pages of %i', async (pageSize) => {
    const list = versionPages(client, { bucket: 'versioned', requesterPays: false, pageSize });
    const found = await walk(scope('versioned'), list);
    const kept = found.filter(({ key }) => key === 'kept.json');
    expect(kept.map(({ size }) => size).toSorted((a, b) => a - b)).toEqual([3, 3, 5]);
    expect(new Set(kept.map(({ versionId }) => versionId)).size).toBe(3);
    expect(kept.filter(({ isLatest }) => isLatest)).toHaveLength(1);
    const gone = found.filter(({ key }) => key === 'gone.json');
    expect(gone.find(({ isDeleteMarker }) => isDeleteMarker)).toMatchObject({ size: 0, isLatest: true });
    expect(gone.find(({ isDeleteMarker }) => !isDeleteMarker)).toMatchObject({ size: 8, isLatest: false });
    expect(gone).toHaveLength(2);
  });
});
