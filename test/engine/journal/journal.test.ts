import { appendFileSync, copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JournalBreak } from '../../../shared/contract/journal.ts';
import { checkJournal } from '../../../src-main/engine/journal/check.ts';
import { readHead } from '../../../src-main/engine/journal/head.ts';
import { type JournalFiles, openJournal } from '../../../src-main/engine/journal/journal.ts';
import { makeTempDir } from '../support/temp.ts';

async function writeJournal(entries: number): Promise<JournalFiles> {
  const dir = makeTempDir();
  const files = { journal: join(dir, 'journal.jsonl'), journalHead: join(dir, 'journal.head') };
  const journal = await openJournal(files, '1.0.0', 'none');
  // U+FFFD is what a decoder makes of bad bytes, so that a careless check takes them for it.
  const text = 'é "quoted" \ufffd\n';
  await Promise.all(Array.from({ length: entries }, (_, n) => journal.append('act', { n, text, none: undefined })));
  await journal.close();
  return files;
}

const copyOf = ({ journal, journalHead }: JournalFiles): JournalFiles => {
  const dir = makeTempDir();
  const copy = { journal: join(dir, 'journal.jsonl'), journalHead: join(dir, 'journal.head') };
  copyFileSync(journal, copy.journal);
  if (existsSync(journalHead)) copyFileSync(journalHead, copy.journalHead);
  return copy;
};

/** What opening finds, and the check of what is there afterwards. */
async function reopen(files: JournalFiles, expected?: 'none' | 'headless') {
  const journal = await openJournal(files, '1.0.1', expected);
  await journal.append('after', {});
  await journal.close();
  const bytes = readFileSync(files.journal);
  return {
    breaks: journal.breaks,
    text: bytes.toString(),
    after: checkJournal(bytes, await readHead(files.journalHead)),
  };
}
const reasons = (breaks: JournalBreak[]) => breaks.map(({ reason }) => reason);

let whole: JournalFiles;
let bytes: Buffer;
let lines: string[];
beforeAll(async () => {
  whole = await writeJournal(5);
  bytes = readFileSync(whole.journal);
  lines = bytes.toString().split(/(?<=\n)/);
});

test('entries are numbered and chained, also when appended at once and after reopening', async () => {
  const { breaks, after } = await reopen(copyOf(whole));
  expect(breaks).toEqual([]);
  expect(after.breaks).toEqual([]);
  expect(after.entries.map(({ entry }) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('any single changed byte is found by the check', async () => {
  const head = await readHead(whole.journalHead);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(bytes);
      changed[at] = changed[at]! ^ change;
      expect(checkJournal(changed, head).breaks).not.toEqual([]);
    }),
    { numRuns: 2_000 },
  );
  const at = bytes.indexOf('\ufffd');
  const changed = Buffer.from(bytes);
  changed[at] = 0xf0; // Decodes to the same text.
  expect(changed.toString()).toBe(bytes.toString());
  expect(reasons(checkJournal(changed, head).breaks)).toEqual(['unreadable']);
});

test('a changed byte is told on opening, written down once, and stays to be seen; the case goes on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const files = copyOf(whole);
      const changed = Buffer.from(bytes);
      changed[at] = changed[at]! ^ change;
      writeFileSync(files.journal, changed);
      const first = await reopen(files);
      expect(first.breaks).not.toEqual([]);
      expect(first.text).toContain('journal.broken');
      const second = await reopen(files);
      expect(second.after.entries.filter(({ entry }) => entry.action === 'journal.broken')).toHaveLength(1);
      expect(second.after.entries.at(-1)!.entry.action).toBe('after');
    }),
    { numRuns: 40 },
  );
});

test('any cut of whole lines is found, at the end too, and lines put back make the journal whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 5 }), async (gone) => {
      const files = copyOf(whole);
      writeFileSync(files.journal, lines.filter((_, i) => !gone.includes(i)).join(''));
      const { breaks, text } = await reopen(files);
      expect(new Set(reasons(breaks))).toEqual(new Set(['missing']));
      const told = new Set(
        breaks.flatMap(({ from, to }) => Array.from({ length: to! - from! + 1 }, (_, i) => from! + i)),
      );
      expect(told).toEqual(new Set(gone.map((i) => i + 1)));
      // Entries written since follow the last one that was seen.
      const since = text.split(/(?<=\n)/).filter((line) => !lines.includes(line));
      expect(
        checkJournal(Buffer.from([...lines, ...since].join('')), await readHead(files.journalHead)).breaks,
      ).toEqual([]);
    }),
    { numRuns: 31 },
  );
});

test('a journal whose order was changed, and one whose end is another, are found', async () => {
  const swapped = [lines[0], lines[2], lines[1], lines[3], lines[4]].join('');
  expect(reasons(checkJournal(Buffer.from(swapped), null).breaks)).toContain('order');
  // Another chain, whole in itself.
  const { journal } = await writeJournal(5);
  expect((await reopen({ journal, journalHead: copyOf(whole).journalHead })).breaks).toEqual([
    { line: 5, reason: 'replaced', from: null, to: null },
  ]);
});

describe('a crash', () => {
  test('within a line: it is set right with an entry that keeps it, and is no finding', async () => {
    const files = copyOf(whole);
    appendFileSync(files.journal, '{"seq":6,"time":"2025');
    const { breaks, after, text } = await reopen(files);
    expect(breaks).toEqual([]);
    expect(after.breaks).toEqual([]);
    expect(after.entries.map(({ entry }) => entry.action).slice(-2)).toEqual(['journal.cut', 'after']);
    expect(text).toContain('"line":"{\\"seq\\":6');
  });

  test('between the line and the note of it: the note is behind, and that is no finding', async () => {
    const files = copyOf(whole);
    const { journalHead } = await writeJournal(5);
    const journal = await openJournal(files, '1.0.0');
    copyFileSync(files.journalHead, journalHead);
    await journal.append('more', {});
    await journal.close();
    const { breaks, after } = await reopen({ journal: files.journal, journalHead });
    expect(breaks).toEqual([]);
    expect(after.breaks).toEqual([]);
    expect(after.lastSeq).toBe(7);
  });
});

test('what is not there at all: the note, the file, both', async () => {
  const noHead = copyOf(whole);
  rmSync(noHead.journalHead);
  expect(reasons((await reopen(copyOf(noHead))).breaks)).toEqual(['head-missing']);
  // An older case never had one.
  expect((await reopen(copyOf(noHead), 'headless')).breaks).toEqual([]);
  const badHead = copyOf(whole);
  truncateSync(badHead.journalHead, 20);
  expect(reasons((await reopen(badHead)).breaks)).toEqual(['head-damaged']);
  const noJournal = copyOf(whole);
  rmSync(noJournal.journal);
  expect((await reopen(noJournal)).breaks).toEqual([{ line: 1, reason: 'missing', from: 1, to: 5 }]);
  const dir = makeTempDir();
  const nothing = { journal: join(dir, 'journal.jsonl'), journalHead: join(dir, 'journal.head') };
  expect(reasons((await reopen(nothing)).breaks)).toEqual(['gone']);
});

test('a journal that is something else is told and kept', async () => {
  const files = copyOf(whole);
  writeFileSync(files.journal, 'not json\n');
  const { breaks, text } = await reopen(files);
  expect(reasons(breaks)).toEqual(['unreadable', 'missing']);
  expect(text.startsWith('not json\n')).toBe(true);
});
