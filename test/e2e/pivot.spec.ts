// Pivots as a person builds them: by typing and by dragging, sorted, drilled, kept, handed out; and without a mouse.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { editorOf, openConsole, runSql } from './support/console.ts';
import { cell, expect, expectRows, header, openSorted, test } from './support/grid-case.ts';

const front = 'section[data-active]';
const figures = (page: Page): Locator => page.locator(front).getByRole('treegrid', { name: 'Figures' });
const row = (page: Page, name: string): Locator =>
  figures(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) });
/** The figures of a row that are on screen. */
const cellsOf = (page: Page, name: string) => row(page, name).getByRole('gridcell').allInnerTexts();
const user = (n: number) => `arn:aws:iam::111122223333:user/user-${n}`;

async function add(page: Page, label: string, name: string): Promise<void> {
  const field = page.locator(front).getByLabel(label);
  await field.fill(name);
  await expect(page.getByRole('option', { name: new RegExp(`^${name} `) }).first()).toBeVisible();
  await field.press('Enter');
}

async function whoDidWhat(page: Page): Promise<void> {
  await openSorted(page);
  await page.keyboard.press('Alt+p');
  await add(page, 'Add to rows', 'useridentity.arn');
  await add(page, 'Add to columns', 'eventname');
  await expect(row(page, user(0))).toContainText('500');
}

test('built, sorted, drilled, and back to the same pivot', async ({ page }) => {
  await whoDidWhat(page);
  await expect.poll(() => cellsOf(page, user(0))).toEqual(['250', '250', '', '500']);
  await expect.poll(() => cellsOf(page, 'Total')).toEqual(['750', '750', '1', '1,501']);

  const put = figures(page).getByRole('columnheader', { name: 'count' }).nth(2);
  await put.click();
  await expect(put).toHaveAttribute('aria-sort', 'descending');
  await expect(figures(page).getByRole('rowheader').first()).toHaveText(/שלום/);

  await row(page, user(1)).getByRole('gridcell').nth(1).dblclick();
  await expectRows(page, /250 of 1,501 rows/);
  await expect(cell(page, 0, 'eventname')).toHaveText('ListBuckets');
  await expect(cell(page, 0, 'useridentity.arn')).toHaveText(user(1));
  await page.getByRole('tab', { name: 'count by useridentity.arn × eventname' }).click();
  await expect(put).toHaveAttribute('aria-sort', 'descending');
});

test('kept under a name, found again after the case was closed', async ({ page, gridCase }) => {
  await whoDidWhat(page);
  await figures(page).focus();
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Save pivot' });
  await dialog.getByLabel('Name').fill('Who did what');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('tab', { name: 'Who did what' })).toBeVisible();
  await page.locator(front).getByRole('button', { name: 'Duplicate into a new tab' }).click();
  await expect(page.getByRole('tab', { name: 'Who did what (2)' })).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => cellsOf(page, user(0))).toEqual(['250', '250', '', '500']);
  await page.keyboard.press('Alt+w');

  await page.getByRole('button', { name: /^Case / }).click();
  await page.getByRole('menuitem', { name: 'Close case' }).click();
  await page.getByRole('button', { name: /grid/ }).first().click();
  await page.getByRole('tab', { name: 'Who did what' }).click();
  await expect.poll(() => cellsOf(page, user(2))).toEqual(['250', '250', '', '500']);
  expect(gridCase.dir).toContain('grid.pugmark');

  await page.keyboard.press('Alt+w');
  await page.keyboard.press('Alt+p');
  await page.locator(front).getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('menuitem', { name: 'Who did what' }).click();
  await expect.poll(() => cellsOf(page, user(2))).toEqual(['250', '250', '', '500']);
});

test('chips are dragged and moved by keys; every change can be undone', async ({ page }) => {
  await whoDidWhat(page);
  const rows = page.locator(front).getByRole('region', { name: 'Rows' });
  const columns = page.locator(front).getByRole('region', { name: 'Columns' });
  await columns
    .getByRole('button', { name: 'eventname' })
    .first()
    .dragTo(rows.getByRole('button', { name: 'useridentity.arn' }).first());
  await expect(rows.getByRole('listitem')).toHaveCount(2);
  await expect(columns.getByRole('listitem')).toHaveCount(0);
  await expect(row(page, 'GetObject').first()).toBeVisible();

  await rows.getByRole('button', { name: 'eventname' }).first().focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(columns.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Delete');
  await expect(columns.getByRole('listitem')).toHaveCount(0);
  await figures(page).focus();
  await page.keyboard.press('Control+z');
  await expect(columns.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(() => cellsOf(page, user(0))).toEqual(['250', '250', '', '500']);
});

test('without a mouse: derived, folded, filtered, drilled', async ({ page }) => {
  await openSorted(page);
  await page.keyboard.press('Alt+p');
  await figures(page).focus();
  await page.keyboard.press('r');
  await page.keyboard.type('sourceipaddress');
  await page.keyboard.press('Enter');
  await expect(row(page, '192.0.2.0')).toBeVisible();

  const chip = page
    .locator(front)
    .getByRole('region', { name: 'Rows' })
    .getByRole('button', { name: 'sourceipaddress' })
    .first();
  await chip.focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'sourceipaddress' });
  await expect(
    form.getByRole('combobox', { name: 'sourceipaddress' }).or(form.getByLabel('sourceipaddress')).first(),
  ).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(row(page, '192.0.2.0/24')).toContainText('1,500');
  await page.keyboard.press('Escape');

  await add(page, 'Add to rows', 'requestparameters.key');
  await expect(row(page, '192.0.2.0/24')).toHaveAttribute('aria-expanded', 'false');
  await figures(page).focus();
  await page.keyboard.press('Control+Home');
  await expect(figures(page)).toHaveAttribute('aria-activedescendant', /-0--1$/);
  await page.keyboard.press('ArrowRight');
  await expect(row(page, 'file-0')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(row(page, 'file-0')).toHaveCount(0);
  await page.keyboard.press('+');
  await expect(page.locator(front).getByRole('region', { name: 'Filters' })).toContainText(
    'sourceipaddress@network(24,48) is 192.0.2.0/24',
  );
  await expect(row(page, 'Total')).toContainText('1,500');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await expectRows(page, /1,500 of 1,501 rows/);
});

test('from a column of the grid, from a console result; as SQL; as a file with its manifest', async ({
  page,
  gridCase,
}) => {
  await openSorted(page);
  await header(page, 'eventname').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Pivot on this column' }).click();
  await expect(row(page, 'PutObject')).toContainText('1');

  await page.locator(front).getByRole('button', { name: 'Open as SQL' }).click();
  await expect(editorOf(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expectRows(page, /4 rows in/);
  await expect(cell(page, 0, 'row_level')).toHaveText('0');

  await openConsole(page);
  await runSql(page, "SELECT eventname, 'שלום' AS word FROM cloudtrail");
  await expectRows(page, /1,501 rows in/);
  await page.locator(front).getByRole('button', { name: 'Pivot', exact: true }).click();
  await add(page, 'Add to rows', 'word');
  await expect(row(page, 'שלום')).toContainText('1,501');

  await page.locator(front).getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Exported' })).toBeVisible();
  const files = await readdir(join(gridCase.dir, 'exports'));
  const csv = files.find((name) => name.endsWith('.csv'))!;
  expect((await readFile(join(gridCase.dir, 'exports', csv), 'utf8')).replaceAll('\r', '')).toBe(
    'group,word,count\nvalue,שלום,1501\ntotal,,1501\n',
  );
  expect(files.some((name) => name.endsWith('.json'))).toBe(true);
});

test('ready pivots fit the source, and the screen can be read out', async ({ page }) => {
  await openSorted(page);
  await page.keyboard.press('Alt+p');
  await expect(row(page, 'Total')).toContainText('1,501');
  await expectAccessible(page, 'a pivot of nothing yet');
  await page.locator(front).getByRole('button', { name: 'Ready pivots' }).click();
  await page.getByRole('menuitem', { name: /^Access keys/ }).click();
  await expect(row(page, 'Total')).toContainText('1,501');
  await page.locator(front).getByRole('button', { name: 'Ready pivots' }).click();
  await page.getByRole('menuitem', { name: /^Errors by principal/ }).click();
  await expect(row(page, 'Total')).toContainText('1');
  await expectAccessible(page, 'a pivot');
});
