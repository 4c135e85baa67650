// The grid's calls on 10 million rows, beside plain DuckDB's ORDER BY … LIMIT 200 OFFSET n.
import path from 'node:path';
import { findBigCase } from './cases.ts';
import { type BenchOptions, expectEqual } from './load.ts';
import { runMeasured, sizeOf } from './measure.ts';
import { megabytes, milliseconds, number, type Section } from './report.ts';

type Seen = {
  opened: {
    name: string;
    matched: number;
    firstPageMs: number;
    readyMs: number;
    pageP50: number;
    pageP95: number;
    pageMax: number;
  }[];
  checks: Record<string, (string | null)[][]>;
  searches: { search: string; matched: number; firstPageMs: number; readyMs: number; steps: number }[];
  cancels: { endedMs: number; pageMs: number }[];
};
type Plain = {
  total: number;
  pages: { offset: number; ms: number }[];
  checks: Record<string, string[]>;
  search: { matched: number; ms: number };
};

export async function benchGrid(options: BenchOptions): Promise<Section> {
  const dir = await findBigCase(options);
  const program = async <T>(name: string, argument: string) => {
    const run = await runMeasured(process.execPath, [path.join(options.programs, name), argument]);
    if (run.code !== 0) throw new Error(`${name} failed (${run.code}):\n${run.stderr.slice(-3000)}`);
    return { told: JSON.parse(run.stdout) as T, peakMb: run.peakMb };
  };
  // Twice: the first run warms the disk's cache, as a case that was just worked with has it.
  await program<Seen>('grid-program.js', dir);
  const { told: seen, peakMb } = await program<Seen>('grid-program.js', dir);
  const { told: plain } = await program<Plain>('offset.js', path.join(dir, 'case.duckdb'));

  for (const [name, ids] of Object.entries(plain.checks))
    expectEqual(
      `last page by ${name}`,
      JSON.stringify(seen.checks[name]!.map((row) => row.at(-1))),
      JSON.stringify(ids),
    );
  expectEqual('rows found by searching', seen.searches[0]!.matched, plain.search.matched);

  const slowestFirst = seen.opened.reduce((a, b) => (b.firstPageMs > a.firstPageMs ? b : a));
  const slowestPage = seen.opened.reduce((a, b) => (b.pageP95 > a.pageP95 ? b : a));
  const slowestCancel = Math.max(...seen.cancels.map((one) => one.endedMs));
  return {
    name: 'grid',
    tables: [
      {
        title: `Views of ${number(plain.total)} rows (case ${megabytes(sizeOf(path.join(dir, 'case.duckdb')))}), pages of 200 rows × 12 columns`,
        columns: ['view', 'rows', 'first page', 'exact count', 'page p50', 'p95', 'worst'],
        rows: seen.opened.map((one) => [
          one.name,
          number(one.matched),
          ...[one.firstPageMs, one.readyMs, one.pageP50, one.pageP95, one.pageMax].map(milliseconds),
        ]),
        notes: [`Peak memory of the engine's process: ${number(peakMb ?? 0)} MiB.`],
      },
      {
        title: 'Plain DuckDB: ORDER BY eventtime DESC LIMIT 200 OFFSET n',
        columns: ['n', 'time'],
        rows: plain.pages.map(({ offset, ms }) => [number(offset), milliseconds(ms)]),
        notes: [],
      },
      {
        title: 'Quick search over whole records',
        columns: ['text', 'found', 'first rows', 'whole', 'counts shown on the way'],
        rows: [
          ...seen.searches.map((one) => [
            one.search,
            number(one.matched),
            one.matched === 0 ? '' : milliseconds(one.firstPageMs),
            milliseconds(one.readyMs),
            number(one.steps),
          ]),
          [
            'plain DuckDB: contains(lower(raw), …)',
            number(plain.search.matched),
            '',
            milliseconds(plain.search.ms),
            '',
          ],
        ],
        notes: [
          `Cancelling a search: ended after ${milliseconds(slowestCancel)} at worst, the next page of another view after ${milliseconds(Math.max(...seen.cancels.map((one) => one.pageMs)))} more.`,
        ],
      },
    ],
    goals: [
      {
        goal: 'first page after a new filter or sort under 1.5 s',
        seen: `${milliseconds(slowestFirst.firstPageMs)} (${slowestFirst.name})`,
        met: slowestFirst.firstPageMs < 1500,
      },
      {
        goal: 'any later page under 100 ms at p95',
        seen: `${milliseconds(slowestPage.pageP95)} (${slowestPage.name})`,
        met: slowestPage.pageP95 < 100,
      },
      { goal: 'a jump to the end shows the right rows', seen: 'compared with plain SQL', met: true },
      {
        goal: 'searching shows a moving count and can be cancelled',
        seen: `${seen.searches[1]!.steps} counts, cancelled in ${milliseconds(slowestCancel)}`,
        met: seen.searches[1]!.steps > 3 && slowestCancel < 500,
      },
    ],
    data: { seen: { ...seen, checks: undefined }, plain: { ...plain, checks: undefined }, peakMb },
  };
}
