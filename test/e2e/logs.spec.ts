// Logs of many kinds as one story: dropped together, on one timeline, counted together, joined by who and from where.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { intruder, mixedLogs, shopRole } from '../generate/mixed-logs.ts';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';
import { cell, expectRows } from './support/grid-case.ts';
import { writeFiles } from './support/logs.ts';
import { createCase, dropOnWindow } from './support/shell.ts';

let dir: string;
test.beforeEach(async ({ page }) => {
  dir = await realpath(await mkdtemp(join(tmpdir(), 'pugmark-logs-')));
  await writeFiles(join(dir, 'mixed'), Object.fromEntries(mixedLogs.map(({ name, text }) => [name, text])));
  await createCase(page, dir, 'Mixed');
  await dropOnWindow(page, [join(dir, 'mixed')]);
  await expect(page.getByRole('region', { name: 'Load', exact: true })).toContainText(
    '8 files, all loaded · 149 rows',
    {
      timeout: 30_000,
    },
  );
});
test.afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

const front = 'section[data-active]';
const openTimeline = (page: Page) =>
  page
    .getByRole('navigation', { name: 'Tables' })
    .getByRole('button', { name: /^Timeline of all logs/ })
    .click();
const openEntity = async (page: Page, name: string) => {
  await page.keyboard.press('Alt+i');
  const box = page.getByRole('combobox', { name: /^A key, a principal/ });
  await box.fill(name);
  await expect(page.getByRole('option').first()).toContainText(name.split('/').at(-1)!);
  await box.press('Enter');
};

test('eight log types dropped at once are one timeline, one pivot, and one page of an address', async ({
  page,
}, info) => {
  await openTimeline(page);
  await expectRows(page, '149 rows in');
  const types = page.getByRole('toolbar', { name: 'Log types' });
  await expect(types.getByRole('button', { pressed: true })).toHaveCount(mixedLogs.length);
  await types.getByRole('button', { name: /^VPC Flow Logs/ }).click();
  await expectRows(page, '109 of 149 rows');
  await types.getByRole('button', { name: /^ALB access logs/ }).click({ modifiers: ['Alt'] });
  await expectRows(page, '30 of 149 rows');
  await expect(cell(page, 0, 'log_type')).toHaveText('alb');
  await types.getByRole('button', { name: /^ALB access logs/ }).click({ modifiers: ['Alt'] });
  await expectRows(page, '149 rows in');
  await page.screenshot({ path: info.outputPath('timeline.png') });

  await page.keyboard.press('Alt+p');
  await page.locator(front).getByRole('button', { name: 'Ready pivots' }).click();
  await page.getByRole('menuitem', { name: /^Log type × outcome/ }).click();
  const pivot = page.locator(front);
  for (const { logType } of mixedLogs)
    await expect(pivot.getByRole('rowheader', { name: logType, exact: true })).toBeVisible();
  await expect(pivot.getByRole('columnheader', { name: /^AccessDenied/ })).toBeVisible();

  await openEntity(page, intruder);
  const own = page.getByRole('article', { name: `Address ${intruder}` });
  const logs = own.getByRole('region', { name: 'In all logs' });
  await expect(logs.getByRole('button', { name: '82 rows on one timeline' })).toBeVisible();
  const heads = logs.getByRole('heading', { level: 3 });
  for (const title of [
    'ALB access logs',
    'CloudTrail events',
    'Route 53 Resolver query logs',
    'S3 server access logs',
    'VPC Flow Logs',
  ])
    await expect(heads.filter({ hasText: title })).toHaveCount(1);
  await expectAccessible(page, 'in-all-logs');
  await logs.getByRole('button', { name: '12 rows' }).first().click();
  await expectRows(page, /^12 of \d+ rows/);
  await page.getByRole('tab', { name: intruder }).first().click();
  await logs.getByRole('button', { name: '82 rows on one timeline' }).click();
  await expectRows(page, '82 of 149 rows');
});

test('a role is found across logs, what is around a row in all of them, and a clock that was wrong is set', async ({
  page,
}) => {
  await openEntity(page, shopRole);
  const logs = page.getByRole('article', { name: `Role ${shopRole}` }).getByRole('region', { name: 'In all logs' });
  for (const title of ['CloudTrail events', 'Kubernetes audit events', 'S3 server access logs'])
    await expect(logs.getByRole('heading', { level: 3 }).filter({ hasText: title })).toHaveCount(1);

  await page
    .getByRole('navigation', { name: 'Tables' })
    .getByRole('button', { name: /^Kubernetes audit events/ })
    .click();
  await expectRows(page, '8 rows in');
  await cell(page, 0, 'verb').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Around this event' }).hover();
  await page.getByRole('menuitem', { name: 'The same address in all logs, ± 5 min' }).click();
  await expectRows(page, /^2\d of 149 rows/);

  await openTimeline(page);
  const strip = page.getByRole('region', { name: 'Clock of a source' });
  await expect(strip).toContainText('Syslog in auth.log (10 rows) says no time zone');
  await strip.getByRole('button', { name: 'Choose its zone' }).click();
  const dialog = page.getByRole('dialog', { name: 'Clocks of sources' });
  await expectAccessible(page, 'clocks');
  const form = dialog.getByRole('form', { name: /^Clock of Syslog/ });
  await form.getByRole('combobox', { name: 'Time zone of the source' }).click();
  await page.keyboard.type('Europe/Berlin');
  await page.keyboard.press('Enter');
  await form.getByRole('textbox', { name: 'Added to each time' }).fill('-0:30');
  await form.getByRole('button', { name: 'Set' }).click();
  await expect(dialog.getByText('Set by')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(strip).toBeHidden();
  await page
    .getByRole('toolbar', { name: 'Log types' })
    .getByRole('button', { name: /^Syslog/ })
    .click({ modifiers: ['Alt'] });
  await expectRows(page, '10 of 149 rows');
  // 22:00:00 in Berlin is 21:00:00 UTC in winter, and the clock was half a minute ahead.
  await expect(cell(page, 0, 'time')).toHaveText('2026-03-11 20:59:30');
});
