// What looking at rows costs while a load runs, and what the load pays for being looked at.
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { findArchive } from './archives.ts';
import type { BenchOptions } from './load.ts';
import { runMeasured } from './measure.ts';
import { milliseconds, number, type Section, seconds } from './report.ts';

type Times = { n: number; p50: number; p95: number; max: number };
type Looked = { pages: Times; opens: Times; queries: Times };
type Load = { state: string; seconds: number };

export async function benchBusy(options: BenchOptions): Promise<Section> {
  const scale = options.quick ? 0.1 : 1;
  const [before, meanwhile] = [
    await findArchive(options.root, 'large', scale),
    await findArchive(options.root, 'small', scale),
  ];
  const scratch = path.join(options.root, 'scratch');
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  const run = await runMeasured(process.execPath, [
    path.join(options.programs, 'busy-program.js'),
    path.join(scratch, 'busy.pugmark'),
    before.dir,
    meanwhile.dir,
  ]);
  if (run.code !== 0) throw new Error(`busy-program failed (${run.code}):\n${run.stderr.slice(-3000)}`);
  const { idle, busy, alone, second } = JSON.parse(run.stdout) as {
    idle: Looked;
    busy: Looked;
    alone: Load;
    second: Load;
  };
  await rm(scratch, { recursive: true, force: true });
  const row = (name: string, of: (looked: Looked) => Times) => [
    name,
    ...[of(idle), of(busy)].flatMap((one) => [one.p50, one.p95, one.max].map(milliseconds)),
  ];
  return {
    name: 'busy',
    tables: [
      {
        title: `Looking at ${number(before.truth.rows)} rows while ${number(meanwhile.truth.records)} more are loaded`,
        columns: ['', 'idle p50', 'p95', 'worst', 'loading p50', 'p95', 'worst'],
        rows: [
          row('a page of 200 rows', (looked) => looked.pages),
          row('first page of a new filter', (looked) => looked.opens),
          row('values of a column with counts', (looked) => looked.queries),
        ],
        notes: [
          `${busy.pages.n} pages were read during the load, which took ${seconds(second.seconds)} with and ${seconds(alone.seconds)} without somebody looking. Peak memory: ${number(run.peakMb ?? 0)} MiB.`,
        ],
      },
    ],
    goals: [
      {
        goal: 'the grid scrolls while a load runs (pages at p95 under 250 ms)',
        seen: milliseconds(busy.pages.p95),
        met: busy.pages.p95 < 250,
      },
    ],
    data: { idle, busy, alone, second, peakMb: run.peakMb },
  };
}
