// Loads as a user meets them: exact accounts, numbers that lead to rows, pause and cancel, drops, a reload in between.
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { writeArchive } from '../generate/archive.ts';
import { expect, test } from './support/fixtures.ts';
import { startHost } from './support/host.ts';
import { event, events, trail, writeFiles } from './support/logs.ts';
import { closeCase, createCase, dropOnWindow, expectLoaded, loadFolder, readAccount } from './support/shell.ts';

let dir: string;
test.beforeEach(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), 'pugmark-load-')));
});
test.afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

const strip = (page: Page) => page.getByRole('region', { name: 'Load', exact: true });
const tables = (page: Page) => page.getByRole('navigation', { name: 'Tables' });
const tabs = (page: Page) => page.getByRole('tablist', { name: 'Open tabs' }).getByRole('tab');

/** 9 files: 3 whole ones (one of them repeats 4 events), 2 damaged, 3 that are no logs, 1 with a broken line. */
const damaged = (): Record<string, Buffer | string> => ({
  'a/one.json.gz': trail(0, 20),
  'a/two.json.gz': trail(20, 30),
  'b/again.json': JSON.stringify({ Records: [...events(46, 4), ...events(60, 6)] }),
  'b/cut.json.gz': trail(100, 400).subarray(0, -200),
  'b/not really.json.gz': Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]),
  'c/notes.txt': 'ask the client about the bucket\n',
  'c/empty.json': '',
  'c/people.csv': 'name,role\nAna,lead\nBo,analyst\nשירה,analyst\n',
  'd/lines.jsonl': `${JSON.stringify(event(900))}\n{"eventVersion": broken\n${JSON.stringify(event(901))}\n`,
});

test('the account is exact, adds up, and every number leads to its rows', async ({ page }) => {
  await writeFiles(join(dir, 'logs'), damaged());
  await createCase(page, dir, 'Exact');
  await loadFolder(page, join(dir, 'logs'));
  await expectLoaded(page);
  const account = await readAccount(page);
  const saved = account.rows! - (20 + 30 + 6 + 2);
  expect(account).toEqual({
    'files found': 9,
    loaded: 3,
    'partly loaded': 2,
    skipped: 3,
    failed: 1,
    records: 20 + 30 + 10 + 2 + saved + account.rejects!,
    rows: 20 + 30 + 6 + 2 + saved,
    duplicates: 4,
    rejects: account.rejects,
  });
  // How many whole records stand before the cut is the decompressor's to say; most of the 400 do.
  expect(saved).toBeGreaterThan(300);
  expect(saved).toBeLessThan(400);
  const sums = page.getByRole('region', { name: /of the account$/ });
  await expect(sums.getByText('adds up')).toHaveCount(2);

  const problems = page.getByRole('region', { name: 'Files that did not load whole' });
  await expect(problems.getByRole('row')).toHaveCount(1 + 6);
  await expect(problems.getByRole('row', { name: /cut\.json\.gz/ })).toContainText('partly loaded');
  await expect(problems.getByRole('row', { name: /notes\.txt/ })).toContainText('no known log format');

  await sums.getByRole('button', { name: '4 duplicates' }).click();
  await expect(tabs(page).last()).toHaveText('Duplicates of load 1');
  await expect(page.getByText('4 rows', { exact: false }).first()).toBeVisible();
  await page.keyboard.press('Alt+1');
  await sums.getByRole('button', { name: '1 failed' }).click();
  await expect(page.getByRole('gridcell', { name: /not really\.json\.gz/ })).toBeVisible();
  await expect(
    tables(page)
      .getByRole('button', { name: /^CloudTrail/ })
      .first(),
  ).toContainText(account.rows!.toLocaleString('en-US'));
});

test('loading the same folder again adds nothing, and says so', async ({ page }) => {
  await writeFiles(join(dir, 'logs'), { 'one.json.gz': trail(0, 20), 'two.json.gz': trail(20, 5) });
  await createCase(page, dir, 'Again');
  await loadFolder(page, join(dir, 'logs'));
  await expectLoaded(page);
  await expect(strip(page)).toContainText('2 files, all loaded · 25 rows');
  await writeFiles(join(dir, 'logs'), { 'three.json.gz': trail(25, 7) });
  await loadFolder(page, join(dir, 'logs'));
  await expect(strip(page)).toContainText('3 files found, 1 loaded, 2 skipped · 7 rows', { timeout: 30_000 });
  await expect(
    tables(page)
      .getByRole('button', { name: /^CloudTrail/ })
      .first(),
  ).toContainText('32');
});

test('what no format recognises can be loaded as CSV afterwards', async ({ page }) => {
  await writeFiles(join(dir, 'logs'), { 'people.csv': 'name,role\nAna,lead\nשירה,analyst\n' });
  await createCase(page, dir, 'Generic');
  await loadFolder(page, join(dir, 'logs'));
  await expectLoaded(page);
  await page.getByRole('button', { name: 'Load 1 unrecognised file as CSV…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Load logs' });
  await expect(dialog.getByText(join(dir, 'logs', 'people.csv'))).toBeVisible();
  await expect(dialog.getByRole('radio', { name: 'As CSV' })).toBeChecked();
  await dialog.getByLabel('Table for them').fill('people');
  await dialog.getByRole('button', { name: 'Load', exact: true }).click();
  await expect(strip(page)).toContainText('1 file, all loaded · 2 rows', { timeout: 30_000 });
  await tables(page)
    .getByRole('button', { name: /^people/i })
    .click();
  await expect(page.getByRole('gridcell', { name: 'שירה' })).toBeVisible();
});

test('a load is paused, goes on, is followed across a reload, and ends with the right sums', async ({ page }) => {
  test.slow();
  const truth = await writeArchive({ dir: join(dir, 'logs'), seed: 'e2e', events: 60_000, shape: { files: 400 } });
  await createCase(page, dir, 'Pause');
  await loadFolder(page, join(dir, 'logs'));
  await page.getByRole('button', { name: 'Pause the load' }).click();
  await expect(strip(page)).toContainText('Paused');
  const still = async () => (await strip(page).textContent()) ?? '';
  await page.waitForTimeout(500);
  const before = await still();
  await page.waitForTimeout(700);
  expect(await still()).toBe(before);
  await page.reload();
  await expect(strip(page)).toContainText('Paused');
  await page.getByRole('button', { name: 'Resume the load' }).click();
  await expectLoaded(page);
  await page.keyboard.press('Alt+e');
  const account = await readAccount(page);
  expect(account.records).toBe(truth.records);
  expect(account.rows).toBe(truth.rows);
  expect(account['files found']).toBe(truth.files);
  await expect(page.getByText('adds up')).toHaveCount(2);
});

test('a cancelled load keeps what is committed, and is resumed from the account', async ({ page }) => {
  test.slow();
  const truth = await writeArchive({ dir: join(dir, 'logs'), seed: 'cut', events: 60_000, shape: { files: 400 } });
  await createCase(page, dir, 'Cancel');
  await loadFolder(page, join(dir, 'logs'));
  await strip(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(strip(page)).toContainText('Cancelled');
  await expect(page.getByText('adds up')).toHaveCount(2);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expectLoaded(page);
  await expect(
    tables(page)
      .getByRole('button', { name: /^CloudTrail/ })
      .first(),
  ).toContainText(truth.rows.toLocaleString('en-US'));
});

test('a load that a kill cut off is told of, resumed, and ends with the right sums', async ({ page, browser }) => {
  test.slow();
  const truth = await writeArchive({ dir: join(dir, 'logs'), seed: 'kill', events: 60_000, shape: { files: 400 } });
  const killed = await startHost();
  const other = await browser.newPage();
  await other.goto(killed.address);
  await createCase(other, dir, 'Killed');
  await loadFolder(other, join(dir, 'logs'));
  await expect(strip(other)).toContainText(/[1-9][\d,]* records/, { timeout: 30_000 });
  const gone = once(killed.process, 'exit');
  killed.process.kill('SIGKILL');
  await gone;
  await other.close();
  await rm(killed.userDir, { recursive: true, force: true });

  await page.getByRole('button', { name: 'Open a case…' }).click();
  const picker = page.getByRole('dialog', { name: 'Open a case' });
  await picker.getByLabel('Path').fill(join(dir, 'Killed.pugmark'));
  await picker.getByRole('option', { name: /Killed/ }).click();
  await picker.getByRole('button', { name: 'Open “Killed”' }).click();
  await tables(page)
    .getByRole('button', { name: /1 load was cut off/ })
    .click();
  await expect(page.getByRole('heading', { name: 'Load 1: cut off' })).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expectLoaded(page);
  await expect(tables(page).getByRole('button', { name: /cut off/ })).toBeHidden();
  await expect(
    tables(page)
      .getByRole('button', { name: /^CloudTrail/ })
      .first(),
  ).toContainText(truth.rows.toLocaleString('en-US'));
});

test('closing a case asks first while a load runs', async ({ page }) => {
  await writeArchive({ dir: join(dir, 'logs'), seed: 'ask', events: 20_000, shape: { files: 100 } });
  await createCase(page, dir, 'Busy');
  await loadFolder(page, join(dir, 'logs'));
  await page.getByRole('button', { name: 'Pause the load' }).click();
  await expect(strip(page)).toContainText('Paused');
  await page.getByRole('button', { name: 'Case Busy' }).click();
  await page.getByRole('menuitem', { name: 'Close case' }).click();
  const question = page.getByRole('dialog', { name: 'Close the case?' });
  await expect(question).toContainText('A load is running.');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(strip(page)).toContainText('Paused');
  await page.getByRole('button', { name: 'Case Busy' }).click();
  await page.getByRole('menuitem', { name: 'Close case' }).click();
  await question.getByRole('button', { name: 'Close the case' }).click();
  await expect(page.getByRole('button', { name: 'New case…' })).toBeVisible();
});

test('a dropped folder and file are copied into the case and loaded', async ({ page }) => {
  await writeFiles(join(dir, 'mail'), {
    'logs/2026/one.json.gz': trail(0, 20),
    'ünï/two 😀.json': JSON.stringify(event(50)),
  });
  await writeFiles(dir, { 'single.json.gz': trail(70, 5) });
  await createCase(page, dir, 'Drop');
  await dropOnWindow(page, [join(dir, 'mail'), join(dir, 'single.json.gz')]);
  await expect(strip(page)).toContainText('3 files, all loaded · 26 rows', { timeout: 30_000 });
  await page.keyboard.press('Alt+e');
  await expect(page.getByText(join(dir, 'Drop.pugmark', 'evidence', 'dropped'))).toBeVisible();
});

test('a drop without a case makes one', async ({ page }) => {
  await writeFiles(dir, { 'single.json.gz': trail(0, 5) });
  await expect(page.getByRole('button', { name: 'New case…' })).toBeVisible();
  await dropOnWindow(page, [join(dir, 'single.json.gz')]);
  const dialog = page.getByRole('dialog', { name: 'New case' });
  await expect(dialog).toContainText('What you dropped will be loaded into it.');
  await dialog.getByLabel('Name').fill('Dropped');
  await dialog.getByLabel('Folder').fill(dir);
  await dialog.getByRole('button', { name: 'Create case' }).click();
  await expect(strip(page)).toContainText('1 file, all loaded · 5 rows', { timeout: 30_000 });
});

test('the sample case opens with rows on screen', async ({ page }) => {
  await page.getByRole('button', { name: 'Open the sample case' }).click();
  await expect(page.getByRole('button', { name: 'Case Sample' })).toBeVisible({ timeout: 30_000 });
  await expectLoaded(page);
  await expect(tabs(page)).toHaveText([/CloudTrail/]);
  await expect(page.getByRole('gridcell', { name: 's3.amazonaws.com' }).first()).toBeVisible();
  await closeCase(page);
});
