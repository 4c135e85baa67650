// Loading: Pugmark beside the recipe that a skilled user would paste, pandas, and a floor that stores nothing, on the
// same archives in the same run, turn about.
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Archive, type ArchiveName, findArchive } from './archives.ts';
import { median, type Run, runMeasured, sizeOf } from './measure.ts';
import { type Goal, megabytes, number, ratio, type Section, seconds, type Table } from './report.ts';

export type BenchOptions = {
  /** .bench */
  root: string;
  /** Folder of the bundled programs of this benchmark. */
  programs: string;
  cli: string;
  /** The same, built with `unhashed-tap.ts`. */
  unhashedCli: string;
  quick: boolean;
  rounds: number;
};

type Contender = 'pugmark' | 'recipe' | 'parse' | 'pandas';
type Attempt = {
  contender: Contender;
  seconds: number;
  cpuSeconds: number | null;
  peakMb: number | null;
  rows: number;
  bytes: number;
};
type ArchiveResult = { archive: Archive; attempts: Attempt[] };

const names: Record<Contender, string> = {
  pugmark: 'Pugmark, everything on',
  recipe: '(a) DuckDB recipe',
  pandas: '(b) pandas json_normalize',
  parse: '(c) gunzip + JSON.parse, two workers, nothing stored',
};
const pandasSeconds = 40;

export async function benchLoad(options: BenchOptions): Promise<Section> {
  const scale = options.quick ? 0.1 : 1;
  const results: ArchiveResult[] = [];
  const plan: [ArchiveName, Contender[], number][] = [
    ['small', ['pugmark', 'recipe', 'parse'], options.rounds],
    ['large', ['pugmark', 'recipe', 'parse'], options.rounds],
    ['trail200k', ['pugmark', 'parse'], options.rounds],
    ['trail', ['pugmark', 'parse'], options.quick ? 1 : Math.min(2, options.rounds)],
  ];
  for (const [name, contenders, rounds] of plan) {
    const archive = await findArchive(options.root, name, scale);
    const result: ArchiveResult = { archive, attempts: [] };
    results.push(result);
    for (let round = 0; round < rounds; round++)
      for (const contender of contenders) result.attempts.push(await attempt(contender, archive, options));
    if (name === 'small') {
      const pandas = await attemptPandas(archive, options);
      if (pandas) result.attempts.push(pandas);
    }
  }
  return {
    name: 'load',
    tables: results.map(describe),
    goals: judge(results),
    data: results.map(({ archive, attempts }) => ({
      archive: archive.name,
      truth: { ...archive.truth, counts: undefined },
      attempts,
    })),
  };
}

async function attempt(contender: Contender, archive: Archive, options: BenchOptions): Promise<Attempt> {
  const scratch = path.join(options.root, 'scratch');
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  const made = path.join(scratch, contender === 'pugmark' ? 'bench.pugmark' : 'recipe.duckdb');
  const node = (program: string, ...args: string[]) =>
    runMeasured(process.execPath, [path.join(options.programs, program), ...args]);
  const run =
    contender === 'pugmark'
      ? await runMeasured(process.execPath, [options.cli, 'load', archive.dir, '--case', made, '--json'])
      : contender === 'recipe'
        ? await node('recipe.js', archive.dir, made)
        : await node('parse.js', archive.dir);
  if (run.code !== 0)
    throw new Error(`${names[contender]} failed on ${archive.name} (${run.code}):\n${run.stderr.slice(-2000)}`);
  const rows = contender === 'pugmark' ? await checkCase(run, made, archive, options) : checkRows(run, archive);
  const done = {
    contender,
    seconds: run.seconds,
    cpuSeconds: run.cpuSeconds,
    peakMb: run.peakMb,
    rows,
    bytes: sizeOf(made),
  };
  console.error(
    `  ${archive.name} ${contender}: ${seconds(run.seconds)}, CPU ${run.cpuSeconds?.toFixed(1)} s, ${run.peakMb} MiB`,
  );
  return done;
}

function checkRows(run: Run, archive: Archive): number {
  const { rows } = JSON.parse(run.stdout) as { rows: number };
  expectEqual(`rows of ${archive.name}`, rows, archive.truth.records);
  return rows;
}

/** The account and the counts of the loaded case against what the generator wrote. */
async function checkCase(run: Run, dir: string, archive: Archive, options: BenchOptions): Promise<number> {
  const { truth } = archive;
  const account = JSON.parse(run.stdout) as {
    files: { found: number; loaded: number };
    records: { found: number; rows: number; duplicates: number };
  };
  expectEqual('files found', account.files.found, truth.files);
  expectEqual('files loaded', account.files.loaded, truth.files);
  expectEqual('records', account.records.found, truth.records);
  expectEqual('rows', account.records.rows, truth.rows);
  expectEqual('duplicates', account.records.duplicates, truth.duplicates);
  for (const column of ['eventname', 'errorcode', 'useridentity.type', 'sourceipaddress']) {
    const expected = Object.entries(truth.counts[column]!)
      .filter(([value]) => value !== 'null')
      .slice(0, 20);
    const values = expected.map(([value]) => `'${value.replaceAll("'", "''")}'`).join(', ');
    const sql = `SELECT ${column} AS value, count(*) AS n FROM cloudtrail WHERE ${column} IN (${values}) GROUP BY ALL`;
    const asked = await runMeasured(process.execPath, [options.cli, 'sql', sql, '--case', dir, '--json']);
    const { rows } = JSON.parse(asked.stdout) as { rows: { value: string; n: number }[] };
    const seen = new Map(rows.map((row) => [row.value, Number(row.n)]));
    for (const [value, count] of expected) expectEqual(`${column} = ${value}`, seen.get(value), count);
  }
  return account.records.found;
}

export function expectEqual(what: string, seen: unknown, expected: unknown): void {
  if (seen !== expected) throw new Error(`Wrong answer: ${what} is ${String(seen)}, should be ${String(expected)}.`);
}

async function attemptPandas(archive: Archive, options: BenchOptions): Promise<Attempt | null> {
  const script = path.join(options.programs, '../../test/bench/rivals/normalise.py');
  for (const python of ['python3', '/usr/bin/python3', 'python']) {
    if (python.startsWith('/') && !existsSync(python)) continue;
    const probe = await runMeasured(python, ['-c', 'import pandas']).catch(() => null);
    if (probe?.code !== 0) continue;
    const run = await runMeasured(python, [script, archive.dir, String(options.quick ? 10 : pandasSeconds)]);
    if (run.code !== 0) throw new Error(`pandas failed:\n${run.stderr.slice(-2000)}`);
    const told = JSON.parse(run.stdout) as { rows: number; seconds: number };
    return {
      contender: 'pandas',
      seconds: told.seconds,
      cpuSeconds: run.cpuSeconds,
      peakMb: run.peakMb,
      rows: told.rows,
      bytes: 0,
    };
  }
  console.error('  pandas: not measured (no python3 with pandas)');
  return null;
}

type Summary = { contender: Contender; seconds: number; rate: number; peakMb: number; bytes: number; spread: string };

function summarise({ attempts }: ArchiveResult): Summary[] {
  const contenders = [...new Set(attempts.map((one) => one.contender))];
  return contenders.map((contender) => {
    const own = attempts.filter((one) => one.contender === contender);
    const times = own.map((one) => one.seconds);
    return {
      contender,
      seconds: median(times),
      rate: median(own.map((one) => one.rows / one.seconds)),
      peakMb: Math.max(...own.map((one) => one.peakMb ?? 0)),
      bytes: own.at(-1)!.bytes,
      spread: own.length === 1 ? '' : `${Math.min(...times).toFixed(1)}–${Math.max(...times).toFixed(1)}`,
    };
  });
}

function describe(result: ArchiveResult): Table {
  const { truth, name } = result.archive;
  const summaries = summarise(result);
  const own = summaries.find((one) => one.contender === 'pugmark')!;
  return {
    title: `${name}: ${number(truth.records)} events in ${number(truth.files)} files, ${megabytes(truth.gzipBytes)} on disk, ${megabytes(truth.bytes)} decompressed`,
    columns: ['', 'median', 'range', 'rows/s', 'peak memory', 'stored', 'Pugmark is'],
    rows: summaries.map((one) => [
      names[one.contender],
      seconds(one.seconds),
      one.spread,
      number(one.rate),
      `${number(one.peakMb)} MiB`,
      one.bytes === 0 ? '' : `${megabytes(one.bytes)} (${number(one.bytes / truth.bytes, 2)} of decompressed)`,
      one.contender === 'pugmark' ? '' : ratio(own.rate / one.rate),
    ]),
    notes: [],
  };
}

function judge(results: ArchiveResult[]): Goal[] {
  const by = (name: string) =>
    new Map(summarise(results.find(({ archive }) => archive.name === name)!).map((one) => [one.contender, one]));
  const [small, large, trail200k, trail] = ['small', 'large', 'trail200k', 'trail'].map(by) as [
    Map<Contender, Summary>,
    Map<Contender, Summary>,
    Map<Contender, Summary>,
    Map<Contender, Summary>,
  ];
  const faster = (of: Map<Contender, Summary>, than: Contender) => of.get('pugmark')!.rate / of.get(than)!.rate;
  const peak = Math.max(...[small, large, trail200k, trail].map((one) => one.get('pugmark')!.peakMb));
  const growth = trail200k.get('pugmark')!.rate / trail.get('pugmark')!.rate;
  const stored = Math.max(
    ...results.map(
      ({ archive, attempts }) =>
        attempts.filter((one) => one.contender === 'pugmark').at(-1)!.bytes / archive.truth.bytes,
    ),
  );
  const floors = [small, large].map((one) => faster(one, 'parse'));
  return [
    {
      goal: 'small files: at least 4× the recipe',
      seen: ratio(faster(small, 'recipe')),
      met: faster(small, 'recipe') >= 4,
    },
    {
      goal: 'large files: at least 2× the recipe',
      seen: ratio(faster(large, 'recipe')),
      met: faster(large, 'recipe') >= 2,
    },
    {
      goal: 'near the floor (c)',
      seen: `${ratio(floors[0]!)} small, ${ratio(floors[1]!)} large`,
      met: Math.min(...floors) > 0.6,
    },
    { goal: 'peak memory under 1.5 GB', seen: `${number(peak)} MiB`, met: peak * 2 ** 20 < 1.5e9 },
    { goal: 'cost per event flat from 200,000 to 2,000,000', seen: ratio(growth), met: growth < 1.15 },
    { goal: 'case at most 0.4 of the decompressed bytes', seen: number(stored, 2), met: stored <= 0.4 },
  ];
}
