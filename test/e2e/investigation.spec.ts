// “This key leaked: what did it do, from where, what did it leave behind?” On the sample case, in fewer than 15 steps of the
// user's; each finding is checked against what the sample's generator says happened.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';
import { cell, expectRows } from './support/grid-case.ts';

type Truth = {
  leakedKey: string;
  backdoorUser: string;
  backdoorKey: string;
  outsideAccount: string;
  attackerIps: Record<string, number>;
  stages: { name: string; events: number; first: string; last: string }[];
};

/** What a user does, counted: a click, a key pressed, a text typed. */
function countSteps(page: Page) {
  let steps = 0;
  return {
    steps: () => steps,
    click: (what: Locator) => {
      steps++;
      return what.click();
    },
    press: (key: string) => {
      steps++;
      return page.keyboard.press(key);
    },
    type: (text: string) => {
      steps++;
      return page.keyboard.insertText(text);
    },
  };
}

const short = (iso: string) => iso.slice(5, 16).replace('T', ' ');

test('from this key, everything', async ({ page }, info) => {
  const truth = JSON.parse(await readFile('assets/sample/truth.json', 'utf8')) as Truth;
  const stage = (name: string) => truth.stages.find((one) => one.name === name)!;
  const [robber, neighbour, hideout] = Object.keys(truth.attackerIps) as [string, string, string];
  const user = countSteps(page);
  const pageOf = (name: RegExp) => page.getByRole('article', { name });
  const card = (of: Locator, title: string) => of.getByRole('region', { name: title, exact: true });
  const line = (of: Locator, text: string | RegExp) => of.getByRole('button').filter({ hasText: text }).first();
  const find = async (name: string) => {
    await user.press('Alt+i');
    await expect(page.getByRole('combobox', { name: /^A key, a principal/ })).toBeFocused();
    await user.type(name);
    await expect(page.getByRole('option').first()).toContainText(name);
    await user.press('Enter');
  };

  // Seed: the key.
  await user.click(page.getByRole('button', { name: 'Open the sample case' }));
  await expectRows(page, /^11,360 rows/);
  await find(truth.leakedKey);

  // Scope: two users of one key, told apart by where they are and since when; the storm of refusals; what it made.
  const key = pageOf(new RegExp(truth.leakedKey));
  await expect(line(card(key, 'Addresses'), robber)).toContainText(short(stage('first-use').first));
  await expect(line(card(key, 'Errors'), 'AccessDenied')).toBeVisible();
  await expect(line(card(key, 'Created'), 'CreateUser')).toContainText(truth.backdoorUser);
  const tree = key.getByRole('tree', { name: 'Sessions' });
  const moved = tree.getByRole('treeitem', { name: new RegExp(`deploy-prod.*${hideout}`) });
  await expect(moved).toContainText('AssumeRole');
  await expectAccessible(page, 'the page of the leaked key');
  await page.screenshot({ path: info.outputPath('1-key.png') });

  // Persistence: the user that it made, and how that came in.
  const made = tree.getByRole('treeitem', { name: new RegExp(`^user user/${truth.backdoorUser}.*${neighbour}`) });
  await user.click(made.getByRole('button', { name: truth.backdoorUser }));
  const backdoor = pageOf(new RegExp(`user/${truth.backdoorUser}$`));
  await expect(backdoor.getByText('1 without MFA')).toBeVisible();
  await page.screenshot({ path: info.outputPath('2-user.png') });

  // Its address leads to what else came from there: trails stopped, and who came back through a role two days later.
  await user.click(card(backdoor, 'Addresses').getByRole('button', { name: `Page of ${neighbour}` }));
  const address = pageOf(new RegExp(neighbour));
  await expect(line(card(address, 'Changed'), 'StopLogging')).toBeVisible();
  await expect(card(address, 'VPC Flow Logs')).toContainText('flow ACCEPT');
  await expect(line(card(address, 'Principals'), 'support-readonly')).toContainText(short(stage('return').first));
  await page.screenshot({ path: info.outputPath('3-address.png') });

  // Keep: all that came from the three addresses, tagged, then in the order of time.
  await user.click(page.getByRole('tab', { name: 'CloudTrail events' }));
  await user.click(page.getByRole('combobox', { name: /^Search/ }));
  await user.type(`sourceipaddress:(${robber} OR ${neighbour} OR "${hideout}")`);
  await user.press('Enter');
  const rows = Object.values(truth.attackerIps).reduce((sum, n) => sum + n, 0);
  await expectRows(page, `${rows} of 11,360 rows`);
  await user.click(cell(page, 0, 'eventname'));
  await user.press('Control+a');
  await user.press('2');
  await expect(cell(page, 0, '#').locator('.pm-badges')).toHaveAttribute('title', 'Malicious');
  await page.screenshot({ path: info.outputPath('4-rows.png') });
  await user.press('Alt+k');
  const findings = page.getByRole('list', { name: 'Findings in the order of time' }).locator(':scope > li');
  await expect(findings.first()).toContainText('GetCallerIdentity');
  await expect(page.getByText(`1–100 of ${rows}`)).toBeVisible();
  await expectAccessible(page, 'the notebook');
  await page.screenshot({ path: info.outputPath('5-notebook.png') });
  expect(user.steps()).toBeLessThan(15);
});
