// The grid as a person uses it: real rows, real engine, mouse and keyboard.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openConsole, runSql } from './support/console.ts';
import {
  cell,
  expect,
  expectRows,
  firstCells,
  header,
  oddRecord,
  openSorted,
  takeMore,
  test,
} from './support/grid-case.ts';
import { trail, writeFiles } from './support/logs.ts';
import { loadFolder } from './support/shell.ts';

const key = (page: Page, ...keys: string[]) =>
  keys.reduce((before, one) => before.then(() => page.keyboard.press(one)), Promise.resolve());

test('scrolls to the end and shows the right rows there', async ({ page }) => {
  await openSorted(page);
  await cell(page, 0, 'eventname').click();
  await key(page, 'Control+End');
  await expect(cell(page, 1500, 'eventname')).toHaveText('PutObject');
  await expect(cell(page, 1499, 'eventtime')).toHaveText('2026-03-01 00:24:59');
  await key(page, 'PageUp', 'Control+Home');
  await expect(cell(page, 0, 'eventtime')).toHaveText('2026-03-01 00:00:00');
});

test('ten million rows: the end is the end, and the wheel moves as far as it looks', async ({ page }) => {
  test.setTimeout(120_000);
  await openConsole(page);
  await runSql(page, 'SELECT range AS n FROM range(10000000)');
  await expectRows(page, /10,000,000 rows in/);
  await cell(page, 0, 'n').click();
  await key(page, 'Control+End');
  await expect(cell(page, 9_999_999, 'n')).toHaveText('9999999');
  // AG Grid's probe obeys table/stretch.css: the scrolled element stays where a 32-bit float counts single pixels.
  const viewport = page.locator('section[data-active] .ag-grid-viewport');
  expect(await viewport.evaluate((element) => element.scrollHeight)).toBeLessThan(2 ** 24);
  const place = await viewport.boundingBox();
  const last = await page.locator('section[data-active] .ag-row[row-index="9999999"]').first().boundingBox();
  expect(Math.round(last!.y + last!.height)).toBe(Math.round(place!.y + place!.height));

  await key(page, 'Control+Home');
  await viewport.evaluate((element) => {
    element.scrollTop = 8_000_000;
  });
  const middle = { x: place!.x + 200, y: place!.y + place!.height / 2 };
  const rowAtPointer = () =>
    page.evaluate(({ x, y }) => {
      const row = document.elementFromPoint(x, y)?.closest('.ag-row');
      return row?.querySelector('[col-id="n"]')?.textContent || null;
    }, middle);
  await expect.poll(rowAtPointer).toMatch(/^50\d{5}$/);
  const before = Number(await rowAtPointer());
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.wheel(0, 240);
  await expect.poll(async () => Number(await rowAtPointer()) - before).toBeGreaterThanOrEqual(9);
  expect(Number(await rowAtPointer()) - before).toBeLessThanOrEqual(11);
  await page.mouse.wheel(0, -240);
  await expect.poll(async () => Math.abs(Number(await rowAtPointer()) - before)).toBeLessThanOrEqual(1);
});

test('filters in and out from the menu, negates, switches off, undoes and redoes', async ({ page }) => {
  await openSorted(page);
  await cell(page, 0, 'eventname').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Filter out' }).click();
  await expectRows(page, /751 of 1,501 rows/);
  await cell(page, 0, 'useridentity.arn').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Filter in' }).click();
  await expectRows(page, /250 of 1,501 rows/);

  const chip = page.getByRole('group', { name: 'eventname is not GetObject' });
  await chip.getByRole('button', { name: 'Keep these rows' }).click();
  await expect(page.getByRole('group', { name: 'eventname is GetObject', exact: true })).toBeVisible();
  await expectRows(page, /250 of 1,501 rows/);
  await page.getByRole('group', { name: 'eventname is GetObject' }).getByRole('button', { name: 'Turn off' }).click();
  await expectRows(page, /500 of 1,501 rows/);

  await key(page, 'Control+z', 'Control+z', 'Control+z');
  await expectRows(page, /751 of 1,501 rows/);
  await key(page, 'Control+z');
  await expectRows(page, /1,501 rows in/);
  await key(page, 'Control+Shift+z', 'Control+y');
  await expectRows(page, /250 of 1,501 rows/);
  await page.getByRole('button', { name: 'Clear all', exact: true }).click();
  await expectRows(page, /1,501 rows in/);
});

test('sorts by one column and by several', async ({ page }) => {
  await openSorted(page);
  await header(page, 'eventtime').click();
  await expect(cell(page, 0, 'eventname')).toHaveText('PutObject');
  await header(page, 'eventname').click();
  await header(page, 'sourceipaddress').click({ modifiers: ['Shift'] });
  await header(page, 'sourceipaddress').click({ modifiers: ['Shift'] });
  await expect(header(page, 'sourceipaddress')).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(() => firstCells(page, 'sourceipaddress', 3)).toEqual(['192.0.2.98', '192.0.2.98', '192.0.2.98']);
  expect(await firstCells(page, 'eventname', 3)).toEqual(['GetObject', 'GetObject', 'GetObject']);
});

test('chooses values with counts by keyboard alone', async ({ page }) => {
  await openSorted(page);
  await cell(page, 0, 'eventname').click();
  await key(page, 'f');
  const list = page.getByRole('listbox', { name: 'Values' });
  await expect(list.getByRole('option')).toHaveText([/GetObject\s*750/, /ListBuckets\s*750/, /PutObject\s*1/]);
  await page.keyboard.type('put');
  await expect(list.getByRole('option')).toHaveText([/PutObject\s*1/]);
  await key(page, 'Enter', 'Control+Enter');
  await expectRows(page, /1 of 1,501 rows/);
  await expect(page.getByRole('group', { name: 'eventname is PutObject' })).toBeVisible();
});

test('filters text, numbers of a nested field, and times', async ({ page }) => {
  await openSorted(page);
  await header(page, 'useragent').getByRole('button', { name: 'Filter useragent' }).click();
  const form = page.getByRole('dialog', { name: 'Filter useragent' });
  await form.getByText('Text', { exact: true }).click();
  await form.getByRole('textbox', { name: 'Text' }).fill('^AWS-CLI/\\d');
  await form.getByRole('combobox', { name: 'Comparison' }).click();
  await form.getByRole('option', { name: /^matches/ }).click();
  await form.getByRole('button', { name: 'Apply' }).click();
  await expectRows(page, /1,500 of 1,501 rows/);

  await cell(page, 0, 'useragent').click();
  await key(page, 'Home');
  await header(page, 'eventtime').getByRole('button', { name: 'Filter eventtime' }).click();
  const times = page.getByRole('dialog', { name: 'Filter eventtime' });
  await times.getByLabel(/^From/).fill('2026-03-01 00:00:10');
  await times.getByLabel(/^Until/).fill('tomorrow');
  await times.getByRole('button', { name: 'Apply' }).click();
  await expect(times.getByText('Write a time like')).toBeVisible();
  await times.getByLabel(/^Until/).fill('2026-03-01 00:00:20');
  await times.getByRole('button', { name: 'Apply' }).click();
  await expectRows(page, /10 of 1,501 rows/);
});

test('searches whole records, by text and by expression', async ({ page }) => {
  await openSorted(page);
  await key(page, 'Control+f');
  await page.keyboard.type('REQ14');
  await key(page, 'Enter');
  await expectRows(page, /111 of 1,501 rows/);
  const search = page.locator('section[data-active]').getByRole('combobox', { name: 'Search' });
  await search.fill('/"REQ14\\d{2}"/');
  await key(page, 'Enter');
  await expectRows(page, /100 of 1,501 rows/);
  await search.fill('/(unfinished/');
  await key(page, 'Enter');
  await expect(page.getByRole('alert')).toContainText('not a regular expression');
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await expectRows(page, /100 of 1,501 rows/);
});

test('makes nested fields columns, from the panel and from the record', async ({ page }) => {
  await openSorted(page);
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  const fields = page.getByRole('list', { name: 'All fields' });
  await fields.getByRole('button', { name: 'Open requestparameters' }).click();
  await fields.getByRole('button', { name: /^key\b/ }).click();
  const shown = page.getByRole('list', { name: 'Shown columns' });
  await expect(shown.getByText('requestparameters.key')).toBeVisible();
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await cell(page, 3, 'eventname').click();
  await page.getByRole('treeitem', { name: 'userName' }).click();
  await key(page, 'a');
  await cell(page, 3, 'eventname').click();
  await key(page, 'End');
  await expect(cell(page, 3, 'useridentity.userName')).toHaveText('user-0');
  await key(page, 'ArrowLeft');
  await expect(cell(page, 3, 'requestparameters.key')).toHaveText('file-3');
  await key(page, '+');
  await expectRows(page, /1 of 1,501 rows/);
});

test('saves a layout, resets, restores; and remembers the last one', async ({ page }) => {
  await openSorted(page);
  await cell(page, 0, 'eventsource').click();
  await key(page, 'h');
  await header(page, 'eventname').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Pin right' }).click();
  await expect(header(page, 'eventsource')).toHaveCount(0);
  await takeMore(page, 'Layouts');
  await page.getByRole('textbox', { name: 'Name of the layout' }).fill('Narrow');
  await key(page, 'Enter');
  await expect(page.getByRole('button', { name: 'Narrow', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Reset to the usual columns' }).click();
  await expect(header(page, 'eventsource')).toHaveCount(1);
  await takeMore(page, 'Layouts');
  await page.getByRole('button', { name: 'Narrow', exact: true }).click();
  await expect(header(page, 'eventsource')).toHaveCount(0);
  await expect(page.locator('.ag-grid-pinned-right-cells [col-id="eventname"]').first()).toBeVisible();

  await page.waitForTimeout(1_200); // The last layout is kept a moment after the last change.
  await page.getByTitle('Close CloudTrail events').click();
  await page
    .getByRole('button', { name: /^CloudTrail events/ })
    .first()
    .click();
  await expectRows(page, /1,501 rows in/);
  await expect(header(page, 'eventsource')).toHaveCount(0);
});

test('goes to a row and to a time', async ({ page }) => {
  await openSorted(page);
  await key(page, 'Control+g');
  await page.keyboard.type('1,234');
  await key(page, 'Enter');
  await expect(cell(page, 1233, 'eventtime')).toBeInViewport();
  await expect(page.locator('.ag-row[row-index="1233"] .ag-cell:focus')).toHaveCount(1);
  await key(page, 'Control+g');
  await page.keyboard.type('2026-03-01 00:05');
  await key(page, 'Enter');
  await expect(cell(page, 300, 'eventtime')).toBeInViewport();
  await expect(page.locator('.ag-row[row-index="300"] .ag-cell:focus')).toHaveCount(1);
});

test('shows the record: exact bytes, tree without loss, and where it came from', async ({ page, gridCase }) => {
  await openSorted(page);
  await cell(page, 0, 'eventname').click();
  await key(page, 'Control+End', 'Enter');
  const panel = page.getByRole('complementary', { name: 'Record' });
  await expect(panel.getByRole('treeitem', { name: 'size' })).toContainText('12345678901234567890');
  await panel.getByRole('tab', { name: 'Raw' }).click();
  const raw = panel.getByRole('region', { name: 'Raw record' }).locator('pre');
  expect(await raw.evaluate((element) => element.textContent)).toBe(oddRecord);
  await panel.getByRole('tab', { name: 'Source' }).click();
  const places = [`${gridCase.logs}/2/odd.json`, `${gridCase.logs}/3/again.json`];
  await expect(panel.getByText(places[0]!)).toBeVisible();
  await expect(panel.getByText(places[1]!)).toBeVisible();
  await expect(panel.getByText('1 other place')).toBeVisible();
});

test('paints cells as text: no markup, no hidden marks, and copies the whole value', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSorted(page);
  await cell(page, 0, 'useragent').click();
  await key(page, 'Control+End');
  await expect(cell(page, 1500, 'useragent')).toHaveText('<b>bold</b>⇥⟨202E⟩gnp.exe');
  await expect(cell(page, 1500, 'useragent').locator('b')).toHaveCount(0);
  await key(page, 'Control+c');
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).toBe('<b>bold</b>\t\u202egnp.exe');
  await key(page, 'End', 'Control+c');
  await expect.poll(clipboard).toContain('x'.repeat(4000));
});

test('selects rows by mark and key, and copies them as a table', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSorted(page);
  await cell(page, 2, '#').click();
  await cell(page, 4, '#').click({ modifiers: ['Shift'] });
  await expectRows(page, /3 selected/);
  await cell(page, 9, 'eventname').click();
  await key(page, 'x', 'Shift+ArrowDown');
  await expectRows(page, /5 selected/);
  await key(page, 'Control+c');
  await expect(page.getByText('Copied 5 rows.')).toBeVisible();
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(lines).toHaveLength(6);
  expect(lines[0]).toMatch(/^eventtime\teventname\t/);
  expect(lines.slice(1).map((line) => line.slice(0, 20))).toEqual(
    ['02', '03', '04', '09', '10'].map((second) => `2026-03-01T00:00:${second}Z`),
  );
  await page.getByRole('checkbox', { name: 'Select all rows' }).click();
  await expectRows(page, /1,501 selected/);
});

test('works without a mouse, from search to record and back', async ({ page }) => {
  await openSorted(page);
  await key(page, 'Control+f', 'ArrowDown', 'ArrowRight', 'Shift+F10');
  await expect(page.getByRole('menu', { name: /^Actions for/ })).toBeVisible();
  await key(page, 'ArrowDown', 'Enter');
  await expect(page.getByRole('toolbar', { name: 'Filters' })).toBeVisible();
  await key(page, 'Enter');
  await expect(page.getByRole('complementary', { name: 'Record' })).toBeVisible();
  await page.getByRole('treeitem').first().focus();
  await key(page, 'ArrowDown', 'ArrowDown', 'Escape');
  await expect(page.locator('.ag-cell:focus')).toHaveCount(1);
  await key(page, 'Control+z');
  await expectRows(page, /1,501 rows in/);
  await key(page, 'c');
  await expect(page.getByRole('complementary', { name: 'Columns' })).toBeVisible();
});

test('reorders columns by drag in the panel and by keys', async ({ page }) => {
  await openSorted(page);
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  const shown = page.getByRole('list', { name: 'Shown columns' });
  const names = () => shown.getByRole('listitem').allInnerTexts();
  await expect.poll(names).toEqual(expect.arrayContaining(['eventtime', 'eventname', 'eventsource']));
  await shown.getByText('eventsource').dragTo(shown.getByText('eventtime'));
  await expect.poll(async () => (await names()).slice(0, 3)).toEqual(['eventsource', 'eventtime', 'eventname']);
  await shown.getByRole('button', { name: 'eventname', exact: true }).press('Alt+ArrowUp');
  await expect.poll(async () => (await names()).slice(0, 3)).toEqual(['eventsource', 'eventname', 'eventtime']);
  for (const [at, column] of ['eventsource', 'eventname', 'eventtime'].entries())
    await expect(header(page, column)).toHaveAttribute('aria-colindex', String(at + 2));
  await page.keyboard.press('Delete');
  await expect(shown.getByText('eventname')).toHaveCount(0);
});

test('shows times on the clock of the case, and says which', async ({ page }) => {
  await openSorted(page);
  await page.getByRole('combobox', { name: /zone/i }).fill('toky');
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await expect(cell(page, 5, 'eventtime')).toHaveText('2026-03-01 09:00:05');
  await expect(header(page, 'eventtime')).toContainText('Asia/Tokyo');
  await key(page, 'Control+g');
  await page.keyboard.type('2026-03-01 09:01');
  await key(page, 'Enter');
  await expect(page.locator('.ag-row[row-index="60"] .ag-cell:focus')).toHaveCount(1);
});

test('hands the view on: to the console as SQL, to the export with the selected rows', async ({ page }) => {
  await openSorted(page);
  await cell(page, 1, 'eventname').click();
  await key(page, '+');
  await expectRows(page, /750 of 1,501 rows/);
  await key(page, 'x');
  await expectRows(page, /1 selected/);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('dialog', { name: /Export/ })).toContainText('1');
  await key(page, 'Escape');
  await takeMore(page, 'Open this view as SQL');
  await expect(page.locator('section[data-active]').getByLabel('SQL', { exact: true })).toContainText('ListBuckets');
});

test('a console result is a grid too: filter, sort, record', async ({ page }) => {
  await openConsole(page);
  await runSql(page, 'SELECT eventname, count(*) AS n, max(eventtime) AS latest FROM cloudtrail GROUP BY 1 ORDER BY 1');
  await expectRows(page, /3 rows in/);
  await cell(page, 0, 'eventname').click();
  await key(page, '-');
  await expectRows(page, /2 of 3 rows/);
  await key(page, 'Enter');
  await expect(
    page.getByRole('complementary', { name: 'Record' }).getByRole('treeitem', { name: /^n / }),
  ).toContainText('750');
  await expect(page.getByRole('tab', { name: 'Raw' })).toHaveCount(0);
});

test('tells of rows that a load added, and shows them when asked', async ({ page, gridCase }) => {
  await openSorted(page);
  await writeFiles(join(gridCase.folder, 'more'), { 'late.json.gz': trail(5_000, 40) });
  await loadFolder(page, join(gridCase.folder, 'more'));
  await expectRows(page, '40 new rows');
  await expectRows(page, /1,501 rows in/);
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expectRows(page, /1,541 rows in/);
  await expect(page.getByText('40 new rows')).toHaveCount(0);
});

test('keeps filters, columns and sort with the tab when the page is loaded again', async ({ page }) => {
  await openSorted(page);
  await cell(page, 0, 'eventname').click();
  await key(page, '-');
  await expectRows(page, /751 of 1,501 rows/);
  await header(page, 'eventtime').click();
  await expect(header(page, 'eventtime')).toHaveAttribute('aria-sort', 'descending');
  await page.waitForTimeout(1_500); // Tabs are kept a moment after the last change.
  await page.reload();
  await expectRows(page, /751 of 1,501 rows/);
  await expect(header(page, 'eventtime')).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('group', { name: 'eventname is not GetObject' })).toBeVisible();
});

test('a slow search shows its rows and its count as they come, and can be cancelled', async ({ page }) => {
  test.setTimeout(120_000);
  await openConsole(page);
  await runSql(page, 'SELECT range AS n, md5(range::VARCHAR) AS text FROM range(8000000)');
  await expectRows(page, /8,000,000 rows in/);
  const search = page.locator('section[data-active]').getByRole('combobox', { name: 'Search' });
  await search.fill('/f00d.*c0de|c0de.*f00d/');
  await search.press('Enter');
  await expectRows(page, /found so far, [\d,]+ of 8,000,000 rows looked through/);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expectRows(page, /8,000,000 rows in/);
  await expect(page.getByText('found so far')).toHaveCount(0);
  await expect(page.getByRole('toolbar', { name: 'Filters' })).toHaveCount(0);
  await expect(cell(page, 0, 'n')).toHaveText('0');
});
