// What makes a night shift bearable, with the keyboard alone: colours, height and lines of rows, times told in other ways,
// tabs side by side, and a window that is as it was left.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { openConsole, runSql } from './support/console.ts';
import { cell, expect, expectRows, header, test } from './support/grid-case.ts';
import { startHost } from './support/host.ts';

const key = (page: Page, ...keys: string[]) =>
  keys.reduce((before, one) => before.then(() => page.keyboard.press(one)), Promise.resolve());

/** The grid has come up, sorted by time, with the keyboard in it. */
async function toFirstCell(page: Page): Promise<void> {
  await expectRows(page, /1,501 rows in/);
  await expect(cell(page, 5, 'eventtime')).toHaveText('2026-03-01 00:00:05');
  await key(page, 'F6');
  if ((await page.locator('section[data-keyboard] .ag-cell:focus').count()) === 0) await key(page, 'F6');
  await expect(cell(page, 0, 'eventtime')).toBeFocused();
}

/** Runs a command of the palette. */
async function command(page: Page, words: string): Promise<void> {
  await key(page, 'ControlOrMeta+k');
  await expect(page.getByRole('dialog', { name: 'All commands' }).getByRole('combobox')).toBeFocused();
  await page.keyboard.type(words);
  await key(page, 'Enter');
}

async function goToRow(page: Page, row: number): Promise<void> {
  await command(page, 'go to a row');
  await expect(page.getByLabel(/^Row number/)).toBeFocused();
  await page.keyboard.type(String(row));
  await key(page, 'Enter');
}

const looksOf = (page: Page) => page.getByRole('dialog', { name: 'Looks of this table' });

/** Chooses in one of the looks, all by keys. */
async function choose(page: Page, group: string, ...arrows: string[]): Promise<void> {
  await command(page, 'looks table');
  const chosen = looksOf(page).getByRole('radiogroup', { name: group }).getByRole('radio', { checked: true });
  await expect(looksOf(page)).toBeVisible();
  for (let tabs = 0; tabs < 12; tabs++) {
    if (await chosen.evaluate((element) => element === document.activeElement)) break;
    await key(page, 'Tab');
  }
  await expect(chosen).toBeFocused();
  await key(page, ...arrows, 'Escape');
  await expect(looksOf(page)).toBeHidden();
}

const ground = (place: Locator) => place.evaluate((element) => getComputedStyle(element).backgroundColor);
const rowOf = (page: Page, row: number) => page.locator(`section[data-keyboard] .ag-row[row-index="${row}"]`).first();

test('colours: one key, ready rules, the same value in the same colour, a legend, and all of it comes back', async ({
  page,
}, info) => {
  await toFirstCell(page);
  await key(page, 'Control+End');
  await expect(cell(page, 1500, 'eventname')).toHaveText('PutObject');
  const plain = await ground(rowOf(page, 1499));
  expect(await ground(rowOf(page, 1500))).toBe(plain);
  await key(page, 'k');
  const legend = page.getByRole('region', { name: /^What the colours mean/ });
  await expect(legend.getByText('Denied')).toBeVisible();
  await expect.poll(() => ground(rowOf(page, 1500))).not.toBe(plain);
  expect(await ground(rowOf(page, 1499))).toBe(plain);
  await expect(cell(page, 1500, 'eventtime')).toBeFocused();

  // A column that is not shown colours rows all the same: its values come with the pages.
  await command(page, 'looks table');
  await looksOf(page).getByRole('combobox', { name: 'Same value, same colour in' }).focus();
  await page.keyboard.type('sourceip');
  await key(page, 'ArrowDown', 'Enter');
  await expect(looksOf(page).getByRole('button', { name: 'Do not colour sourceipaddress' })).toBeVisible();
  await expectAccessible(page, 'looks');
  await key(page, 'Escape');
  await expect(looksOf(page)).toBeHidden();
  await key(page, 'Control+Home');
  await expect(cell(page, 0, 'sourceipaddress')).toHaveText('192.0.2.0');
  const first = await ground(cell(page, 0, 'sourceipaddress'));
  expect(await ground(cell(page, 1, 'sourceipaddress'))).not.toBe(first);
  expect(first).not.toBe(plain);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `coloured grid, ${colorScheme}`);
    await page.screenshot({ path: info.outputPath(`colours-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: null });
  await goToRow(page, 251);
  await expect(cell(page, 250, 'sourceipaddress')).toHaveText('192.0.2.0');
  await expect.poll(() => ground(cell(page, 250, 'sourceipaddress'))).toBe(first);

  await page.waitForTimeout(1000); // layouts are remembered a moment after they change
  await page.reload();
  await expect(legend.getByText('Denied')).toBeVisible();
  await expect.poll(() => ground(cell(page, 0, 'sourceipaddress'))).toBe(first);
  await key(page, 'F6', 'F6', 'k');
  await expect(legend).toBeHidden();
  expect(await ground(cell(page, 0, 'sourceipaddress'))).not.toBe(first);
});

test('times: since an anchor, since the row before across pages, before now; copies keep the instant', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const time = header(page, 'eventtime');
  await toFirstCell(page);
  await key(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'a');
  await expect(cell(page, 3, 'eventtime')).toHaveText('0 s');
  await expect(cell(page, 0, 'eventtime')).toHaveText('−3 s');
  await expect(cell(page, 10, 'eventtime')).toHaveText('+7 s');
  await expect(time).toContainText('Δ anchor');
  await expect(page.getByText('Times since 2026-03-01 00:00:03 (UTC)')).toBeVisible();
  await key(page, 'ControlOrMeta+c');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('2026-03-01T00:00:03Z');
  await key(page, 'a');
  await expect(cell(page, 3, 'eventtime')).toHaveText('2026-03-01 00:00:03');
  await expect(time).toContainText('UTC');

  await choose(page, 'Times', 'ArrowRight', 'ArrowRight');
  await expect(time).toContainText('Δ row before');
  await expect(cell(page, 0, 'eventtime')).toHaveText('first row');
  await expect(cell(page, 1, 'eventtime')).toHaveText('+1 s');
  // Pages have 200 rows: the row before these stands in another page.
  for (const border of [200, 400, 1400]) {
    await goToRow(page, border + 1);
    await expect(cell(page, border, 'eventtime')).toHaveText('+1 s');
  }
  await key(page, 'Control+End');
  await expect(cell(page, 1500, 'eventtime')).toHaveText(/^\+31 d 09:55:\d\d$/);

  await choose(page, 'Times', 'ArrowLeft');
  await expect(time).toContainText('ago');
  await expect(cell(page, 1500, 'eventtime')).toHaveText(/ago$|^in /);
});

test('height and lines of rows: long cells are wrapped, and the last of ten million rows is the last', async ({
  page,
}) => {
  await toFirstCell(page);
  await key(page, 'Control+End');
  const last = rowOf(page, 1500);
  await expect(last).toHaveCSS('height', '24px');
  await choose(page, 'Rows', 'ArrowLeft');
  await expect(last).toHaveCSS('height', '20px');
  await choose(page, 'Rows', 'ArrowRight', 'ArrowRight');
  await choose(page, 'Lines in a row', 'ArrowRight', 'ArrowRight');
  await expect(last).toHaveCSS('height', '64px');
  await expect(last).toBeVisible();

  await openConsole(page);
  await runSql(page, 'SELECT range AS n FROM range(10000000)');
  await expectRows(page, /10,000,000 rows in/);
  await key(page, 'F6', 'F6');
  await cell(page, 0, 'n').focus();
  await choose(page, 'Lines in a row', 'ArrowRight', 'ArrowRight');
  await expect(rowOf(page, 0)).toHaveCSS('height', '56px');
  await cell(page, 0, 'n').focus();
  await key(page, 'Control+End');
  await expect(cell(page, 9_999_999, 'n')).toHaveText('9999999');
  const viewport = await page.locator('section[data-keyboard] .ag-grid-viewport').boundingBox();
  const end = await rowOf(page, 9_999_999).boundingBox();
  expect(Math.round(end!.y + end!.height)).toBe(Math.round(viewport!.y + viewport!.height));
});

test('tabs side by side: each on its own, moved and resized by keys, and back after a reload', async ({
  page,
}, info) => {
  await toFirstCell(page);
  await key(page, 'Alt+m');
  const strips = page.getByRole('tablist', { name: /^Open tabs, side/ });
  const panels = page.locator('section[data-active]');
  await expect(strips).toHaveCount(2);
  await expect(panels).toHaveCount(2);
  const on = (side: number) => panels.nth(side);
  const atCell = (side: number, row: number, column: string) =>
    on(side).locator(`.ag-row[row-index="${row}"] [col-id="${column}"]`);
  await expect(atCell(1, 0, 'eventtime')).toBeVisible();
  await expect(atCell(0, 0, 'eventtime')).toBeFocused();

  // Filtering one leaves the other as it is.
  await key(page, 'ArrowRight', '+');
  await expect(on(0).getByText(/^750 of 1,501 rows/)).toBeVisible();
  await expect(on(1).getByText(/1,501 rows in/)).toBeVisible();
  await key(page, 'F6');
  await expect(on(1)).toHaveAttribute('data-keyboard', 'true');
  await expect(on(1).locator('.ag-cell:focus')).toHaveCount(1);
  await key(page, 'ControlOrMeta+End', 'k');
  await expect(on(1).getByText('Denied')).toBeVisible();
  await expect(on(0).getByText('Denied')).toBeHidden();
  const rowAt = (row: number) => on(1).locator(`.ag-row[row-index="${row}"]`).first();
  await expect.poll(async () => (await ground(rowAt(1500))) !== (await ground(rowAt(1499)))).toBe(true);
  await key(page, 'Shift+F6');
  await expect(on(0).locator('.ag-cell:focus')).toHaveCount(1);
  await key(page, 'ControlOrMeta+z');
  await expect(on(0).getByText(/1,501 rows in/)).toBeVisible();

  // A console beside the grids: it opens on the side that has the keyboard, and is sent round.
  await key(page, 'F6', 'Alt+t');
  await expect(on(1).getByLabel('SQL', { exact: true })).toBeFocused();
  await expect(strips.nth(1).getByRole('tab')).toHaveCount(2);
  await key(page, 'Alt+m');
  await expect(strips.nth(0).getByRole('tab')).toHaveCount(2);
  await expect(page.locator('section[data-keyboard]').getByLabel('SQL', { exact: true })).toBeFocused();
  await key(page, 'Alt+m', 'Alt+1');
  await expect(strips.nth(1).getByRole('tab', { selected: true })).toContainText('CloudTrail events');

  const edge = page.getByRole('separator', { name: 'Width of side 1' });
  await edge.focus();
  const before = Number(await edge.getAttribute('aria-valuenow'));
  await key(page, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
  await expect(edge).toHaveAttribute('aria-valuenow', String(before - 48));
  for (const size of [
    { width: 1280, height: 800 },
    { width: 1920, height: 1080 },
  ]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: info.outputPath(`side-by-side-${size.width}.png`) });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await expectAccessible(page, 'side by side');

  await page.waitForTimeout(900); // tabs are remembered a moment after they change
  await page.reload();
  await expect(strips).toHaveCount(2);
  await expect(atCell(0, 0, 'eventtime')).toBeVisible();
  await expect(atCell(1, 0, 'eventtime')).toBeVisible();
  await expect(edge).toHaveAttribute('aria-valuenow', String(before - 48));
  await expect(strips.nth(1).getByRole('tab')).toHaveCount(2);

  // The last tab of a side takes the side with it.
  await key(page, 'F6', 'F6');
  while ((await strips.count()) > 0) await key(page, 'Alt+w');
  await expect(page.getByRole('tablist', { name: 'Open tabs' })).toHaveCount(1);
  await expect(panels).toHaveCount(1);
});

test('a tab dragged to the edge stands beside the others', async ({ page }) => {
  await toFirstCell(page);
  await key(page, 'Alt+e');
  const tab = page.getByRole('tab', { name: /Evidence/ });
  const place = (await tab.boundingBox())!;
  await page.mouse.move(place.x + 20, place.y + 10);
  await page.mouse.down();
  await page.mouse.move(place.x + 60, place.y + 60, { steps: 4 });
  const beside = page.getByText('Beside the others');
  await expect(beside).toBeVisible();
  const target = (await beside.boundingBox())!;
  await page.mouse.move(target.x + 40, target.y + 40, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByRole('tablist', { name: 'Open tabs, side 2' }).getByRole('tab')).toHaveText(['Evidence']);
  await expect(page.locator('section[data-active]')).toHaveCount(2);
});

test('theme, tables and width of panels are as they were left, whatever browser comes', async ({
  gridCase,
  browser,
}) => {
  const userDir = await mkdtemp(join(tmpdir(), 'pugmark-window-'));
  const visit = async (act: (page: Page) => Promise<void>) => {
    const host = await startHost(['--case', gridCase.dir], userDir);
    const page = await browser.newPage({ colorScheme: 'light' });
    await page.goto(host.address);
    await expectRows(page, /1,501 rows in/);
    await act(page);
    await page.close();
    await host.stop();
  };
  const root = (page: Page) => page.locator('html');
  const dock = (page: Page) => page.getByRole('separator', { name: 'Width of the side panel' });
  await visit(async (page) => {
    await expect(root(page)).toHaveAttribute('data-mantine-color-scheme', 'light');
    await command(page, 'dark or light');
    await command(page, 'dark or light');
    await expect(root(page)).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await page.getByRole('separator', { name: 'Width of the tables' }).focus();
    await key(page, 'ArrowRight', 'ArrowRight');
    await command(page, 'record panel');
    await dock(page).focus();
    await key(page, 'ArrowLeft', 'ArrowLeft');
    await expect(dock(page)).toHaveAttribute('aria-valuenow', '432');
    await page.waitForTimeout(1_200); // what changes often is written when it rests
  });
  await visit(async (page) => {
    await expect(root(page)).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await expect(page.getByRole('separator', { name: 'Width of the tables' })).toHaveAttribute('aria-valuenow', '264');
    await expect(page.getByRole('complementary', { name: 'Record' })).toBeVisible();
    await expect(dock(page)).toHaveAttribute('aria-valuenow', '432');
    await key(page, 'Alt+b');
    await expect(page.getByRole('navigation', { name: 'Tables' })).toBeHidden();
    await page.waitForTimeout(700);
  });
  await visit(async (page) => expect(page.getByRole('navigation', { name: 'Tables' })).toBeHidden());
  await rm(userDir, { recursive: true, force: true });
});

test('the panel at the side is remembered for each table of the case', async ({ page }) => {
  const dock = page.getByRole('separator', { name: 'Width of the side panel' });
  const open = async (table: string) => {
    await page.getByRole('navigation', { name: 'Tables' }).getByRole('button', { name: table }).click();
    await expect(page.getByRole('region', { name: `Rows of ${table}` })).toBeVisible();
  };
  await toFirstCell(page);
  await key(page, 'v');
  await expect(page.getByRole('complementary', { name: 'Facets' })).toBeVisible();
  await dock.focus();
  await key(page, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
  await expect(dock).toHaveAttribute('aria-valuenow', '448');
  await open('Evidence files');
  await expect(page.locator('section[data-active]').getByRole('complementary')).toHaveCount(0);

  // The tab goes at once; what was to be kept is kept all the same.
  await key(page, 'Alt+w', 'Alt+w');
  await open('CloudTrail events');
  await expect(page.getByRole('complementary', { name: 'Facets' })).toBeVisible();
  await expect(dock).toHaveAttribute('aria-valuenow', '448');
  await page.getByRole('button', { name: 'Close the side panel' }).click();
  await page.waitForTimeout(1_200); // what changes often is written when it rests
  await page.reload();
  await expectRows(page, /1,501 rows in/);
  await expect(dock).toHaveCount(0);
});
