// Cases as a user meets them: start screen, path picker, tabs that come back, and the window's own switches.
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { closeCase, createCase, expectCase } from './support/shell.ts';

let dir: string;
test.beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pugmark-cases-'));
});
test.afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

test('a case is made with the keyboard alone, closed, and opened from the recent list', async ({ page }) => {
  await expect(page.getByRole('button', { name: 'New case…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('Acme');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(dir);
  await expect(page.getByText(join(dir, 'Acme.pugmark'))).toBeVisible();
  await page.keyboard.press('Enter');
  await expectCase(page, 'Acme');
  await expect(page).toHaveTitle('Acme – Pugmark');
  await expect(page.getByText('This case has no logs yet')).toBeVisible();
  await closeCase(page);
  await expect(page).toHaveTitle('Pugmark');
  const recent = page.getByRole('region', { name: 'Recent cases' });
  await expect(recent.getByRole('button', { name: /^Acme/ })).toBeVisible();
  for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expectCase(page, 'Acme');
});

test('a bad name and a taken folder are refused in place', async ({ page }) => {
  await createCase(page, dir, 'Twice');
  await closeCase(page);
  await page.getByRole('button', { name: 'New case…' }).click();
  const dialog = page.getByRole('dialog', { name: 'New case' });
  await dialog.getByLabel('Name').fill('Twice');
  await dialog.getByRole('button', { name: 'Create case' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('Name').fill('Second');
  await dialog.getByRole('button', { name: 'Create case' }).click();
  await expectCase(page, 'Second');
});

test.describe('when a folder is gone', () => {
  test.use({ expectedErrors: /Could not open this case/ });
  test('a case whose folder is gone is shown as missing and can be forgotten', async ({ page }) => {
    const folder = await createCase(page, dir, 'Moved');
    await closeCase(page);
    await rename(folder, `${folder}.away`);
    await page.reload();
    const recent = page.getByRole('region', { name: 'Recent cases' });
    await expect(recent.getByText('missing')).toBeVisible();
    await recent.getByRole('button', { name: /^Moved/ }).click();
    await expect(page.getByRole('alert')).toContainText('Could not open this case');
    await recent.getByRole('button', { name: 'Forget Moved' }).click();
    await expect(recent.getByText('None yet.')).toBeVisible();
  });
});

test('the picker finds a case by typing and completing its path', async ({ page }) => {
  await mkdir(join(dir, 'archive-2025'));
  await createCase(page, dir, 'Alpha');
  await closeCase(page);
  await page.keyboard.press('Alt+o');
  const picker = page.getByRole('dialog', { name: 'Open a case' });
  const path = picker.getByLabel('Path');
  await path.fill(`${dir}/`);
  await expect(picker.getByRole('option')).toHaveText([/^Alpha\.pugmark/, /^archive-2025/]);
  await path.press('End');
  await path.pressSequentially('al');
  await expect(picker.getByRole('option')).toHaveText([/^Alpha\.pugmark/]);
  await path.press('Tab');
  await expect(path).toHaveValue(join(dir, 'Alpha.pugmark'));
  await path.press('Enter');
  await expectCase(page, 'Alpha');
});

test('the picker walks with arrows, Enter and Backspace, and says when a folder cannot be read', async ({ page }) => {
  await mkdir(join(dir, 'inner', 'deep'), { recursive: true });
  await page.getByRole('button', { name: 'Open a case…' }).click();
  const picker = page.getByRole('dialog', { name: 'Open a case' });
  const path = picker.getByLabel('Path');
  await path.fill(`${dir}/`);
  await expect(picker.getByRole('option')).toHaveText([/^inner/]);
  await path.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(path).toHaveValue(`${join(dir, 'inner')}/`);
  await expect(picker.getByRole('option')).toHaveText([/^deep/]);
  await page.keyboard.press('Backspace');
  await expect(path).toHaveValue(`${dir}/`);
  await path.fill(`${dir}/nowhere/`);
  await expect(picker.getByRole('alert')).toContainText(join(dir, 'nowhere'));
  await expect(picker.getByRole('button', { name: 'Open case' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(picker).toBeHidden();
});

test('tabs come back as they were left, after a reload and after reopening', async ({ page }) => {
  await createCase(page, dir, 'Tabs');
  const tabs = page.getByRole('tablist', { name: 'Open tabs' }).getByRole('tab');
  await page.keyboard.press('Alt+t');
  await page.keyboard.press('Alt+e');
  await page
    .getByRole('navigation', { name: 'Tables' })
    .getByRole('button', { name: /^Evidence files/ })
    .click();
  await expect(tabs).toHaveText(['SQL', 'Evidence', 'Evidence files']);
  await page.keyboard.press('Alt+1');
  await expect(tabs.nth(0)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Alt+9');
  await page.keyboard.press('Alt+PageUp');
  await expect(tabs.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.waitForTimeout(900);
  await page.reload();
  await expect(tabs).toHaveText(['SQL', 'Evidence', 'Evidence files']);
  await expect(tabs.nth(1)).toHaveAttribute('aria-selected', 'true');
  await tabs.nth(0).click({ button: 'middle' });
  await page.keyboard.press('Alt+w');
  await expect(tabs).toHaveText(['Evidence files']);
  // No waiting: closing the case saves what waits to be saved.
  await closeCase(page);
  await page.getByRole('button', { name: /^Tabs/ }).click();
  await expect(tabs).toHaveText(['Evidence files']);
});

test('time zone, theme and help', async ({ page }) => {
  await createCase(page, dir, 'Zone');
  const zone = page.getByRole('combobox', { name: /^Time zone/ });
  await zone.fill('toky');
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await expect(zone).toHaveValue('Asia/Tokyo');
  await page.getByRole('button', { name: /^Theme:/ }).click();
  await page.getByRole('button', { name: /^Theme: light/ }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(zone).toHaveValue('Asia/Tokyo');
  await page.getByRole('main').click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('New SQL console');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('nothing of the page scrolls, at either end of the usual sizes', async ({ page }) => {
  for (const size of [
    { width: 1280, height: 800 },
    { width: 1920, height: 1080 },
    { width: 800, height: 600 },
  ]) {
    await page.setViewportSize(size);
    const overflow = await page.evaluate(() => ({
      x: document.documentElement.scrollWidth - window.innerWidth,
      y: document.documentElement.scrollHeight - window.innerHeight,
    }));
    expect(overflow).toEqual({ x: 0, y: 0 });
  }
});

test.describe('when the host ends', () => {
  test.use({ expectedErrors: /ERR_CONNECTION_(REFUSED|RESET)|WebSocket/ });
  test('the window says so, and that what was committed is safe', async ({ page, host }) => {
    await createCase(page, dir, 'Lost');
    host.process.kill('SIGINT');
    const notice = page.getByRole('dialog', { name: 'The engine cannot be reached' });
    await expect(notice).toContainText('safe in the case');
  });
});
