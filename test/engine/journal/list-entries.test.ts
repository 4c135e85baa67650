import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { caseFiles, openCase } from '../../../src-main/engine/cases/case-folder.ts';
import type { OpenCase } from '../../../src-main/engine/engine-state.ts';
import { judgeJournal, listEntries } from '../../../src-main/engine/journal/list-entries.ts';
import { saveJournal } from '../../../src-main/engine/journal/save.ts';
import { openTestCase, testOptions } from '../support/case.ts';

let open: OpenCase;
beforeAll(async () => {
  open = await openTestCase();
  await open.setTimeZone('Europe/Berlin');
  await open.journal.append('sql', { sql: 'SELECT needle', rows: [3], outcome: 'done' });
  await open.journal.append('load.end', { loadId: 1, state: 'done', account: {} });
});

const ask = { offset: 0, limit: 100, order: 'newest' as const, groups: [], text: '' };

test('entries come by page, newest or oldest first, and by group, text and time', async () => {
  const all = await listEntries(open.dir, ask);
  expect(all.entries.map(({ action }) => action)).toEqual(['load.end', 'sql', 'case.timeZone', 'case.open']);
  expect(all).toMatchObject({ total: 4, groups: { case: 2, query: 1, evidence: 1, marks: 0 } });
  const page = await listEntries(open.dir, { ...ask, order: 'oldest', offset: 1, limit: 2 });
  expect(page.entries.map(({ seq }) => seq)).toEqual([2, 3]);
  expect(page.total).toBe(4);
  const actions = async (more: Partial<Parameters<typeof listEntries>[1]>) =>
    (await listEntries(open.dir, { ...ask, ...more })).entries.map(({ action }) => action);
  expect(await actions({ groups: ['query'] })).toEqual(['sql']);
  expect(await actions({ text: 'NEEDLE' })).toEqual(['sql']);
  expect(await actions({ text: 'times are shown in' })).toEqual(['case.timeZone']);
  const second = all.entries.at(-2)!.time;
  expect(await actions({ to: second, groups: ['case'] })).not.toContain('case.timeZone');
  expect(await actions({ from: '2999-01-01T00:00:00Z' })).toEqual([]);
});

test('the copy is the journal as it is, with its hash, and an entry follows', async () => {
  const before = readFileSync(caseFiles(open.dir).journal);
  const saved = await saveJournal(open, { overwrite: false });
  expect(readFileSync(saved.path)).toEqual(before);
  expect(saved.sha256).toBe(createHash('sha256').update(before).digest('hex'));
  const verdict = await judgeJournal(open.dir);
  expect(verdict).toMatchObject({ entries: saved.entries + 1, breaks: [], found: [] });
  expect((await listEntries(open.dir, ask)).entries[0]).toMatchObject({
    action: 'export.journal',
    hash: verdict.lastHash,
  });
});

test('a case whose journal was cut opens, says so, and keeps saying it', async () => {
  await open.close();
  const file = caseFiles(open.dir).journal;
  const lines = readFileSync(file, 'utf8').split(/(?<=\n)/);
  writeFileSync(file, lines.slice(0, -2).join(''));
  const again = await openCase(open.dir, testOptions());
  const missing = { line: lines.length - 1, reason: 'missing', from: lines.length - 1, to: lines.length };
  expect(again.info.journalBreaks).toEqual([missing]);
  expect(await judgeJournal(again.dir)).toMatchObject({ breaks: [missing], found: [{ breaks: [missing] }] });
  await again.close();
});
