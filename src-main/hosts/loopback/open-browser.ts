// Opens the user's browser, where there seems to be one. Never an error: the address is printed anyway.
import { spawn } from 'node:child_process';

/** The command that opens `url` here, or null where nobody would see a browser. */
export function browserCommand(
  url: string,
  platform: string = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): { command: string; args: string[] } | null {
  // Over ssh a browser would open on the far machine, or forward a slow window.
  if (env.SSH_CONNECTION || env.CI) return null;
  if (platform === 'darwin') return { command: 'open', args: [url] };
  // `start` would need a shell, which splits the address at `&`.
  if (platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler', url] };
  return env.DISPLAY || env.WAYLAND_DISPLAY ? { command: 'xdg-open', args: [url] } : null;
}

/** Resolves to whether a browser command was started. */
export function openBrowser(url: string): Promise<boolean> {
  const found = browserCommand(url);
  if (!found) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(found.command, found.args, { stdio: 'ignore', detached: true });
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
    child.once('error', () => resolve(false));
  });
}
