// A case for the grid's specs: 1,500 regular events and one odd one, which also stands in a second file.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, type Locator, type Page } from '@playwright/test';
import { test as base } from './fixtures.ts';
import { trail, writeFiles } from './logs.ts';

const run = promisify(execFile);

export const regularRows = 1_500;

/** Odd spacing, digits that a double cannot hold, markup, a tab, right-to-left text, an override mark, a 4 kB value. */
export const oddRecord = `{ "eventVersion" : "1.08",
   "eventTime":"2026-04-01T10:20:30Z",  "eventSource":"s3.amazonaws.com","eventName":"PutObject", "awsRegion":"eu-west-1",
   "sourceIPAddress":"198.51.100.7", "userAgent":"<b>bold</b>\\t\\u202egnp.exe",
   "requestParameters":{"bucketName":"evidence","key":"ملف.txt","size":12345678901234567890,"ratio":1.10,"note":"${'x'.repeat(4000)}"},
   "responseElements":null, "errorCode":"AccessDenied", "requestID":"ODD","eventID":"odd-1","eventType":"AwsApiCall","recipientAccountId":"111122223333",
   "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/שלום","userName":"שלום"}}`;

/** `logs`: what the case was loaded from, shared by all tests. */
type GridCase = { dir: string; folder: string; logs: string };

/** Loaded once by the command line, copied for each test. */
export const test = base.extend<{ gridCase: GridCase }, { loadedGridCase: GridCase }>({
  loadedGridCase: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures' object pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'pugmark-grid-'));
      await writeFiles(join(folder, 'logs'), {
        '1/regular.json.gz': trail(0, regularRows),
        '2/odd.json': `{"Records":[${oddRecord}]}`,
        '3/again.json': `{"Records":[${oddRecord}]}\n`,
      });
      const dir = join(folder, 'grid.pugmark');
      await run(process.execPath, ['out/main/cli.js', 'load', join(folder, 'logs'), '--case', dir]);
      await use({ dir, folder, logs: join(folder, 'logs') });
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  gridCase: async ({ loadedGridCase }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'pugmark-grid-'));
    const dir = join(folder, 'grid.pugmark');
    await cp(loadedGridCase.dir, dir, { recursive: true });
    await use({ dir, folder, logs: loadedGridCase.logs });
    await rm(folder, { recursive: true, force: true });
  },
  hostArgs: async ({ gridCase }, use) => use(`--case ${gridCase.dir}`),
});
export { expect };

const front = 'section[data-active]';

/** A cell of the grid in front. */
export const cell = (page: Page, row: number, column: string): Locator =>
  page.locator(`${front} .ag-row[row-index="${row}"] [col-id="${column}"]`);

export const header = (page: Page, column: string): Locator =>
  page.locator(`${front} .ag-header-cell[col-id="${column}"]`).first();

/** Waits until the status line says this many rows match. */
export const expectRows = (page: Page, text: string | RegExp) =>
  expect(page.getByRole('region', { name: /^Rows of/ }).getByText(text)).toBeVisible();

/** Takes an item of the menu of seldom used tools. */
export async function takeMore(page: Page, item: string): Promise<void> {
  await page.locator(front).getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Waits for the grid of CloudTrail events; a fresh one is sorted by time, so that row n is event n. */
export async function openSorted(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^CloudTrail events/ })
    .first()
    .click();
  await expectRows(page, /1,501 rows in/);
  await expect(header(page, 'eventtime')).toHaveAttribute('aria-sort', 'ascending');
  await expect(cell(page, 5, 'eventtime')).toHaveText('2026-03-01 00:00:05');
}

/** Text of a column in the first rows on screen. */
export async function firstCells(page: Page, column: string, count: number): Promise<string[]> {
  return await Promise.all(Array.from({ length: count }, (_, row) => cell(page, row, column).innerText()));
}
