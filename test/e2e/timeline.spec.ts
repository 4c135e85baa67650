// The timeline above the rows: it follows the filters, and what is chosen on it is the view's time range.
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { openConsole, runSql } from './support/console.ts';
import { cell, expect, expectRows, openSorted, test } from './support/grid-case.ts';

const front = (page: Page) => page.locator('section[data-active]');
const timeline = (page: Page) => front(page).getByRole('region', { name: 'Timeline', exact: true });
const bars = (page: Page) => timeline(page).getByRole('slider');
/** What the bar that the keyboard is on says. */
const expectBar = (page: Page, words: string | RegExp) => expect(bars(page)).toHaveAttribute('aria-valuetext', words);
const filters = (page: Page) => front(page).getByRole('toolbar', { name: 'Filters' });

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** 1,500 events of one night in March, and a denied one in April. */
async function openBars(page: Page): Promise<void> {
  await openSorted(page);
  await expect(bars(page)).toBeVisible();
  await bars(page).focus();
}

test('bars are walked by keyboard, and Enter goes into one; Backspace leads back out', async ({ page }) => {
  await openBars(page);
  await press(page, 'Home');
  await expectBar(page, /^2026-03-01 00:00 – .*: 1,500 rows: No error 1,500$/);
  await press(page, 'ArrowRight');
  await expectBar(page, /: no logs at all$/);
  await press(page, 'End');
  await expectBar(page, /: 1 row: Error 1$/);
  await press(page, 'Home', 'Enter');
  await expectRows(page, /1,500 of 1,501 rows/);
  await expect(filters(page)).toContainText('time from 2026-03-01 00:00:00 before');
  await expectBar(page, /^2026-03-01 00:00 – 00:\d\d(:\d\d)?: [\d,]+ rows/);
  await press(page, 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter');
  await expectRows(page, /^\d+ of 1,501 rows/);
  await press(page, 'Backspace');
  await expectRows(page, /1,500 of 1,501 rows/);
  await press(page, 'Backspace');
  await expectRows(page, /1,501 rows in/);
  await press(page, 'Control+z');
  await expectRows(page, /1,500 of 1,501 rows/);
});

test('a bar without matches is told from one without logs, and follows the filters', async ({ page }) => {
  await openBars(page);
  await cell(page, 0, 'eventname').click();
  await press(page, '+');
  await expectRows(page, /750 of 1,501 rows/);
  await bars(page).focus();
  await press(page, 'Home');
  await expectBar(page, /: 750 rows/);
  await press(page, 'End');
  await expectBar(page, /: no match among 1 row$/);
  await press(page, 'ArrowLeft');
  await expectBar(page, /: no logs at all$/);
});

test('dragging over bars chooses their time, a click one bar, the wheel zooms, and each is a step', async ({
  page,
}) => {
  await openBars(page);
  await press(page, 'Home', 'Enter');
  await expectRows(page, /1,500 of 1,501 rows/);
  await expectBar(page, /^2026-03-01 00:00 – 00:\d\d/);
  const box = (await bars(page).boundingBox())!;
  const y = box.y + 20;
  const count = async () =>
    Number(
      (
        await front(page)
          .getByText(/of 1,501 rows/)
          .innerText()
      )
        .replace(/\D*of.*/s, '')
        .replace(/\D/g, ''),
    );
  await page.mouse.move(box.x + 2, y);
  await page.mouse.down();
  await page.mouse.move(box.x + 12, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(count).toBeLessThan(1_500);
  const dragged = await count();
  expect(dragged).toBeGreaterThan(0);
  await press(page, 'Control+z');
  await expectRows(page, /1,500 of 1,501 rows/);
  await page.mouse.click(box.x + 2, y);
  await expect.poll(count).toBeLessThan(1_500);
  await press(page, 'Control+z');
  await expectRows(page, /1,500 of 1,501 rows/);
  await page.mouse.move(box.x + 2, y);
  const range = await filters(page).innerText();
  await page.mouse.wheel(0, -120);
  await expect.poll(() => filters(page).innerText()).not.toBe(range);
  await timeline(page).getByRole('button', { name: 'Back to the wider range' }).click();
  await expect.poll(() => filters(page).innerText()).toBe(range);
  await timeline(page).getByRole('button', { name: 'All of time' }).click();
  await expectRows(page, /1,501 rows in/);
});

test('bars are divided by any column, whose parts filter; the choice is remembered', async ({ page }) => {
  await openBars(page);
  const parts = timeline(page).getByRole('list', { name: 'Parts of the bars' });
  await expect(parts.getByRole('button')).toHaveText([/Error\s*1$/, /No error\s*1,500$/]);
  await timeline(page).getByRole('combobox', { name: 'Divide the bars by' }).click();
  await page.getByRole('option', { name: 'eventname', exact: true }).click();
  await expect(parts.getByRole('button')).toHaveText([/GetObject\s*750/, /ListBuckets\s*750/, /PutObject\s*1/]);
  await parts.getByRole('button', { name: /^PutObject/ }).click();
  await expectRows(page, /1 of 1,501 rows/);
  await parts.getByRole('button', { name: /^PutObject/ }).click({ modifiers: ['Alt'] });
  await expectRows(page, /0 of 1,501 rows/);
  await press(page, 'Control+z', 'Control+z');
  await expectRows(page, /1,501 rows in/);
  await page.reload();
  await expect(parts.getByRole('button').first()).toHaveText(/GetObject\s*750/);
});

test('is hidden and shown again, and its height is changed by keyboard', async ({ page }) => {
  await openBars(page);
  await cell(page, 0, 'eventname').click();
  await press(page, 't');
  await expect(timeline(page)).toBeHidden();
  await press(page, 't');
  const edge = timeline(page).getByRole('separator', { name: 'Height of the timeline' });
  const before = Number(await edge.getAttribute('aria-valuenow'));
  await edge.focus();
  await press(page, 'ArrowDown', 'ArrowDown');
  await expect(edge).toHaveAttribute('aria-valuenow', String(before + 16));
});

test('days begin on the clock of the case, which is named', async ({ page }) => {
  await openBars(page);
  await expect(timeline(page).getByText('UTC', { exact: true })).toBeVisible();
  await page.getByRole('combobox', { name: /^Time zone/ }).fill('toky');
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await expect(timeline(page).getByText('Asia/Tokyo (+09:00)')).toBeVisible();
  await bars(page).focus();
  await press(page, 'Home');
  await expectBar(page, /^2026-03-01 0[06]:00 – /);
});

test('rows without a time are told', async ({ page }) => {
  await openConsole(page);
  await runSql(
    page,
    "SELECT CASE WHEN i % 10 > 0 THEN TIMESTAMP '2024-01-01' + to_hours(i) END AS time, i FROM range(100) t(i)",
  );
  await expectRows(page, /100 rows in/);
  await front(page).getByRole('button', { name: 'Timeline', exact: true }).click();
  await expect(timeline(page).getByText('10 rows without a time are not shown.').first()).toBeVisible();
});

test('two ranges are compared, and each count shows its rows', async ({ page }) => {
  await openBars(page);
  await timeline(page).getByRole('button', { name: 'Compare with before' }).click();
  const panel = page.getByRole('complementary', { name: 'Compare' });
  await expect(panel).toContainText('Choose a range on the timeline');
  await bars(page).focus();
  await press(page, 'End', 'Enter');
  await expectRows(page, /1 of 1,501 rows/);
  const names = panel.getByRole('region', { name: 'eventname' });
  await expect(names.getByText('New (1)')).toBeVisible();
  await names.getByRole('button', { name: 'PutObject: 1 later' }).click();
  await expectRows(page, /1 of 1,501 rows/);
  await expect(filters(page)).toContainText('eventname is PutObject');
  await expect(names.getByText('New (1)')).toBeVisible();
});

test('has a name, a summary and contrast for every reader', async ({ page }) => {
  await openBars(page);
  await expect(bars(page)).toHaveAccessibleDescription(/bars of .* All together 1,501 rows\./);
  await expectAccessible(page, 'grid with timeline');
});

test('tagged rows have ticks above the bars, which lead to them and follow the tags', async ({ page }) => {
  await openBars(page);
  const lane = timeline(page).getByRole('group', { name: /^Suspicious: / });
  await cell(page, 0, 'eventname').click();
  await press(page, '1');
  const tick = lane.getByRole('button', { name: /^Suspicious: 1 row, 2026-03-01 00:00 – / });
  await expect(tick).toBeVisible();
  await press(page, 'Control+z');
  await expect(lane).toBeHidden();
  // All rows of March, and by keyboard to one of April among them.
  await press(page, 'ArrowDown', '2');
  await cell(page, 0, 'eventname').click();
  await press(page, 'Control+End', '1');
  await expect(lane).toHaveAttribute('aria-label', 'Suspicious: 1 row');
  await timeline(page).getByRole('group', { name: 'Malicious: 1 row' }).getByRole('button').focus();
  await expect(page.getByRole('tooltip')).toContainText(/^Malicious: 1 row, 2026-03-01 00:00/);
  await expectAccessible(page, 'the timeline with ticks');
  await lane.getByRole('button').press('Enter');
  await expectRows(page, /1 of 1,501 rows/);
  await expect(filters(page)).toContainText('tags is Suspicious');
  await expect(filters(page)).toContainText('time from 2026-04-01');
  await cell(page, 0, 'eventname').click();
  await press(page, '1');
  await expectRows(page, /0 of 1,501 rows/);
});

test('bars and facets of tags are counted again when tags change', async ({ page }) => {
  await openBars(page);
  await timeline(page).getByRole('combobox', { name: 'Divide the bars by' }).fill('star');
  await page.getByRole('option', { name: 'star', exact: true }).click();
  const parts = timeline(page).getByRole('list', { name: 'Parts of the bars' });
  await expect(parts.getByRole('button')).toHaveText([/false\s*1,501$/]);
  await cell(page, 1, 'eventname').click();
  await expect(cell(page, 1, 'eventname')).toBeFocused();
  await press(page, 's');
  await expect(parts.getByRole('button')).toHaveText([/false\s*1,500$/, /true\s*1$/]);
});

test('what is compared is chosen once, and remembered', async ({ page }) => {
  await openBars(page);
  await press(page, 'Home', 'Enter');
  await expectRows(page, /1,500 of 1,501 rows/);
  await timeline(page).getByRole('button', { name: 'Compare with before' }).click();
  const panel = page.getByRole('complementary', { name: 'Compare' });
  await panel.getByRole('button', { name: 'Do not compare eventname' }).click();
  await panel.getByRole('combobox', { name: 'Compare one more column' }).fill('awsregion');
  await page.getByRole('option', { name: 'awsregion', exact: true }).click();
  await expect(panel.getByRole('region', { name: 'awsregion' })).toBeVisible();
  await expect(panel.getByRole('region', { name: 'eventname' })).toBeHidden();
  await page.reload();
  await expect(bars(page)).toBeVisible();
  if (!(await panel.isVisible())) await timeline(page).getByRole('button', { name: 'Compare with before' }).click();
  await expect(panel.getByRole('region', { name: 'awsregion' })).toBeVisible();
  await expect(panel.getByRole('region', { name: 'eventname' })).toBeHidden();
});
