// Facets beside the rows: they follow the filters, and a click on a value filters.
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { cell, expect, expectRows, openSorted, test } from './support/grid-case.ts';

const panel = (page: Page) => page.getByRole('complementary', { name: 'Facets' });
const facet = (page: Page, column: string) => panel(page).getByRole('region', { name: column, exact: true });
const value = (page: Page, column: string, name: RegExp) =>
  facet(page, column).getByRole('list').getByRole('button', { name }).first();

async function openFacets(page: Page): Promise<void> {
  await openSorted(page);
  await cell(page, 0, 'eventname').click();
  await page.keyboard.press('v');
  await expect(value(page, 'eventname', /^GetObject, 750/)).toBeVisible();
}

test('values are counted with their share, and a click keeps or takes back', async ({ page }) => {
  await openFacets(page);
  await expect(facet(page, 'eventname')).toContainText('3 values');
  await expect(value(page, 'eventname', /^PutObject, 1, < 0.1 %/)).toBeVisible();
  await value(page, 'eventname', /^GetObject/).click();
  await expectRows(page, /750 of 1,501 rows/);
  // Its own filter does not narrow it, the others' figures follow.
  await expect(facet(page, 'eventname')).toContainText('not narrowed by its own filter');
  await expect(value(page, 'eventname', /^ListBuckets, 750/)).toBeVisible();
  await expect(value(page, 'useridentity.arn', /user-0, 250/)).toBeVisible();
  await value(page, 'eventname', /^PutObject/).click();
  await expectRows(page, /751 of 1,501 rows/);
  await value(page, 'eventname', /^GetObject/).click();
  await expectRows(page, /1 of 1,501 rows/);
  await value(page, 'eventname', /^PutObject/).click();
  await expectRows(page, /1,501 rows in/);
});

test('by keyboard alone: values are walked, kept and left out', async ({ page }) => {
  await openFacets(page);
  await value(page, 'eventname', /^GetObject/).focus();
  await page.keyboard.press('ArrowDown');
  await expect(value(page, 'eventname', /^ListBuckets/)).toBeFocused();
  await page.keyboard.press('-');
  await expectRows(page, /751 of 1,501 rows/);
  await expect(value(page, 'eventname', /^ListBuckets.*left out/)).toBeFocused();
  await page.keyboard.press('+');
  await expectRows(page, /750 of 1,501 rows/);
  await page.keyboard.press('Enter');
  await expectRows(page, /1,501 rows in/);
});

test('all values of a facet are searched', async ({ page }) => {
  await openFacets(page);
  await facet(page, 'sourceipaddress').getByRole('button', { name: 'Search the values' }).click();
  await page.keyboard.type('198.51');
  await value(page, 'sourceipaddress', /^198\.51\.100\.7, 1/).click();
  await expectRows(page, /1 of 1,501 rows/);
});

test('times have their ends and bars, which lead to their rows', async ({ page }) => {
  await openFacets(page);
  await expect(facet(page, 'eventtime')).toContainText('2026-03-01 00:00:00 – 2026-04-01 10:20:30');
  const bins = facet(page, 'eventtime').getByRole('group', { name: '24 equal parts of eventtime' }).getByRole('button');
  await expect(bins).toHaveCount(24);
  await expect(bins.first()).toHaveAccessibleName(/^2026-03-01 00:00:00 – 2026-03-01 .*, 1,500 rows$/);
  await expect(bins.nth(1)).toHaveAccessibleName('Part 2 of 24, no rows');
  await bins.first().focus();
  await page.keyboard.press('End');
  await expect(bins.last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expectRows(page, /1 of 1,501 rows/);
  await page.keyboard.press('Control+z');
  await expectRows(page, /1,501 rows in/);
});

test('bins of numbers keep exactly their rows, and the same again takes it back', async ({ page }) => {
  await openFacets(page);
  await panel(page).getByRole('button', { name: 'Choose the columns' }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns that are facets' });
  await dialog.getByRole('textbox').fill('record_no');
  await dialog.getByRole('button', { name: 'record_no', exact: true }).click();
  await page.keyboard.press('Escape');
  const bins = facet(page, 'record_no').getByRole('group').getByRole('button');
  await expect(bins.first()).toHaveAccessibleName('1 – 63, 64 rows');
  await bins.first().click();
  await expectRows(page, /64 of 1,501 rows/);
  await expect(bins.first()).toHaveAttribute('aria-pressed', 'true');
  await bins.nth(1).press('Enter');
  await expectRows(page, /^6\d of 1,501 rows/);
  await expect(bins.first()).toHaveAttribute('aria-pressed', 'false');
  await bins.nth(1).click();
  await expectRows(page, /1,501 rows in/);
});

test('a facet of tags is counted again when tags change', async ({ page }) => {
  await openFacets(page);
  await panel(page).getByRole('button', { name: 'Choose the columns' }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns that are facets' });
  await dialog.getByRole('textbox').fill('tags');
  await dialog.getByRole('button', { name: 'tags', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(facet(page, 'tags')).toContainText('1,501 empty');
  await cell(page, 0, 'eventname').click();
  await page.keyboard.press('1');
  await expect(value(page, 'tags', /Suspicious.*, 1, /)).toBeVisible();
});

test('any column or field is chosen as a facet, and remembered', async ({ page }) => {
  await openFacets(page);
  await panel(page).getByRole('button', { name: 'Choose the columns' }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns that are facets' });
  await dialog.getByRole('textbox').fill('useridentity.username');
  await dialog.getByRole('button', { name: 'useridentity.userName', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(value(page, 'useridentity.userName', /^user-0, 500/)).toBeVisible();
  await facet(page, 'eventname').getByRole('button', { name: 'Remove the facet eventname' }).click();
  await expect(facet(page, 'eventname')).toBeHidden();
  await page.reload();
  await expect(value(page, 'useridentity.userName', /^user-0, 500/)).toBeVisible();
  await expect(facet(page, 'eventname')).toBeHidden();
});

test('has names and contrast for every reader', async ({ page }) => {
  await openFacets(page);
  await expectAccessible(page, 'grid with facets');
});
