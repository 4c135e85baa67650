import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeBreaks } from '../../../shared/journal/breaks.ts';
import { describeEntry, groupOf } from '../../../shared/journal/words.ts';

test.each<[string, Record<string, unknown>, string]>([
  [
    'sql',
    { sql: 'SELECT 1;\n  SELECT 2', rows: [1, 12_000], outcome: 'done' },
    'Ran SQL, 1, 12,000 rows: SELECT 1; SELECT 2',
  ],
  ['sql', { sql: 'SELEC', rows: [], outcome: 'SQL', message: 'syntax' }, 'SQL ended (SQL): syntax: SELEC'],
  [
    'load.end',
    {
      loadId: 2,
      state: 'done',
      error: null,
      account: {
        files: { found: 3, loaded: 3, partly: 0, skipped: 0, failed: 0 },
        records: { found: 10, rows: 8, duplicates: 1, rejects: 1 },
      },
    },
    'Load 2 ended (done): 3 files, 10 records = 8 rows + 1 duplicates + 1 rejects',
  ],
  ['load.start', { loadId: 1, paths: ['/a', '/b', '/c'] }, 'Load 1 began: /a and 2 more'],
  [
    'export',
    {
      path: '/x/exports/out.csv',
      rows: 1,
      view: { from: { kind: 'table', table: 'cloudtrail' }, where: [], sort: [] },
    },
    'Exported 1 row of cloudtrail to out.csv',
  ],
  ['marks.change', { change: { kind: 'tag', tag: 'Bad', on: true }, changed: 3 }, 'Tagged 3 rows “Bad”'],
  [
    'verification.digests',
    { sums: { logs: [{ verdict: 'verified', reason: 'x', count: 5 }] } },
    'Verified digests; log files: 5 verified',
  ],
  [
    'journal.broken',
    { breaks: [{ line: 4, reason: 'missing', from: 4, to: 9 }] },
    'On opening, the journal was found damaged. Before line 4, entries 4 to 9 are missing.',
  ],
  ['custody.verify', { counts: { same: 2, 'not-kept': 1, changed: 0 } }, 'Read the evidence again: 2 same, 1 not kept'],
  ['later.action', { a: 1 }, 'later.action {"a":1}'],
])('%s reads well', (action, detail, sentence) => {
  expect(describeEntry(action, detail)).toBe(sentence);
});

test('no detail whatever makes it fail', () => {
  const actions = fc.constantFrom('sql', 'load.end', 'export', 'marks.change', 'journal.broken', 'case.open', 'x');
  fc.assert(
    fc.property(
      actions,
      fc.dictionary(fc.constantFrom('rows', 'view', 'change', 'path', 'breaks', 'sql'), fc.jsonValue()),
      (action, detail) => {
        expect(describeEntry(action, detail as Record<string, unknown>)).toEqual(expect.any(String));
      },
    ),
    { numRuns: 200 },
  );
});

test('actions have their group by name', () => {
  expect(['load.end', 'sql', 'case.open', 'toString', 'custody.verify'].map(groupOf)).toEqual([
    'evidence',
    'query',
    'case',
    'other',
    'check',
  ]);
  expect(
    describeBreaks([
      { line: 2, reason: 'changed', from: null, to: null },
      { line: 3, reason: 'order', from: null, to: null },
    ]),
  ).toBe('Line 2 was changed after it was written. And one more break.');
});
