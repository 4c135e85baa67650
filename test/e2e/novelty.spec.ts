// The page of what is new over ten quiet days and one that is not: a key from elsewhere with a new tool, who asks more than ever,
// and pages of the console that stand for their calls. By keyboard, to the rows.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { test as base, expect } from './support/fixtures.ts';
import { expectRows } from './support/grid-case.ts';
import { writeFiles } from './support/logs.ts';

const run = promisify(execFile);

const usual = { ip: '203.0.113.70', agent: 'Boto3/1.40.12 os/linux', key: 'AKIAEXAMPLEEXAMPLE01', who: 'deploy-ci' };
const stranger = { ...usual, ip: '192.0.2.66', agent: 'aws-cli/2.13.5 Python/3.11.4 Linux/6.5.0-kali3-amd64' };
const person = {
  ip: '198.51.100.9',
  agent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/147.0',
  key: 'ASIAEXAMPLEEXAMPLE02',
  who: 'ana',
};

let ids = 0;
const call = (time: string, by: typeof usual, api: string, more: object = {}) => ({
  eventVersion: '1.11',
  userIdentity: {
    type: 'IAMUser',
    principalId: `AIDA${by.who.toUpperCase()}`,
    arn: `arn:aws:iam::111122223333:user/${by.who}`,
    accountId: '111122223333',
    userName: by.who,
    accessKeyId: by.key,
  },
  eventTime: `2026-03-${time}Z`,
  eventSource: `${api.split(':')[0]!}.amazonaws.com`,
  eventName: api.split(':')[1]!,
  awsRegion: 'eu-west-1',
  sourceIPAddress: by.ip,
  userAgent: by.agent,
  requestID: `R${++ids}`,
  eventID: `e-${ids}`,
  readOnly: true,
  eventType: 'AwsApiCall',
  recipientAccountId: '111122223333',
  ...more,
});
const two = (n: number) => String(n).padStart(2, '0');
const quiet = Array.from({ length: 10 }, (_, day) => [
  call(`${two(day + 1)}T08:00:00`, usual, 's3:PutObject'),
  call(`${two(day + 1)}T14:00:00`, usual, 's3:PutObject'),
  call(`${two(day + 1)}T10:00:00`, person, 'ec2:DescribeInstances'),
]).flat();
const attack = [
  call('11T14:00:00', usual, 's3:PutObject'),
  call('11T14:01:00', stranger, 'iam:CreateUser', { readOnly: false }),
  call('11T14:02:00', stranger, 'iam:ListUsers', { errorCode: 'AccessDenied' }),
  ...Array.from({ length: 24 }, (_, n) => call(`11T14:03:${two(n)}`, stranger, 's3:PutObject')),
];
const click = ['ec2:DescribeInstances', 'ec2:DescribeVolumes', 'cloudwatch:DescribeAlarms', 'ec2:DescribeTags'].map(
  (api, n) => call(`11T10:00:0${n}`, person, api),
);

/** A case of its own. */
const test = base.extend<object, { noveltyCase: string }>({
  noveltyCase: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures' object pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'pugmark-novelty-'));
      await writeFiles(folder, { 'logs/events.json': JSON.stringify({ Records: [...quiet, ...attack, ...click] }) });
      await run(process.execPath, [
        'out/main/cli.js',
        'load',
        join(folder, 'logs'),
        '--case',
        join(folder, 'c.pugmark'),
      ]);
      await use(join(folder, 'c.pugmark'));
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  hostArgs: async ({ noveltyCase }, use) => use(`--case ${noveltyCase}`),
});

const pageOf = (page: Page) => page.getByRole('region', { name: 'What is new' });
const lines = (page: Page) => pageOf(page).locator('[data-line]');

async function openPage(page: Page): Promise<void> {
  await expect(page.getByRole('tab', { name: 'CloudTrail events' })).toBeVisible();
  await page.keyboard.press('Alt+x');
  await expect(pageOf(page).getByText(/^Compared in/)).toBeVisible();
}

test('what the key never did: a baseline is chosen, a line explained, its rows opened', async ({ page }) => {
  await openPage(page);
  await pageOf(page)
    .getByLabel(/^What is known before/)
    .click();
  await page.getByRole('option', { name: 'All but the last day' }).click();
  await expect(pageOf(page).getByText(/^32 rows compared with 29 before/)).toBeVisible();
  const [first] = await lines(page).all();
  await expect(first!).toContainText(
    'First time in 10 days that user/deploy-ci called 2 APIs, such as iam:CreateUser; no other principal ever called iam:CreateUser; 2 calls, 1 failed.',
  );
  await expect(lines(page).filter({ hasText: 'used aws-cli on Kali' })).toHaveCount(1);

  await first!.focus();
  await page.keyboard.press('ArrowRight');
  const why = page.getByRole('table', { name: 'What the points are made of' });
  await expect(why).toContainText('none of 1 other principals ever had it');
  await expect(page.getByRole('list', { name: 'Its values' }).getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page, 'what is new');

  await page.keyboard.press('Control+f');
  await page.keyboard.type('kali');
  await expect(lines(page)).toHaveText([/used aws-cli on Kali/]);
  await lines(page).focus();
  await page.keyboard.press('Enter');
  await expectRows(page, '26 of 61 rows');
});

test('more than usual, a key in two places, and pages of the console that are folded', async ({ page }) => {
  await openPage(page);
  const from = pageOf(page).getByLabel(/^New from/);
  await from.fill('soon');
  await expect(from).toHaveAttribute('aria-invalid', 'true');
  await from.fill('2026-03-11');
  await from.press('Enter');
  await expect(pageOf(page).getByText(/^31 rows compared with 30 before/)).toBeVisible();

  await lines(page).first().focus();
  await page.keyboard.press('2');
  await expect(lines(page).filter({ hasText: 'made 25 calls of s3:PutObject' })).toContainText(
    'at that hour of the 10 days before it made 1 as a rule, and never more than 1.',
  );
  await expectAccessible(page, 'more than usual');

  await pageOf(page).getByText('Keys in two places').click();
  await expect(lines(page)).toContainText([
    /^03-11 14:00keyAKIAEXAMPLEEXAMPLE01 of user\/deploy-ci was used from 192\.0\.0\.0\/16 and 203\.0\.0\.0\/16 within 1 min 00 s/,
  ]);
  await pageOf(page)
    .getByRole('button', { name: /^Why: AKIAEXAMPLE/ })
    .click();
  await expect(page.getByRole('table', { name: 'Its addresses' }).getByRole('row')).toHaveCount(3);

  await pageOf(page).getByText('Console page views').click();
  await expect(lines(page)).toHaveText([/user\/ana looked at cloudwatch, ec2.*4$/]);
  await pageOf(page).getByRole('button', { name: 'Rows without console page views' }).click();
  await expectRows(page, '58 rows');
});
