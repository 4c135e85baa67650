import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJournalBreak, openJournal } from '../../../src-main/engine/cases/journal.ts';
import { makeTempDir } from '../support/temp.ts';

async function writeJournal(entries: number): Promise<string> {
  const file = join(makeTempDir(), 'journal.jsonl');
  const journal = await openJournal(file, '1.0.0');
  await Promise.all(Array.from({ length: entries }, (_, n) => journal.append('act', { n, text: 'é "quoted" \n' })));
  await journal.close();
  return file;
}

test('entries are numbered and chained, also when appended at once and after reopening', async () => {
  const file = await writeJournal(3);
  const again = await openJournal(file, '1.0.1');
  await again.append('more', {});
  await again.close();
  const text = readFileSync(file, 'utf8');
  expect(findJournalBreak(text)).toBeNull();
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { seq: number }).seq),
  ).toEqual([1, 2, 3, 4]);
});

test('any single changed byte, and any line taken out but the last, is found', async () => {
  const text = readFileSync(await writeJournal(4), 'utf8');
  const bytes = Buffer.from(text);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(bytes);
      changed[at] = changed[at]! ^ change;
      expect(findJournalBreak(changed.toString('utf8'))).not.toBeNull();
    }),
    { numRuns: 300 },
  );
  const lines = text.trimEnd().split('\n');
  for (const i of [0, 1, 2])
    expect(findJournalBreak(`${lines.filter((_, at) => at !== i).join('\n')}\n`)).not.toBeNull();
});

test('a last line cut by a crash is set right with an entry that keeps it', async () => {
  const file = await writeJournal(2);
  appendFileSync(file, '{"seq":3,"time":"2025');
  const journal = await openJournal(file, '1.0.0');
  await journal.append('after', {});
  await journal.close();
  const text = readFileSync(file, 'utf8');
  expect(findJournalBreak(text)).toBeNull();
  expect(text).toContain('journal.cut');
  expect(text).toContain('"line":"{\\"seq\\":3');
});

test('a journal that cannot be read says which', async () => {
  const file = join(makeTempDir(), 'journal.jsonl');
  writeFileSync(file, 'not json\n');
  await expect(openJournal(file, '1')).rejects.toThrow(/journal/i);
});
