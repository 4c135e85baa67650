// Histogram, facets and comparison on 2 million events, each beside the SQL that a skilled user would write by hand.
import path from 'node:path';
import { findLoadedCase } from './cases.ts';
import type { ChartTimes } from './charts-program.ts';
import type { BenchOptions } from './load.ts';
import { median, runMeasured } from './measure.ts';
import { milliseconds, ratio, type Section } from './report.ts';

export async function benchCharts(options: BenchOptions): Promise<Section> {
  const dir = await findLoadedCase(options);
  const rounds = String(Math.max(7, options.rounds));
  const run = await runMeasured(process.execPath, [path.join(options.programs, 'charts-program.js'), dir, rounds]);
  if (run.code !== 0) throw new Error(`charts-program.js failed (${run.code}):\n${run.stderr.slice(-3000)}`);
  const times = JSON.parse(run.stdout) as ChartTimes[];
  const seen = times.map((one) => {
    const [own, plain] = [median(one.ms), median(one.plainMs)];
    return { ...one, own, plain, ratio: own / plain };
  });
  const slowest = seen.reduce((a, b) => (b.own > a.own ? b : a));
  const furthest = seen.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  return {
    name: 'charts',
    tables: [
      {
        title: 'Charts over 2 million events',
        columns: ['question', 'first time', 'warm', 'by hand', 'ratio'],
        rows: seen.map((one) => [one.name, ...[one.firstMs, one.own, one.plain].map(milliseconds), ratio(one.ratio)]),
        notes: [
          `Medians of ${rounds} rounds, the two in turn, in one process. Facets also count what is missing and differs.`,
        ],
      },
    ],
    goals: [
      { goal: 'warm under 300 ms', seen: `${milliseconds(slowest.own)} (${slowest.name})`, met: slowest.own < 300 },
      {
        goal: 'never slower than 1.5 times SQL written by hand',
        seen: `${ratio(furthest.ratio)} (${furthest.name})`,
        met: furthest.ratio <= 1.5,
      },
    ],
    data: times,
  };
}
