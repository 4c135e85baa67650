// The coverage page over the sample case: where the missing log file is, what was switched off, what cannot be answered.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';
import { expectRows } from './support/grid-case.ts';
import { writeFiles } from './support/logs.ts';

const run = promisify(execFile);

const mapOf = (page: Page): Locator => page.getByRole('grid', { name: 'Coverage by account, region and time' });
const cellAt = (page: Page): Locator => mapOf(page).getByRole('gridcell', { selected: true });

async function openCoverage(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the sample case' }).click();
  await expect(page.getByRole('button', { name: /^CloudTrail events 11,360/ })).toBeVisible({ timeout: 60_000 });
  // A case that was empty shows its first rows by itself.
  await expect(page.getByRole('tab', { name: 'CloudTrail events' })).toBeVisible();
  await page.keyboard.press('Alt+g');
  await expect(mapOf(page)).toBeVisible();
}

test('by keyboard to the log file that is missing, and from a cell to its rows', async ({ page }) => {
  test.slow();
  await openCoverage(page);
  await expectAccessible(page, 'coverage');
  await expect(page.getByText('Each cell: 1 hour')).toBeVisible();
  await mapOf(page).focus();
  await expect(cellAt(page)).toHaveAccessibleName(
    /^111122223333 ap-northeast-3, 2026-03-09 00:00 – 01:00, Nothing known/,
  );

  await page.keyboard.press('g');
  await expect(cellAt(page)).toHaveAccessibleName(
    /^111122223333 us-east-1, 2026-03-11 23:00 – 2026-03-12 00:00, Logs missing, .*1 of \d+ log files? named by digests not here/,
  );
  // Closer: the place stays, and so do lanes of which nothing is known there.
  const lanes = await mapOf(page).getByRole('row').count();
  await page.keyboard.press('+');
  await expect(page.getByRole('button', { name: 'Farther' })).toBeEnabled();
  await expect(cellAt(page)).toHaveAccessibleName(/^111122223333 us-east-1, 2026-03-11 23:00/);
  await expect(mapOf(page).getByRole('row')).toHaveCount(lanes);
  await page.keyboard.press('0');
  await expect(page.getByRole('button', { name: 'Farther' })).toBeDisabled();

  await page.keyboard.press('ArrowLeft');
  const name = (await cellAt(page).getAttribute('aria-label'))!;
  const events = Number(/, ([\d,]+) events?/.exec(name)![1]!.replace(',', ''));
  expect(events).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  await expectRows(page, `${events.toLocaleString('en-US')} of 11,360 rows`);
});

test('says what was switched off and what cannot be answered', async ({ page }) => {
  test.slow();
  await openCoverage(page);
  await expect(page.getByRole('region', { name: 'What these logs cannot answer' })).toContainText(
    'No Insight events are loaded',
  );
  const changed = page.getByRole('region', { name: 'Logging and detection changed' });
  await expect(changed.getByRole('button')).toHaveText([/StopLogging/, /PutEventSelectors/, /DeleteLogGroup/]);
  await changed.getByRole('button', { name: /StopLogging/ }).click();
  await expectRows(page, '1 of 11,360 rows');
});

const event = {
  eventVersion: '1.11',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ana', accountId: '111122223333' },
  eventTime: '2026-03-11T21:00:00Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'ListUsers',
  awsRegion: 'us-east-1',
  sourceIPAddress: '192.0.2.10',
  readOnly: true,
  managementEvent: true,
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
};

test.describe('a case of management events only', () => {
  const small = test.extend({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures' object pattern
    hostArgs: async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'pugmark-coverage-'));
      await writeFiles(join(folder, 'logs'), { 'one.json': JSON.stringify({ Records: [event] }) });
      const dir = join(folder, 'small.pugmark');
      await run(process.execPath, ['out/main/cli.js', 'load', join(folder, 'logs'), '--case', dir]);
      await use(`--case ${dir}`);
      await rm(folder, { recursive: true, force: true });
    },
  });

  small('says on entity pages and beside ready pivots what it cannot answer', async ({ page }) => {
    const sentence = 'No S3 data events are loaded, so object reads cannot be ruled out.';
    await expect(page.getByRole('button', { name: /^CloudTrail events/ }).first()).toBeVisible();
    await page.keyboard.press('Alt+p');
    await page.getByRole('button', { name: 'Ready pivots' }).click();
    await expect(page.getByRole('menu', { name: 'Ready pivots' })).toContainText(sentence);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+i');
    await page.getByRole('combobox', { name: /^A key, a principal/ }).fill('192.0.2.10');
    await page.getByRole('option').first().click();
    await expect(page.getByRole('region', { name: 'What these logs cannot answer' })).toContainText(sentence);
    await expectAccessible(page, 'an entity’s page');
  });
});
