// A page as a PDF, by a Chromium that is on this machine: without a window or a network (the page has no script).
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EngineError } from '../engine-error.ts';

/** Prints an HTML file. Both paths are absolute; the PDF must not be there yet. */
export type PrintPdf = (html: string, pdf: string, signal: AbortSignal) => Promise<void>;

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'msedge'];
const usual: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].flatMap((name) => [
    `C:\\Program Files\\${name}`,
    `C:\\Program Files (x86)\\${name}`,
  ]),
};

/** `PUGMARK_CHROMIUM` wins; then the places where systems have one; null: there is none. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | null {
  if (env.PUGMARK_CHROMIUM) return existsSync(env.PUGMARK_CHROMIUM) ? env.PUGMARK_CHROMIUM : null;
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...(usual[process.platform] ?? onPath)].find((path) => existsSync(path)) ?? null;
}

const noBrowser = {
  hint: 'Make the report as HTML, open it in any browser, and print it to a PDF there; it is laid out for paper.',
};
const patienceMs = 180_000;

/** @throws FAILED when there is none, with another way to a PDF */
export function needBrowser(): string {
  const browser = findBrowser();
  if (browser !== null) return browser;
  throw new EngineError(
    'FAILED',
    'No Chromium, Chrome or Edge was found on this machine to print a PDF with.',
    noBrowser,
  );
}

export const printWithBrowser: PrintPdf = async (html, pdf, signal) => {
  const browser = needBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'pugmark-print-'));
  try {
    const said = await runToEnd(
      spawn(browser, argumentsOf(html, pdf, profile), { stdio: ['ignore', 'ignore', 'pipe'] }),
      signal,
    );
    const isThere = await stat(pdf).then(
      ({ size }) => size > 0,
      () => false, // Said next, with the browser's own words.
    );
    if (!isThere)
      throw new EngineError('FAILED', `The browser printed no PDF. It said: ${said.slice(-500) || 'nothing'}`, {
        at: browser,
        ...noBrowser,
      });
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
};

function argumentsOf(html: string, pdf: string, profile: string): string[] {
  return [
    '--headless',
    '--disable-gpu',
    // Chromium refuses to have a sandbox when the superuser starts it, as in a container.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-dev-shm-usage',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    `--user-data-dir=${profile}`,
    '--no-pdf-header-footer',
    `--print-to-pdf=${pdf}`,
    pathToFileURL(html).href,
  ];
}

/** Answers what the process said on standard error. */
async function runToEnd(child: ChildProcess, signal: AbortSignal): Promise<string> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
  });
  const end = () => child.kill('SIGKILL');
  const timer = setTimeout(end, patienceMs);
  signal.addEventListener('abort', end, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', () => resolve());
      if (signal.aborted) end();
    });
  } catch (error) {
    throw new EngineError('FAILED', `The browser cannot be started: ${(error as Error).message}`, noBrowser, {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
  if (signal.aborted) throw new EngineError('CANCELLED', 'Cancelled');
  return said;
}
