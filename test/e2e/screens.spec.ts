// A picture of every screen, dark and light, at both usual sizes, under test-results/ for people to look at. What a machine
// can see is checked on the way: nothing overflows the window, and the browser's console stays clean.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';
import { trail, writeFiles } from './support/logs.ts';
import { closeCase, createCase, expectLoaded, loadFolder } from './support/shell.ts';

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

async function picture(page: Page, info: TestInfo, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      const overflow = await page.evaluate(() => [
        document.documentElement.scrollWidth - window.innerWidth,
        document.documentElement.scrollHeight - window.innerHeight,
      ]);
      expect(overflow, name).toEqual([0, 0]);
      await page.screenshot({ path: info.outputPath(`${name}-${colorScheme}-${size.width}.png`) });
      if (size === sizes[0]) await expectAccessible(page, `${name}, ${colorScheme}`);
    }
  }
  await page.setViewportSize(sizes[0]!);
}

test('every screen of the shell', async ({ page }, info) => {
  test.slow();
  const dir = await mkdtemp(join(tmpdir(), 'pugmark-screens-'));
  await expect(page.getByRole('button', { name: 'New case…' })).toBeVisible();
  await picture(page, info, 'start');
  await createCase(page, dir, 'قضية – Vorfall 2026-11 with a rather long name');
  await picture(page, info, 'empty-case');
  await writeFiles(join(dir, 'logs'), {
    'one.json.gz': trail(0, 20),
    'again.json.gz': trail(15, 10),
    'cut.json.gz': trail(100, 400).subarray(0, -200),
    'notes.txt': 'ask the client\n',
    'שלום עולם.csv': 'a,b\n1,2\n',
  });
  await page.keyboard.press('Alt+l');
  const picker = page.getByRole('dialog', { name: 'Load logs: choose files and folders' });
  await picker.getByLabel('Path').fill(`${dir}/logs/`);
  await expect(picker.getByRole('option')).toHaveCount(5);
  await picker.getByLabel('Path').press('ArrowDown');
  await page.keyboard.press('ControlOrMeta+a');
  await picture(page, info, 'picker');
  await page.keyboard.press('Escape');
  await expect(picker).toBeHidden();
  await loadFolder(page, join(dir, 'logs'));
  await expectLoaded(page);
  await picture(page, info, 'account');
  await page.getByRole('button', { name: /as CSV…$/ }).click();
  await expect(page.getByRole('radio', { name: 'As CSV' })).toBeChecked();
  await picture(page, info, 'load-dialog');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await picture(page, info, 'help');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await closeCase(page);
  await rm(dir, { recursive: true, force: true });
});

test('the sample case in grid, record panel and console', async ({ page }, info) => {
  test.slow();
  await page.getByRole('button', { name: 'Open the sample case' }).click();
  await expectLoaded(page);
  await page.getByRole('region', { name: 'Load', exact: true }).getByRole('button', { name: 'Dismiss' }).click();
  const cell = page.getByRole('gridcell', { name: 's3.amazonaws.com' }).first();
  await expect(cell).toBeVisible();
  await picture(page, info, 'grid');
  await cell.click();
  await page.keyboard.press('+');
  await expect(page.getByRole('gridcell', { name: 'ec2.amazonaws.com' })).toHaveCount(0);
  await cell.click();
  await page.keyboard.press('Enter');
  await expect(page.getByText('principalId').first()).toBeVisible();
  await picture(page, info, 'record');
  await page.keyboard.press('Alt+t');
  await expect(page.locator('.cm-content:focus')).toHaveCount(1);
  await page.keyboard.type('SELECT eventname, count(*) AS n FROM cloudtrail GROUP BY ALL ORDER BY n DESC');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('tabpanel').getByRole('gridcell', { name: 'Decrypt' }).first()).toBeVisible();
  await picture(page, info, 'console');
});
