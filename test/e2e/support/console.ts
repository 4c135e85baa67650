// Steps in the SQL console that several specs take.
import { expect, type Locator, type Page } from '@playwright/test';

export async function openConsole(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'New console' }).click();
  await expect(editorOf(page)).toBeFocused();
  return editorOf(page);
}

/** The editor of the console that is shown. */
export const editorOf = (page: Page): Locator =>
  page.locator('section[data-active]').getByLabel('SQL', { exact: true });

/** Puts a text into the editor as a paste does: no brackets closed, nothing completed. */
export async function writeSql(page: Page, sql: string): Promise<void> {
  const editor = editorOf(page);
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(sql);
  await expect(editor).toContainText(sql.split('\n').at(-1)!.trim().slice(0, 40));
}

export async function runSql(page: Page, sql: string): Promise<void> {
  await writeSql(page, sql);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
}

/** The line that says how the run stands. */
export const statusOf = (page: Page): Locator =>
  page.locator('section[data-active]').getByRole('region', { name: 'Results' }).getByRole('status').first();
