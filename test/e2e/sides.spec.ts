// Tabs of the same kind side by side: keys are for the side that has the keyboard, and a screen reader can tell the sides apart.
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { cell, expect, expectRows, test } from './support/grid-case.ts';

const key = (page: Page, ...keys: string[]) =>
  keys.reduce((before, one) => before.then(() => page.keyboard.press(one)), Promise.resolve());

/** Panels hang in the order of tabs: a side is where it stands. */
const side = (page: Page, number: 1 | 2): Locator =>
  page.locator(`section[data-active]${number === 1 ? '[style*="left: 0%"]' : ':not([style*="left: 0%"])'}`);

/** Opens one tab on each side, from the grid that the case begins with; the left one has the keyboard then. */
async function openTwo(page: Page, open: (number: 1 | 2) => Promise<void>): Promise<void> {
  await expectRows(page, /1,501 rows in/);
  await expect(cell(page, 5, 'eventtime')).toHaveText('2026-03-01 00:00:05');
  await open(2);
  await key(page, 'Alt+m');
  await expect(page.getByRole('tablist', { name: 'Open tabs, side 2' })).toBeVisible();
  await cell(page, 0, 'eventname').click();
  await open(1);
  await expect(side(page, 1)).toHaveAttribute('data-keyboard', 'true');
}

async function look(page: Page, name: string, picture: (name: string) => string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${name}, ${colorScheme}`);
    await page.screenshot({ path: picture(`${name}-${colorScheme}.png`) });
  }
}

test('two pivots', async ({ page }, info) => {
  await openTwo(page, async (number) => {
    await key(page, 'Alt+p');
    const field = page.locator('section[data-keyboard]').getByLabel('Add to rows');
    const column = number === 1 ? 'eventname' : 'awsregion';
    await field.fill(column);
    await expect(page.getByRole('option', { name: new RegExp(`^${column} `) }).first()).toBeVisible();
    await field.press('Enter');
    await expect(page.locator('section[data-keyboard]').getByRole('treegrid')).toContainText('1,501');
  });
  await look(page, 'two pivots', (name) => info.outputPath(name));

  const builder = (number: 1 | 2) => side(page, number).getByRole('complementary', { name: /^Pivot builder/ });
  await side(page, 1).getByRole('treegrid').focus();
  await key(page, 'b');
  await expect(builder(1)).toHaveCount(0);
  await expect(builder(2)).toHaveCount(1);
  await side(page, 2).getByRole('treegrid').focus();
  await key(page, 'ControlOrMeta+z');
  await expect(page.getByRole('region', { name: 'Pivot: count, side 2' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Pivot: count by eventname, side 1' })).toBeVisible();
});

test('two pages of entities', async ({ page }, info) => {
  await openTwo(page, async (number) => {
    const name = `arn:aws:iam::111122223333:user/user-${number}`;
    await key(page, 'Alt+i');
    await page.getByRole('combobox', { name: /^A key, a principal/ }).fill(name);
    await expect(page.getByRole('option').first()).toContainText(name);
    await key(page, 'Enter');
    await expect(page.getByRole('article', { name: `Principal ${name}` })).toContainText('250');
  });
  await expect(page.getByRole('region', { name: 'Requests by day, side 1' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Requests by day, side 2' })).toBeVisible();
  await look(page, 'two entities', (name) => info.outputPath(name));
});

test('two grids with their panels, and two consoles with theirs', async ({ page }, info) => {
  await expectRows(page, /1,501 rows in/);
  await expect(cell(page, 5, 'eventtime')).toHaveText('2026-03-01 00:00:05');
  await cell(page, 0, 'eventname').click();
  await key(page, 'Alt+m');
  await expect(side(page, 2).getByRole('gridcell', { name: 'GetObject' }).first()).toBeVisible();
  for (const [pressed, panel] of [
    ['v', 'Facets'],
    ['c', 'Columns'],
    ['r', 'Record'],
  ] as const) {
    for (const number of [1, 2] as const) {
      await side(page, number).getByRole('gridcell', { name: 'GetObject' }).first().click();
      await key(page, pressed);
      await expect(side(page, number).getByRole('complementary', { name: `${panel}, side ${number}` })).toBeVisible();
    }
    await expectAccessible(page, `two grids with ${panel}`);
  }
  await page.screenshot({ path: info.outputPath('two-grids.png') });

  for (const number of [1, 2] as const) {
    await side(page, number).getByRole('gridcell', { name: 'GetObject' }).first().click();
    await key(page, 'Alt+t');
    await expect(side(page, number).getByRole('textbox', { name: 'SQL' })).toBeFocused();
    await key(page, 'Alt+s');
    await expect(side(page, number).getByRole('complementary', { name: /^Questions/ })).toBeVisible();
  }
  await look(page, 'two consoles', (name) => info.outputPath(name));
});

test('a tab is moved along its strip by keys', async ({ page }) => {
  await expectRows(page, /1,501 rows in/);
  await key(page, 'Alt+e', 'Alt+k');
  const tabs = page.getByRole('tablist', { name: 'Open tabs' }).getByRole('tab');
  await expect(tabs).toHaveText(['CloudTrail events', 'Evidence', 'Notebook']);
  await tabs.nth(2).focus();
  await key(page, 'Shift+ArrowLeft');
  await expect(tabs).toHaveText(['CloudTrail events', 'Notebook', 'Evidence']);
  await expect(tabs.nth(1)).toBeFocused();
  await key(page, 'Shift+ArrowLeft');
  await expect(tabs).toHaveText(['Notebook', 'CloudTrail events', 'Evidence']);
  await key(page, 'ArrowRight');
  await expect(tabs.nth(1)).toBeFocused();
});
