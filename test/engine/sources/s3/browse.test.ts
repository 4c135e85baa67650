// Browsing a real bucket, a page at a time.
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, expect, it } from 'vitest';
import { type BrowseRequest, browse } from '../../../../src-main/engine/sources/s3/browse.ts';
import { openTestClient } from '../../../support/s3/client.ts';
import { describeWithRgw } from '../../../support/s3/describe-with-rgw.ts';

const trail = 'org logs/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/eu-central-1/2026/01/05/';
const keys = [
  `${trail}1.json.gz`,
  `${trail}2.json.gz`,
  'org logs/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail-Digest/eu-central-1/2026/01/05/d.json.gz',
  'org logs/notes + 100 %.txt',
  'org logs/zürich/日本.txt',
  'org logs//twice',
  'readme.txt',
];

await describeWithRgw('browsing', {}, (server) => {
  const client = openTestClient(server.endpoint, server);
  const look = (prefix: string, more: Partial<BrowseRequest> = {}) =>
    browse(client, { bucket: 'logs', prefix, requesterPays: false, after: null, signal: undefined, ...more });

  beforeAll(async () => {
    await client.send(new CreateBucketCommand({ Bucket: 'logs' }));
    for (const Key of keys) await client.send(new PutObjectCommand({ Bucket: 'logs', Key, Body: Key }));
    // What consoles make of "new folder".
    await client.send(new PutObjectCommand({ Bucket: 'logs', Key: 'org logs/', Body: Buffer.alloc(0) }));
    await client.send(new PutObjectCommand({ Bucket: 'logs', Key: 'org logs/zürich/', Body: 'hidden here' }));
  });

  it('shows folders with what they mean, and objects', async () => {
    const top = await look('');
    expect(top.folders).toEqual([{ prefix: 'org logs/', name: 'org logs', meaning: 'other' }]);
    expect(top.objects).toMatchObject([{ key: 'readme.txt', name: 'readme.txt', size: 10, storageClass: 'STANDARD' }]);
    expect(Math.abs(Date.parse(top.objects[0]!.modified) - Date.now())).toBeLessThan(600_000);
    expect(top.next).toBeNull();
    const services = await look('org logs/AWSLogs/o-a1b2c3d4e5/111122223333/');
    expect(services.folders.map(({ name, meaning }) => [name, meaning])).toEqual([
      // As S3 sorts: a dash comes before a slash.
      ['CloudTrail-Digest', 'digest'],
      ['CloudTrail', 'events'],
    ]);
  });

  it('leaves out the empty object that makes a folder, and shows one with bytes in it', async () => {
    const { folders, objects } = await look('org logs/');
    expect(folders.map(({ name }) => name).sort()).toEqual(['/', 'AWSLogs', 'zürich']);
    expect(objects.map(({ name }) => name)).toEqual(['notes + 100 %.txt']);
    expect((await look('org logs/zürich/')).objects.map(({ name }) => name)).toEqual(['/', '日本.txt']);
    expect((await look('org logs//')).objects.map(({ name }) => name)).toEqual(['twice']);
  });

  it('goes on page by page, in the order of keys', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    let pages = 0;
    do {
      const page = await look('org logs/', { after, pageSize: 1 });
      seen.push(...page.folders.map(({ prefix }) => prefix), ...page.objects.map(({ key }) => key));
      after = page.next;
      pages++;
    } while (after !== null);
    expect(seen).toEqual(['org logs//', 'org logs/AWSLogs/', 'org logs/notes + 100 %.txt', 'org logs/zürich/']);
    expect(pages).toBeGreaterThanOrEqual(4);
  });

  it('says in words what hinders it', async () => {
    const problem = await look('AWSLogs/', { bucket: 'none' }).catch((error: unknown) => error);
    expect(problem).toMatchObject({ code: 'NOT_FOUND', detail: { at: 's3://none/AWSLogs/' } });
    expect(String(problem)).toMatch(/Cannot list the folder: there is no bucket named none/);
  });

  it('stops when asked to', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(look('', { signal: stop.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
