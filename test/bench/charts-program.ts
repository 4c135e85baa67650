// Asks the charts of a case and, in turn with each, the SQL written by hand, in the same DuckDB; prints the times as one JSON
// object. Arguments: the case folder, rounds.

import type { BesideTimes } from './beside.ts';
import { type Question, questions } from './charts-questions.ts';
import { openEngine } from './engine.ts';
import { expectEqual } from './load.ts';

export type ChartTimes = BesideTimes & { rows: number };

const [dir, rounds] = process.argv.slice(2) as [string, string];
const engine = await openEngine(dir);
const { client, state } = engine;

async function timed<T>(work: () => Promise<T>): Promise<{ answer: T; ms: number }> {
  const began = performance.now();
  const answer = await work();
  return { answer, ms: performance.now() - began };
}

/** The sum that the hand-written SQL must agree with. */
async function ask(question: Question): Promise<number> {
  const { view } = question;
  if (question.call === 'histogram') {
    const { series } = await client.charts.histogram({ view, ...(question.stack ? { stack: question.stack } : {}) });
    return series.reduce((sum, { rows }) => sum + rows, 0);
  }
  if (question.call === 'compare') {
    const { columns, before, after } = question;
    const found = await client.charts.compare({ view, columns, before, after });
    return (found.before + found.after) * columns.length;
  }
  let sum = 0;
  for await (const news of await client.charts.facets({ view, columns: question.columns }))
    if (news.state === 'counted' && !news.facet.ownFilter)
      sum += news.facet.values.reduce((all, { count }) => all + count, 0);
  return sum;
}

async function askPlain({ call, sql }: Question): Promise<number> {
  const rows = await state.current!.db.use((connection) => connection.rows(sql));
  const counts = rows.map((row) =>
    call === 'compare' ? Number(row.a) + Number(row.b) : Number(call === 'facets' ? row.n : row['count_star()']),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

const times: ChartTimes[] = [];
for (const question of questions) {
  const first = await timed(() => ask(question));
  const plain = await askPlain(question);
  // A column with a filter of its own counts other rows than the SQL does.
  const own = question.call === 'facets' && question.view.where.length > 0;
  if (!own) expectEqual(question.name, first.answer, plain);
  const [ms, plainMs]: [number[], number[]] = [[], []];
  for (let round = 0; round < Number(rounds); round++) {
    ms.push((await timed(() => ask(question))).ms);
    plainMs.push((await timed(() => askPlain(question))).ms);
  }
  times.push({ name: question.name, rows: first.answer, firstMs: first.ms, ms, plainMs });
}
await engine.close();
console.log(JSON.stringify(times));
process.exit(0);
