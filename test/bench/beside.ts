// Questions to a case of 2 million events, each beside the SQL that a skilled user would write by hand for the same figures.
import path from 'node:path';
import { findLoadedCase } from './cases.ts';
import type { BenchOptions } from './load.ts';
import { median, runMeasured } from './measure.ts';
import { milliseconds, ratio, type Section } from './report.ts';

/** Milliseconds of one question: the first time, and of each round, both ways. */
export type BesideTimes = { name: string; firstMs: number; ms: number[]; plainMs: number[] };

export type Beside<T extends BesideTimes> = {
  /** Of the section; its program is `NAME-program`, which takes the case folder and the rounds, and prints `T[]`. */
  name: string;
  title: string;
  question: string;
  /** Columns between the question and its times. */
  more?: { title: string; cell: (one: T) => string }[];
  note: string;
};

export async function benchBeside<T extends BesideTimes>(
  options: BenchOptions,
  { name, title, question, more = [], note }: Beside<T>,
): Promise<Section> {
  const dir = await findLoadedCase(options);
  const rounds = String(Math.max(7, options.rounds));
  const program = `${name}-program.js`;
  const run = await runMeasured(process.execPath, [path.join(options.programs, program), dir, rounds]);
  if (run.code !== 0) throw new Error(`${program} failed (${run.code}):\n${run.stderr.slice(-3000)}`);
  const times = JSON.parse(run.stdout) as T[];
  const seen = times.map((one) => {
    const [own, plain] = [median(one.ms), median(one.plainMs)];
    return { ...one, own, plain, ratio: own / plain };
  });
  const slowest = seen.reduce((a, b) => (b.own > a.own ? b : a));
  const furthest = seen.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  return {
    name,
    tables: [
      {
        title,
        columns: [question, ...more.map((one) => one.title), 'first time', 'warm', 'by hand', 'ratio'],
        rows: seen.map((one) => [
          one.name,
          ...more.map(({ cell }) => cell(one)),
          ...[one.firstMs, one.own, one.plain].map(milliseconds),
          ratio(one.ratio),
        ]),
        notes: [`Medians of ${rounds} rounds, the two in turn, in one process. ${note}`],
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
