// The desktop shell's wiring, as far as it can be tried without Electron's binary: the built main process against a
// stand-in for Electron's module. What Electron makes of it is tried in test/e2e/electron.spec.ts.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { menuTemplate } from '../../src-main/hosts/desktop/menu.ts';
import { readWindowState, writeWindowState } from '../../src-main/hosts/desktop/window-state.ts';
import { commandTitles } from '../../src-renderer/ui/window/commands.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pugmark-desktop-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the main process', () => {
  let told: Record<string, unknown[]>;
  beforeAll(async () => {
    const standIn = pathToFileURL(join(import.meta.dirname, 'support', 'use-stand-in.mjs')).href;
    const args = ['--import', standIn, 'out/main/main.js', '--case=/cases/x.pugmark'];
    const env = { ...process.env, PUGMARK_USER_DIR: folder };
    const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: 20_000 });
    told = JSON.parse(stdout) as Record<string, unknown[]>;
  });

  it('locks down before ready, and closes the engine before it exits', () => {
    expect(told.order).toEqual(['sandbox', 'ready', 'shown', 'quit waits', 'exit 0']);
    expect(told.toEngine).toEqual([
      ['connect', ['engine end']],
      ['close', []],
    ]);
    expect(told.toPage).toEqual([['pugmark:port', ['page end']]]);
    expect(told.engine).toMatchObject([{ args: ['--case=/cases/x.pugmark'], threads: '16' }]);
  });

  it('makes a sandboxed, isolated window without Node', () => {
    expect(told.window).toMatchObject([
      {
        show: false,
        webPreferences: {
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          webviewTag: false,
          spellcheck: false,
        },
      },
    ]);
  });

  it('denies navigation, windows, webviews, permissions, devices and every other address', () => {
    expect(told.prevented).toEqual(['will-navigate', 'will-redirect', 'will-attach-webview']);
    expect(told.newWindows).toEqual([{ action: 'deny' }]);
    expect(told.permissions).toEqual([
      ['media', false],
      ['geolocation', false],
      ['notifications', false],
      ['clipboard-sanitized-write', true],
    ]);
    expect(told.devices).toEqual([false]);
    expect(told.requests).toEqual([
      ['https://example.com/', true],
      ['http://127.0.0.1:1/', true],
      ['file:///etc/hosts', true],
      ['pugmark://app/', false],
    ]);
    expect(told.switches).toContainEqual(['host-resolver-rules', 'MAP * ~NOTFOUND']);
  });

  it('serves the page and nothing above it, always with the policy', () => {
    expect(told.loaded).toEqual(['pugmark://app/']);
    expect(told.pages).toEqual([
      ['', 200, true],
      ['index.html', 200, true],
      ['../../package.json', 404, true],
      ['%2e%2e/package.json', 404, true],
    ]);
  });

  it('answers no page but its own', () => {
    expect(told.calls).toHaveLength(2);
    for (const call of told.calls!) expect(call).toContain('Refused: this page may not ask.');
  });

  it('keeps where the window was', () => {
    const kept: unknown = JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8'));
    expect(kept).toEqual({ x: 10, y: 20, width: 1000, height: 700, maximized: true });
  });
});

describe('the window’s state', () => {
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  const file = () => join(folder, 'state.json');

  it('comes back as it was', () => {
    writeWindowState(file(), { x: 100, y: 50, width: 1500, height: 900 }, true);
    expect(readWindowState(file(), screens)).toEqual({ x: 100, y: 50, width: 1500, height: 900, maximized: true });
  });

  it.each([
    ['left of it', -1450, 50],
    ['above it', 100, -30],
    ['on a screen that has gone', 2500, 100],
    ['below it', 100, 1070],
  ])('loses its place when that is %s', (_, x, y) => {
    writeWindowState(file(), { x, y, width: 1500, height: 900 }, false);
    expect(readWindowState(file(), screens)).toEqual({ width: 1500, height: 900, maximized: false });
  });

  it.each(['', '{', '[]', '{"width":1,"height":1,"maximized":false}', '{"width":"x"}'])(
    'starts fresh from %j',
    (text) => {
      writeFileSync(file(), text);
      expect(readWindowState(file(), screens)).toEqual({ width: 1280, height: 800, maximized: false });
    },
  );
});

it.each(['darwin', 'linux', 'win32'])('the menu on %s sends commands that the window knows', (platform) => {
  const sent: string[] = [];
  type Item = { click?: () => void; submenu?: Item[] };
  const press = (items: Item[]): void => {
    for (const { click, submenu } of items) {
      click?.();
      if (submenu) press(submenu);
    }
  };
  press(menuTemplate(platform, (command) => sent.push(command)) as Item[]);
  expect(sent.length).toBeGreaterThan(8);
  for (const command of sent) expect(Object.keys(commandTitles)).toContain(command);
});
