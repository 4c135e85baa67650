// Listing through the worker, against the real server: the same pages as without it, and failures that say what they are.
import { resolve } from 'node:path';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { FetchCredentials } from '../../../../src-main/engine/sources/s3/fetch-credentials.ts';
import { FetchFailure } from '../../../../src-main/engine/sources/s3/fetch-problem.ts';
import { objectPages } from '../../../../src-main/engine/sources/s3/list-pages.ts';
import { type Lister, startLister } from '../../../../src-main/engine/sources/s3/lister.ts';
import { openTestClient } from '../../../support/s3/client.ts';
import { describeWithRgw } from '../../../support/s3/describe-with-rgw.ts';

const never = new AbortController().signal;
const request = { prefix: '', delimiter: false, after: null };

await describeWithRgw('the worker that lists', {}, (server) => {
  const client = openTestClient(server.endpoint, server);
  const good: FetchCredentials = async () => ({
    accessKeyId: server.accessKeyId,
    secretAccessKey: server.secretAccessKey,
  });
  let lister: Lister;
  afterEach(() => lister.stop());

  const start = (credentials = good, { bucket = 'listed', endpoint = server.endpoint } = {}) => {
    lister = startLister(
      resolve('out/main/list-worker.js'),
      {
        store: { region: 'us-east-1', endpoint, pathStyle: true, anonymous: false },
        options: { bucket, requesterPays: false, pageSize: 2 },
        versions: false,
      },
      credentials,
    );
    return lister;
  };
  const failure = (pages: Promise<unknown>) =>
    pages.then(
      () => null,
      (error: unknown) => error,
    );

  beforeAll(async () => {
    await client.send(new CreateBucketCommand({ Bucket: 'listed' }));
    for (const Key of ['a b', 'dir/z', 'ü'])
      await client.send(new PutObjectCommand({ Bucket: 'listed', Key, Body: Key }));
  });

  it('gives the pages that a client gives', async () => {
    const { pages } = start();
    const direct = objectPages(client, { bucket: 'listed', requesterPays: false, pageSize: 2 });
    const first = await pages(request, never);
    expect(first).toEqual(await direct(request, never));
    expect(first.objects.map(({ key }) => key)).toEqual(['a b', 'dir/z']);
    const second = await pages({ ...request, after: first.next }, never);
    expect(second).toMatchObject({ objects: [{ key: 'ü', size: 2 }], next: null });
    expect(await pages({ ...request, delimiter: true }, never)).toMatchObject({ folders: ['dir/'] });
  });

  it('says what kind of failure it is, and no secret', async () => {
    const wrong: FetchCredentials = async () => ({
      accessKeyId: server.accessKeyId,
      secretAccessKey: 'not-the-secret',
    });
    const refused = await failure(start(wrong).pages(request, never));
    expect(refused).toBeInstanceOf(FetchFailure);
    expect(refused).toMatchObject({
      kind: 'wrong-secret',
      message: expect.stringMatching(/^Cannot list the bucket: /) as string,
    });
    expect(JSON.stringify(refused)).not.toContain('not-the-secret');
    await lister.stop();
    expect(await failure(start(good, { bucket: 'not-there' }).pages(request, never))).toMatchObject({
      kind: 'no-bucket',
    });
    await lister.stop();
    const gone = start(good, { endpoint: 'http://127.0.0.1:9' });
    expect(await failure(gone.pages(request, never))).toMatchObject({ kind: 'refused' });
  }, 60_000);

  it('asks for credentials again after they could not be had', async () => {
    let asked = 0;
    const { pages } = start(async () => {
      if (++asked === 1) throw Object.assign(new Error('The SSO session has expired'), { name: 'ExpiredToken' });
      return (await good()) as never;
    });
    expect(await failure(pages(request, never))).toMatchObject({ kind: 'expired' });
    expect((await pages(request, never)).objects).toHaveLength(2);
  });

  it('drops what is aborted, and answers nobody once it is stopped', async () => {
    const { pages, stop } = start();
    const abort = new AbortController();
    const dropped = failure(pages(request, abort.signal));
    abort.abort();
    expect(await dropped).toMatchObject({ code: 'CANCELLED' });
    const pending = failure(pages(request, never));
    await stop();
    expect(await pending).toMatchObject({ code: 'FAILED' });
    expect(await failure(pages(request, never))).toMatchObject({ code: 'FAILED' });
  });
});
