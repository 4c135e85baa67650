// Whether Electron can run here. `require('electron')` is never asked: it would start a download.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Path of Electron's executable, or why the desktop app is not tested here. */
export function findElectron(): { path: string } | { reason: string } {
  const home = join('node_modules', 'electron');
  const pathFile = join(home, 'path.txt');
  const path = existsSync(pathFile) ? join(home, 'dist', readFileSync(pathFile, 'utf8').trim()) : null;
  if (path === null || !existsSync(path))
    return { reason: 'NOT TESTED: the Electron app. Its binary is not here (npx install-electron fetches it).' };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { reason: 'NOT TESTED: the Electron app. There is no display (xvfb-run npm test gives one).' };
  if (process.getuid?.() === 0) return { reason: 'NOT TESTED: the Electron app. Its sandbox does not run as root.' };
  return { path };
}
