// Worker threads need JavaScript on disk, so the Node entries are bundled once before the tests run; preload and page, which
// some tests of the hosts look at, only where they are missing.
import { existsSync } from 'node:fs';
import { build } from 'vite';

export default async function buildOnce(): Promise<void> {
  if (process.env.PUGMARK_SKIP_BUILD) return;
  await build({ configFile: 'vite.main.config.ts', logLevel: 'warn' });
  for (const part of ['preload', 'renderer'])
    if (!existsSync(`out/${part}`)) await build({ configFile: `vite.${part}.config.ts`, logLevel: 'warn' });
}
