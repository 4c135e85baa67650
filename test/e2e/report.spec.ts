// The report's page: put together by keys, redacted, saved, and the saved page opened by itself in the browser.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { findChromium } from './support/find-chromium.ts';
import { cell, expectRows } from './support/grid-case.ts';
import { expect, test } from './support/small-case.ts';

const run = promisify(execFile);
const leaked = 'AKIALEAKED0000000001';

const preview = (page: Page) => page.frameLocator('iframe[title="Preview of the report"]');
const section = (page: Page, name: string): Locator => page.getByRole('checkbox', { name });

/** Tags the first two rows, and opens the report. */
async function openReport(page: Page, rows: number): Promise<void> {
  await expectRows(page, new RegExp(`^${rows} rows`));
  await cell(page, 0, 'eventname').click();
  for (const [row, tag] of ['Suspicious', 'Malicious'].entries()) {
    await page.keyboard.press(String(row + 1));
    await expect(cell(page, row, '#').locator('.pm-badges')).toHaveAttribute('title', tag);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Alt+r');
  await expect(preview(page).getByRole('heading', { name: 'Timeline of the incident' })).toBeVisible();
}

test('is put together by keys, with values redacted, and kept in the case', async ({ page, smallCase }) => {
  await openReport(page, smallCase.rows);
  await expect(preview(page).getByText(leaked).first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Matter 7');
  await section(page, 'Method').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(section(page, 'Method')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(section(page, 'All files with their hashes')).toBeFocused();
  await section(page, 'Saved views').press('Space');
  await page.getByRole('button', { name: 'Redact a value…' }).click();
  await page.getByRole('combobox', { name: /value to redact/ }).fill('akialeaked');
  await page.getByRole('option', { name: /^AKIALEAKED0000000001 Access key/ }).click();
  await expect(preview(page).getByRole('heading', { name: 'Matter 7' })).toBeVisible();
  await expect(preview(page).getByText('[redacted 1]').first()).toBeVisible();
  await expect(preview(page).getByText(leaked)).toHaveCount(0);
  await expect(preview(page).getByRole('heading', { name: 'Saved views' })).toHaveCount(0);
  await expectAccessible(page, 'the report’s page');

  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Matter 7');
  await expect(section(page, 'Saved views')).not.toBeChecked();
  await expect(page.getByRole('list', { name: 'Redacted values' })).toContainText(leaked);
});

test('is saved as a page that stands alone, is accessible and prints', async ({ page, browser, smallCase }) => {
  await openReport(page, smallCase.rows);
  await page.keyboard.press('Control+s');
  const strip = page.getByRole('region', { name: 'Saving the report' });
  await expect(strip.getByRole('status')).toHaveText('Saved');
  const path = (await strip.locator('.pm-mono').first().textContent())!;
  expect(path.startsWith(join(smallCase.dir, 'exports'))).toBe(true);
  expect(await strip.textContent()).toContain(JSON.parse(await readFile(`${path}.manifest.json`, 'utf8')).sha256);

  const context = await browser.newContext({ viewport: { width: 1000, height: 900 } });
  const alone = await context.newPage();
  const asked: string[] = [];
  alone.on('request', (request) => asked.push(request.url()));
  await alone.goto(pathToFileURL(path).href);
  await expect(alone.getByRole('img', { name: /^Tagged events from/ })).toBeVisible();
  expect(asked).toEqual([pathToFileURL(path).href]);
  await expectAccessible(alone, 'the saved report');
  await alone.getByRole('link', { name: 'Query 2' }).first().click();
  await expect(alone.locator('#query-2')).toBeInViewport();
  expect((await alone.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-');
  await context.close();
  expect((await stat(path)).mode & 0o077).toBe(0);
});

test('is made and printed by the command line, with a browser of this machine', async ({ smallCase }) => {
  const pdf = join(smallCase.folder, 'report.pdf');
  const env = { ...process.env, PUGMARK_CHROMIUM: findChromium() ?? chromium.executablePath() };
  const args = [
    'report',
    '--case',
    smallCase.dir,
    '--out',
    pdf,
    '--sections',
    'scope,method',
    '--redact',
    leaked,
    '--json',
  ];
  const { stdout } = await run(process.execPath, ['out/main/cli.js', ...args], { env });
  const bytes = await readFile(pdf);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(JSON.parse(stdout)).toMatchObject({ path: pdf, sha256: createHash('sha256').update(bytes).digest('hex') });
  const manifest = JSON.parse(await readFile(`${pdf}.manifest.json`, 'utf8')) as {
    sections: string[];
    redactions: object;
  };
  expect(manifest).toMatchObject({ format: 'pdf', sections: ['scope', 'method'], redactions: { values: 1 } });
});
