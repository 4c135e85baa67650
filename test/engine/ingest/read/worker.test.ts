// The worker as the engine runs it: bundled, in a thread of its own, over its real protocol.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FromWorker, Parcel, WorkerLimits } from '../../../../src-main/engine/ingest/parcel.ts';
import { compact, makeEvents } from '../support/events.ts';
import { readParcels, testLimits } from '../support/load.ts';
import { gzip, tar } from '../support/pack.ts';

const workerFile = resolve('out/main/ingest-worker.js');
let dir: string;
const events = makeEvents(200).map(compact);
const perFile = 10;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'pugmark-worker-'));
  for (let n = 0; n < 20; n++) {
    const some = events.slice(n * perFile, (n + 1) * perFile);
    writeFileSync(join(dir, `${n}.json.gz`), gzip(Buffer.from(`{"Records":[${some.join(',')}]}`)));
  }
});
afterAll(() => rmSync(dir, { recursive: true }));

type Run = { parcels: Parcel[]; files: string[] };

/** Runs files through workers; `onParcel` may hold the acknowledgement back. */
async function run(
  files: string[],
  workers: number,
  limits: Partial<WorkerLimits> = {},
  onParcel: (parcel: Parcel, acknowledge: () => void) => void = (_, acknowledge) => acknowledge(),
): Promise<Run> {
  const counter = new SharedArrayBuffer(4);
  new Int32Array(counter)[0] = 100;
  const parcels: Parcel[] = [];
  const threads = Array.from(
    { length: workers },
    () => new Worker(workerFile, { workerData: { counter, limits: { ...testLimits, ...limits }, ownFormats: [] } }),
  );
  try {
    await new Promise<void>((done, fail) => {
      let left = files.length;
      for (const thread of threads) {
        thread.on('error', fail);
        thread.on('exit', (code) => fail(new Error(`exit ${code}`)));
        thread.on('message', ({ parcel }: FromWorker) => {
          parcels.push(parcel);
          left -= parcel.filesDone.length;
          onParcel(parcel, () => thread.postMessage({ type: 'ack', bytes: 0 }));
          if (left === 0) done();
        });
      }
      files.forEach((path, taskId) => {
        threads[taskId % workers]!.postMessage({ type: 'file', taskId, path, as: 'auto' });
      });
    });
  } finally {
    for (const thread of threads) thread.removeAllListeners('exit');
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
  return { parcels, files };
}

const paths = () => Array.from({ length: 20 }, (_, n) => join(dir, `${n}.json.gz`));

describe('ingest workers', () => {
  it('share the evidence ids and deliver every record of every file', async () => {
    const { parcels } = await run(paths(), 2);
    const { raws, items } = readParcels(parcels);
    expect([...raws].sort()).toEqual([...events].sort());
    expect(items.map(({ evidenceId }) => evidenceId).sort((a, b) => a - b)).toEqual(items.map((_, n) => 100 + n));
    expect(items.every(({ outcome, records }) => outcome === 'loaded' && records === perFile)).toBe(true);
    expect(parcels.flatMap(({ filesDone }) => filesDone.map(({ taskId }) => taskId)).sort((a, b) => a - b)).toEqual(
      paths().map((_, n) => n),
    );
    const read = parcels.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
    expect(read).toBe(parcels.flatMap(({ filesDone }) => filesDone).reduce((sum, { size }) => sum + size, 0));
  });

  it('put small files into one parcel, and cut parcels at their size', async () => {
    expect((await run(paths(), 1)).parcels.length).toBe(1);
    const small = await run(paths(), 1, { parcelBytes: 10_000 });
    expect(small.parcels.length).toBeGreaterThan(10);
    expect(readParcels(small.parcels).raws).toEqual(events);
  });

  it('wait for acknowledgement', async () => {
    const sizeOf = (parcel: Parcel) => parcel.slabs.reduce((sum, slab) => sum + slab.bytes.length, 0);
    let underWay = 0;
    let most = 0;
    const { parcels } = await run(paths(), 1, { parcelBytes: 8_000, creditBytes: 16_000 }, (parcel, acknowledge) => {
      underWay += sizeOf(parcel);
      most = Math.max(most, underWay);
      setTimeout(() => {
        underWay -= sizeOf(parcel);
        acknowledge();
      }, 5);
    });
    expect(readParcels(parcels).raws).toEqual(events);
    // One file may be on its way beyond the credit.
    expect(most).toBeLessThan(16_000 + perFile * 1_000 + 8_000);
  });

  it('go on after files that cannot be read', async () => {
    const cut = gzip(Buffer.from(events.join('\n'))).subarray(0, 900);
    writeFileSync(join(dir, 'cut.gz'), cut);
    writeFileSync(join(dir, 'members.tar'), tar([{ name: 'x.json', bytes: Buffer.from(events[0]!) }]));
    const files = [join(dir, 'gone'), dir, join(dir, 'cut.gz'), join(dir, 'members.tar'), join(dir, '0.json.gz')];
    const { items } = readParcels((await run(files, 1)).parcels);
    expect(items.map(({ taskId, member, outcome }) => [taskId, member, outcome])).toEqual([
      [0, null, 'failed'],
      [1, null, 'failed'],
      [2, null, 'partly'],
      [3, 'x.json', 'loaded'],
      [4, null, 'loaded'],
    ]);
  });

  it('end when told to', async () => {
    const thread = new Worker(workerFile, {
      workerData: { counter: new SharedArrayBuffer(4), limits: testLimits, ownFormats: [] },
    });
    const ended = new Promise((done) => thread.on('exit', done));
    thread.postMessage({ type: 'stop' });
    expect(await ended).toBe(0);
  });
});
