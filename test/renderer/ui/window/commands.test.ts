import { expect, test } from 'vitest';
import { commandFor, keysOf, tabIndexFor } from '../../../../src-renderer/ui/window/commands.ts';

const press = (code: string, more: Partial<Parameters<typeof commandFor>[0]> = {}) => ({
  key: '',
  code,
  altKey: true,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});

test('Alt and a letter is a command, by the physical key', () => {
  expect(commandFor(press('KeyT', { key: '†' }), true)).toBe('new-console');
  expect(commandFor(press('KeyW'), false)).toBe('close-tab');
  expect(commandFor(press('PageDown'), false)).toBe('next-tab');
  expect(commandFor(press('KeyZ'), false)).toBeNull();
});

test('other modifiers are left to the browser and to text fields', () => {
  expect(commandFor(press('KeyT', { ctrlKey: true }), false)).toBeNull();
  expect(commandFor(press('KeyT', { altKey: false, metaKey: true }), false)).toBeNull();
  expect(commandFor(press('KeyL', { shiftKey: true }), false)).toBeNull();
  expect(commandFor(press('KeyL', { altKey: false }), false)).toBeNull();
});

test('a question mark is help, except while typing', () => {
  const question = press('Slash', { key: '?', altKey: false, shiftKey: true });
  expect(commandFor(question, false)).toBe('help');
  expect(commandFor(question, true)).toBeNull();
  expect(commandFor(press('F1', { altKey: false }), true)).toBe('help');
});

test('Alt and a digit is a tab, 9 the last', () => {
  expect(tabIndexFor(press('Digit1'), 3)).toBe(0);
  expect(tabIndexFor(press('Digit3'), 3)).toBe(2);
  expect(tabIndexFor(press('Digit4'), 3)).toBeNull();
  expect(tabIndexFor(press('Digit9'), 3)).toBe(2);
  expect(tabIndexFor(press('Digit9'), 0)).toBeNull();
  expect(tabIndexFor(press('Digit1', { shiftKey: true }), 3)).toBeNull();
});

test('keys read as they are pressed', () => {
  expect(keysOf('new-console')).toBe('Alt+T');
  expect(keysOf('next-tab')).toBe('Alt+Page Down');
  expect(keysOf('open-sample')).toBeUndefined();
});
