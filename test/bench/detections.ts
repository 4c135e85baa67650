// Rules over the 2-million-row case: all of them sharing scans, beside each rule's own SELECT, which has to find the same; then
// findings made of them, and kept current when 1 % more rows come. Runs on a copy of the case.
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { findSourceTables } from '../../shared/sigma/log-sources.ts';
import type { Engine } from '../../src-main/engine/app.ts';
import { readLibrary } from '../../src-main/engine/detections/library/library.ts';
import { keepRules } from '../../src-main/engine/detections/rules/keep-rules.ts';
import { createHits, type NumberedRule, runRules } from '../../src-main/engine/detections/run/run-rules.ts';
import type { Connection } from '../../src-main/engine/duckdb/connection.ts';
import type { Database } from '../../src-main/engine/duckdb/database.ts';
import { findAppPaths } from '../../src-main/hosts/paths.ts';
import { findLoadedCase } from './cases.ts';
import { openEngine } from './engine.ts';
import { type BenchOptions, expectEqual } from './load.ts';
import { median, watchTree } from './measure.ts';
import { milliseconds, number, ratio, type Section, seconds } from './report.ts';

const [shared, single] = ['work.main.shared_hits', 'work.main.single_hits'];

/** @param more folder of further rules, such as SigmaHQ's; null: Pugmark's own alone */
export async function benchDetections(options: BenchOptions, more: string | null): Promise<Section> {
  const dir = path.join(options.root, 'scratch', 'detections.pugmark');
  await rm(dir, { recursive: true, force: true });
  await cp(await findLoadedCase(options), dir, { recursive: true });
  const engine = await openEngine(dir);
  try {
    const connection = await engine.state.current!.db.connect();
    const library = await readLibrary(
      connection,
      findAppPaths().assetsDir,
      more === null ? [] : [{ path: more, read: '', kept: await keepRules(more) }],
    );
    const detections = library.rules.filter((rule) => rule.kind === 'detection');
    const rules = detections.map((rule, i): NumberedRule => ({ ...rule.compiled, number: i + 1 }));
    const records = Number(await connection.value('SELECT count(*) FROM logs.main.cloudtrail'));
    const { keys } = findSourceTables(detections[0]!.rule.logsource)[0]!;
    const request = { table: 'cloudtrail', timeColumn: 'eventtime', keys, rules, hits: shared, to: records };
    const [sharedMs, singleMs]: [number[], number[]] = [[], []];
    const watch = watchTree(process.pid);
    for (let round = 0; round < options.rounds; round++) {
      sharedMs.push(await timed(connection, shared, () => runRules(connection, request)));
      singleMs.push(await timed(connection, single, () => runEach(connection, rules)));
    }
    const { peakMb } = watch.stop();
    const hits = await compareHits(connection);
    connection.close();
    const findings = await timeFindings(engine, options, records);

    const [own, naive] = [median(sharedMs), median(singleMs)];
    const perSecond = (ms: number) => `${number((records * rules.length) / ms / 1000)} million`;
    return {
      name: 'detections',
      tables: [
        {
          title: `${number(rules.length)} rules over ${number(records)} events`,
          columns: ['way', 'time', 'events × rules per second'],
          rows: [
            ['all rules, sharing scans', milliseconds(own), perSecond(own)],
            ['one SELECT per rule', milliseconds(naive), perSecond(naive)],
          ],
          notes: [
            `Medians of ${options.rounds} rounds, the two in turn, in one process; the SELECT is the one that the window shows for the rule. Both found the same ${number(hits)} hits, rule by rule and record by record. Peak memory of the process ${number(peakMb ?? 0)} MiB.`,
          ],
        },
        {
          title: 'Findings of Pugmark’s own rules',
          columns: ['step', 'time'],
          rows: [
            ['first run: rules, correlations, findings', seconds(findings.firstMs / 1000)],
            ['1 % of the rows not looked at yet', seconds(findings.laterMs / 1000)],
            ['list of findings', milliseconds(findings.listMs)],
          ],
          notes: [`${number(findings.count)} findings; both runs give the same.`],
        },
      ],
      goals: [
        { goal: 'at least 5 times as fast as one query per rule', seen: ratio(naive / own), met: naive / own >= 5 },
        { goal: 'all rules in less than 20 s', seen: seconds(own / 1000), met: own < 20_000 },
      ],
      data: { sharedMs, singleMs, hits, records, rules: rules.length, peakMb, findings },
    };
  } finally {
    await engine.close();
    await rm(dir, { recursive: true, force: true });
  }
}

async function timed(connection: Connection, hits: string, work: () => Promise<void>): Promise<number> {
  await connection.run(`DROP TABLE IF EXISTS ${hits}`);
  await connection.run(createHits(hits));
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function runEach(connection: Connection, rules: NumberedRule[]): Promise<void> {
  for (const { number: rule, condition } of rules)
    await connection.run(
      `INSERT INTO ${single} SELECT ${rule}, log.rowid, evidence_id, record_no, eventtime FROM logs.main.cloudtrail AS log WHERE ${condition}`,
    );
}

async function compareHits(connection: Connection): Promise<number> {
  const differ = await connection.value(
    `SELECT count(*) FROM (SELECT rule, row_id FROM ${shared} EXCEPT ALL SELECT rule, row_id FROM ${single}
       UNION ALL (SELECT rule, row_id FROM ${single} EXCEPT ALL SELECT rule, row_id FROM ${shared}))`,
  );
  expectEqual('hits that only one way found', Number(differ), 0);
  return Number(await connection.value(`SELECT count(*) FROM ${shared}`));
}

async function timeFindings(engine: Engine, options: BenchOptions, records: number) {
  const { db } = engine.state.current!;
  for await (const { state } of await engine.client.sessions.watch()) if (state === 'current') break;
  const firstMs = await runOnce(engine);
  const before = await engine.client.detections.findings();
  const laterMs: number[] = [];
  for (let round = 0; round < options.rounds; round++) {
    await forgetLast(db, Math.round(records / 100));
    laterMs.push(await runOnce(engine));
  }
  const began = performance.now();
  const after = await engine.client.detections.findings();
  const listMs = performance.now() - began;
  const summed = (all: typeof after) => all.reduce((sum, { hits }) => sum + hits, 0);
  expectEqual('hits of all findings', summed(after), summed(before));
  expectEqual('findings', after.length, before.length);
  return { firstMs, laterMs: median(laterMs), listMs, count: after.length };
}

/** As if the last rows had come since. */
async function forgetLast(db: Database, rows: number): Promise<void> {
  await db.use(async (connection) => {
    const seen = Number(await connection.value('SELECT min(seen) FROM logs.main.rules')) - rows;
    await connection.run(`UPDATE logs.main.rules SET seen = ${seen}`);
    await connection.run(`DELETE FROM logs.main.rule_hits WHERE row_id >= ${seen}`);
    await connection.run(`DELETE FROM logs.pugmark.correlation_events WHERE row_id >= ${seen}`);
  });
}

async function runOnce({ client }: Engine): Promise<number> {
  const began = performance.now();
  await client.detections.run();
  for await (const { state, error } of await client.detections.watch()) {
    if (state === 'failed') throw new Error(String(error));
    if (state === 'current') break;
  }
  return performance.now() - began;
}
