// The desktop app for real, wherever Electron's binary is; elsewhere the run says that it was not tested.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { findElectron } from './support/find-electron.ts';

const electron = findElectron();
test.skip('reason' in electron, 'reason' in electron ? electron.reason : '');

let app: ElectronApplication;
let page: Page;
let userDir: string;

test.beforeAll(async () => {
  if ('reason' in electron) return;
  userDir = await mkdtemp(join(tmpdir(), 'pugmark-electron-'));
  app = await _electron.launch({
    executablePath: electron.path,
    args: ['.', `--user-data-dir=${join(userDir, 'electron')}`],
    env: { ...(process.env as Record<string, string>), PUGMARK_USER_DIR: userDir },
  });
  page = await app.firstWindow();
});

test.afterAll(async () => {
  await app?.close();
  if (userDir) await rm(userDir, { recursive: true, force: true });
});

test('the engine answers the page through its port', async () => {
  await expect(page).toHaveTitle(/Pugmark/);
  expect(page.url()).toBe('pugmark://app/');
  await expect(page.getByRole('button', { name: 'Open the sample case' })).toBeVisible();
});

test('the page has the bridge and nothing of Node', async () => {
  const seen = await page.evaluate(() => ({
    bridge: Object.keys(window.pugmark ?? {}).sort(),
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
  }));
  expect(seen).toEqual({ bridge: ['onMenu', 'pathForFile', 'pickPaths', 'showItem'], node: [] });
});

test('the window is sandboxed and isolated', async () => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Electron's own record of what the window was made with.
    const contents = window!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
});

test('the page cannot open windows, leave, ask for permissions or reach a network', async () => {
  const tried = await page.evaluate(async () => {
    const reach = (url: string) =>
      fetch(url).then(
        () => 'reached',
        () => 'refused',
      );
    return {
      opened: window.open('https://example.com') !== null,
      web: await reach('https://example.com/'),
      loopback: await reach('http://127.0.0.1:1/'),
      file: await reach('file:///etc/hostname'),
      notifications: await Notification.requestPermission(),
    };
  });
  expect(tried).toEqual({
    opened: false,
    web: 'refused',
    loopback: 'refused',
    file: 'refused',
    notifications: 'denied',
  });
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await page.waitForTimeout(200);
  expect(page.url()).toBe('pugmark://app/');
});

test('a file outside the page is not served', async () => {
  const statuses = await page.evaluate(() =>
    Promise.all(
      ['../package.json', '..%2f..%2fpackage.json', '/../../package.json'].map(
        async (path) => (await fetch(path)).status,
      ),
    ),
  );
  expect(statuses).toEqual([404, 404, 404]);
});

test('the sample case opens and shows rows; a reload finds the engine again', async () => {
  await page.getByRole('button', { name: 'Open the sample case' }).click();
  await expect(page.getByRole('button', { name: 'Case Sample' })).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByRole('button', { name: 'Case Sample' })).toBeVisible({ timeout: 30_000 });
});
