// Names, digits and colours of tags.
import { expect, test } from 'vitest';
import { freeColor, freeShortcut, TagName, tagColors } from '../../../shared/marks/tag.ts';

test('a name is text that can stand in a filter', () => {
  expect(TagName.parse('  Exfil ')).toBe('Exfil');
  for (const name of ['', ' ', '[a]', 'a\u0000b', 'x'.repeat(41)]) expect(TagName.safeParse(name).success).toBe(false);
});

test('the next digit is the smallest that is free', () => {
  expect(freeShortcut([{ shortcut: 1 }, { shortcut: 3 }, { shortcut: null }])).toBe(2);
  expect(freeShortcut(Array.from({ length: 9 }, (_, i) => ({ shortcut: i + 1 })))).toBeNull();
});

test('the next colour is one that fewest tags have', () => {
  expect(freeColor([])).toBe(tagColors[0]);
  expect(freeColor(tagColors.slice(0, 3).map((color) => ({ color })))).toBe(tagColors[3]);
});
