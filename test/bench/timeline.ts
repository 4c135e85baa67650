// The timeline of six log types, 2 million rows, through the window's own calls, in turn with naive SQL on the same view.
import path from 'node:path';
import { findTimelineCase } from './cases.ts';
import { type BenchOptions, expectEqual } from './load.ts';
import { median, runMeasured } from './measure.ts';
import { milliseconds, number, ratio, type Section } from './report.ts';
import type { Cells, SeenPage, TimelineSeen } from './timeline-program.ts';
import {
  aroundSql,
  countQuestions,
  namesClient,
  type PageQuestion,
  pageQuestions,
  pageSql,
  shown,
} from './timeline-questions.ts';

type Answer = { ms: number[]; rows: Cells };
type Plain = { pages: { first: Answer; middle: Answer }[]; around: Answer; counts: Answer[] };
type Round = { seen: TimelineSeen; plain: Plain; peakMb: number };

const asked: PageQuestion[] = [
  ...pageQuestions,
  { name: 'an address, named anywhere', view: pageQuestions[0]!.view, where: `WHERE ${namesClient}` },
];

export async function benchTimeline(options: BenchOptions): Promise<Section> {
  const dir = await findTimelineCase(options);
  const rounds: Round[] = [];
  for (let round = 0; round < Math.max(3, options.rounds); round++) {
    const run = await runMeasured(process.execPath, [path.join(options.programs, 'timeline-program.js'), dir]);
    if (run.code !== 0) throw new Error(`timeline-program.js failed (${run.code}):\n${run.stderr.slice(-3000)}`);
    const seen = JSON.parse(run.stdout) as TimelineSeen;
    const plain = await askPlain(options, path.join(dir, 'case.duckdb'), seen);
    compare(seen, plain);
    rounds.push({ seen, plain, peakMb: run.peakMb ?? 0 });
  }
  return describe(rounds);
}

async function askPlain(options: BenchOptions, file: string, { views, around }: TimelineSeen): Promise<Plain> {
  const pages = asked.flatMap((question, i) => [pageSql(question, 0), pageSql(question, views[i]!.middle.offset)]);
  const statements = [...pages, aroundSql(around.span), ...countQuestions.map(({ sql }) => sql)];
  const warmUp = `SELECT ${[...shown, 'entities'].map((name) => `count(${name})`).join(', ')} FROM timeline`;
  const program = path.join(options.programs, 'questions.js');
  const run = await runMeasured(process.execPath, [program, file, warmUp, JSON.stringify(statements)]);
  if (run.code !== 0) throw new Error(`Plain DuckDB failed (${run.code}):\n${run.stderr.slice(-3000)}`);
  const answers = JSON.parse(run.stdout) as Answer[];
  return {
    pages: asked.map((_, i) => ({ first: answers[2 * i]!, middle: answers[2 * i + 1]! })),
    around: answers[pages.length]!,
    counts: answers.slice(pages.length + 1),
  };
}

function compare({ views, around, counts }: TimelineSeen, plain: Plain): void {
  views.forEach(({ first, middle }, i) => {
    comparePages(first, plain.pages[i]!.first.rows);
    comparePages(middle, plain.pages[i]!.middle.rows);
  });
  comparePages(around, plain.around.rows);
  counts.forEach(({ name, byType }, i) => {
    const sums: Record<string, number> = {};
    for (const [type, n] of plain.counts[i]!.rows) sums[type!] = (sums[type!] ?? 0) + Number(n);
    const sorted = (all: Record<string, number>) =>
      Object.entries(all)
        .map(([type, n]) => `${type} ${n}`)
        .toSorted()
        .join();
    expectEqual(name, sorted(byType), sorted(sums));
  });
}

/** SQL does not say in which order rows of one time come: the first and the last time of a page may stand for other rows. */
function comparePages({ name, offset, rows }: SeenPage, plain: Cells): void {
  const what = `${name} from row ${offset}`;
  const instants = plain.map(([time, ...rest]) => [`${time!.replace(' ', 'T')}Z`, ...rest]);
  expectEqual(`rows of ${what}`, rows.length, instants.length);
  for (const [i, [time]] of rows.entries()) expectEqual(`time ${i} of ${what}`, time, instants[i]![0]);
  const edges = [rows[0]?.[0], rows.at(-1)?.[0]];
  const inner = (cells: Cells) =>
    cells
      .filter(([time]) => !edges.includes(time))
      .map((cell) => JSON.stringify(cell))
      .toSorted();
  const expected = inner(instants);
  for (const [i, row] of inner(rows).entries()) expectEqual(`row ${i} of ${what}`, row, expected[i]);
}

function describe(rounds: Round[]): Section {
  const over = (pick: (round: Round) => number) => median(rounds.map(pick));
  const { views, around, counts } = rounds[0]!.seen;
  const pages = views.map((view, i) => {
    const [first, middle] = [over(({ seen }) => seen.views[i]!.first.ms), over(({ seen }) => seen.views[i]!.middle.ms)];
    return {
      name: view.name,
      matched: view.matched,
      first,
      middle,
      again: over(({ seen }) => seen.views[i]!.againMs),
      ready: over(({ seen }) => seen.views[i]!.readyMs),
      plainFirst: over(({ plain }) => median(plain.pages[i]!.first.ms)),
      plainMiddle: over(({ plain }) => median(plain.pages[i]!.middle.ms)),
    };
  });
  const others = [
    {
      name: around.name,
      first: over(({ seen }) => seen.around.ms),
      again: null,
      plain: over(({ plain }) => median(plain.around.ms)),
    },
    ...counts.map(({ name }, i) => ({
      name,
      first: over(({ seen }) => seen.counts[i]!.firstMs),
      again: over(({ seen }) => seen.counts[i]!.againMs),
      plain: over(({ plain }) => median(plain.counts[i]!.ms)),
    })),
  ];
  const slowestFirst = Math.max(...pages.map(({ first }) => first));
  const slowestLater = Math.max(...pages.map(({ middle }) => middle));
  const whole = pages[0]!;
  return {
    name: 'timeline',
    tables: [
      {
        title: `Pages of ${number(whole.matched)} rows of six log types, ${shown.length} columns, by time`,
        columns: [
          'rows',
          'matched',
          'first page',
          'opened again',
          'whole order',
          'a page inside',
          'naive: first',
          'naive: middle',
          'middle, ratio',
        ],
        rows: pages.map((one) => [
          one.name,
          number(one.matched),
          ...[one.first, one.again, one.ready, one.middle, one.plainFirst, one.plainMiddle].map(milliseconds),
          ratio(one.middle / one.plainMiddle),
        ]),
        notes: [
          `Medians of ${rounds.length} rounds, the two in turn; the rows were the same. Peak memory of the engine's process: ${number(Math.max(...rounds.map(({ peakMb }) => peakMb)))} MiB.`,
        ],
      },
      {
        title: 'Questions to all logs',
        columns: ['question', 'first time', 'again', 'by hand', 'first time, ratio'],
        rows: others.map((one) => [
          one.name,
          milliseconds(one.first),
          one.again === null ? '' : milliseconds(one.again),
          milliseconds(one.plain),
          ratio(one.first / one.plain),
        ]),
        notes: [],
      },
    ],
    goals: [
      {
        goal: 'first page of a new view under 1.5 s',
        seen: milliseconds(slowestFirst),
        met: slowestFirst < 1500,
      },
      { goal: 'any later page under 100 ms', seen: milliseconds(slowestLater), met: slowestLater < 100 },
    ],
    data: rounds.map(({ seen, plain, peakMb }) => ({
      views: seen.views.map(({ first, middle, ...view }) => ({ ...view, firstMs: first.ms, middleMs: middle.ms })),
      aroundMs: seen.around.ms,
      counts: seen.counts,
      plain: {
        pages: plain.pages.map(({ first, middle }) => [first.ms, middle.ms]),
        around: plain.around.ms,
        counts: plain.counts.map(({ ms }) => ms),
      },
      peakMb,
    })),
  };
}
