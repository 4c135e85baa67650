import { expect, test } from 'vitest';
import { gridShortcuts } from '../../../../src-renderer/features/grid/shortcuts.ts';
import { reportShortcuts } from '../../../../src-renderer/features/report/shortcuts.ts';
import { type CommandId, commandTitles, keysOf } from '../../../../src-renderer/ui/window/commands.ts';
import { shortcuts } from '../../../../src-renderer/ui/window/shortcuts.ts';

const sheet = [...shortcuts, ...gridShortcuts, ...reportShortcuts];

test('the cheat sheet names the keys of every command', () => {
  const named = new Set(sheet.flatMap(({ keys }) => keys.flatMap(([text]) => text.split(/ or |, /))));
  const withKeys = (Object.keys(commandTitles) as CommandId[]).filter((id) => keysOf(id) !== undefined);
  expect(withKeys.length).toBeGreaterThan(25);
  expect(withKeys.filter((id) => !named.has(keysOf(id)!))).toEqual([]);
});

test('nothing is said twice in a group', () => {
  for (const { title, keys } of sheet) expect(new Set(keys.map(([, does]) => does)).size, title).toBe(keys.length);
});
