// pugmark://app/ is where the page lives: a scheme of its own, so that no file:// right comes with it.
import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { pageHeaders } from '../page-headers.ts';
import { listStaticFiles } from '../static-files.ts';

export const appOrigin = 'pugmark://app';

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'pugmark', privileges }]);
}

export function serveApp(session: Session, rendererDir: string): void {
  session.protocol.handle('pugmark', async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const found = host === 'app' && method === 'GET' && (await listStaticFiles(rendererDir)).get(pathname.slice(1));
    if (!found) return new Response('Nothing has this name.\n', { status: 404, headers: pageHeaders });
    // A plain read: it goes through Electron's own fs and so finds files in app.asar.
    return new Response(await readFile(found.file), { headers: { ...pageHeaders, 'content-type': found.type } });
  });
}
