// A disk that fills up while an acquisition runs: it waits, goes on by itself once there is space, and ends like any other.

import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedRandom } from '../../generate/random.ts';
import { openTestClient } from '../../support/s3/client.ts';
import { describeWithRgw } from '../../support/s3/describe-with-rgw.ts';
import { mountSmallDisk, type SmallDisk } from '../../support/small-disk.ts';
import { fill, type Line, openLine } from './line.ts';
import { type Bench, openBench, readTree, s3Request } from './support.ts';

const mib = 1024 * 1024;
const diskBytes = 700 * mib;
const random = seedRandom('disk');
const noise = random.base64(2 * mib);
const event = (id: string, filler: number) =>
  `{"eventVersion":"1.11","eventTime":"2026-01-05T00:00:01Z","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","awsRegion":"eu-west-1","eventID":"${id}","requestParameters":{"key":"${noise.slice(random.below(mib)).slice(0, filler)}"}}`;
const pack = (events: string[]) => gzipSync(`{"Records":[${events.join(',')}]}`, { level: 1 });
/** Small ones first: their rows go to the database when the disk is full already, and then the bytes of the large ones. */
const objects = Object.fromEntries([
  ...Array.from({ length: 160 }, (_, i) => [`logs/small-${i}.json.gz`, pack([event(`small-${i}`, 0)])]),
  ...Array.from({ length: 12 }, (_, i) => [
    `logs/large-${i}.json.gz`,
    pack(Array.from({ length: 30 }, (_x, n) => event(`large-${i}-${n}`, 50_000))),
  ]),
]) as Record<string, Buffer>;
const rowsInAll = 160 + 12 * 30;
const all = Object.keys(objects).length;

const disk = mountSmallDisk(diskBytes);
if ('unavailable' in disk) describe('a disk that fills up', () => it.skip(`NOT TESTED: ${disk.unavailable}`, () => {}));
else {
  afterAll(() => disk.unmount());
  await describeOn(disk);
}

async function describeOn(small: SmallDisk): Promise<void> {
  await describeWithRgw('a disk that fills up', {}, (server) => {
    const s3: S3Client = openTestClient(server.endpoint, server);
    let bench: Bench;
    let line: Line;
    let login: number;

    beforeAll(async () => {
      await s3.send(new CreateBucketCommand({ Bucket: 'logs' }));
      await fill(s3, 'logs', objects);
    });
    beforeEach(async () => {
      bench = await openBench(mkdtempSync(join(small.dir, 'case-')));
      line = await openLine(server.endpoint, bench.dir, 'logs', objects);
      login = await bench.signIn(line.endpoint, server);
    });

    it('is noticed before anything is downloaded', async () => {
      small.fill(540 * mib);
      const acquisitionId = await bench.create(login, s3Request('logs'));
      await bench.watch(acquisitionId);
      const { space } = await bench.engine.client.acquisitions.estimate({ acquisitionId });
      expect(space.needed).toBeGreaterThan(space.free);
      await expect(bench.engine.client.acquisitions.start({ acquisitionId })).rejects.toMatchObject({
        code: 'REFUSED',
        message: expect.stringMatching(/The disk has not the space/) as string,
      });
      expect(line.books.seen.gets).toBe(0);
      small.free();
      await bench.engine.client.acquisitions.start({ acquisitionId });
      expect(await bench.watch(acquisitionId)).toMatchObject({
        state: 'done',
        account: { acquired: { objects: all } },
      });
      await bench.engine.close();
    });

    it.each([false, true])('holds up what runs, and is survived; load: %s', { timeout: 60_000 }, async (load) => {
      const { acquisitions } = bench.engine.client;
      const acquisitionId = await bench.create(login, s3Request('logs', { load }));
      await bench.watch(acquisitionId);
      await acquisitions.start({ acquisitionId });
      await bench.watch(acquisitionId, ({ bytesArrived }) => bytesArrived > 0);
      small.fill(0);
      const { waiting } = await bench.watch(acquisitionId, (progress) => progress.waiting !== null);
      expect(waiting).toMatchObject({ for: 'space', message: 'The disk that holds the case is full.' });
      await line.quiet();
      line.books.takeStock();
      small.free();
      let end = await bench.watch(acquisitionId);
      // A load that met the full disk has ended: the acquisition says so, and loads the rest when it is resumed.
      if (load && end.error !== null) {
        expect(end.error).toMatch(/Resume the acquisition to load the rest/);
        await acquisitions.resume({ acquisitionId });
        end = await bench.watch(acquisitionId);
      }
      expect(end).toMatchObject({
        state: 'done',
        error: null,
        account: { acquired: { objects: all }, failed: { objects: 0 } },
      });
      expect(line.books.faults).toEqual([]);
      const tree = readTree(join(bench.dir, 'evidence', 's3', 'logs'));
      expect([...tree.keys()].sort()).toEqual(Object.keys(objects).sort());
      for (const [key, bytes] of tree) expect(bytes.equals(objects[key]!), key).toBe(true);
      if (load)
        expect(await bench.rows('SELECT count(*) AS n, count(DISTINCT eventid) AS ids FROM cloudtrail')).toEqual([
          { n: rowsInAll, ids: rowsInAll },
        ]);
      await bench.engine.close();
    });
  });
}
