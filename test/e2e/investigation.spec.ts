// “This key leaked: what did it do, from where, what did it leave behind?” On the sample case, in fewer than 15 steps of the
// user's; each finding is checked against what the sample's generator says happened.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';
import { expectRows } from './support/grid-case.ts';

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
  const login = tree.getByRole('treeitem', { name: new RegExp(`user/${truth.backdoorUser}.*${neighbour}`) });
  await expect(login.first()).toBeVisible();
  await expectAccessible(page, 'the page of the leaked key');
  await page.screenshot({ path: info.outputPath('1-key.png') });

  // Lateral movement: the session that it began in production, and what that did there.
  const moved = tree.getByRole('treeitem', { name: new RegExp(`deploy-prod.*${hideout}`) });
  await user.click(moved.getByRole('button', { name: /deploy-prod/ }).first());
  const session = pageOf(/^Access key ASIA/);
  await expect(session.getByText('Began with user/ci-release.')).toBeVisible();
  await expect(line(card(session, 'APIs'), 'GetObject')).toBeVisible();
  await expect(line(card(session, 'Regions'), 'sa-east-1')).toContainText(short(stage('mining').first));
  await page.screenshot({ path: info.outputPath('2-session.png') });

  // Persistence: the second door, a role that trusts an account outside, and who came back through it.
  await find('support-readonly');
  const door = pageOf(/^Role .*support-readonly$/);
  await expect(line(card(door, 'Who assumed it'), truth.outsideAccount)).toBeVisible();
  await page.screenshot({ path: info.outputPath('3-door.png') });

  // Keep: everything from the attacker's addresses and through the door, tagged, in the order of time.
  await user.click(page.getByRole('tab', { name: 'CloudTrail events' }));
  const search = page.getByRole('combobox', { name: /^Search/ });
  await user.click(search);
  await user.type(`sourceipaddress:(${robber} OR ${neighbour} OR "${hideout}") OR useridentity.arn:*support-readonly*`);
  await user.press('Enter');
  await expectRows(page, /^\d+ of 11,360 rows/);
  await page.screenshot({ path: info.outputPath('4-rows.png') });
});
