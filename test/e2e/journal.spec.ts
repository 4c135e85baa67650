// The journal's page: what was done, found again by filters; and a journal that was cut, which is told from the opening on.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/small-case.ts';

const verdict = (page: Page) => page.getByRole('status', { name: 'Verdict on the journal' });
const entries = (page: Page) => page.getByRole('list', { name: 'Entries' }).getByRole('button');

test('what was done stands there in words, with its detail, found by kind and text', async ({ page, smallCase }) => {
  await expect(page.getByRole('tab', { name: 'CloudTrail events' })).toBeVisible();
  await page.keyboard.press('Alt+j');
  await expect(verdict(page)).toContainText('The journal is whole.');
  await expect(entries(page).first()).toContainText('Opened the case small (web)');
  await expectAccessible(page, 'the journal');

  await page.getByRole('combobox', { name: 'Which entries' }).click();
  await page.getByRole('option', { name: /^Evidence/ }).click();
  const account = entries(page).filter({ hasText: 'Load 1 ended (done)' });
  await expect(account).toContainText(`${smallCase.rows} records = ${smallCase.rows} rows`);
  await entries(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(entries(page).nth(1)).toBeFocused();
  await account.press('Enter');
  await expect(page.getByText('"contents"')).toBeVisible();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('events.json');
  await expect(entries(page)).toHaveText([/Load 1 began: .*events\.json/]);

  await page.getByRole('button', { name: 'Export as it is' }).click();
  await expect(page.getByText(/^Wrote \d+ entries to .*journal-.*\.jsonl/)).toBeVisible();
});

test.describe('a journal whose end was cut off', () => {
  const cut = test.extend({
    hostArgs: async ({ smallCase }, use) => {
      const file = join(smallCase.dir, 'journal.jsonl');
      const lines = (await readFile(file, 'utf8')).split(/(?<=\n)/);
      await writeFile(file, lines.slice(0, -2).join(''));
      await use(`--case ${smallCase.dir}`);
    },
  });

  cut('is told when the case opens, and stays to be seen on its page', async ({ page }) => {
    await expect(page.getByRole('alert').filter({ hasText: 'The journal of this case is damaged' })).toContainText(
      /entries \d+ to \d+ are missing/,
    );
    await page.getByRole('button', { name: 'Journal', exact: true }).click();
    await expect(verdict(page)).toContainText('The journal is not whole.');
    await expect(verdict(page)).toContainText(/entries \d+ to \d+ are missing/);
    await expect(entries(page).filter({ hasText: 'On opening, the journal was found damaged' })).toHaveCount(1);
    await expectAccessible(page, 'a journal that is not whole');
  });
});
