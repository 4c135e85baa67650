// Every screen, dark and light, at both usual sizes: nothing overflows the window, a screen reader finds names and contrast, and
// the browser's console stays clean. With PUGMARK_PICTURES set, a picture of each is kept under test-results/ to be looked at.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page, TestInfo } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';
import { takeMore } from './support/grid-case.ts';
import { trail, writeFiles } from './support/logs.ts';
import { closeCase, createCase, expectLoaded, loadFolder } from './support/shell.ts';

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

const wantsPictures = process.env.PUGMARK_PICTURES !== undefined;

/** @param over selector of what stands over the page and is looked at alone */
async function picture(page: Page, info: TestInfo, name: string, over?: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      const overflow = await page.evaluate(() => [
        document.documentElement.scrollWidth - window.innerWidth,
        document.documentElement.scrollHeight - window.innerHeight,
      ]);
      expect(overflow, name).toEqual([0, 0]);
      if (wantsPictures) await page.screenshot({ path: info.outputPath(`${name}-${colorScheme}-${size.width}.png`) });
      if (size === sizes[0]) await expectAccessible(page, `${name}, ${colorScheme}`, over);
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

/** Every popup, menu and panel of the grid, and the dialogs that it leads to. */
test('what opens over the grid', async ({ page }, info) => {
  test.slow();
  await page.getByRole('button', { name: 'Open the sample case' }).click();
  await expectLoaded(page);
  await page.getByRole('region', { name: 'Load', exact: true }).getByRole('button', { name: 'Dismiss' }).click();
  const grid = page.getByRole('region', { name: 'Rows of CloudTrail events' });
  const onCell = async (column: string, ...keys: string[]) => {
    await grid.locator(`.ag-row[row-index="2"] [col-id="${column}"]`).click();
    for (const key of keys) await page.keyboard.press(key);
  };
  const shown = async (name: string, what: Locator) => {
    await expect(what).toBeVisible();
    await picture(page, info, name, '[role=dialog], [role=menu]');
    await page.keyboard.press('Escape');
    await expect(what).toBeHidden();
  };
  await onCell('eventname', 'f');
  await shown('filter-values', page.getByRole('dialog', { name: /^Filter/ }));
  await onCell('eventtime', 'f');
  await shown('filter-time', page.getByRole('dialog', { name: /^Filter/ }));
  await onCell('eventname', 'Shift+F10');
  await shown('cell-menu', page.getByRole('menu'));
  await grid.locator('.ag-header-cell[col-id="eventname"]').first().click({ button: 'right' });
  await shown('header-menu', page.getByRole('menu'));
  await onCell('eventname', 'ControlOrMeta+g');
  await shown('go-to', page.getByRole('dialog', { name: 'Go to' }));
  await takeMore(page, 'Layouts');
  await shown('layouts', page.getByRole('dialog', { name: 'Layouts' }));
  await grid.getByRole('button', { name: 'Looks' }).click();
  await shown('looks', page.getByRole('dialog', { name: 'Looks of this table' }));
  await onCell('eventname', 'c');
  await expect(page.getByRole('complementary', { name: 'Columns' })).toBeVisible();
  await picture(page, info, 'columns');
  await onCell('eventname', 'r');
  for (const tab of ['Raw', 'Source']) {
    await page.getByRole('tab', { name: tab }).click();
    await picture(page, info, `record-${tab.toLowerCase()}`);
  }
  await onCell('eventname', 'r');
  await grid.getByRole('button', { name: 'Export' }).click();
  await shown('export', page.getByRole('dialog', { name: /^Export/ }));
  await page.getByRole('button', { name: 'More ways to get logs' }).click();
  await shown('ways', page.getByRole('menu'));
});

test('the console’s panels', async ({ page }, info) => {
  test.slow();
  await page.getByRole('button', { name: 'Open the sample case' }).click();
  await expectLoaded(page);
  await expect(page.getByRole('gridcell', { name: 's3.amazonaws.com' }).first()).toBeVisible();
  await page.keyboard.press('Alt+t');
  await expect(page.getByRole('textbox', { name: 'SQL' })).toBeFocused();
  await picture(page, info, 'console-empty');
  await page.keyboard.type('SELECT eventname FROM cloudtrial');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText(/cloudtrial does not exist/).first()).toBeVisible();
  await picture(page, info, 'console-error');
  for (const [key, name] of [
    ['Alt+s', 'questions'],
    ['Alt+q', 'saved'],
    ['Alt+h', 'history'],
  ] as const) {
    await page.keyboard.press(key);
    await picture(page, info, `console-${name}`);
    await page.keyboard.press(key);
  }
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByRole('dialog')).toBeVisible();
  await picture(page, info, 'console-save');
});

test('the first screens of acquiring', async ({ page }, info) => {
  test.slow();
  await page.getByRole('button', { name: 'Open the sample case' }).click();
  await expectLoaded(page);
  await expect(page.getByRole('gridcell', { name: 's3.amazonaws.com' }).first()).toBeVisible();
  for (const [key, name, title] of [
    ['Alt+a', 'acquire-s3', 'Acquire from S3'],
    ['Alt+c', 'acquire-cloudtrail', 'Acquire from CloudTrail'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('tab', { name: title, selected: true })).toBeVisible();
    await picture(page, info, name);
  }
  await page.getByRole('tabpanel').getByText('Keys', { exact: true }).click();
  await picture(page, info, 'acquire-keys');
});
