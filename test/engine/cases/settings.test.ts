import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { mostSettingBytes, mostSettings } from '../../../shared/contract/settings.ts';
import { settingRoutes } from '../../../src-main/engine/cases/settings.ts';
import type { EngineState } from '../../../src-main/engine/engine-state.ts';
import { testOptions } from '../support/case.ts';
import { makeTempDir } from '../support/temp.ts';

function open(userDir = join(makeTempDir(), 'user')) {
  const state = { options: { ...testOptions(), userDir } } as EngineState;
  return { userDir, client: createRouterClient(settingRoutes(state)) };
}

test('what is written is read again, by another engine too; null forgets', async () => {
  const { userDir, client } = open();
  expect(await client.read()).toEqual({});
  await client.write({ key: 'sidebar-width', value: 300 });
  await client.write({ key: 'choices', value: { a: [1, null, 'ü'] } });
  expect(await open(userDir).client.read()).toEqual({ 'sidebar-width': 300, choices: { a: [1, null, 'ü'] } });
  await client.write({ key: 'choices', value: null });
  expect(await client.read()).toEqual({ 'sidebar-width': 300 });
  expect(readdirSync(userDir)).toEqual(['window.json']);
});

test('writes at the same time all arrive', async () => {
  const { client } = open();
  await Promise.all(Array.from({ length: 20 }, (_, n) => client.write({ key: `k-${n}`, value: n })));
  expect(Object.keys(await client.read())).toHaveLength(20);
});

test('keys that are none, values that are too large, and too many of them are refused', async () => {
  const { client } = open();
  for (const key of ['', 'A', '../x', '__proto__', 'a'.repeat(65)])
    await expect(client.write({ key, value: 1 })).rejects.toThrow();
  await expect(client.write({ key: 'a', value: 'ü'.repeat(mostSettingBytes / 2) })).rejects.toMatchObject({
    code: 'REFUSED',
  });
  for (let n = 0; n < mostSettings; n++) await client.write({ key: `k-${n}`, value: n });
  await expect(client.write({ key: 'more', value: 1 })).rejects.toMatchObject({ code: 'REFUSED' });
  await client.write({ key: 'k-0', value: 'other' });
  expect(await client.read()).toMatchObject({ 'k-0': 'other', 'k-1': 1 });
});

test('a damaged file is named, and not written over', async () => {
  const { userDir, client } = open();
  await client.write({ key: 'a', value: 1 });
  writeFileSync(join(userDir, 'window.json'), '{"a": 1');
  const refused = { code: 'INVALID', data: { at: join(userDir, 'window.json') } };
  await expect(client.read()).rejects.toMatchObject(refused);
  await expect(client.write({ key: 'b', value: 1 })).rejects.toMatchObject(refused);
});
