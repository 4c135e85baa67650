// What the page may ask of the shell: native dialogs and the file manager. Anybody else who asks gets nothing.
import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { type BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain, shell } from 'electron';
import { z } from 'zod';
import { isOurs } from './lock-down.ts';

const PickPaths = z.object({
  title: z.string().max(200),
  mode: z.enum(['open', 'folder', 'save']),
  multiple: z.boolean().default(false),
  defaultPath: z.string().optional(),
});

export function answerPageCalls(window: () => BrowserWindow | null): void {
  /** Only our page, in the main frame of our window. */
  function check({ senderFrame, sender }: IpcMainInvokeEvent): BrowserWindow {
    const ours = window();
    if (!ours || sender !== ours.webContents || senderFrame !== sender.mainFrame || !isOurs(senderFrame.url))
      throw new Error('Refused: this page may not ask.');
    return ours;
  }

  ipcMain.handle('pugmark:pick-paths', async (event, input: unknown) => {
    const owner = check(event);
    const { title, mode, multiple, defaultPath } = PickPaths.parse(input);
    const options = { title, ...(defaultPath === undefined ? {} : { defaultPath }) };
    if (mode === 'save') {
      const { filePath } = await dialog.showSaveDialog(owner, options);
      return filePath ? [filePath] : [];
    }
    const what = mode === 'folder' ? ('openDirectory' as const) : ('openFile' as const);
    const properties = [what, ...(multiple ? ['multiSelections' as const] : [])];
    const { filePaths } = await dialog.showOpenDialog(owner, { ...options, properties });
    return filePaths;
  });

  ipcMain.handle('pugmark:show-item', (event, input: unknown) => {
    check(event);
    const path = z.string().parse(input);
    if (isAbsolute(path) && existsSync(path)) shell.showItemInFolder(path);
  });
}
