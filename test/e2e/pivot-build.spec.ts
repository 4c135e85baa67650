// The pivot's builder without a mouse: filters, orders, each group's own top; and a table too wide for the screen.
import type { Locator, Page } from '@playwright/test';
import { openConsole, runSql } from './support/console.ts';
import { cell, expect, expectRows, openSorted, test } from './support/grid-case.ts';

const front = 'section[data-active]';
const figures = (page: Page): Locator => page.locator(front).getByRole('treegrid', { name: 'Figures' });
const zone = (page: Page, name: string): Locator => page.locator(front).getByRole('region', { name, exact: true });
const names = (page: Page) => figures(page).getByRole('rowheader').allInnerTexts();
const heads = (page: Page) => figures(page).getByRole('row').first().getByRole('columnheader').allInnerTexts();
const row = (page: Page, name: string): Locator =>
  figures(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) });

/** From the figures: a key to the list, a part of the name, Enter. */
async function add(page: Page, key: 'r' | 'c' | 'v' | 'f', name: string): Promise<void> {
  await figures(page).focus();
  await page.keyboard.press(key);
  await page.keyboard.type(name);
  await expect(page.getByRole('option', { name: new RegExp(`^${name}( |$)`) }).first()).toBeVisible();
  await page.keyboard.press('Enter');
}

/** A form that has come up takes the keyboard a moment later. */
const hasFocus = (form: Locator) => expect(form.locator(':focus')).toHaveCount(1);

async function openPivot(page: Page): Promise<void> {
  await openSorted(page);
  await page.keyboard.press('Alt+p');
  await expect(row(page, 'Total')).toContainText('1,501');
}

test('filters are made, changed, turned round, switched off and removed by keys', async ({ page }) => {
  await openPivot(page);
  await add(page, 'f', 'eventname');
  const form = page.getByRole('dialog', { name: 'Filter eventname' });
  await expect(form.getByRole('option', { name: /GetObject/ })).toBeVisible();
  await hasFocus(form);
  await page.keyboard.type('list');
  await expect(form.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(row(page, 'Total')).toContainText('750');
  await expect(page.locator(front).getByLabel('Add a filter')).toBeFocused();

  await page.keyboard.press('Shift+Tab');
  const line = zone(page, 'Filters').getByRole('button', { name: 'eventname is ListBuckets', exact: true });
  await expect(line).toBeFocused();
  await page.keyboard.press('n');
  await expect(row(page, 'Total')).toContainText('751');
  await page.keyboard.press('o');
  await expect(row(page, 'Total')).toContainText('1,501');
  await page.keyboard.press('o');
  await expect(row(page, 'Total')).toContainText('751');
  await page.keyboard.press('Enter');
  await expect(form).toBeVisible();
  await form.getByLabel('Leave these rows out').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(row(page, 'Total')).toContainText('750');

  await add(page, 'f', 'Query');
  const query = page.getByRole('dialog', { name: 'Query' });
  await hasFocus(query);
  await page.keyboard.type('useridentity.arn:(*user-1');
  await page.keyboard.press('Enter');
  await expect(query).toContainText('The closing parenthesis is missing.');
  await page.keyboard.type(')');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Total')).toContainText('250');
  await add(page, 'f', 'Time range');
  await hasFocus(page.getByRole('dialog', { name: 'Time range' }));
  await page.keyboard.type('2030-01-01');
  await page.keyboard.press('Enter');
  await expect(page.locator(front)).toContainText('No rows to count. The filters at the left keep none');
  await expect(zone(page, 'Filters').getByRole('listitem')).toHaveCount(3);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(row(page, 'Total')).toContainText('250');
  await zone(page, 'Filters').getByRole('button', { name: 'Show these rows as a grid…' }).press('Enter');
  await expectRows(page, /250 of 1,501 rows/);
});

test('each group keeps its own largest values; its others open their rows', async ({ page }) => {
  await openPivot(page);
  await add(page, 'r', 'useridentity.arn');
  await add(page, 'r', 'eventname');
  await page.locator(front).locator('[data-spot="rows 1"]').focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'eventname' });
  await hasFocus(form);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await form.getByLabel('How many').fill('1');
  await page.keyboard.press('Tab');
  await expect(form.getByRole('combobox', { name: 'of', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(zone(page, 'Rows').getByRole('button', { name: 'eventname top 1 each' })).toBeFocused();
  // Three users called two operations, the fourth only one, which no other did: each keeps one, and three have others.
  await expect.poll(async () => (await names(page)).filter((name) => name === 'others (1)')).toHaveLength(3);
  await expect(row(page, 'PutObject')).toContainText('1');

  await figures(page).focus();
  await page.keyboard.press('Control+Home');
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expectRows(page, /250 of 1,501 rows/);
  await expect(cell(page, 0, 'eventname')).toHaveText('ListBuckets');
});

test('columns are put in order by a row, by all rows and by name; their groups are folded up', async ({ page }) => {
  await openPivot(page);
  await add(page, 'r', 'useridentity.arn');
  await add(page, 'c', 'eventname');
  await expect.poll(() => heads(page)).toEqual(['eventname', 'GetObject', 'ListBuckets', 'PutObject', 'Total']);
  await figures(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowUp');
  await expect(figures(page)).toHaveAttribute('aria-activedescendant', /-3-3$/);
  // That row only called PutObject.
  await page.keyboard.press('Shift+S');
  await expect.poll(() => heads(page)).toEqual(['eventname', 'PutObject', 'GetObject', 'ListBuckets', 'Total']);
  await expect(figures(page).getByLabel('Columns are in the order of this row')).toHaveCount(1);
  const order = page.locator(front).getByRole('combobox', { name: 'Order of the columns' });
  await expect(order).toHaveValue(/^by count at arn:.*, largest first$/);
  await order.focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name: 'by count, smallest first', exact: true }).waitFor();
  // From the last one on to the first.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(order).toHaveValue('by name, last first');
  await expect.poll(() => heads(page)).toEqual(['eventname', 'PutObject', 'ListBuckets', 'GetObject', 'Total']);

  await add(page, 'c', 'awsregion');
  const head = figures(page).getByRole('columnheader', { name: 'PutObject' });
  await expect(head).toHaveAttribute('aria-expanded', 'true');
  await figures(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+ArrowUp');
  await page.keyboard.press('Space');
  await expect(head).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Enter');
  await expectRows(page, /1 of 1,501 rows/);
});

test('five hundred columns: only those on screen are drawn, the names stay, the last is a key away', async ({
  page,
}) => {
  await openConsole(page);
  await runSql(page, "SELECT 'row ' || i % 90 AS r, i * 7 % 520 AS c FROM range(46800) t(i)");
  await page.locator(front).getByRole('button', { name: 'Pivot', exact: true }).click();
  await expect(row(page, 'Total')).toContainText('46,800');
  await add(page, 'r', 'r');
  await add(page, 'c', 'c');
  await expect(page.locator(front).getByText('90 groups × 501 columns')).toBeVisible();
  expect(await figures(page).getByRole('gridcell').count()).toBeLessThan(1_500);
  await figures(page).focus();
  await page.keyboard.press('Control+End');
  await expect(figures(page).getByRole('columnheader', { name: 'others (20)' })).toBeInViewport();
  await expect(row(page, 'row 9')).toBeInViewport();
  await expect(figures(page).getByRole('gridcell').last()).toHaveText('46,800');
  // The other 20 values of one row, then.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expectRows(page, /1,800 of 46,800 rows/);
});
