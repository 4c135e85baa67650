// Pages of entities and role chains, over an attack that the generator tells: from a leaked key to everything that it led to.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { tellStory } from '../generate/story/story.ts';
import { attacker } from '../generate/story/teller.ts';
import { makeWorld } from '../generate/world.ts';
import { expectAccessible } from './support/accessible.ts';
import { test as base, expect } from './support/fixtures.ts';
import { cell, expectRows } from './support/grid-case.ts';
import { writeFiles } from './support/logs.ts';

const run = promisify(execFile);
const world = makeWorld({ seed: 'entities', forShipping: true });
const [prod, dev] = [world.accounts[0]!, world.accounts[2]!];
const story = tellStory(world, dev, prod, Date.UTC(2026, 2, 11) / 1000);
const events = story.stages.flatMap((stage) => stage.events.map(({ text }) => text));
const uses = (key: string) =>
  story.stages.flatMap((stage) => stage.events).filter(({ actor }) => actor.accessKey === key).length;
const pipeline = dev.users[0]!.name;

const test = base.extend<{ storyCase: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures' object pattern
  storyCase: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'pugmark-entities-'));
    await writeFiles(join(folder, 'logs'), { 'story.json': `{"Records":[${events.join(',')}]}` });
    const dir = join(folder, 'story.pugmark');
    await run(process.execPath, ['out/main/cli.js', 'load', join(folder, 'logs'), '--case', dir]);
    await use(dir);
    await rm(folder, { recursive: true, force: true });
  },
  hostArgs: async ({ storyCase }, use) => use(`--case ${storyCase}`),
});

/** @param found what the first answer says; before the sessions are known it can be of another kind */
async function openPage(page: Page, name: string, found = name): Promise<void> {
  await expect(page.getByRole('button', { name: /^CloudTrail events/ }).first()).toBeVisible();
  await page.keyboard.press('Alt+i');
  const box = page.getByRole('combobox', { name: /^A key, a principal/ });
  await box.fill(name);
  await expect(page.getByRole('option').first()).toContainText(found);
  await box.press('Enter');
}

const article = (page: Page, name: string | RegExp) => page.getByRole('article', { name });

test('from the leaked key to the origin and to what it led to, by keyboard alone', async ({ page }, info) => {
  await openPage(page, story.leakedKey);
  const own = article(page, `Access key ${story.leakedKey}`);
  await expect(own.getByRole('button', { name: String(uses(story.leakedKey)), exact: true }).first()).toBeVisible();
  await expect(own.getByText(`Began with user/${pipeline}.`)).toBeVisible();
  const tree = own.getByRole('tree', { name: 'Sessions' });
  const deploy = tree.getByRole('treeitem', { name: /^role session deploy-prod\/release-2214|^role session ASIA/ });
  await expect(tree.getByRole('treeitem', { name: new RegExp(`^user user/${pipeline}`) })).toHaveAttribute(
    'aria-level',
    '1',
  );
  await expect(tree.getByRole('treeitem', { name: new RegExp(`^access key ${story.leakedKey}`) })).toHaveAttribute(
    'aria-level',
    '2',
  );
  await expect(deploy).toHaveAttribute('aria-level', '3');
  await expect(
    tree.getByRole('treeitem', { name: new RegExp(`^access key ${story.backdoorKey}`) }).first(),
  ).toBeVisible();
  await expect(tree.getByRole('treeitem', { name: new RegExp(`^user user/${attacker.backdoorUser}`) })).toBeVisible();
  await page.screenshot({ path: info.outputPath('key.png') });

  // The tree's keys: down to the role session, its event, then its page.
  await tree.getByRole('treeitem').first().focus();
  await page.keyboard.press('ArrowLeft');
  await expect(deploy).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await expect(deploy).toBeVisible();
  await deploy.focus();
  await page.keyboard.press('i');
  await expectRows(page, `1 of ${events.length} rows`);
  await expect(cell(page, 0, 'eventname')).toHaveText('AssumeRole');
  await page.getByRole('tab', { name: story.leakedKey }).click();
  await deploy.focus();
  await page.keyboard.press('Enter');
  await expect(article(page, /^Access key ASIA/).getByText(`Began with user/${pipeline}.`)).toBeVisible();
});

test('a chain whose beginning is not in the logs says so', async ({ page }) => {
  await openPage(page, 'support-readonly');
  await expect(
    page.getByText(`the caller’s side of the call, in account ${attacker.outsideAccount}, is not in the case`).first(),
  ).toBeVisible();
});

test('every figure opens its rows; the graph names events; the page is kept', async ({ page }, info) => {
  await openPage(page, attacker.backdoorUser, `user/${attacker.backdoorUser}`);
  const own = article(page, new RegExp(`user/${attacker.backdoorUser}$`));
  await expect(own.getByText('1 without MFA')).toBeVisible();
  await own.getByText('1 without MFA').click();
  await expectRows(page, `1 of ${events.length} rows`);
  await expect(cell(page, 0, 'eventname')).toHaveText('ConsoleLogin');
  await page.getByRole('tab', { name: `user/${attacker.backdoorUser}` }).click();
  await own.getByText('Graph', { exact: true }).click();
  const graph = own.getByRole('region', { name: 'Graph of sessions' });
  await expect(graph.getByRole('button', { name: /^ConsoleLogin/ })).toBeVisible();
  await page.screenshot({ path: info.outputPath('graph.png') });
  await expectAccessible(page, 'entity page');
  await graph.getByRole('button', { name: /^ConsoleLogin/ }).click();
  await expectRows(page, `1 of ${events.length} rows`);
  await page.reload();
  await expect(page.getByRole('tab', { name: `user/${attacker.backdoorUser}` })).toBeVisible();
});

test('from a cell to the page of what it names, and to what happened around its row', async ({ page }) => {
  await page
    .getByRole('button', { name: /^CloudTrail events/ })
    .first()
    .click();
  await expectRows(page, `${events.length} rows in`);
  await cell(page, 0, 'useridentity.arn').click();
  await page.keyboard.press('e');
  await expect(article(page, `Principal arn:aws:iam::${dev.id}:user/${pipeline}`)).toBeVisible();
  await page.getByRole('tab', { name: 'CloudTrail events' }).click();
  await cell(page, 0, 'eventname').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Around this event' }).hover();
  await page.getByRole('menuitem', { name: 'The same actor, ± 5 min' }).click();
  await expect(page.getByRole('tab', { name: `user/${pipeline} ± 5 min` })).toBeVisible();
  await expect(page.getByText(/actor is arn:aws:iam/).first()).toBeVisible();
});
