// Puts the shell together once Electron is ready: engine, window, menu, and what happens when one of them ends.
import { app, type BrowserWindow, dialog, Menu, session } from 'electron';
import { findAppPaths } from '../paths.ts';
import { serveApp } from './app-protocol.ts';
import { type EngineProcess, startEngine } from './engine.ts';
import { lockDownSession } from './lock-down.ts';
import { menuTemplate } from './menu.ts';
import { answerPageCalls } from './page-calls.ts';
import { createWindow } from './window.ts';

/** `caseDir`: a case to open at once. */
export function runDesktop(caseDir: string | undefined): void {
  const paths = findAppPaths();
  let engine: EngineProcess = start();
  let window: BrowserWindow | null = null;
  let isEnding = false;

  function start(): EngineProcess {
    return startEngine(paths, caseDir === undefined ? [] : [`--case=${caseDir}`], (code) => {
      const buttons = ['Start it again', 'Quit'];
      const detail = `It ended with ${code}. What was committed to the case is safe.`;
      const choice = dialog.showMessageBoxSync({ type: 'error', message: 'The engine stopped.', detail, buttons });
      if (choice === 1) return app.exit(1);
      engine = start();
      window?.webContents.reload();
    });
  }

  function show(): void {
    window = createWindow(paths);
    // The page listens for its port by then; a reload asks for a new one.
    window.webContents.on('did-finish-load', () => engine.connect(window!.webContents));
    window.on('closed', () => {
      window = null;
    });
  }

  lockDownSession(session.defaultSession);
  serveApp(session.defaultSession, paths.rendererDir);
  answerPageCalls(() => window);
  const send = (command: string) => window?.webContents.send('pugmark:command', command);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, send)));
  show();

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('activate', () => {
    if (!window) show();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (isEnding) return;
    isEnding = true;
    event.preventDefault();
    // The case is closed before the app goes, whatever it takes.
    void engine.close().finally(() => app.exit(0));
  });
}
