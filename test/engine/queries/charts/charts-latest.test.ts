// The latest question wins: what is asked no longer is interrupted in DuckDB, told by an engine that counts its statements.
import { setTimeout } from 'node:timers/promises';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { View } from '../../../../shared/query/view.ts';
import type { Connection } from '../../../../src-main/engine/duckdb/connection.ts';
import { askFacets } from '../../../../src-renderer/features/grid/facets/use-facets.ts';
import { askHistogram } from '../../../../src-renderer/features/grid/timeline/use-histogram.ts';
import { createLatest, type Latest } from '../../../../src-renderer/ui/latest.ts';
import { column, view } from '../view-client.ts';
import { type ChartClient, makeChartClient, makeTable } from './chart-rows.ts';

let client: ChartClient;
let quick: string;
/** Statements over the slow rows: how many began, and how they ended. */
const counts = { begun: 0, finished: 0, cut: 0 };
let whenBegun = (): void => undefined;

beforeAll(async () => {
  client = await makeChartClient();
  quick = await makeTable(client, [{ time: { ms: Date.UTC(2024, 0, 1), us: 0 }, word: 'a', size: 1n, ratio: 1 }]);
  // Any statement over all of these takes far longer than this test.
  await client.run(`CREATE VIEW scratch.main.slow AS SELECT TIMESTAMP '2024-01-01' + to_microseconds(length(md5(md5(i::VARCHAR)))::BIGINT) AS eventtime,
    md5(md5(i::VARCHAR)) AS word FROM range(2000000000) t(i)`);
  const { db } = client.open;
  const use = db.use.bind(db);
  db.use = (work) => use((connection) => work(counting(connection)));
});

beforeEach(() => Object.assign(counts, { begun: 0, finished: 0, cut: 0 }));

function counting(connection: Connection): Connection {
  return {
    ...connection,
    async rows(sql, options) {
      if (!sql.includes('"slow"')) return await connection.rows(sql, options);
      counts.begun++;
      const asked = connection.rows(sql, options);
      whenBegun();
      try {
        const rows = await asked;
        counts.finished++;
        return rows;
      } catch (error) {
        counts.cut++;
        throw error;
      }
    },
  };
}

/** Asks for five slow answers, each before the one before has come, then for a quick one; resolves when that has ended. */
async function hurry<Question>(
  makeLatest: (ended: () => void) => Latest<Question>,
  question: (wanted: View, n: number) => Question,
): Promise<void> {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const latest = makeLatest(end);
  for (let n = 0; n < 5; n++) {
    const begun = new Promise<void>((resolve) => (whenBegun = resolve));
    latest.ask(question(view('scratch.slow'), n));
    await begun;
    // An interrupt that comes just before DuckDB begins does not stop it.
    await setTimeout(50);
  }
  latest.ask(question(view(quick), 5));
  await ended;
  await client.open.db.use((connection) => connection.settled());
}

test('of histograms only the last is answered, and the statements of the others are cut off', async () => {
  const heard: number[] = [];
  await hurry(
    (ended) =>
      createLatest(askHistogram(client), {
        news: ({ edges }) => heard.push(edges.length - 1),
        ended,
        failed: (error) => expect.fail(String(error)),
      }),
    (wanted, n) => ({ counted: { view: wanted, key: String(n) }, zone: 'UTC', most: 10 + n, stack: null }),
  );
  expect(heard).toEqual([1]);
  await expect.poll(() => counts).toEqual({ begun: 5, finished: 0, cut: 5 });
});

test('of facets only the last are answered, and the statements of the others are cut off', async () => {
  const heard: string[] = [];
  await hurry(
    (ended) =>
      createLatest(askFacets(client), {
        news: (news) => heard.push(news.state === 'counted' ? news.facet.column.column : 'failed'),
        ended,
        failed: (error) => expect.fail(String(error)),
      }),
    (wanted, n) => ({ counted: { view: wanted, key: String(n) }, columns: [column('word')] }),
  );
  expect(heard).toEqual(['word']);
  // The sample of the first rows is quick, and may end before it is cut off; the count over all of them is not.
  await expect.poll(() => counts.cut).toBe(5);
  expect(counts.begun - counts.finished).toBe(5);
});
