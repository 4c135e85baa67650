// The SQL console as an investigator uses it, in a real browser on the real engine.
import type { Page } from '@playwright/test';
import { editorOf, openConsole, runSql, statusOf, writeSql } from './support/console.ts';
import { closeCase } from './support/shell.ts';
import { expect, test } from './support/small-case.ts';

const problem = (page: Page) => page.locator('section[data-active]').getByRole('alert');
const panel = (page: Page, name: string) => page.getByRole('complementary', { name });

test.beforeEach(async ({ page }) => {
  await openConsole(page);
});

test('a query shows its rows in the grid', async ({ page, smallCase }) => {
  await runSql(page, 'SELECT eventname, count(*) AS times FROM cloudtrail GROUP BY ALL ORDER BY times DESC, eventname');
  await expect(statusOf(page)).toHaveText(/^43 rows · /);
  const grid = page.locator('section[data-active]').getByRole('grid');
  await expect(grid.getByRole('gridcell', { name: 'ConsoleLogin' }).first()).toBeVisible();
  await runSql(page, 'SELECT count(*) AS n FROM cloudtrail');
  await expect(statusOf(page)).toHaveText(/^1 row /);
  await expect(grid.getByRole('gridcell', { name: String(smallCase.rows), exact: true })).toBeVisible();
});

test('the selection runs, else the statement at the cursor, else everything', async ({ page }) => {
  await writeSql(page, "SELECT 'one' AS a;\n\nSELECT 'two' AS a;\n");
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ControlOrMeta+Enter');
  const cells = page.locator('section[data-active]').getByRole('gridcell');
  await expect(cells.filter({ hasText: 'one' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Result', exact: true })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(page.getByRole('tab', { name: /^Result 2/ })).toBeVisible();
  await page.getByRole('tab', { name: /^Result 2/ }).click();
  await expect(cells.filter({ hasText: 'two' })).toBeVisible();
  await editorOf(page).click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('F5');
  await expect(page.getByRole('tab', { name: 'Result', exact: true })).toBeVisible();
});

test('Esc stops a long query within two seconds, and the console goes on', async ({ page }) => {
  await runSql(page, 'SELECT count(*) FROM range(100000000000) a');
  await expect(statusOf(page)).toHaveText(/^Running · /);
  await expect(statusOf(page)).toHaveText(/[1-9]\d\d ms|\d s/);
  const pressed = Date.now();
  await page.keyboard.press('Escape');
  await expect(statusOf(page)).toHaveText(/^Stopped after/);
  expect(Date.now() - pressed).toBeLessThan(2000);
  await runSql(page, 'SELECT 42 AS answer');
  await expect(statusOf(page)).toHaveText(/^1 row /);
  // Nothing of the stopped query still holds the engine.
  await runSql(page, 'SELECT count(*) AS n FROM cloudtrail');
  await expect(statusOf(page)).toHaveText(/^1 row · /);
});

test('an error stands at its place in the text', async ({ page }) => {
  await runSql(page, 'SELECT 1;\nSELECT eventnme\nFROM cloudtrail');
  await expect(problem(page)).toContainText('eventnme');
  await expect(problem(page).getByRole('button')).toHaveText('line 2, column 8');
  await expect(editorOf(page).locator('.cm-lintRange-error')).toHaveText('eventnme');
  await expect(page.locator('section[data-active] .cm-lint-marker-error')).toHaveCount(1);
  await page.getByRole('tab', { name: 'Messages' }).press('Tab');
  await problem(page).getByRole('button').click();
  await page.keyboard.type('X');
  await expect(editorOf(page)).toContainText('SELECT Xeventnme');
});

for (const [name, sql] of [
  ['COPY', "COPY cloudtrail TO '/tmp/pugmark-leak.csv'"],
  ['a file read', "SELECT * FROM read_csv('/etc/passwd')"],
  ['a second statement', "SELECT 1; ATTACH '/tmp/pugmark-leak.duckdb'"],
  ['a write to evidence', 'DELETE FROM cloudtrail'],
  ['a setting', "SET memory_limit = '1GB'"],
] as const)
  test(`${name} is refused in words`, async ({ page }) => {
    await runSql(page, sql);
    await expect(problem(page)).toBeVisible();
    await expect(problem(page)).toContainText('Not allowed in the console');
    await expect(statusOf(page)).toHaveText(/^Failed after/);
  });

test('scratch takes tables of one’s own, and the sidebar shows them', async ({ page }) => {
  await runSql(
    page,
    'CREATE TABLE scratch.suspects AS SELECT DISTINCT sourceipaddress FROM cloudtrail; SELECT * FROM scratch.suspects',
  );
  await expect(statusOf(page)).toHaveText(/ rows · /);
  await expect(page.getByRole('navigation', { name: 'Tables' }).getByText('suspects')).toBeVisible();
});

test('completion knows columns, struct fields and keys inside JSON', async ({ page }) => {
  const options = page.getByRole('listbox', { name: 'Completions' });
  await writeSql(page, 'SELECT ');
  await page.keyboard.press('End');
  await page.keyboard.type('useridentity.sess');
  await expect(options.getByRole('option', { name: /sessionContext/ })).toBeVisible();
  // The editor takes no key for the list in its first 75 ms, lest a list that pops up swallows what is being typed.
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
  await page.keyboard.type('.');
  await expect(options.getByRole('option', { name: /sessionIssuer/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await writeSql(page, 'SELECT requestparameters->> FROM cloudtrail');
  for (let n = 0; n < ' FROM cloudtrail'.length; n++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.type("'buck");
  await expect(options.getByRole('option', { name: /bucketName/ })).toBeVisible();
});

test('the plan is shown, and what it cost', async ({ page }) => {
  await writeSql(page, 'SELECT eventname FROM cloudtrail');
  await page.keyboard.press('ControlOrMeta+e');
  const result = page.locator('section[data-active]').getByRole('region', { name: 'Results' });
  await expect(result.locator('pre')).toContainText(/SCAN/);
  await page.getByRole('button', { name: 'Analyze' }).click();
  await expect(result.locator('pre')).toContainText(/\d+(\.\d+)?\s?s/);
});

test('a question is put into the editor with the place to edit selected', async ({ page, smallCase }) => {
  await page.keyboard.press('Alt+s');
  const list = panel(page, 'Questions for CloudTrail');
  await list.getByLabel('Search questions').fill('access key hour');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('AKIALEAKED0000000001');
  await expect(editorOf(page)).toContainText("= 'AKIALEAKED0000000001'");
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(statusOf(page)).toHaveText(/rows · /);
  expect(smallCase.rows).toBeGreaterThan(0);
});

test('history and saved queries come back after reopening the case', async ({ page }) => {
  await runSql(page, 'SELECT 1 AS kept');
  await expect(statusOf(page)).toHaveText(/^1 row /);
  await runSql(page, 'SELECT nowhere FROM cloudtrail');
  await expect(problem(page)).toBeVisible();
  await writeSql(page, 'SELECT 7 AS seven');
  await page.keyboard.press('ControlOrMeta+s');
  const dialog = page.getByRole('dialog', { name: 'Save query' });
  await dialog.getByLabel('Name').fill('Lucky');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: /^Lucky/ })).toBeVisible();
  await closeCase(page);
  await page
    .getByRole('button', { name: /^small/ })
    .first()
    .click();
  await expect(editorOf(page)).toContainText('SELECT 7 AS seven');

  await page.keyboard.press('Alt+h');
  const history = panel(page, 'History');
  await expect(history.getByRole('button', { name: /SELECT 1 AS kept.*1 row/ })).toBeVisible();
  await expect(history.getByRole('button', { name: /nowhere.*Binder Error/ })).toBeVisible();
  await history.getByLabel('Search history').fill('kept');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(editorOf(page)).toContainText('SELECT 1 AS kept');

  await page.keyboard.press('Alt+q');
  const saved = panel(page, 'Saved queries');
  await saved.getByRole('button', { name: /^Lucky/ }).click();
  await expect(editorOf(page)).toHaveText(/SELECT 7 AS seven$/);
  await saved.getByRole('button', { name: 'More for Lucky' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByLabel('New name').fill('Seven');
  await page.keyboard.press('Enter');
  await expect(saved.getByRole('button', { name: /^Seven/ })).toBeVisible();
  await saved.getByRole('button', { name: 'More for Seven' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(saved.getByText('Save keeps a query under a name')).toBeVisible();
});

test('a result that is cut says so', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Row limit' }).click();
  await page.getByRole('option', { name: '10 thousand' }).click();
  await runSql(page, 'SELECT * FROM range(20000) numbers(n)');
  await expect(page.getByRole('note')).toContainText('first 10,000 rows');
  await expect(statusOf(page)).toHaveText(/^10,000 rows/);
});
