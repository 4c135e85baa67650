// Rows handed out through the dialog, read again from the disk.
import { createHash } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openConsole, runSql, statusOf } from './support/console.ts';
import { expect, test } from './support/small-case.ts';

/** Reads RFC 4180 text into rows of fields. */
function parseCsv(text: string, delimiter = ','): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[i + 1] === '"') {
        field += '"';
        i++;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === delimiter) {
      row.push(field);
      field = '';
    } else if (char === '\n') {
      rows.push([...row, field.replace(/\r$/, '')]);
      row = [];
      field = '';
    } else field += char;
  }
  if (field || row.length) rows.push([...row, field]);
  return rows;
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const dialogOf = (page: Page) => page.getByRole('dialog', { name: /^Export/ });

async function openExport(page: Page): Promise<void> {
  // There is nothing to export before the view is open and says its count.
  await expect(page.locator('section[data-active]').getByText(/rows? in \d/)).toBeVisible();
  await page
    .locator('section[data-active]')
    .getByRole('button', { name: /^Export/ })
    .first()
    .click();
  await expect(dialogOf(page)).toBeVisible();
}

/** File, manifest and hash as the dialog tells them. */
async function readFacts(page: Page): Promise<Record<string, string>> {
  const facts = dialogOf(page).locator('dl');
  await expect(facts).toBeVisible();
  const names = await facts.locator('dt').allTextContents();
  const values = await facts.locator('dd').allTextContents();
  return Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']));
}

test('a table goes out as CSV with a manifest that matches', async ({ page, smallCase }) => {
  await page
    .getByRole('navigation', { name: 'Tables' })
    .getByRole('button', { name: /^CloudTrail events/ })
    .click();
  await openExport(page);
  await expect(dialogOf(page).getByLabel(`All matched (${smallCase.rows})`)).toBeChecked();
  await expect(dialogOf(page).getByLabel('Neutralise formulas')).toBeChecked();
  await page.keyboard.press('Enter');
  const facts = await readFacts(page);
  expect(facts.File).toContain(join(smallCase.dir, 'exports'));
  const bytes = await readFile(facts.File!);
  expect(sha256(bytes)).toBe(facts['SHA-256']);
  const [header, ...rows] = parseCsv(bytes.toString('utf8'));
  expect(header).toContain('eventname');
  expect(rows).toHaveLength(smallCase.rows);
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([header!.length]));
  const time = rows[0]![header!.indexOf('eventtime')];
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const manifest = JSON.parse(await readFile(facts.Manifest!, 'utf8')) as Record<string, unknown>;
  expect(JSON.stringify(manifest)).toContain(facts['SHA-256']!);
  expect(manifest).toMatchObject({ rows: smallCase.rows });
});

const odd = `SELECT * FROM (VALUES
  (1, '=1+2', 'a "quoted" word'),
  (2, '@cmd', 'two' || chr(10) || 'lines'),
  (3, 'plain', 'semi;colon'),
  (4, NULL, '')) AS odd(n, formula, words) ORDER BY n`;

test('a query result goes out with the delimiter, quoting and neutralising that were chosen', async ({
  page,
  smallCase,
}) => {
  await openConsole(page);
  await runSql(page, odd);
  await expect(statusOf(page)).toHaveText(/^4 rows/);
  await openExport(page);
  const dialog = dialogOf(page);
  await dialog.getByRole('combobox', { name: 'Delimiter' }).click();
  await page.getByRole('option', { name: /Semicolon/ }).click();
  await dialog.getByLabel('Byte order mark').check();
  await dialog.getByLabel('Another place').check();
  const path = join(smallCase.folder, 'out put.csv');
  await dialog.getByLabel('Path of the file').fill(path);
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await readFacts(page);
  const text = (await readFile(path)).toString('utf8');
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(parseCsv(text.slice(1), ';')).toEqual([
    ['n', 'formula', 'words'],
    ['1', "'=1+2", 'a "quoted" word'],
    ['2', "'@cmd", 'two\nlines'],
    ['3', 'plain', 'semi;colon'],
    ['4', '', ''],
  ]);
  await page.keyboard.press('Escape');

  // The same name again: asked first, replaced on demand, formulas kept this time.
  await openExport(page);
  await dialog.getByLabel('Neutralise formulas').uncheck();
  await dialog.getByLabel('Another place').check();
  await dialog.getByLabel('Path of the file').fill(path);
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('There is a file of that name');
  await dialog.getByRole('button', { name: 'Replace' }).click();
  await readFacts(page);
  expect((await readFile(path)).toString('utf8')).toContain('=1+2');
  expect((await readFile(path)).toString('utf8')).not.toContain("'=1+2");
});

test('JSON Lines keeps nested values', async ({ page }) => {
  await openConsole(page);
  await runSql(page, "SELECT {'a': [1, 2], 'b': 'x'} AS nested, TIMESTAMP '2025-03-01 10:00:00' AS at");
  await expect(statusOf(page)).toHaveText(/^1 row/);
  await openExport(page);
  await dialogOf(page).getByText('JSON Lines', { exact: true }).click();
  await dialogOf(page).getByRole('button', { name: 'Export', exact: true }).click();
  const facts = await readFacts(page);
  const lines = (await readFile(facts.File!, 'utf8')).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { nested: { a: [1, 2], b: 'x' }, at: '2025-03-01T10:00:00Z' },
  ]);
});

test('a cancelled export leaves nothing behind', async ({ page, smallCase }) => {
  await openConsole(page);
  await runSql(page, "SELECT n, repeat('x', 200) AS filler FROM range(4000000) numbers(n)");
  await expect(statusOf(page)).toHaveText(/^4,000,000 rows/, { timeout: 40_000 });
  await openExport(page);
  await dialogOf(page).getByLabel('Another place').check();
  const path = join(smallCase.folder, 'stopped.csv');
  await dialogOf(page).getByLabel('Path of the file').fill(path);
  await dialogOf(page).getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialogOf(page).getByRole('progressbar')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialogOf(page).getByText('Cancelled. No file was left behind.')).toBeVisible();
  await expect(access(path)).rejects.toThrow();
  // The part that was written goes too, as soon as DuckDB lets go of it.
  await expect
    .poll(async () => (await readdir(smallCase.folder)).filter((name) => name.startsWith('stopped')))
    .toEqual([]);
});
