// The steps through the shell that several specs take.
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

/** Makes a case from the start screen; resolves to its folder. */
export async function createCase(page: Page, parent: string, name: string): Promise<string> {
  await page.getByRole('button', { name: 'New case…' }).click();
  const dialog = page.getByRole('dialog', { name: 'New case' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Folder').fill(parent);
  await dialog.getByRole('button', { name: 'Create case' }).click();
  await expectCase(page, name);
  return join(parent, `${name}.pugmark`);
}

export async function expectCase(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('button', { name: `Case ${name}` })).toBeVisible();
}

export async function closeCase(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Case / }).click();
  await page.getByRole('menuitem', { name: 'Close case' }).click();
  await expect(page.getByRole('button', { name: 'New case…' })).toBeVisible();
}

/** Chooses one folder in the picker and starts the load. */
export async function loadFolder(page: Page, dir: string): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Load logs…' }).click();
  const picker = page.getByRole('dialog', { name: 'Load logs: choose files and folders' });
  await picker.getByLabel('Path').fill(`${dir}/`);
  await picker.getByRole('button', { name: 'Choose this folder' }).click();
  const dialog = page.getByRole('dialog', { name: 'Load logs' });
  await expect(dialog.getByText(dir, { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Load', exact: true }).click();
}

/** The strip at the bottom says that the load is over. */
export async function expectLoaded(page: Page): Promise<void> {
  await expect(page.getByRole('region', { name: 'Load', exact: true }).getByText('Done')).toBeVisible({
    timeout: 40_000,
  });
}

/** The numbers of an account that is on screen, by their labels. */
export async function readAccount(page: Page): Promise<Record<string, number>> {
  const lines = page.getByRole('region', { name: /of the account$/ });
  const names = await lines.getByRole('button').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  return Object.fromEntries(
    names.map((name) => {
      const [, count, label] = /^([\d,]+) (.*)$/.exec(name ?? '') ?? [];
      return [label, Number(count?.replaceAll(',', ''))];
    }),
  );
}

/** As a file manager does it, folders included. */
export async function dropOnWindow(page: Page, paths: string[]): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
}
