// Pivots of 2 million events, each beside the SQL that a skilled user would write by hand for the same figures.
import path from 'node:path';
import { findLoadedCase } from './cases.ts';
import type { BenchOptions } from './load.ts';
import { median, runMeasured } from './measure.ts';
import type { PivotTimes } from './pivot-program.ts';
import { milliseconds, number, ratio, type Section } from './report.ts';

export async function benchPivot(options: BenchOptions): Promise<Section> {
  const dir = await findLoadedCase(options);
  const rounds = String(Math.max(7, options.rounds));
  const run = await runMeasured(process.execPath, [path.join(options.programs, 'pivot-program.js'), dir, rounds]);
  if (run.code !== 0) throw new Error(`pivot-program.js failed (${run.code}):\n${run.stderr.slice(-3000)}`);
  const times = JSON.parse(run.stdout) as PivotTimes[];
  const seen = times.map((one) => {
    const [own, plain] = [median(one.ms), median(one.plainMs)];
    return { ...one, own, plain, ratio: own / plain };
  });
  const slowest = seen.reduce((a, b) => (b.own > a.own ? b : a));
  const furthest = seen.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  return {
    name: 'pivot',
    tables: [
      {
        title: 'Pivots of 2 million events',
        columns: ['pivot', 'groups', 'first time', 'warm', 'by hand', 'ratio'],
        rows: seen.map((one) => [
          one.name,
          number(one.groups),
          ...[one.firstMs, one.own, one.plain].map(milliseconds),
          ratio(one.ratio),
        ]),
        notes: [
          `Medians of ${rounds} rounds, the two in turn, in one process. The pivot is sorted and encoded for the screen, its smaller values together as “others”; the rows of the SQL written by hand are computed and not read.`,
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
