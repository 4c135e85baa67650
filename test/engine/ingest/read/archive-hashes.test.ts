// Archives are hashed as found, whichever way they are read, and only where no evidence item says it already.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compact, makeEvents } from '../support/events.ts';
import { loadBytes, loadPath } from '../support/load.ts';
import { gzip, tar, zip, zstd } from '../support/pack.ts';

const text = (from: number) => Buffer.from(`${makeEvents(6).slice(from).map(compact).join('\n')}\n`);
const files = [0, 3].map((from) => ({ name: `${from}.json`, bytes: text(from) }));
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const archivesOf = async (bytes: Buffer, limits = {}) => {
  const { parcels, items } = await loadBytes(bytes, { limits });
  return { items, archives: parcels.flatMap(({ archives }) => archives) };
};
const noise = Buffer.from(Array.from({ length: 3_000_000 }, (_, n) => (n * 7919) % 251));
const large = [0, 1, 2].map((n) => ({ name: `${n}`, bytes: noise }));

describe('the hash of an archive', () => {
  it.each([
    ['zip', zip(files)],
    ['tar', tar(files)],
    ['gzip › tar', gzip(tar(files))],
    ['zstd › tar', zstd(tar(files))],
    ['gzip › gzip › tar', gzip(gzip(tar(files)))],
    ['gzip › zip', gzip(zip(files))],
    // What follows the end of a tar belongs to the file.
    ['tar', Buffer.concat([tar(files), Buffer.alloc(40_000)])],
    // Larger than what is read at once.
    ['zip', zip(large, { stored: true })],
    ['tar', tar(large)],
    ['gzip › tar', gzip(tar([...large, { name: 'random', bytes: unpackable(9_000_000) }]))],
  ])('is of its bytes as found: %s', async (kind, bytes) => {
    const { archives } = await archivesOf(bytes);
    expect(archives).toEqual([{ taskId: 7, member: null, kind, size: bytes.length, sha256: sha256(bytes) }]);
  });

  it('is there for those inside others, the inner before the outer, each after its members', async () => {
    const [inZip, inTar] = [zip(files), gzip(tar(files))];
    const outer = zip([
      { name: 'a/in.zip', bytes: inZip },
      { name: 'in.tgz', bytes: inTar },
    ]);
    const { parcels } = await loadBytes(outer, { limits: { parcelBytes: 1 } });
    const found = parcels.flatMap(({ archives }) => archives);
    expect(found).toMatchObject([
      { member: 'a/in.zip', kind: 'zip', size: inZip.length, sha256: sha256(inZip) },
      { member: 'in.tgz', kind: 'gzip › tar', size: inTar.length, sha256: sha256(inTar) },
      { member: null, kind: 'zip', size: outer.length, sha256: sha256(outer) },
    ]);
    const lastItem = parcels.findLastIndex(({ items }) => items.length > 0);
    expect(parcels.findIndex(({ archives }) => archives.some(({ member }) => member === null))).toBeGreaterThanOrEqual(
      lastItem,
    );
  });

  it('is in its own item alone when it is damaged, without files, or not read to its end', async () => {
    for (const [bytes, limits] of [
      [zip(files).subarray(0, -30), {}],
      [tar(files).subarray(0, 700), {}],
      [zip([]), {}],
      [zip(files), { maxMembers: 1 }],
    ] as const) {
      const { items, archives } = await archivesOf(bytes, limits);
      expect(archives).toEqual([]);
      expect(items.at(-1)).toMatchObject({ member: null, sha256: sha256(bytes) });
    }
  });

  it('is not taken of plain and compressed files', async () => {
    for (const bytes of [text(0), gzip(text(0)), zstd(text(0))]) expect((await archivesOf(bytes)).archives).toEqual([]);
    expect((await loadPath('/nowhere')).parcels.flatMap(({ archives }) => archives)).toEqual([]);
  });
});

/** Bytes that compress to no less. */
function unpackable(size: number): Buffer {
  const blocks: Buffer[] = [];
  for (let n = 0; n * 64 < size; n++) blocks.push(createHash('sha512').update(`${n}`).digest());
  return Buffer.concat(blocks).subarray(0, size);
}
