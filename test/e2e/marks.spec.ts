// Tags, stars, notes, the notebook, saved views, back and forward: by keyboard alone, as an investigator at night would.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { openConsole, runSql } from './support/console.ts';
import { cell, expectRows } from './support/grid-case.ts';
import { expect, test } from './support/small-case.ts';

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const badges = (page: Page, row: number) => cell(page, row, '#').locator('.pm-badges');
const said = (page: Page, text: string | RegExp) =>
  expect(page.getByRole('region', { name: 'Messages' }).getByText(text).last()).toBeVisible();

/** The grid of the case's events, the keyboard on its first cell. */
async function openGrid(page: Page, rows: number): Promise<void> {
  await expectRows(page, new RegExp(`^${rows} rows`));
  await cell(page, 0, 'eventname').click();
}

/** Runs a command by its name. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'All commands' })).toBeVisible();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

test('tags, stars and notes by keyboard, and takes them back in order', async ({ page, smallCase }) => {
  await openGrid(page, smallCase.rows);
  await press(page, '1');
  await expect(badges(page, 0)).toHaveAttribute('title', 'Suspicious');
  await press(page, 'ArrowDown', 's');
  await expect(badges(page, 1)).toHaveAttribute('title', 'starred');
  await press(page, 'n');
  await expect(page.getByRole('dialog', { name: 'Note on row 2' })).toBeVisible();
  await page.keyboard.type('**leaked** key <img src=x onerror=alert(1)>');
  await expectAccessible(page, 'the note editor');
  await press(page, 'Control+Enter');
  await expect(badges(page, 1)).toHaveAttribute('title', 'starred, with a note');

  await press(page, 'Control+z');
  await said(page, /Taken back: Noted 1 row/);
  await expect(badges(page, 1)).toHaveAttribute('title', 'starred');
  await press(page, 'Control+z', 'Control+z');
  await expect(badges(page, 0)).toHaveAttribute('title', '');
  await expect(badges(page, 1)).toHaveAttribute('title', '');
  await press(page, 'Control+Shift+z');
  await expect(badges(page, 0)).toHaveAttribute('title', 'Suspicious');
  await press(page, 'Control+y', 'Control+y');
  await expect(badges(page, 1)).toHaveAttribute('title', 'starred, with a note');
});

test('undo goes through tags and filters in the order in which they were made', async ({ page, smallCase }) => {
  await openGrid(page, smallCase.rows);
  const name = await cell(page, 0, 'eventname').innerText();
  await press(page, '2');
  await expect(badges(page, 0)).toHaveAttribute('title', 'Malicious');
  await press(page, '+');
  await expect(page.getByText(`eventname is ${name}`)).toBeVisible();
  await press(page, '3');
  await expect(badges(page, 0)).toHaveAttribute('title', 'Benign, Malicious');
  await press(page, 'Control+z');
  await expect(badges(page, 0)).toHaveAttribute('title', 'Malicious');
  await press(page, 'Control+z');
  await expectRows(page, new RegExp(`^${smallCase.rows} rows`));
  await expect(badges(page, 0)).toHaveAttribute('title', 'Malicious');
  await press(page, 'Control+z');
  await expect(badges(page, 0)).toHaveAttribute('title', '');
});

test('tags all rows of a view from the menu, makes a tag, and filters by it', async ({ page, smallCase }) => {
  await openGrid(page, smallCase.rows);
  await press(page, 'm');
  const menu = page.getByRole('dialog', { name: 'Tags' });
  await expectAccessible(page, 'the tag menu');
  await menu.getByRole('button', { name: 'New tag…' }).press('Enter');
  await page.keyboard.type('Exfiltration');
  await expectAccessible(page, 'the form of a tag');
  await press(page, 'Enter');
  const tag = menu.getByRole('button', { name: /^Exfiltration/ }).first();
  await expect(tag).toContainText('5');
  await press(page, 'Escape', 'Control+a', '5');
  await said(page, `Tagged ${smallCase.rows} rows “Exfiltration”.`);
  await press(page, 'Escape', '5');
  await expect(badges(page, 0)).toHaveAttribute('title', '');
  await press(page, 'm');
  await menu.getByRole('button', { name: 'Only rows tagged Exfiltration' }).press('Enter');
  await expectRows(page, `${smallCase.rows - 1} of ${smallCase.rows} rows`.replace(/^\d+/, ''));
  await expect(page.getByText('tags is Exfiltration')).toBeVisible();
});

test('a tag that was renamed or removed is taken back, with its rows', async ({ page, smallCase }) => {
  await openGrid(page, smallCase.rows);
  await press(page, '1', 'm');
  const menu = page.getByRole('dialog', { name: 'Tags' });
  await menu.getByRole('button', { name: 'Change tag Suspicious' }).press('Enter');
  await expect(menu.getByLabel('Name')).toBeFocused();
  await press(page, 'Control+a');
  await page.keyboard.type('Leaked key');
  await press(page, 'Enter');
  await expect(badges(page, 0)).toHaveAttribute('title', 'Leaked key');
  await menu.getByRole('button', { name: 'Change tag Leaked key' }).press('Enter');
  await menu.getByRole('button', { name: 'Remove' }).press('Enter');
  await page
    .getByRole('dialog', { name: 'Remove the tag “Leaked key”?' })
    .getByRole('button', { name: 'Remove' })
    .click();
  await expect(badges(page, 0)).toHaveAttribute('title', '');
  await press(page, 'Escape');
  await cell(page, 0, 'eventname').click();
  await press(page, 'Control+z');
  await said(page, 'Taken back: Removed the tag “Leaked key”.');
  await expect(badges(page, 0)).toHaveAttribute('title', 'Leaked key');
  await press(page, 'Control+z');
  await expect(badges(page, 0)).toHaveAttribute('title', 'Suspicious');
  await press(page, 'Control+z');
  await expect(badges(page, 0)).toHaveAttribute('title', '');
  await press(page, 'Control+y', 'Control+y', 'Control+y');
  await said(page, 'Done again: Removed the tag “Leaked key”.');
  await press(page, 'm');
  await expect(menu.getByRole('button', { name: /^Malicious/ }).first()).toBeVisible();
  await expect(menu.getByRole('button', { name: 'Change tag Leaked key' })).toBeHidden();
});

test('rows of a result are tagged where they name their record, and say why where they do not', async ({
  page,
  smallCase,
}) => {
  await openGrid(page, smallCase.rows);
  await openConsole(page);
  await runSql(page, 'SELECT count(*) AS n FROM cloudtrail');
  await cell(page, 0, 'n').click();
  await press(page, '1');
  await said(page, /^These rows do not say which records they are: select evidence_id and record_no/);
  await cell(page, 0, 'n').click({ button: 'right' });
  const item = page.getByRole('menuitem', { name: /^Tag… These rows do not say/ });
  await expect(item).toBeDisabled();
  await press(page, 'Escape');
  await runSql(page, 'SELECT eventname, evidence_id, record_no FROM cloudtrail ORDER BY eventtime LIMIT 3');
  await cell(page, 2, 'eventname').click();
  await press(page, '1');
  await expect(badges(page, 2)).toHaveAttribute('title', 'Suspicious');
  await press(page, 'Control+z');
  await expect(badges(page, 2)).toHaveAttribute('title', '');
  await press(page, 'Control+y');
  await expect(badges(page, 2)).toHaveAttribute('title', 'Suspicious');
});

test('the notebook has what was marked in the order of time, with texts and views between', async ({
  page,
  smallCase,
}) => {
  await openGrid(page, smallCase.rows);
  await press(page, 'Alt+k');
  await expect(page.getByText('Nothing was found yet.')).toBeVisible();
  await expectAccessible(page, 'an empty notebook');
  await press(page, 'Alt+1');
  await cell(page, 2, 'eventname').click();
  const third = await cell(page, 2, 'eventname').innerText();
  await press(page, '1', 'ArrowUp', 'ArrowUp', 's', 'n');
  await page.keyboard.type(
    '# Start\n\n- `key` seen *here* <b>first</b>\n- [site](http://example.com) ![x](http://example.com/x.png)',
  );
  await press(page, 'Control+Enter');
  await expect(badges(page, 0)).toHaveAttribute('title', 'starred, with a note');
  await command(page, 'Save this view');
  await expect(page.getByLabel('Save this view as')).toBeFocused();
  await page.keyboard.type('All events');
  await expectAccessible(page, 'saved views');
  await press(page, 'Enter');
  await said(page, 'Saved view “All events”.');

  await press(page, 'Alt+k');
  const findings = page.getByRole('list', { name: 'Findings in the order of time' }).locator(':scope > li');
  await expect(findings).toHaveCount(2);
  await expect(findings.nth(0)).toContainText('record 1 of');
  await expect(findings.nth(1)).toContainText(third);
  // Nothing of a note is more than text.
  await expect(findings.nth(0)).toContainText('<b>first</b>');
  await expect(findings.nth(0)).toContainText('[site](http://example.com)');
  await expect(findings.nth(0).locator('img, a, script')).toHaveCount(0);
  await expect(findings.nth(0).locator('h1, li code, em')).toHaveCount(3);

  await findings.nth(0).getByRole('button').first().focus();
  await press(page, 't');
  await page.keyboard.type('Then it **went on**.');
  await press(page, 'Control+Enter');
  await expect(findings).toHaveCount(3);
  await expect(findings.nth(1)).toContainText('Then it went on.');
  await press(page, 'Alt+ArrowDown');
  await expect(findings.nth(2)).toContainText('Then it went on.');
  await press(page, 'Alt+ArrowUp', 'Alt+ArrowUp');
  await expect(findings.nth(0)).toContainText('Then it went on.');
  await press(page, 'Control+z');
  await expect(findings.nth(1)).toContainText('Then it went on.');
  await page.getByRole('button', { name: 'Add view' }).press('Enter');
  await page.getByRole('menuitem', { name: 'All events' }).press('Enter');
  await expect(findings.nth(0)).toContainText('All events');
  await expectAccessible(page, 'the notebook');

  await page.getByRole('button', { name: 'Export' }).press('Enter');
  await page.getByRole('menuitem', { name: 'HTML page' }).press('Enter');
  const note = await page.getByText(/^Wrote 2 rows to/).innerText();
  const path = note.replace(/^Wrote 2 rows to /, '');
  const html = await readFile(path, 'utf8');
  expect(html).toContain('Then it <strong>went on</strong>');
  expect(html).toContain('&lt;b&gt;first&lt;/b&gt;');
  expect(html).not.toContain('<img');
  expect(JSON.parse(await readFile(`${path}.manifest.json`, 'utf8'))).toMatchObject({ rows: 2, sections: 2 });

  await findings.nth(3).getByRole('button').first().focus();
  await press(page, 'Enter');
  await expectRows(page, /^1 of/);
  await expect(cell(page, 0, 'eventname')).toHaveText(third);
  // All of it is there after a reload.
  await page.reload();
  await expectRows(page, /^1 of/);
  await press(page, 'Alt+k');
  await expect(findings).toHaveCount(4);
});

test('goes back and forward like a browser, and to any place in its history', async ({ page, smallCase }) => {
  await openGrid(page, smallCase.rows);
  const all = new RegExp(`^${smallCase.rows} rows`);
  await press(page, '+');
  await expectRows(page, /of \d+ rows/);
  await press(page, 'Alt+ArrowLeft');
  await expectRows(page, all);
  await press(page, 'Alt+ArrowRight');
  await expectRows(page, /of \d+ rows/);
  await command(page, 'History of this tab');
  const visits = page.getByRole('dialog', { name: 'History of this tab' }).getByRole('listitem');
  await expect(visits).toHaveCount(2);
  await expect(visits.nth(1)).toContainText('cloudtrail where eventname is');
  await expectAccessible(page, 'the history');
  await press(page, 'ArrowUp', 'Enter', 'Escape');
  await expectRows(page, all);
  await press(page, 'Control+z');
  await expectRows(page, /of \d+ rows/);
});

test('saved views are renamed, duplicated, removed, and opened from the palette', async ({ page, smallCase }) => {
  await openGrid(page, smallCase.rows);
  await press(page, '+');
  await expectRows(page, /of \d+ rows/);
  await command(page, 'Save this view');
  await expect(page.getByLabel('Save this view as')).toBeFocused();
  await page.keyboard.type('One call');
  await press(page, 'Enter');
  await said(page, 'Saved view “One call”.');
  await command(page, 'Saved views');
  const dialog = page.getByRole('dialog', { name: 'Saved views' });
  await dialog.getByRole('button', { name: 'Duplicate One call' }).press('Enter');
  await dialog.getByRole('button', { name: 'Rename One call copy' }).press('Enter');
  await press(page, 'Control+a');
  await page.keyboard.type('Same call');
  await press(page, 'Enter');
  await expect(dialog.getByRole('button', { name: /^Same call/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove One call', exact: true }).press('Enter');
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await press(page, 'Escape', 'Control+z');
  await expectRows(page, new RegExp(`^${smallCase.rows} rows`));
  await command(page, 'Same call');
  await expect(page.getByRole('tab', { name: 'Same call', selected: true })).toBeVisible();
  await expectRows(page, /of \d+ rows/);
});
