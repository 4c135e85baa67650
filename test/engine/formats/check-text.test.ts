// Definitions are tried through the real worker code and the real store.
import { expect, it } from 'vitest';
import { exampleDefinition } from '../../../shared/formats/own/example.ts';
import { checkText } from '../../../src-main/engine/formats/check-text.ts';

it('the example is sound', async () => {
  const { check, sound } = await checkText(exampleDefinition);
  expect(check.problems).toEqual([]);
  expect(check.samples.flatMap(({ problems }) => problems)).toEqual([]);
  expect(check.samples).toHaveLength(2);
  expect(sound).not.toBeNull();
});
