import { expect, test } from 'vitest';
import { unrecognisedPaths, withinRoots } from '../../../src-renderer/features/sources/unrecognised.ts';
import { batchName, folderAbove } from '../../../src-renderer/features/sources/upload.ts';

test('the folder of a drop is found from where one of its files was put', () => {
  expect(folderAbove('/case/evidence/dropped/b/logs/a.json', 2)).toBe('/case/evidence/dropped/b');
  expect(folderAbove('/case/evidence/dropped/b/a.json', 1)).toBe('/case/evidence/dropped/b');
  expect(folderAbove('C:\\case\\dropped\\b\\x\\y\\a.json', 3)).toBe('C:\\case\\dropped\\b');
});

test('a batch is named by its time, safely for every file system', () => {
  expect(batchName(new Date('2026-11-23T06:50:12.345Z'))).toBe('2026-11-23T065012Z');
});

test('unrecognised files are named once, by their file on disk', () => {
  const reason = 'no known log format: text';
  expect(
    unrecognisedPaths([
      { path: '/x/b.zip › one.txt', outcome: 'skipped', reason },
      { path: '/x/b.zip › two.txt', outcome: 'skipped', reason },
      { path: '/x/c.txt', outcome: 'skipped', reason },
      { path: '/x/empty', outcome: 'skipped', reason: 'empty file' },
      { path: '/x/cut.gz', outcome: 'failed', reason },
    ]),
  ).toEqual(['/x/b.zip', '/x/c.txt']);
});

test('a path is shown as seen from the folder that was loaded', () => {
  expect(withinRoots('/x/logs/a/b.gz', ['/y', '/x/logs'])).toBe('a/b.gz');
  expect(withinRoots('/x/logs-old/b.gz', ['/x/logs'])).toBe('/x/logs-old/b.gz');
  expect(withinRoots('/x/one.gz', ['/x/one.gz'])).toBe('/x/one.gz');
  expect(withinRoots('C:\\x\\a.gz', ['C:\\x'])).toBe('a.gz');
});
