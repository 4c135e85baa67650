// Where Electron's binary is, or why there is none. `require('electron')` is never asked: it would start a download.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { root } from './build.mjs';

const home = join(root, 'node_modules', 'electron');
const failureFile = join(root, 'node_modules', '.cache', 'pugmark', 'no-electron.json');
const today = () => new Date().toISOString().slice(0, 10);

/** Path of the executable, or null. */
export function findElectron() {
  const pathFile = join(home, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const file = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist'),
    readFileSync(pathFile, 'utf8').trim(),
  );
  return existsSync(file) ? file : null;
}

/** Fetches the binary with Electron's own installer. Answers null, or why it could not; a failure holds for the day. */
export async function fetchElectron() {
  const earlier = readFailure();
  if (earlier?.day === today()) return `${earlier.reason}, as tried today already (npx install-electron tries again)`;
  const reason = await tryToFetch();
  rememberFailure(reason);
  return reason;
}

function rememberFailure(reason) {
  try {
    rmSync(failureFile, { force: true });
    if (reason === null) return;
    mkdirSync(join(failureFile, '..'), { recursive: true });
    writeFileSync(failureFile, JSON.stringify({ day: today(), reason }));
  } catch {
    // An installation that this user may not write to: the next start tries again, which costs seconds.
  }
}

function readFailure() {
  try {
    return JSON.parse(readFileSync(failureFile, 'utf8'));
  } catch {
    return null; // Nothing was tried, or nobody can tell: then it is tried.
  }
}

async function tryToFetch() {
  const env = { ...process.env };
  if (env.HTTPS_PROXY || env.https_proxy) env.ELECTRON_GET_USE_PROXY = '1';
  const from = new URL(env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror ?? 'https://github.com/');
  // A machine without a network must not wait for the installer's own patience.
  const proxied = env.ELECTRON_GET_USE_PROXY === '1';
  const reached =
    proxied ||
    (await fetch(from, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(4000) }).then(
      () => true,
      () => false,
    ));
  if (!reached && !hasCache(env)) return `${from.host} cannot be reached`;
  if (reached)
    console.log(`Fetching Electron from ${from.host}, once (about 110 MB; npm start -- --web does without) …`);
  const child = spawn(process.execPath, [join(home, 'install.js')], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const limit = setTimeout(() => child.kill(), reached ? 600_000 : 30_000);
  let output = '';
  child.stderr.on('data', (part) => (output += part));
  const code = await new Promise((resolve) => child.once('exit', resolve).once('error', () => resolve(1)));
  clearTimeout(limit);
  if (code === 0 && findElectron()) return null;
  const line = output.split('\n').find((one) => /error/i.test(one)) ?? 'its installer was stopped after ten minutes';
  return `it could not be fetched (${line.trim()})`;
}

/** Whether Electron's installer may find what an earlier one downloaded. */
function hasCache(env) {
  const places = {
    darwin: join(homedir(), 'Library', 'Caches', 'electron'),
    win32: join(env.LOCALAPPDATA ?? homedir(), 'electron', 'Cache'),
  };
  const dir =
    env.electron_config_cache ??
    places[process.platform] ??
    join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'electron');
  return existsSync(dir) && readdirSync(dir).length > 0;
}
