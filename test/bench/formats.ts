// Text logs: lines per second of `pugmark load` beside DuckDB's read_csv with everything told by hand, and awk, on the same files in
// the same run, turn about. All are asked the same questions afterwards, and must agree with what was written.
import { mkdir, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { type BenchOptions, expectEqual } from './load.ts';
import { median, type Run, runMeasured, sizeOf } from './measure.ts';
import { type Goal, megabytes, number, ratio, type Section, seconds, type Table } from './report.ts';
import { type TextLogName, textLogNames } from './text-log-lines.ts';
import { awkProgram, awkTimes, derivedColumns, outcomesSql, recipeSql, sumsSql, textLogRecipes } from './text-log-recipes.ts';
import { findTextLog, type TextForm, type TextLog } from './text-logs.ts';

type Contender = 'pugmark' | 'csv' | 'derived' | 'awk' | 'lnav';
type Attempt = Pick<Run, 'seconds' | 'cpuSeconds' | 'peakMb'> & { contender: Contender; bytes: number };
type Result = { log: TextLog; attempts: Attempt[] };
type Tools = { awk: string | null; lnav: string | null };

const names: Record<Contender, string> = {
  pugmark: 'Pugmark, everything on',
  csv: '(a) read_csv, options and types by hand',
  derived: '(b) the same, with the columns that Pugmark computes',
  awk: '(c) awk, splitting and counting',
  lnav: '(d) lnav',
};

export async function benchFormats(options: BenchOptions): Promise<Section> {
  const lines = options.quick ? 100_000 : 1_000_000;
  const plan: [TextLogName, TextForm][] = [...textLogNames.map((name): [TextLogName, TextForm] => [name, 'plain']), ['vpcflow', 'gzip']];
  const awk = await findTool('awk');
  const results: Result[] = [];
  for (const [name, form] of plan) {
    const log = await findTextLog(options.root, name, lines, form);
    const contenders: Contender[] = ['pugmark', 'csv'];
    if (derivedColumns(name).length > 0) contenders.push('derived');
    if (awk) contenders.push('awk');
    const result: Result = { log, attempts: [] };
    results.push(result);
    for (let round = 0; round < options.rounds; round++)
      for (const contender of contenders) result.attempts.push(await attempt(contender, log, options));
    if (awk) await checkTimes(log);
  }
  return {
    name: 'formats',
    tables: results.map(describe),
    goals: judge(results),
    data: { awk, results: results.map(({ log, attempts }) => ({ log: log.name, form: log.form, truth: log.truth, attempts })) },
  };
}
