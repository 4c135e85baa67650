// Prints a page that Pugmark wrote to a PDF, in a window that nobody sees: no script, no network, nothing but that file.
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { BrowserWindow, session } from 'electron';

export async function printPage(html: string, pdf: string): Promise<void> {
  // In memory, and apart from the app's own, which opens no file.
  const own = session.fromPartition('pugmark-print');
  const page = pathToFileURL(html).href;
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url !== page }));
  own.setPermissionRequestHandler((_, __, answer) => answer(false));
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: own,
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  try {
    await window.loadURL(page);
    const bytes = await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true });
    await writeFile(pdf, bytes, { mode: 0o600, flag: 'wx' });
  } finally {
    window.destroy();
  }
}
