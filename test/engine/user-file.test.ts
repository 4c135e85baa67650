import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readUserFile, writeUserFile } from '../../src-main/engine/user-file.ts';
import { makeTempDir } from './support/temp.ts';

const kept = { schema: z.object({ n: z.number() }), empty: { n: 0 }, what: 'The numbers', hint: 'Mend it.' };

test('what is written is read again; before, there is the empty one', async () => {
  const dir = join(makeTempDir(), 'not', 'yet');
  const file = join(dir, 'numbers.json');
  expect(await readUserFile(file, kept)).toEqual({ n: 0 });
  await writeUserFile(file, { n: 1 });
  await writeUserFile(file, { n: 2 });
  expect(await readUserFile(file, kept)).toEqual({ n: 2 });
  expect(readdirSync(dir)).toEqual(['numbers.json']);
});

test.skipIf(process.platform === 'win32')('nobody else can read it', async () => {
  const dir = join(makeTempDir(), 'user');
  await writeUserFile(join(dir, 'numbers.json'), { n: 1 });
  expect(statSync(dir).mode & 0o777).toBe(0o700);
  expect(statSync(join(dir, 'numbers.json')).mode & 0o777).toBe(0o600);
});

test('a damaged file, and one that says something else, are named with what to do', async () => {
  const file = join(makeTempDir(), 'numbers.json');
  for (const text of ['{"n": 1', '{"n": "one"}']) {
    writeFileSync(file, text);
    await expect(readUserFile(file, kept)).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringMatching(/^The numbers cannot be read: /),
      detail: { at: file, hint: 'Mend it.' },
    });
  }
});
