// The native menu. Its entries send the window's own commands (src-renderer/ui/window/commands.ts); it decides nothing.
import type { MenuItemConstructorOptions } from 'electron';

/** `send` hands a command's name to the page. */
export function menuTemplate(platform: string, send: (command: string) => void): MenuItemConstructorOptions[] {
  const item = (label: string, command: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        item('New case …', 'new-case', 'CmdOrCtrl+N'),
        item('Open case …', 'open-case', 'CmdOrCtrl+O'),
        item('Open the sample case', 'open-sample'),
        item('Close case', 'close-case'),
        separator,
        item('Load logs …', 'load-logs', 'CmdOrCtrl+L'),
        item('Acquire from S3 …', 'acquire-s3'),
        item('Acquire from the CloudTrail API …', 'acquire-cloudtrail'),
        item('Evidence', 'show-evidence', 'CmdOrCtrl+E'),
        separator,
        item('Close tab', 'close-tab', 'CmdOrCtrl+W'),
        ...(isMac ? [] : [separator, { role: 'quit' } as const]),
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        item('New SQL console', 'new-console', 'CmdOrCtrl+T'),
        item('Next tab', 'next-tab', 'CmdOrCtrl+PageDown'),
        item('Previous tab', 'previous-tab', 'CmdOrCtrl+PageUp'),
        separator,
        item('Sidebar', 'toggle-sidebar', 'CmdOrCtrl+B'),
        item('Dark or light', 'toggle-theme'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        separator,
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
    { label: '&Help', role: 'help', submenu: [item('Keys', 'help', 'F1')] },
  ];
}
