// What the page may not do, whatever runs in it: leave, open windows, embed, get permissions, reach a network.
import { type App, app as electronApp, type Session } from 'electron';
import { appOrigin } from './app-protocol.ts';

/** Must run before the app is ready. */
export function lockDown(app: App = electronApp): void {
  // Chromium has things to fetch of its own (component updates, spelling dictionaries): no name resolves for it.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.enableSandbox();
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      // The preview of a report: a document of the page’s own, in a sandbox, under the page’s own policy.
      if (!isOurs(event.url) && event.url !== 'about:srcdoc') event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

export function lockDownSession(session: Session): void {
  // The grid's copy needs this one; it writes plain text after a user's gesture.
  const allowed = 'clipboard-sanitized-write';
  session.setPermissionRequestHandler((_, permission, answer) => answer(permission === allowed));
  session.setPermissionCheckHandler((_, permission, origin) => permission === allowed && isOurs(origin));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !/^(pugmark|devtools|blob|data):/.test(url) });
  });
  session.on('will-download', (event) => event.preventDefault());
}

export function isOurs(url: string): boolean {
  return url === appOrigin || url.startsWith(`${appOrigin}/`);
}
