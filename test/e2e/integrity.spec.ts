// Verifying digests: from the first look over the keys to the rows of an altered log file, and what stays afterwards.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { type SignedArchive, writeSignedArchiveTo } from '../generate/signed-archive.ts';
import { tampering } from '../generate/tamper.ts';
import { expectAccessible } from './support/accessible.ts';
import { test as base, expect } from './support/fixtures.ts';
import { expectRows } from './support/grid-case.ts';
import { test as small } from './support/small-case.ts';

const pugmark = (...args: string[]) => promisify(execFile)(process.execPath, ['out/main/cli.js', ...args]);

/** One log file lost a record, another one is gone: 44 of 48 rows, 2 of them in the altered file. */
const test = base.extend<{ isVerified: boolean; dir: string }, { signed: { archive: SignedArchive; dir: string } }>({
  signed: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures' object pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'pugmark-signed-'));
      const archive = writeSignedArchiveTo(folder);
      await tampering.editLog(archive.logs['us-east-1']![2]!);
      await tampering.remove(archive.logs['us-east-1']![5]!);
      const dir = join(folder, 'signed.pugmark');
      await pugmark('load', archive.logsDir, '--case', dir);
      await use({ archive, dir });
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  isVerified: [false, { option: true }],
  dir: async ({ signed: { archive, dir: loaded }, isVerified }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'pugmark-integrity-'));
    const dir = join(folder, 'signed.pugmark');
    await cp(loaded, dir, { recursive: true });
    if (isVerified) {
      const ran = pugmark('verify', '--case', dir, '--keys', archive.keysFile, '--signatures', archive.signaturesFile);
      expect(await ran.catch(({ code }: { code: number }) => code)).toBe(5);
    }
    await use(dir);
    await rm(folder, { recursive: true, force: true });
  },
  hostArgs: async ({ dir }, use) => use(`--case ${dir}`),
});

async function addFile(page: Page, label: string, path: string): Promise<void> {
  await page.getByRole('button', { name: `Add files: ${label}` }).click();
  const picker = page.getByRole('dialog', { name: `${label}: choose files` });
  await picker.getByLabel('Path').fill(path);
  await picker.getByRole('option').click();
  await picker.getByRole('button', { name: /^Use/ }).click();
  await expect(page.getByRole('button', { name: `Do not use ${path}` })).toBeVisible();
}

test('from the keys to the altered file’s rows, which open grids show at once', async ({
  page,
  signed: { archive },
}) => {
  await page.getByRole('button', { name: /^CloudTrail events 44/ }).click();
  await expectRows(page, '44 rows');
  const search = page.getByRole('combobox', { name: 'Search' });
  await search.fill('verdict:altered');
  await search.press('Enter');
  await expectRows(page, '0 of 44 rows');

  await page.keyboard.press('Alt+v');
  await addFile(page, 'Public keys', archive.keysFile);
  await addFile(page, 'Signatures', archive.signaturesFile);
  await page.getByRole('button', { name: 'Verify 16 digests' }).click();
  const headline = page.locator('header').filter({ hasText: 'Altered or not whole' });
  await expect(headline).toContainText('1 log file altered · 1 log file missing.');
  await expect(headline).toContainText('with 1 public key and 16 signatures');
  await expect(page.getByRole('region', { name: 'Verification' }).getByRole('status')).toHaveText(
    'Altered or not whole',
  );
  const found = page.getByRole('region', { name: 'What was found' });
  await expect(found.getByRole('row')).toContainText([
    /Log file altered.*changed after delivery/,
    /Log file missing.*not here/,
  ]);
  await expect(found).toContainText('account 111122223333, us-east-1');
  const chains = page.getByRole('region', { name: 'Chains of digests' }).getByRole('row');
  await expect(chains.nth(1)).toContainText(/small111122223333eu-west-12026-03-02 00:002026-03-02 08:0088/);
  await expectAccessible(page, 'integrity');

  await page.getByRole('tab', { name: 'CloudTrail events' }).click();
  await expectRows(page, '2 of 44 rows');
  await page.getByRole('tab', { name: 'Integrity' }).click();
  await page.getByRole('button', { name: '42 rows verified' }).click();
  await expectRows(page, '42 of 44 rows');
  await page.getByRole('tab', { name: 'Integrity' }).click();
  await found.getByRole('button', { name: /^Rows of / }).click();
  await expectRows(page, '2 of 44 rows');
  await page.keyboard.press('r');
  const record = page.getByRole('complementary', { name: /^Record/ });
  await record.getByRole('tab', { name: 'Source' }).click();
  await expect(record).toContainText('Get the file again from the bucket');
});

test.describe('a case that was verified', () => {
  test.use({ isVerified: true });

  test('shows the last verification, and verifies again with what it keeps', async ({ page }) => {
    await expect(page.getByRole('button', { name: /^CloudTrail events 44/ })).toBeVisible();
    await page.keyboard.press('Alt+v');
    const headline = page.locator('header').filter({ hasText: 'Altered or not whole' });
    await expect(headline).toContainText('Verification 1 of');
    await expect(page.getByRole('group', { name: 'Public keys' })).toContainText('1 file is kept in the case.');
    await expect(page.getByRole('group', { name: 'Signatures' })).toContainText('1 file is kept in the case.');
    await page.getByRole('textbox', { name: 'Bucket' }).fill('another-bucket');
    await page.getByRole('button', { name: 'Verify 16 digests again' }).click();
    const other = page.locator('header').filter({ hasText: 'for the bucket another-bucket' });
    await expect(other).toContainText('Verification 2 of');
    await expect(page.getByRole('article', { name: 'Unverifiable' })).toContainText('44 rows');
    await expect(page.getByRole('region', { name: 'Digests by verdict' })).toContainText('16 displaced');
  });
});

small('a case without digests says how they get in', async ({ page }) => {
  await expect(page.getByRole('button', { name: /^CloudTrail events/ })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('verify digests');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No digests are loaded' })).toBeVisible();
  await expectAccessible(page, 'integrity without digests');
  await page.getByRole('region', { name: 'Integrity' }).getByRole('button', { name: 'Load logs…' }).click();
  await expect(page.getByRole('dialog', { name: 'Load logs: choose files and folders' })).toBeVisible();
});
