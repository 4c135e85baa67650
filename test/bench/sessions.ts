// Sessions and entities over the 2-million-row case: making all sessions once, and the page of the busiest entities, beside the
// plain statements that a skilled user would write. Runs in a program of its own, on a copy of the case.
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Entity } from '../../shared/query/entity.ts';
import { findLoadedCase } from './cases.ts';
import { openEngine } from './engine.ts';
import { type BenchOptions, expectEqual } from './load.ts';
import { median } from './measure.ts';
import { milliseconds, number, type Section, seconds } from './report.ts';

/** Counted the plain way, from the console. */
const plainSql = (condition: string) => [
  `SELECT count(*), count(errorcode), min(eventtime), max(eventtime) FROM cloudtrail WHERE ${condition}`,
  `SELECT CAST(eventtime AS DATE), count(*) FROM cloudtrail WHERE ${condition} GROUP BY 1`,
  ...['eventname', 'sourceipaddress', 'useragent', 'awsregion', 'useridentity.accessKeyId', 'errorcode'].map(
    (column) =>
      `SELECT ${column}, count(*), min(eventtime) FROM cloudtrail WHERE ${condition} GROUP BY 1 ORDER BY 2 DESC LIMIT 50`,
  ),
];

const busiest: [Entity['kind'], string][] = [
  ['key', 'useridentity.accessKeyId'],
  ['principal', 'useridentity.arn'],
  ['role', 'useridentity.sessionContext.sessionIssuer.arn'],
  ['ip', 'sourceipaddress'],
];

export async function benchSessions(options: BenchOptions): Promise<Section> {
  const dir = path.join(options.root, 'scratch', 'sessions.pugmark');
  await rm(dir, { recursive: true, force: true });
  await cp(await findLoadedCase(options), dir, { recursive: true });
  const engine = await openEngine(dir);
  try {
    const db = engine.state.current!.db;
    const ask = (sql: string) => db.use((connection) => connection.rows(sql));
    await ask('DELETE FROM logs.pugmark.session_state');
    const began = performance.now();
    let made = { rows: 0, seen: 0 };
    for await (const progress of await engine.client.sessions.watch()) {
      made = progress;
      if (progress.state === 'failed') throw new Error(String(progress.error));
      if (progress.state === 'current') break;
    }
    const makingMs = performance.now() - began;
    expectEqual('rows that the sessions know', made.seen, made.rows);
    const [sums] = await ask(
      'SELECT count(*) AS sessions, sum(events) AS events, max(depth) AS depth FROM logs.pugmark.sessions',
    );
    expectEqual('requests of all sessions', Number(sums!.events), made.rows);

    const rows: string[][] = [];
    const pageMs: number[] = [];
    const ratios: number[] = [];
    for (const [kind, column] of busiest) {
      const [top] = await ask(
        `SELECT ${column} AS v, count(*) AS n FROM cloudtrail WHERE ${column} <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`,
      );
      const entity: Entity = { kind, value: String(top!.v) };
      const input = { entity, scope: 'own' as const };
      const times = { summary: [] as number[], plain: [] as number[], page: [] as number[] };
      for (let round = 0; round < options.rounds; round++) {
        const at = [performance.now()];
        const summary = await engine.client.entities.summary(input);
        at.push(performance.now());
        for (const sql of plainSql(`${column} = '${entity.value}'`)) await ask(sql);
        at.push(performance.now());
        await Promise.all([
          engine.client.entities.summary(input),
          engine.client.entities.deeds(input),
          engine.client.sessions.tree({ entity }),
        ]);
        at.push(performance.now());
        expectEqual(`rows of the ${kind}`, summary.all.count, Number(top!.n));
        times.summary.push(at[1]! - at[0]!);
        times.plain.push(at[2]! - at[1]!);
        times.page.push(at[3]! - at[2]!);
      }
      const [summary, plain, page] = [median(times.summary), median(times.plain), median(times.page)];
      pageMs.push(page);
      ratios.push(summary / plain);
      rows.push([kind, number(Number(top!.n)), milliseconds(summary), milliseconds(plain), milliseconds(page)]);
    }
    const slowest = Math.max(...pageMs);
    return {
      name: 'sessions',
      tables: [
        {
          title: `Sessions of ${number(made.rows)} events`,
          columns: ['sessions', 'longest chain', 'all made in'],
          rows: [[number(Number(sums!.sessions)), String(sums!.depth), seconds(makingMs / 1000)]],
          notes: [],
        },
        {
          title: 'The busiest entities',
          columns: ['entity', 'rows', 'its lists', 'the same by plain SQL', 'whole page'],
          rows,
          notes: ['“Whole page”: lists, deeds and session tree, asked for together as the page does.'],
        },
      ],
      goals: [
        { goal: 'all sessions once in 10 s', seen: seconds(makingMs / 1000), met: makingMs <= 10_000 },
        { goal: 'an entity’s page in 1 s', seen: milliseconds(slowest), met: slowest <= 1_000 },
        {
          goal: 'its lists in 1.5 × plain SQL',
          seen: `${number(Math.max(...ratios), 2)}×`,
          met: Math.max(...ratios) <= 1.5,
        },
      ],
      data: { makingMs, rows },
    };
  } finally {
    await engine.close();
    await rm(dir, { recursive: true, force: true });
  }
}
