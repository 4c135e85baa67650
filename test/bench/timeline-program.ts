// Asks the timeline of a case through the engine, as the window does, in a case that was just opened. Prints JSON. Arguments: the
// case folder.
import { entityOnTimeline } from '../../shared/query/entity-in-logs.ts';
import type { View } from '../../shared/query/view.ts';
import { openEngine } from './engine.ts';
import { percentile } from './measure.ts';
import {
  type CountQuestion,
  client,
  column,
  countQuestions,
  middleDay,
  pageQuestions,
  pageRows,
  shown,
} from './timeline-questions.ts';

export type Cells = (string | null)[][];
export type SeenPage = { name: string; offset: number; ms: number; rows: Cells };
export type SeenView = {
  name: string;
  matched: number;
  /** Until the whole order is known. */
  readyMs: number;
  /** The first time, and when an equal view is opened again. */
  first: SeenPage;
  againMs: number;
  middle: SeenPage;
};
export type SeenCount = { name: string; firstMs: number; againMs: number; byType: Record<string, number> };
export type TimelineSeen = {
  views: SeenView[];
  around: SeenPage & { span: { from: string; to: string } };
  counts: SeenCount[];
};

const [dir] = process.argv.slice(2) as [string];
const engine = await openEngine(dir);
const { client: calls } = engine;
const columns = shown.map(column);

async function timed<T>(work: () => Promise<T>): Promise<{ answer: T; ms: number }> {
  const began = performance.now();
  const answer = await work();
  return { answer, ms: performance.now() - began };
}

async function readPage(viewId: string, offset: number): Promise<Cells> {
  return JSON.parse((await calls.views.page({ viewId, offset, limit: pageRows, columns })).rows) as Cells;
}

/** As the grid does: the first page is asked for as soon as there are rows. */
async function open(view: View) {
  const began = performance.now();
  let firstMs: Promise<number> | null = null;
  let viewId = '';
  let matched = 0;
  for await (const state of await calls.views.open({ view })) {
    ({ viewId, matched } = state);
    if (matched > 0 || state.state === 'ready') firstMs ??= readPage(viewId, 0).then(() => performance.now() - began);
  }
  const readyMs = performance.now() - began;
  return { viewId, matched, readyMs, firstMs: await firstMs! };
}

async function seeView(name: string, view: View): Promise<SeenView> {
  const opened = await open(view);
  const { viewId, matched, readyMs } = opened;
  const again = await open(view);
  // What is found slowly is shown as it is found, and in its order when all is there.
  const rows = await readPage(viewId, 0);
  const offset = Math.floor(matched / 2);
  const middle = await timed(() => readPage(viewId, offset));
  const others: number[] = [middle.ms];
  for (let i = 1; i < 10; i++) others.push((await timed(() => readPage(viewId, Math.floor((matched * i) / 11)))).ms);
  return {
    name,
    matched,
    readyMs,
    first: { name, offset: 0, ms: opened.firstMs, rows },
    againMs: again.firstMs,
    middle: { name, offset, ms: percentile(others, 0.5), rows: middle.answer },
  };
}

async function count(question: CountQuestion): Promise<Record<string, number>> {
  const byType: Record<string, number> = {};
  if (question.call === 'histogram') {
    const stack = { column: column('log_type'), by: 'value' as const };
    const { series } = await calls.charts.histogram({ view: question.view, stack });
    for (const { value, rows } of series) byType[value!] = rows;
  } else if (question.call === 'facet') {
    for await (const news of await calls.charts.facets({ view: question.view, columns: [column('log_type')] }))
      if (news.state === 'counted') for (const one of news.facet.values) byType[one.value!] = one.count;
  } else for (const log of (await calls.entities.logs({ entity: client })).logs) byType[log.logType] = log.count;
  return byType;
}

// What lies on the disk is in memory for all alike: each column is read once.
await engine.state.current!.db.use((connection) =>
  connection.rows(`SELECT ${[...shown, 'entities'].map((name) => `count(${name})`).join(', ')} FROM timeline`),
);
const views: SeenView[] = [];
for (const { name, view } of pageQuestions) views.push(await seeView(name, view));
const named = entityOnTimeline(client);
views.push(await seeView('an address, named anywhere', named));

const row = await open({ ...named, time: middleDay });
const surroundings = await timed(async () => {
  const place = { viewId: row.viewId, index: Math.floor(row.matched / 2), same: 'ip' as const };
  const { view } = await calls.entities.around({ ...place, minutes: 60, across: true });
  return { view, rows: await readPage((await open(view)).viewId, 0) };
});
const { time } = surroundings.answer.view;
const around = {
  name: 'around a row, same address in all logs, ± 60 min',
  offset: 0,
  ms: surroundings.ms,
  rows: surroundings.answer.rows,
  span: { from: time!.from!, to: time!.to! },
};

const counts: SeenCount[] = [];
for (const question of countQuestions) {
  const first = await timed(() => count(question));
  const again = await timed(() => count(question));
  counts.push({ name: question.name, firstMs: first.ms, againMs: again.ms, byType: first.answer });
}
await engine.close();
const seen: TimelineSeen = { views, around, counts };
console.log(JSON.stringify(seen));
process.exit(0);
