// Builds what is missing or older than its sources, both bundles at once. Used by start and test.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

const bundles = [
  { config: 'vite.main.config.ts', made: 'out/main/web.js', from: ['src-main', 'shared'] },
  { config: 'vite.preload.config.ts', made: 'out/preload/preload.cjs', from: ['src-main/preload.ts'] },
  { config: 'vite.renderer.config.ts', made: 'out/renderer/index.html', from: ['src-renderer', 'shared'] },
];

/** Newest modification under a path, in milliseconds. */
function newest(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isStale({ config, made, from }) {
  const file = join(root, made);
  if (!existsSync(file)) return true;
  const sources = [config, 'package-lock.json', ...from];
  return Math.max(...sources.map((source) => newest(join(root, source)))) > statSync(file).mtimeMs;
}

/** Rejects with the bundler's output when a bundle fails. `PUGMARK_SKIP_BUILD` takes what is there, as for the tests. */
export async function build({ all = false } = {}) {
  if (process.env.PUGMARK_SKIP_BUILD) return;
  const due = bundles.filter((bundle) => all || isStale(bundle));
  if (due.length > 0) console.log('Building Pugmark …');
  await Promise.all(due.map(({ config }) => runNode(['node_modules/vite/bin/vite.js', 'build', '-c', config])));
}

function runNode(args) {
  return new Promise((resolve, reject) => {
    // Tests set another one, and React would be built for its developers.
    const env = { ...process.env, NODE_ENV: 'production' };
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(' ')} failed:\n${output}`))));
  });
}
