// The search bar as a person uses it: typing with offers, mistakes, chips and back, SQL; by keyboard alone.
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { cell, expect, expectRows, header, openSorted, takeMore, test } from './support/grid-case.ts';

const front = (page: Page) => page.locator('section[data-active]');
const bar = (page: Page) => front(page).getByRole('combobox', { name: 'Search' });
const offers = (page: Page) => page.getByRole('listbox', { name: 'Completions' });

async function search(page: Page, query: string): Promise<void> {
  await bar(page).fill(query);
  await page.keyboard.press('Enter');
}

test('finds by field, network, list, range, date and text, and leaves out', async ({ page }) => {
  await openSorted(page);
  const finds: [query: string, rows: number][] = [
    ['eventname:list*', 750],
    ['EventName:ListBuckets -eventname:Get*', 750],
    ['eventname:(PutObject ListBuckets)', 751],
    ['sourceip:198.51.100.0/24', 1],
    ['sourceip:192.0.2.0/24 OR AccessDenied', 1501],
    ['errorcode:AccessDenied', 1],
    ['eventtime:2026-03-01', 1500],
    ['eventtime:[2026-03-02 TO *]', 1],
    ['requestparameters.bucketName:evidence', 1],
    ['bucket:evid* NOT readonly:*', 1],
    ['"gnp.exe"', 1],
    ['/odd-[0-9]/', 1],
    ['source.ip:198.51.100.7 user_agent.original:*bold*', 1],
  ];
  for (const [query, rows] of finds) {
    await search(page, query);
    await expectRows(
      page,
      new RegExp(`${rows.toLocaleString('en-US')} of 1,501 rows|${rows.toLocaleString('en-US')} rows? in`),
    );
    await expect(bar(page)).toHaveText(query);
  }
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expectRows(page, /1,501 rows in/);
  await bar(page).press('ArrowDown');
  await page.keyboard.press('Control+z');
  await expectRows(page, /1 of 1,501 rows/);
  await expect(bar(page)).toHaveText('source.ip:198.51.100.7 user_agent.original:*bold*');
});

test('offers fields, keys in JSON and values with counts, all by keyboard', async ({ page }) => {
  await openSorted(page);
  await cell(page, 0, 'eventname').click();
  await page.keyboard.press('/');
  await expect(bar(page)).toBeFocused();
  await page.keyboard.type('eventna');
  await expect(offers(page).getByRole('option').first()).toContainText('eventname');
  await expect(bar(page)).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await expect(offers(page).getByRole('option')).toHaveText([
    /GetObject\s*750/,
    /ListBuckets\s*750/,
    /PutObject\s*1/,
    /any value/,
  ]);
  await page.keyboard.type('pu');
  await expect(offers(page).getByRole('option')).toHaveText([/PutObject\s*1/]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(bar(page)).toHaveText('eventname:PutObject');
  await page.keyboard.type(' requestparameters.buc');
  await expect(offers(page).getByRole('option').first()).toContainText('requestparameters.bucketName');
  await page.keyboard.press('Tab');
  // Values are those of the rows that the rest of the query leaves.
  await expect(offers(page).getByRole('option').first()).toContainText(/evidence\s*1/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expectRows(page, /1 of 1,501 rows/);
  await expect(bar(page)).toHaveText('eventname:PutObject requestparameters.bucketName:evidence');
  await expect(page.getByRole('button', { name: 'Recent queries' })).toBeEnabled();
  // From its first line: a long query wraps.
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowUp');
  await expect(offers(page).getByRole('option', { name: /^eventname:PutObject requestparameters/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Recent queries' }).click();
  await expect(page.getByRole('menuitem', { name: /^eventname:PutObject/ })).toBeVisible();
});

test('says what is wrong at its place, and what to write instead', async ({ page }) => {
  await openSorted(page);
  await search(page, 'errorcode:* evntname:Put*');
  const alert = front(page).getByRole('alert');
  await expect(alert).toContainText('There is no column “evntname” here. Did you mean eventname?');
  await expect(page.locator('.cm-query-wrong')).toHaveText('evntname');
  await expectRows(page, /1,501 rows in/);
  await expectAccessible(page, 'a mistake in the search bar');
  await alert.getByRole('button', { name: 'eventname' }).click();
  await expect(alert).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expectRows(page, /1 of 1,501 rows/);
  await search(page, 'eventtime:yesterday');
  await expect(alert).toContainText('takes a time');
  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveText('errorcode:* eventname:Put*');
  await expect(alert).toHaveCount(0);
});

test('goes into chips and comes back as text, and into SQL', async ({ page }) => {
  await openSorted(page);
  await search(page, 'eventname:Get* -sourceip:192.0.2.0/25 (errorcode:* OR "GetObject")');
  await expectRows(page, /of 1,501 rows/);
  const rows = await front(page)
    .getByText(/of 1,501 rows/)
    .innerText();
  await page.getByRole('button', { name: 'Split into chips' }).click();
  await expect(bar(page)).toHaveText('Search: text, or field:value');
  await expect(page.getByRole('group', { name: 'eventname starts with "Get"' })).toBeVisible();
  const group = page.getByRole('group', { name: /^\(errorcode is not empty or any field contains/ });
  await group.getByRole('button', { name: 'Edit as text' }).click();
  await expect(bar(page)).toHaveText('errorcode:* OR "GetObject"');
  await expect(group).toHaveCount(0);
  await page.getByRole('button', { name: 'All as text' }).click();
  await expect(bar(page)).toHaveText('(errorcode:* OR "GetObject") eventname:Get* -sourceipaddress:192.0.2.0/25');
  await expect(page.getByRole('toolbar', { name: 'Filters' })).toHaveCount(0);
  await expectRows(page, new RegExp(`^${rows.replace(/ in .*/s, '')}`));

  await page.getByRole('button', { name: 'Turn the query off' }).click();
  await expectRows(page, /1,501 rows in/);
  await page.getByRole('button', { name: 'Turn the query on' }).click();
  await takeMore(page, 'Open this view as SQL');
  const sql = front(page).getByLabel('SQL', { exact: true });
  await expect(sql).toContainText("starts_with(lower(eventname), lower('Get'))");
  await expect(sql).toContainText('errorcode IS NOT NULL');
});

test('explains itself, with examples that this table can answer', async ({ page }) => {
  await openSorted(page);
  await page.getByRole('button', { name: 'How to search' }).click();
  const help = page.getByRole('dialog', { name: 'How to search' });
  await expect(help).toBeVisible();
  await expectAccessible(page, 'the help of the search bar');
  await expect(help.getByRole('button', { name: 'dstport:<1024' })).toHaveCount(0);
  await help.getByRole('button', { name: 'eventname:Create*' }).click();
  await expect(bar(page)).toHaveText('eventname:Create*');
});

test('columns that the query narrows show it, and what RE2 refuses is underlined at its place', async ({ page }) => {
  await openSorted(page);
  const funnel = (column: string) => header(page, column).locator('.pm-header-filter');
  await expect(funnel('eventname')).toHaveAttribute('title', '');
  await search(page, 'eventname:(GetObject OR PutObject)');
  await expectRows(page, /751 of 1,501 rows/);
  await expect(funnel('eventname')).toHaveAttribute('title', 'Filtered by the query');
  await expect(funnel('sourceipaddress')).toHaveAttribute('title', '');
  await search(page, 'sourceip:192* eventname:/Get(?=Object)/');
  await expect(page.getByRole('alert')).toContainText('invalid perl operator');
  await expect(bar(page).locator('.cm-query-wrong')).toHaveText('(?=');
  await expect(bar(page)).toHaveText('sourceip:192* eventname:/Get(?=Object)/');
  await search(page, 'sourceip:192* eventname:/Get(?:Object)/');
  await expectRows(page, /750 of 1,501 rows/);
  await expect(bar(page).locator('.cm-query-wrong')).toHaveCount(0);
  await expect(funnel('sourceipaddress')).toHaveAttribute('title', 'Filtered by the query');
});
