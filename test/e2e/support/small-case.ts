// A case with the small incident of test/shared/planted-records.ts: loaded once by the command line, copied for each test.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { plantedRecords } from '../../shared/planted-records.ts';
import { test as base, expect } from './fixtures.ts';

const run = promisify(execFile);

/** `folder` holds the case and takes what a test writes beside it. */
export type SmallCase = { dir: string; folder: string; rows: number };

/** `test` whose page shows a case with a known handful of CloudTrail rows. */
export const test = base.extend<{ smallCase: SmallCase }, { loadedCase: SmallCase }>({
  loadedCase: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures' object pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'pugmark-loaded-'));
      const records = plantedRecords().map((record, n) => ({ ...record, eventID: `event-${n}` }));
      const dir = join(folder, 'small.pugmark');
      await writeFile(join(folder, 'events.json'), JSON.stringify({ Records: records }));
      await run(process.execPath, ['out/main/cli.js', 'load', join(folder, 'events.json'), '--case', dir]);
      await use({ dir, folder, rows: records.length });
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  smallCase: async ({ loadedCase }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'pugmark-small-'));
    const dir = join(folder, 'small.pugmark');
    await cp(loadedCase.dir, dir, { recursive: true });
    await use({ dir, folder, rows: loadedCase.rows });
    await rm(folder, { recursive: true, force: true });
  },
  hostArgs: async ({ smallCase }, use) => use(`--case ${smallCase.dir}`),
});

export { expect };
