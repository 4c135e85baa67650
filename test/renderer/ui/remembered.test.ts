import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineClient } from '../../../src-renderer/ui/engine.ts';
import { useToasts } from '../../../src-renderer/ui/problem.ts';
import { flushSettings, keepSetting, recallSetting, recallSettings } from '../../../src-renderer/ui/remembered.ts';
import { rememberScheme } from '../../../src-renderer/ui/theme/color-scheme.ts';

const written: unknown[] = [];
const engineWith = (read: () => Promise<Record<string, string | number>>) =>
  ({ settings: { read, write: async (input: unknown) => void written.push(input) } }) as unknown as EngineClient;

beforeEach(() => {
  vi.stubGlobal('document', { addEventListener: () => {} });
  vi.useFakeTimers();
  written.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('the theme that was kept is told as soon as it is known', async () => {
  const told: string[] = [];
  expect(rememberScheme.get('auto')).toBe('auto');
  rememberScheme.subscribe((scheme) => told.push(scheme));
  await recallSettings(engineWith(async () => ({ 'color-scheme': 'dark', width: 300 })));
  expect(told).toEqual(['dark']);
  expect(rememberScheme.get('auto')).toBe('dark');
  expect(recallSetting('width')).toBe(300);
  rememberScheme.unsubscribe();
});

test('only the last of many changes is written, and nothing that is the same', async () => {
  await recallSettings(engineWith(async () => ({ width: 300 })));
  keepSetting('width', 300);
  for (const width of [301, 302, 303]) keepSetting('width', width);
  expect(recallSetting('width')).toBe(303);
  vi.runAllTimers();
  expect(written).toEqual([{ key: 'width', value: 303 }]);
  keepSetting('width', 304);
  flushSettings();
  vi.runAllTimers();
  expect(written).toEqual([
    { key: 'width', value: 303 },
    { key: 'width', value: 304 },
  ]);
});

test('what was changed before it was recalled stays', async () => {
  keepSetting('early', 1);
  await recallSettings(engineWith(async () => ({ early: 2, late: 3 })));
  expect([recallSetting('early'), recallSetting('late')]).toEqual([1, 3]);
});

test('a failure is told, and the window goes on', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const engine = engineWith(() => Promise.reject(new Error('damaged')));
  expect(await recallSettings(engine)).toBe(engine);
  expect(useToasts.getState().toasts.map(({ message }) => message)).toContain('damaged');
});
