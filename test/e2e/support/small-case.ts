// A case with the small incident of test/shared/planted-records.ts, made by the command line before the host starts.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { plantedRecords } from '../../shared/planted-records.ts';
import { test as base, expect } from './fixtures.ts';

const run = promisify(execFile);

export type SmallCase = { dir: string; folder: string; rows: number };

/** `test` whose page shows a case with a known handful of CloudTrail rows. */
export const test = base.extend<{ smallCase: SmallCase }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures' object pattern
  smallCase: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'pugmark-small-'));
    const records = plantedRecords().map((record, n) => ({ ...record, eventID: `event-${n}` }));
    await writeFile(join(folder, 'events.json'), JSON.stringify({ Records: records }));
    const dir = join(folder, 'small.pugmark');
    await run(process.execPath, ['out/main/cli.js', 'load', join(folder, 'events.json'), '--case', dir]);
    await use({ dir, folder, rows: records.length });
    await rm(folder, { recursive: true, force: true });
  },
  hostArgs: async ({ smallCase }, use) => use(`--case ${smallCase.dir}`),
});

export { expect };
