// A Chromium for the browser tests: the user's, the system's, Playwright's own; else one is installed by apt (as root on
// Debian or Ubuntu), or taken from an npm package. Answers {path} or {reason}.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './build.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const fixed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];
/** Chromium inside an npm tarball, for linux-x64 where apt cannot help. Fetched only when nothing else is there. */
const fallbackPackage = '@sparticuz/chromium@153.0.0';

export async function findChromium() {
  const chosen = process.env.PUGMARK_CHROMIUM;
  if (chosen) return runs(chosen) ? { path: chosen } : { reason: `PUGMARK_CHROMIUM (${chosen}) does not run` };
  const own = await playwrightsOwn();
  const found = [...onPath(), ...fixed, own].find(runs);
  if (found) return { path: found };
  const reasons = [];
  for (const attempt of [installByApt, takeFromNpm]) {
    const result = await attempt();
    if (result.path) return result;
    reasons.push(result.reason);
  }
  return { reason: `no Chromium was found (${reasons.join('; ')})` };
}

/** Snap's stub on Ubuntu is a file that does not run everywhere: only an answer counts. On Windows asking opens a window. */
function runs(path) {
  if (!path || !existsSync(path)) return false;
  if (process.platform === 'win32') return true;
  const { status } = spawnSync(path, ['--version', '--no-sandbox'], { timeout: 30_000, stdio: 'ignore' });
  return status === 0;
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin', '/usr/local/bin');
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

function installByApt() {
  if (process.getuid?.() !== 0) return { reason: 'apt needs root' };
  if (!existsSync('/etc/debian_version')) return { reason: 'this is neither Debian nor Ubuntu' };
  console.log('Installing Chromium with apt, for the browser tests …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 });
  apt('update', '-qq');
  const { status } = apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
  const path = onPath().find(runs);
  return path ? { path } : { reason: status === 0 ? 'apt’s Chromium does not run' : 'apt could not install it' };
}

async function takeFromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { reason: 'no npm package for this platform' };
  console.log(`Taking Chromium from ${fallbackPackage}, for the browser tests …`);
  const prefix = join(root, 'node_modules', '.cache', 'pugmark', 'chromium');
  mkdirSync(prefix, { recursive: true });
  const args = ['install', '--prefix', prefix, '--no-save', '--no-audit', '--no-fund', fallbackPackage];
  const { status } = spawnSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 });
  if (status !== 0) return { reason: 'npm could not fetch it' };
  const home = join(prefix, 'node_modules', '@sparticuz', 'chromium');
  const { default: chromium } = await import(pathToFileURL(join(home, 'build', 'index.js')).href);
  const path = await chromium.executablePath();
  return runs(path) ? { path } : { reason: 'npm’s Chromium does not run' };
}
