// The command palette: everything by name, with the keyboard alone.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';
import { closeCase } from './support/shell.ts';

test('commands, tables and tabs by name', async ({ page }, info) => {
  const dir = await mkdtemp(join(tmpdir(), 'pugmark-palette-'));
  const palette = page.getByRole('dialog', { name: 'All commands' });
  await page.getByRole('button', { name: /^Open the sample case/ }).click();
  await expect(page.getByRole('grid')).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette.getByRole('option', { name: /^Open this view as SQL/ })).toBeVisible();
  await expectAccessible(page, 'palette');
  await page.screenshot({ path: info.outputPath('palette.png') });
  await page.keyboard.type('nothing of the kind');
  await expect(palette.getByText('Nothing is called that.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('view sql');
  await expect(palette.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(page.getByRole('tab', { selected: true })).toContainText('SQL');
  await expect(page.getByRole('textbox', { name: 'SQL' })).toBeFocused();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('table evidence files');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { selected: true })).toContainText('Evidence files');

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('close tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: /Evidence files/ })).toHaveCount(0);
  await closeCase(page);
  await rm(dir, { recursive: true, force: true });
});
