// Where Pugmark's own files lie, from source, from a bundle and from inside a packaged app alike.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { WorkerFiles } from '../engine/engine-state.ts';

export type AppPaths = {
  version: string;
  /** The folder that holds package.json; inside `app.asar` when packaged. */
  root: string;
  rendererDir: string;
  assetsDir: string;
  workers: WorkerFiles;
};

/** Walks up from the running file: bundled code may stand in out/main or in one of its chunks. */
export function findAppPaths(from: string = import.meta.dirname): AppPaths {
  let root = from;
  while (!existsSync(join(root, 'package.json'))) {
    const parent = dirname(root);
    if (parent === root) throw new Error(`No package.json above ${from}: Pugmark's installation is incomplete.`);
    root = parent;
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return {
    version,
    root,
    rendererDir: join(root, 'out', 'renderer'),
    assetsDir: join(root, 'assets'),
    workers: {
      ingest: join(root, 'out', 'main', 'ingest-worker.js'),
      fetch: join(root, 'out', 'main', 'fetch-worker.js'),
      list: join(root, 'out', 'main', 'list-worker.js'),
    },
  };
}

/** The folder for what belongs to the user, not to a case. `PUGMARK_USER_DIR` overrides it. */
export function findUserDir(env: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string {
  if (env.PUGMARK_USER_DIR) return env.PUGMARK_USER_DIR;
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Pugmark');
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Pugmark');
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'pugmark');
}
