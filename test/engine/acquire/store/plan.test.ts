// Which name each listed object gets: the same whatever the order of the listing, and never one that is taken.
import { beforeEach, expect, it } from 'vitest';
import { S3Request } from '../../../../shared/contract/acquisitions.ts';
import { addAcquisition, readAcquisition } from '../../../../src-main/engine/acquire/store/acquisition-row.ts';
import { readWalk, savePages } from '../../../../src-main/engine/acquire/store/listing.ts';
import { planAcquisition } from '../../../../src-main/engine/acquire/store/plan.ts';
import type { OpenCase } from '../../../../src-main/engine/engine-state.ts';
import type { S3Object } from '../../../../src-main/engine/sources/s3/list-pages.ts';
import { openTestCase } from '../../support/case.ts';

const bucket = 'logs';
let open: OpenCase;
beforeEach(async () => {
  open = await openTestCase();
});

const object = (key: string, more: Partial<S3Object> = {}): S3Object => ({
  key,
  size: 1,
  modified: Date.parse('2026-01-05T00:00:00Z'),
  etag: 'e',
  storageClass: 'STANDARD',
  isRestored: false,
  owner: null,
  versionId: null,
  isLatest: true,
  isDeleteMarker: false,
  ...more,
});

/** Lists and plans; answers the names by key and version. */
async function plan(objects: S3Object[]): Promise<{ id: number; files: Record<string, string> }> {
  const request = S3Request.parse({ kind: 's3', scope: { bucket } });
  const facts = { request, title: 't', login: 'l', caller: null, endpoint: null, follows: null };
  return open.db.use(async (connection) => {
    const id = await addAcquisition(connection, facts);
    const row = await readAcquisition(connection, id);
    const { nextNo } = await readWalk(connection, id);
    const page = { folder: '', objects, seen: objects.length, next: null };
    await savePages(connection, { acquisitionId: id, bucket }, nextNo, [page], row.listed);
    await planAcquisition(connection, row, bucket);
    const rows = await connection.rows(
      `SELECT key, version_id, file FROM logs.pugmark.listing WHERE acquisition_id = ${id}`,
    );
    const files = rows.map(({ key, version_id, file }) => [
      [key, version_id].filter(Boolean).join(' '),
      String(file).replace(`evidence/s3/${bucket}/`, ''),
    ]);
    return { id, files: Object.fromEntries(files) as Record<string, string> };
  });
}

/** All that is planned is acquired, as it was planned. */
const acquireAll = (id: number) =>
  open.db.use((connection) =>
    connection.run(
      `INSERT INTO logs.main.objects (acquisition_id, object_no, path, bucket, key, version_id, outcome, file, size, modified, etag)
       SELECT acquisition_id, object_no, key, '${bucket}', key, version_id, 'acquired', file, size, modified, etag
       FROM logs.pugmark.listing WHERE acquisition_id = ${id}`,
    ),
  );

const beside = (name: string) => expect.stringMatching(new RegExp(`^%[0-9a-f]{16}-${name}$`)) as string;

const alike = [
  object('Notes/a.txt'),
  object('notes/A.txt'),
  object('notes/a.txt'),
  object('x'),
  object('x/y'),
  object('v', { versionId: '2', modified: 2 }),
  object('v', { versionId: '1', modified: 1, isLatest: false }),
  object('plain'),
];

it('is the same in every order of the listing', async () => {
  const { files } = await plan(alike);
  expect(files).toEqual({
    'Notes/a.txt': 'Notes/a.txt',
    'notes/A.txt': expect.stringMatching(/^notes\/%[0-9a-f]{16}-A.txt$/) as string,
    'notes/a.txt': expect.stringMatching(/^notes\/%[0-9a-f]{16}-a.txt$/) as string,
    x: beside('x'),
    'x/y': 'x/y',
    'v 2': 'v',
    'v 1': beside('v'),
    plain: 'plain',
  });
  const plainly = (names: Record<string, string>) =>
    Object.fromEntries(Object.entries(names).map(([key, file]) => [key, file.replace(/%[0-9a-f]{16}-/, '%-')]));
  expect(plainly((await plan([...alike].reverse())).files)).toEqual(plainly(files));
});

it('is not one that an earlier acquisition has given, and known objects keep theirs', async () => {
  const first = await plan([object('same'), object('changed'), object('Case')]);
  await acquireAll(first.id);
  const { id, files } = await plan([
    object('same'),
    object('changed', { etag: 'other' }),
    object('case'),
    object('new'),
  ]);
  expect(files).toMatchObject({ changed: beside('changed'), case: beside('case'), new: 'new' });
  const [known] = await open.db.use((connection) =>
    connection.rows(`SELECT key, outcome, file FROM logs.main.objects WHERE acquisition_id = ${id}`),
  );
  expect(known).toEqual({ key: 'same', outcome: 'known', file: `evidence/s3/${bucket}/same` });
  // Nobody gets a file that is known already, so no name is looked for.
  expect(files.same).toBe('same');
});

it('is given to tens of thousands at once', async () => {
  const many = Array.from({ length: 25_000 }, (_, i) => object(`k${i}`, { versionId: 'new' }));
  const older = many.map((one) => ({ ...one, versionId: 'old', isLatest: false, modified: 1 }));
  const { files } = await plan([...older, ...many]);
  expect(new Set(Object.values(files).map((file) => file.toLowerCase())).size).toBe(50_000);
  expect(files['k7 new']).toBe('k7');
  expect(files['k24999 old']).toEqual(beside('k24999'));
});

it('may be planned again, and stays', async () => {
  const { id, files } = await plan(alike);
  await open.db.use(async (connection) => {
    await planAcquisition(connection, await readAcquisition(connection, id), bucket);
    const rows = await connection.rows(`SELECT file FROM logs.pugmark.listing WHERE acquisition_id = ${id}`);
    expect(rows.map(({ file }) => String(file).replace(`evidence/s3/${bucket}/`, '')).sort()).toEqual(
      Object.values(files).sort(),
    );
  });
});
