// Worker threads need JavaScript on disk, so the Node entries are bundled once before the tests run.
import { build } from 'vite';

export default async function buildOnce(): Promise<void> {
  if (process.env.PUGMARK_SKIP_BUILD) return;
  await build({ configFile: 'vite.main.config.ts', logLevel: 'warn' });
}
