// Runs the loopback host in the foreground until it is told to stop: `npm start`, `pugmark serve`.
import { createInterface } from 'node:readline';
import { createEngine } from '../../engine/app.ts';
import { messageOf } from '../../engine/engine-error.ts';
import { findAppPaths, findUserDir } from '../paths.ts';
import { openBrowser } from './open-browser.ts';
import { startLoopback } from './server.ts';

export type ServeOptions = {
  port?: number | undefined;
  /** Case folder to open at once. */
  caseDir?: string | undefined;
  /** False: never start a browser. */
  open: boolean;
};

/** What a browser remembers (theme, widths) belongs to a port, so it is the same every time unless somebody else has it. */
export const usualPort = 47_815;

/** Resolves to the exit code, after SIGINT, SIGTERM, SIGHUP or the parent's end has closed the case cleanly. A second signal ends at once. */
export async function serve(options: ServeOptions): Promise<number> {
  const paths = findAppPaths();
  const stopped = nextSignal();
  const engine = await createEngine({
    version: paths.version,
    host: 'web',
    userDir: findUserDir(),
    assetsDir: paths.assetsDir,
    workers: paths.workers,
  });
  try {
    if (options.caseDir !== undefined) await engine.client.cases.open({ dir: options.caseDir });
    const listen = (port: number) =>
      startLoopback({
        router: engine.router,
        rendererDir: paths.rendererDir,
        port,
        caseDir: () => engine.state.current?.dir ?? null,
      });
    const host = await listen(options.port ?? usualPort).catch((error: unknown) => {
      if (options.port !== undefined || !isTaken(error)) throw error;
      return listen(0);
    });
    // Nobody but this terminal may see the address: it lets its first reader in.
    console.log(`Pugmark is at ${host.issueAddress()}`);
    const more = process.stdin.isTTY ? 'Enter prints a new one; ' : '';
    console.log(`The address works once, in one browser. ${more}Ctrl+C ends Pugmark.`);
    // The browser gets an address of its own, so that the printed one still works elsewhere.
    if (options.open && (await openBrowser(host.issueAddress()))) console.log('Your browser was asked to open it.');
    const lines = process.stdin.isTTY ? createInterface({ input: process.stdin }) : null;
    lines?.on('line', () => console.log(`Pugmark is at ${host.issueAddress()}`));
    await stopped;
    lines?.close();
    await host.close();
    return 0;
  } catch (error) {
    if (!isTaken(error)) throw error;
    console.error(`Port ${options.port} is taken: ${messageOf(error)}`);
    return 1;
  } finally {
    await engine.close();
  }
}

const isTaken = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EADDRINUSE';

function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    // Started by `npm start`, which has gone: nobody could stop this process any more.
    process.once('disconnect', resolve);
    let seen = 0;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (++seen > 1) process.exit(130);
        resolve();
      });
  });
}
