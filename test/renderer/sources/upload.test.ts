import { expect, test } from 'vitest';
import { offersFor, withinRoots } from '../../../src-renderer/features/sources/unrecognised.ts';
import { batchName, folderAbove } from '../../../src-renderer/features/sources/upload.ts';

test('the folder of a drop is found from where one of its files was put', () => {
  expect(folderAbove('/case/evidence/dropped/b/logs/a.json', 2)).toBe('/case/evidence/dropped/b');
  expect(folderAbove('/case/evidence/dropped/b/a.json', 1)).toBe('/case/evidence/dropped/b');
  expect(folderAbove('C:\\case\\dropped\\b\\x\\y\\a.json', 3)).toBe('C:\\case\\dropped\\b');
});

test('a batch is named by its time, safely for every file system', () => {
  expect(batchName(new Date('2026-11-23T06:50:12.345Z'))).toBe('2026-11-23T065012Z');
});

test('unrecognised files are offered by how they can be read, once each, by their file on disk', () => {
  const csv = 'no known log format: CSV with the columns a, b; it can be loaded as csv';
  const json = 'no known log format in its first 1000 values: JSON objects; it can be loaded as json';
  expect(
    offersFor([
      { path: '/x/b.zip › one.csv', outcome: 'skipped', reason: csv },
      { path: '/x/b.zip › two.csv', outcome: 'skipped', reason: csv },
      { path: '/x/c.jsonl', outcome: 'skipped', reason: json },
      { path: '/x/d.csv', outcome: 'skipped', reason: csv },
      { path: '/x/notes', outcome: 'skipped', reason: 'no known log format: text that begins “a; it can be”' },
      { path: '/x/empty', outcome: 'skipped', reason: 'empty file' },
      { path: '/x/cut.gz', outcome: 'failed', reason: csv },
    ]),
  ).toEqual([
    { as: 'csv', paths: ['/x/b.zip', '/x/d.csv'] },
    { as: 'json', paths: ['/x/c.jsonl'] },
  ]);
});

test('a path is shown as seen from the folder that was loaded', () => {
  expect(withinRoots('/x/logs/a/b.gz', ['/y', '/x/logs'])).toBe('a/b.gz');
  expect(withinRoots('/x/logs-old/b.gz', ['/x/logs'])).toBe('/x/logs-old/b.gz');
  expect(withinRoots('/x/one.gz', ['/x/one.gz'])).toBe('/x/one.gz');
  expect(withinRoots('C:\\x\\a.gz', ['C:\\x'])).toBe('a.gz');
});
