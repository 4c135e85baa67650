import { expect, test } from 'vitest';
import type { Account } from '../../../shared/contract/loads.ts';
import {
  accountLine,
  countCutOff,
  fileSum,
  finishedBy,
  hasProblems,
  recordSum,
} from '../../../src-renderer/features/sources/account-words.ts';

function account(files: Partial<Account['files']>, records: Partial<Account['records']>): Account {
  return {
    files: { found: 0, loaded: 0, partly: 0, skipped: 0, failed: 0, ...files },
    records: { found: 0, rows: 0, duplicates: 0, rejects: 0, ...records },
  };
}

test('both sums are written out and checked', () => {
  const whole = account(
    { found: 40, loaded: 33, partly: 2, skipped: 4, failed: 1 },
    { found: 320, rows: 310, duplicates: 8, rejects: 2 },
  );
  expect(fileSum(whole).holds).toBe(true);
  expect(recordSum(whole).holds).toBe(true);
  expect(fileSum(account({ found: 3, loaded: 2 }, {})).holds).toBe(false);
  expect(recordSum(account({}, { found: 3, rows: 4 })).holds).toBe(false);
});

test('one line tells all that is not zero', () => {
  expect(
    accountLine(
      account(
        { found: 40, loaded: 33, partly: 2, skipped: 4, failed: 1 },
        { found: 320, rows: 310, duplicates: 8, rejects: 2 },
      ),
    ),
  ).toBe('40 files found, 33 loaded, 2 partly loaded, 4 skipped, 1 failed · 310 rows, 8 duplicates, 2 rejects');
  expect(accountLine(account({ found: 1, loaded: 1 }, { found: 1, rows: 1 }))).toBe('1 file, all loaded · 1 row');
  expect(accountLine(account({ found: 1200, loaded: 1200 }, { found: 9999, rows: 9999 }))).toBe(
    '1,200 files, all loaded · 9,999 rows',
  );
  expect(accountLine(account({ found: 2, skipped: 2 }, {}))).toBe('2 files found, 2 skipped · no records');
  expect(accountLine(account({}, {}))).toBe('0 files found · no records');
});

test('duplicates alone are no problem, anything not loaded is', () => {
  expect(hasProblems(account({ found: 1, loaded: 1 }, { found: 2, rows: 1, duplicates: 1 }))).toBe(false);
  for (const files of [{ partly: 1 }, { skipped: 1 }, { failed: 1 }])
    expect(hasProblems(account(files, {}))).toBe(true);
  expect(hasProblems(account({ found: 1, loaded: 1 }, { found: 1, rejects: 1 }))).toBe(true);
});

test('a load that was cut off counts until a later one took the same paths to their end', () => {
  const load = (loadId: number, state: 'done' | 'interrupted' | 'cancelled', ...paths: string[]) => ({
    loadId,
    state,
    paths,
    acquisitionId: null,
  });
  const cut = load(1, 'interrupted', '/a', '/b');
  const loads = [cut, load(2, 'interrupted', '/c'), load(3, 'cancelled', '/c'), load(4, 'done', '/a')];
  expect(countCutOff(loads)).toBe(2);
  expect(finishedBy(cut, [...loads, load(5, 'done', '/a', '/b'), load(6, 'done', '/a', '/b')])).toBe(5);
  expect(countCutOff([{ ...cut, acquisitionId: 1 }])).toBe(0);
  expect(countCutOff([...loads, load(5, 'done', '/a', '/b'), load(6, 'done', '/c')])).toBe(0);
});
