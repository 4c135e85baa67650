// The page of custody: evidence read again, a file that was changed with the way to its rows, and lists of hashes.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expectAccessible } from './support/accessible.ts';
import { test as base, expect } from './support/fixtures.ts';
import { expectRows } from './support/grid-case.ts';
import { event, trail, writeFiles } from './support/logs.ts';

const run = promisify(execFile);

/** A case of its own, whose files may be changed. */
const test = base.extend<{ logs: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures' object pattern
  logs: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'pugmark-custody-'));
    const one = JSON.stringify({ Records: [event(50)] });
    await writeFiles(join(folder, 'logs'), { '1/many.json.gz': trail(0, 20), '2/one.json': one, '3/again.json': one });
    await run(process.execPath, ['out/main/cli.js', 'load', join(folder, 'logs'), '--case', join(folder, 'c.pugmark')]);
    await use(join(folder, 'logs'));
    await rm(folder, { recursive: true, force: true });
  },
  hostArgs: async ({ logs }, use) => use(`--case ${join(logs, '..', 'c.pugmark')}`),
});

test('a changed file is named, its rows are one step away; a list is written and compared', async ({ page, logs }) => {
  await expect(page.getByRole('tab', { name: 'CloudTrail events' })).toBeVisible();
  await page.keyboard.press('Alt+u');
  await expect(page.getByText('Not read again since it was loaded.')).toBeVisible();
  await page.getByRole('button', { name: 'Verify evidence' }).click();
  await expect(page.getByText(/All 3 items are byte for byte what was loaded/)).toBeVisible();

  await page.getByRole('button', { name: 'Export hashes' }).click();
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  const wrote = page.getByText(/^Wrote 3 hashes to /);
  await expect(wrote).toBeVisible();
  const list = /^Wrote 3 hashes to (.*\.csv)/.exec((await wrote.textContent())!)![1]!;

  await writeFile(join(logs, '2/one.json'), 'something else');
  await page.getByRole('button', { name: 'Verify evidence' }).click();
  const found = page.getByRole('region', { name: 'Not as loaded' });
  await expect(found.getByRole('listitem')).toHaveText([/changed .*one\.json/]);
  await expectAccessible(page, 'custody');

  await page.getByRole('button', { name: 'Compare with a list…' }).click();
  const picker = page.getByRole('dialog', { name: /^A list of hashes/ });
  await picker.getByLabel('Path').fill(list);
  await expect(picker.getByRole('option')).toHaveText([/^hashes-.*csv/]);
  await picker.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('region', { name: 'Compared with a list' })).toContainText(
    '3 same · 0 under another name',
  );

  await found.getByRole('button', { name: /^Show the 1 row of / }).click();
  await expectRows(page, '1 of 21 rows');
});
