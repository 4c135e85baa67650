// The page of findings over a small incident: rules are run, findings are judged, and what is normal is taken out.
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expectRows } from './support/grid-case.ts';
import { expect, test } from './support/small-case.ts';

const page = (window: Page): Locator => window.getByRole('region', { name: 'Findings', exact: true });
const list = (window: Page): Locator => window.getByRole('treegrid', { name: 'Findings' });
const details = (window: Page): Locator => window.getByRole('region', { name: 'Details' });

/** Of the list: `3 of 40 findings`, `40 findings`. */
async function countShown(window: Page): Promise<number> {
  const words = await window.getByRole('toolbar', { name: 'Which findings' }).getByRole('status').innerText();
  return Number(/^[\d,]+/.exec(words)![0].replaceAll(',', ''));
}

async function runRules(window: Page): Promise<void> {
  await expect(window.getByRole('button', { name: /^CloudTrail events/ }).first()).toBeVisible();
  await window.keyboard.press('Alt+f');
  await expect(window.getByRole('button', { name: /^Run \d+ rules$/ })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(page(window).getByText(/findings of \d+ rules over \d+ rows, up to date/)).toBeVisible();
  await expect(list(window)).toBeFocused();
}

async function search(window: Page, text: string): Promise<void> {
  await window.keyboard.press('Control+f');
  await window.keyboard.press('Control+a');
  await window.keyboard.type(text);
  await list(window).focus();
}

test('by keyboard: rules are run, and a finding explains itself, is confirmed, dismissed and opened', async ({
  page: window,
  smallCase,
}) => {
  await runRules(window);
  await expectAccessible(window, 'findings');
  await search(window, 'stoplogging');
  const stopped = list(window).getByRole('row', { name: /Trail stopped/ });
  await expect(stopped).toHaveCount(1);
  await expect(details(window).getByRole('table')).toContainText('StopLogging');
  await expect(details(window).getByRole('heading', { name: 'What to check next' })).toBeVisible();

  await window.keyboard.press('c');
  await expect(stopped).toHaveAccessibleName(/confirmed/);
  await window.keyboard.press('Enter');
  await expectRows(window, `1 of ${smallCase.rows} rows`);
  await window.getByRole('tab', { name: 'Findings' }).click();

  await list(window).focus();
  await window.keyboard.press('d');
  await window.keyboard.type('Agreed with the owner');
  await window.keyboard.press('Enter');
  await expect(list(window)).toHaveCount(0);
  await window.getByRole('combobox', { name: 'State' }).click();
  await window.getByRole('option', { name: /^Dismissed/ }).click();
  await expect(stopped).toHaveAccessibleName(/dismissed/);
  await expect(details(window)).toContainText('Dismissed: Agreed with the owner');

  await window.getByRole('combobox', { name: 'State' }).click();
  await window.getByRole('option', { name: /^All/ }).click();
  await search(window, '');
  const all = await countShown(window);
  await window.getByText('Actor', { exact: true }).first().click();
  await list(window).focus();
  await window.keyboard.press('Home');
  await expect(list(window).getByRole('row', { expanded: true }).first()).toBeVisible();
  await window.keyboard.press('ArrowLeft');
  await expect(list(window).getByRole('row', { expanded: false })).toHaveCount(1);
  expect(await countShown(window)).toBe(all);
});

test('from the matrix to the list, an exception, and a rule that is switched off', async ({ page: window }) => {
  await runRules(window);
  await window.keyboard.press('2');
  const matrix = window.getByRole('grid', { name: 'Tactics and techniques' });
  await expect(matrix).toBeFocused();
  await expectAccessible(window, 'the matrix');
  const impact = matrix.getByRole('row', { name: /^Impact/ });
  const cell = impact.getByRole('gridcell', { name: /finding/ }).first();
  await window.keyboard.press('End');
  await window.keyboard.press('ArrowDown');
  await expect(impact.getByRole('gridcell', { selected: true })).toHaveCount(1);
  const [, findings] = /: (\d+) findings?,/.exec((await cell.getAttribute('aria-label'))!)!;
  await cell.click();
  await expect(list(window)).toBeFocused();
  expect(await countShown(window)).toBe(Number(findings));

  await window.keyboard.press('3');
  await expect(window.getByRole('grid', { name: 'Findings over time' })).toBeFocused();
  await expectAccessible(window, 'findings over time');
  await window.getByRole('button', { name: 'Remove filters' }).click();

  await window.keyboard.press('1');
  await search(window, 'stoplogging');
  await expect(list(window).getByRole('row', { name: /Trail stopped/ })).toHaveCount(1);
  await window.keyboard.press('e');
  const dialog = window.getByRole('dialog', { name: /^Not a finding: Trail stopped/ });
  await expect(dialog.getByRole('status')).toContainText('That is 1 row of this finding.');
  await dialog.getByRole('textbox', { name: 'Why' }).fill('Logs move to another trail');
  await dialog.getByRole('button', { name: 'Make the exception' }).click();
  await page(window).getByRole('button', { name: 'Run again' }).click();
  await expect(page(window).getByText(/up to date/)).toBeVisible();
  await expect(list(window)).toHaveCount(0);

  await page(window).getByText('Rules', { exact: true }).click();
  const rules = window.getByRole('treegrid', { name: 'Rules' });
  await window.getByRole('textbox', { name: 'Search rules' }).fill('guardduty');
  await expectAccessible(window, 'rules');
  const rule = rules.getByRole('row', { name: /GuardDuty switched off/ });
  await rule.click();
  await expect(details(window)).toContainText('1 finding');
  await window.keyboard.press('s');
  await expect(rule.getByRole('checkbox')).not.toBeChecked();
  await page(window).getByRole('button', { name: 'Run again' }).click();
  await expect(page(window).getByText(/up to date/)).toBeVisible();
  await expect(details(window)).not.toContainText('1 finding');
});
