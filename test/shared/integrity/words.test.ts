import { expect, it } from 'vitest';
import { words } from '../../../shared/integrity/words.ts';

it('every reason is said in sentences', () => {
  for (const [reason, { sentence, next }] of Object.entries(words)) {
    expect(sentence, reason).toMatch(/^[A-Z].*\.$/);
    if (next !== null) expect(next, reason).toMatch(/^[A-Z].*\.$/);
  }
  const sentences = Object.values(words).map(({ sentence }) => sentence);
  expect(new Set(sentences).size).toBe(sentences.length);
});
