// The one window.
import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { AppPaths } from '../paths.ts';
import { appOrigin } from './app-protocol.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

export function createWindow(paths: AppPaths): BrowserWindow {
  const stateFile = join(app.getPath('userData'), 'window.json');
  const { maximized, ...bounds } = readWindowState(
    stateFile,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 800,
    minHeight: 560,
    title: 'Pugmark',
    icon: join(paths.assetsDir, 'icon.png'),
    // Until the page has painted; the theme's own background.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181b' : '#ffffff',
    show: false,
    webPreferences: {
      preload: join(paths.root, 'out', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  window.on('close', () => writeWindowState(stateFile, window.getNormalBounds(), window.isMaximized()));
  void window.loadURL(`${appOrigin}/`);
  return window;
}
