// Text logs: lines per second of `pugmark load` beside DuckDB's read_csv with everything told by hand, and awk, on the same files in
// the same run, turn about. All are asked the same questions afterwards, and must agree with what was written.
import { existsSync } from 'node:fs';
import { mkdir, readdir, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Account } from '../../shared/contract/loads.ts';
import { type BenchOptions, expectEqual } from './load.ts';
import { median, type Run, runMeasured, sizeOf } from './measure.ts';
import { type Goal, megabytes, number, ratio, type Section, seconds, type Table } from './report.ts';
import { type TextLogName, textLogNames } from './text-log-lines.ts';
import {
  awkProgram,
  awkTimes,
  derivedColumns,
  lnavCommands,
  outcomesSql,
  recipeSql,
  sumsSql,
  textLogRecipes,
} from './text-log-recipes.ts';
import { findTextLog, type TextForm, type TextLog } from './text-logs.ts';

type Contender = 'pugmark' | 'csv' | 'derived' | 'awk' | 'lnav';
type Attempt = Pick<Run, 'seconds' | 'cpuSeconds' | 'peakMb'> & { contender: Contender; bytes: number };
type Result = { log: TextLog; attempts: Attempt[] };

const names: Record<Contender, string> = {
  pugmark: 'Pugmark, everything on',
  csv: '(a) read_csv, options and types by hand',
  derived: '(b) the same, with the columns that Pugmark computes',
  awk: '(c) awk, splitting and counting',
  lnav: '(d) lnav',
};

export async function benchFormats(options: BenchOptions): Promise<Section> {
  const lines = options.quick ? 100_000 : 1_000_000;
  const plan: [TextLogName, TextForm][] = textLogNames.map((name) => [name, 'plain']);
  plan.splice(1, 0, ['vpcflow', 'gzip']);
  const [awk, lnav] = [await findTool('awk'), await findTool('lnav')];
  const results: Result[] = [];
  for (const [name, form] of plan) {
    const log = await findTextLog(options.root, name, lines, form);
    const contenders: Contender[] = ['pugmark', 'csv'];
    if (derivedColumns(name).length > 0) contenders.push('derived');
    if (awk !== null) contenders.push('awk');
    if (lnav !== null && lnavCommands(name) !== null) contenders.push('lnav');
    const result: Result = { log, attempts: [] };
    results.push(result);
    for (let round = 0; round < options.rounds; round++)
      for (const contender of contenders) result.attempts.push(await attempt(contender, log, options));
    if (awk !== null) await checkAwkTimes(log);
  }
  return {
    name: 'formats',
    tables: results.map((result) => describe(result, awk, lnav)),
    goals: judge(results),
    data: { awk, lnav, results: results.map(({ log, attempts }) => ({ ...log, dir: undefined, attempts })) },
  };
}

/** The program's own name, `mawk` for an `awk` that is a link to it; null where it is not installed. */
async function findTool(name: string): Promise<string | null> {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const file = folders.map((folder) => path.join(folder, name)).find((one) => existsSync(one));
  return file === undefined ? null : path.basename(await realpath(file));
}

async function attempt(contender: Contender, log: TextLog, options: BenchOptions): Promise<Attempt> {
  const scratch = path.join(options.root, 'scratch');
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  const made = path.join(scratch, contender === 'pugmark' ? 'bench.pugmark' : 'recipe.duckdb');
  const run = await perform(contender, log, made, options);
  const { seconds: took, cpuSeconds, peakMb } = run;
  if (run.code !== 0)
    throw new Error(`${names[contender]} failed on ${log.name} (${run.code}):\n${run.stderr.slice(-2000)}`);
  if (contender === 'awk') checkAwk(run, log);
  else if (contender === 'lnav') checkLnav(run, log);
  else await checkTable(contender, run, made, log, options);
  console.error(
    `  ${log.name} ${log.form} ${contender}: ${seconds(took)}, CPU ${cpuSeconds?.toFixed(1)} s, ${peakMb} MiB`,
  );
  return { contender, seconds: took, cpuSeconds, peakMb, bytes: sizeOf(made) };
}

async function perform(contender: Contender, log: TextLog, made: string, options: BenchOptions): Promise<Run> {
  const { name, dir } = log;
  if (contender === 'pugmark')
    return await runMeasured(process.execPath, [options.cli, 'load', dir, '--case', made, '--json']);
  if (contender === 'csv' || contender === 'derived') {
    const sql = recipeSql(name, `${dir}/*`, contender === 'derived' ? derivedColumns(name) : []);
    return await runMeasured(process.execPath, [path.join(options.programs, 'statement.js'), made, sql]);
  }
  if (contender === 'awk') return await runAwk(awkProgram(name), log);
  const files = (await readdir(dir)).toSorted().map((file) => path.join(dir, file));
  return await runMeasured('lnav', [...lnavCommands(name)!, ...files]);
}

/** In the plain locale, in which awk takes bytes for characters and is fastest. */
async function runAwk(program: string, { name, dir, form }: TextLog): Promise<Run> {
  const { separator } = textLogRecipes[name];
  const quoted = [...(separator === undefined ? [] : ['-F', separator]), program].map(
    (one) => `'${one.replaceAll("'", "'\\''")}'`,
  );
  const awk = `env LC_ALL=C awk ${quoted.join(' ')}`;
  return await runMeasured('sh', [
    '-c',
    form === 'gzip' ? `gzip -dc "$1"/* | ${awk}` : `exec ${awk} "$1"/*`,
    'sh',
    dir,
  ]);
}

function checkAwk({ stdout }: Run, { name, truth }: TextLog): void {
  const [head, ...rest] = stdout.trim().split('\n');
  const [lines, , bytes] = head!.split(' ').map(Number);
  expectEqual(`lines of ${name} by awk`, lines, truth.lines);
  expectEqual(`bytes of ${name} by awk`, bytes, truth.bytes);
  checkOutcomes(
    name,
    truth,
    rest.map((line) => line.split(' ') as [string, string]),
  );
}

async function checkAwkTimes(log: TextLog): Promise<void> {
  const { stdout } = await runAwk(awkTimes(log.name), log);
  const { timeText } = textLogRecipes[log.name];
  const { first, last } = log.truth;
  expectEqual(`times of ${log.name} by awk`, stdout.trim(), `${timeText(first)}\n${timeText(last)}`);
}

function checkLnav({ stdout }: Run, { name, truth }: TextLog): void {
  const [sums] = JSON.parse(stdout) as { lines: number; bytes: number }[];
  expectEqual(`lines of ${name} by lnav`, sums?.lines, truth.lines);
  expectEqual(`bytes of ${name} by lnav`, sums?.bytes, truth.bytes);
}

/** Sums, times and outcomes of the table, whoever made it. */
async function checkTable(contender: Contender, run: Run, made: string, log: TextLog, options: BenchOptions) {
  const { name, truth } = log;
  if (contender === 'pugmark') {
    const { records } = JSON.parse(run.stdout) as Account;
    expectEqual(`rows of ${name}`, records.rows, truth.lines);
    expectEqual(`duplicates and rejects of ${name}`, records.found - records.rows, 0);
  }
  const ask = async (sql: string) => {
    const args =
      contender === 'pugmark'
        ? [options.cli, 'sql', sql, '--case', made, '--json']
        : [path.join(options.programs, 'statement.js'), made, sql];
    const asked = await runMeasured(process.execPath, args);
    if (asked.code !== 0) throw new Error(`${sql} failed:\n${asked.stderr}`);
    return (JSON.parse(asked.stdout) as { rows: Record<string, unknown>[] }).rows;
  };
  const [sums] = await ask(sumsSql(name));
  expectEqual(`lines of ${name}`, Number(sums!.lines), truth.lines);
  expectEqual(`bytes of ${name}`, Number(sums!.bytes), truth.bytes);
  expectEqual(`first time of ${name}`, Number(sums!.first), Math.round(truth.first * 1e6));
  expectEqual(`last time of ${name}`, Number(sums!.last), Math.round(truth.last * 1e6));
  const outcomes = await ask(outcomesSql(name));
  checkOutcomes(
    name,
    truth,
    outcomes.map((row) => [String(row.outcome), String(row.n)]),
  );
}

function checkOutcomes(name: string, { outcomes }: TextLog['truth'], seen: [string, string][]): void {
  const sorted = (pairs: [string, unknown][]) =>
    pairs
      .map(([outcome, n]) => `${outcome} ${String(n)}`)
      .toSorted()
      .join();
  expectEqual(`outcomes of ${name}`, sorted(seen), sorted(Object.entries(outcomes)));
}

type Summary = { contender: Contender; seconds: number; spread: string; cpu: number; peakMb: number; bytes: number };

function summarise({ attempts }: Result): Map<Contender, Summary> {
  const contenders = [...new Set(attempts.map((one) => one.contender))];
  return new Map(
    contenders.map((contender) => {
      const own = attempts.filter((one) => one.contender === contender);
      const times = own.map((one) => one.seconds);
      const summary = {
        contender,
        seconds: median(times),
        spread: own.length === 1 ? '' : `${Math.min(...times).toFixed(2)}–${Math.max(...times).toFixed(2)}`,
        cpu: median(own.map((one) => one.cpuSeconds ?? 0)),
        peakMb: Math.max(...own.map((one) => one.peakMb ?? 0)),
        bytes: own.at(-1)!.bytes,
      };
      return [contender, summary];
    }),
  );
}

function describe(result: Result, awk: string | null, lnav: string | null): Table {
  const { name, form, truth } = result.log;
  const summaries = summarise(result);
  const own = summaries.get('pugmark')!;
  const notes = [
    ...(awk === null ? ['awk is not installed.'] : []),
    ...(lnav === null && lnavCommands(name) !== null ? ['lnav is not installed.'] : []),
  ];
  const size =
    form === 'gzip'
      ? `${megabytes(truth.diskBytes)} of gzip, ${megabytes(truth.textBytes)}`
      : megabytes(truth.textBytes);
  return {
    title: `${textLogRecipes[name].title}: ${number(truth.lines)} lines, ${size}`,
    columns: ['', 'median', 'range', 'lines/s', 'CPU', 'peak memory', 'stored', 'Pugmark is', 'by CPU'],
    rows: [...summaries.values()].map((one) => [
      one.contender === 'awk' ? names.awk.replace('awk', awk!) : names[one.contender],
      seconds(one.seconds),
      one.spread,
      number(truth.lines / one.seconds),
      seconds(one.cpu),
      `${number(one.peakMb)} MiB`,
      one.bytes === 0 ? '' : megabytes(one.bytes),
      ...(one.contender === 'pugmark'
        ? ['', '']
        : [ratio(one.seconds / own.seconds), one.cpu === 0 ? '' : ratio(one.cpu / own.cpu)]),
    ]),
    notes,
  };
}

function judge(results: Result[]): Goal[] {
  const against = (contender: Contender, least: number, goal: string): Goal[] => {
    const seen = results.flatMap((result) => {
      const [own, other] = ['pugmark', contender].map((one) => summarise(result).get(one as Contender));
      const { name, form } = result.log;
      return other ? [{ of: form === 'plain' ? name : `${name} ${form}`, ratio: other.seconds / own!.seconds }] : [];
    });
    if (seen.length === 0) return [];
    const told = seen.map((one) => `${ratio(one.ratio)} ${one.of}`).join(', ');
    return [{ goal, seen: told, met: seen.every((one) => one.ratio >= least) }];
  };
  return [
    ...against('csv', 0.8, 'at least 0.8× of read_csv, options and types by hand'),
    ...against('awk', 1, 'faster than awk'),
    ...against('lnav', 1, 'faster than lnav'),
  ];
}
