// The definitions of docs/own-formats.md can be used as they stand there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkText } from '../../../src-main/engine/formats/check-text.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/own-formats.md'), 'utf8');
const blocks = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text]) => text!);

it('has complete examples', () => expect(blocks).toHaveLength(3));

it.each(blocks.map((text) => [/"(?:name|layoutOf)": "(\w+)"/.exec(text)![1]!, text]))('%s', async (_, text) => {
  const { check, sound } = await checkText(text);
  expect([...check.problems, ...check.samples.flatMap(({ problems }) => problems)]).toEqual([]);
  expect(sound).not.toBeNull();
});
