// Proof of a whole trail: what its hashes add to a load, and verifying it against its digests and against its own files, beside
// sha256sum over the decompressed bytes.
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { findLoadedCase } from './cases.ts';
import type { BenchOptions } from './load.ts';
import { expectEqual } from './load.ts';
import { median, type Run, runMeasured } from './measure.ts';
import { megabytes, number, ratio, type Section, seconds } from './report.ts';
import { findSignedTrail, type SignedTrail } from './signed-trail.ts';

const version = 1;

type Round = { digests: number; evidence: number; sha256sum: number };
type LoadRound = { hashed: number; unhashed: number; hashedCpu: number | null; unhashedCpu: number | null };

export async function benchIntegrity(options: BenchOptions): Promise<Section> {
  const trail = await findSignedTrail(options.root, options.quick ? 0.1 : 1);
  const dir = await findSignedCase(options, trail);
  /** The same log files without digests: what sha256sum has to read. */
  const bare = await findLoadedCase(options);
  const plain = await findPlain(options, trail);
  const rounds: Round[] = [];
  for (let round = 0; round < options.rounds; round++)
    rounds.push({
      digests: await verifyDigests(options, trail, dir),
      evidence: await verifyEvidence(options, trail, bare),
      sha256sum: await sumPlain(plain, trail),
    });
  const loads: LoadRound[] = [];
  for (let round = 0; round < options.rounds; round++) loads.push(await loadBoth(options, trail));
  const of = (key: keyof Round) => median(rounds.map((one) => one[key]));
  const [digests, evidence, sum] = [of('digests'), of('evidence'), of('sha256sum')];
  const [hashed, unhashed] = [median(loads.map((one) => one.hashed)), median(loads.map((one) => one.unhashed))];
  const { truth } = trail;
  const files = truth.verified + truth.altered.length + truth.notCovered.length;
  const speed = (time: number) => `${megabytes(truth.bytes / time)}/s`;
  return {
    name: 'integrity',
    tables: [
      {
        title: `${number(files)} log files, ${number(truth.digests)} digests, ${megabytes(truth.bytes)} decompressed`,
        columns: ['', 'median', 'decompressed bytes', 'speed of sha256sum'],
        rows: [
          ['`pugmark verify`: digests, against the hashes of the load', digests],
          ['`pugmark verify --evidence`: every log file read and unpacked again', evidence],
          [`sha256sum of the decompressed files, ${availableParallelism()} at once`, sum],
        ].map(([what, time]) => [String(what), seconds(Number(time)), speed(Number(time)), ratio(sum / Number(time))]),
        notes: [
          `Medians of ${rounds.length} rounds, turn about; the start of Node and opening the case are in Pugmark's figures. Found exactly what was planted: ${truth.altered.length} altered, ${truth.missing.length} missing, ${truth.notCovered.length} not covered.`,
        ],
      },
      {
        title: 'What hashing adds to a load',
        columns: ['', 'median'],
        rows: [
          ['`pugmark load` of the log files', seconds(hashed)],
          ['the same, built with a stand-in that hashes nothing', seconds(unhashed)],
          ['ratio', ratio(hashed / unhashed)],
        ],
        notes: [
          'Two hashes of every file, as found and of its content. Hashes of records, which find duplicates, are in both.',
        ],
      },
    ],
    goals: [
      { goal: 'verification at half the speed of sha256sum', seen: ratio(sum / digests), met: sum / digests >= 0.5 },
      { goal: 'reading the same log files again, too', seen: ratio(sum / evidence), met: sum / evidence >= 0.5 },
      { goal: 'hashing adds less than 15 % to a load', seen: ratio(hashed / unhashed), met: hashed / unhashed < 1.15 },
    ],
    data: { rounds, loads, truth: { ...truth, altered: undefined, missing: undefined, notCovered: undefined } },
  };
}

const pugmark = (options: BenchOptions, ...args: string[]) => runMeasured(process.execPath, [options.cli, ...args]);

function expectCode(what: string, { code, stderr }: Run, expected: number): void {
  if (code !== expected) throw new Error(`${what} ended with ${code}, should be ${expected}:\n${stderr.slice(-2000)}`);
}

async function findSignedCase(options: BenchOptions, { logs, digests }: SignedTrail): Promise<string> {
  const dir = path.join(options.root, 'cases', `signed${options.quick ? '-quick' : ''}-v${version}.pugmark`);
  if (existsSync(path.join(dir, 'case.json'))) return dir;
  console.error('Loading logs and digests …');
  const making = dir.replace('.pugmark', '-part.pugmark');
  await rm(making, { recursive: true, force: true });
  expectCode('load', await pugmark(options, 'load', logs, digests, '--case', making, '--json'), 0);
  await rename(making, dir);
  return dir;
}

/** The log files as they are inside of their gzip, on disk. */
async function findPlain({ root, quick }: BenchOptions, { logs }: SignedTrail): Promise<string> {
  const dir = path.join(root, 'archives', `trail-plain${quick ? '-quick' : ''}-v${version}`);
  if (existsSync(dir)) return dir;
  console.error('Unpacking the log files …');
  const making = `${dir}.part`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true });
  const script = 'cd "$1" && cp -r . "$2" && cd "$2" && find . -name "*.gz" -print0 | xargs -0 -n 500 gunzip';
  expectCode('gunzip', await runMeasured('sh', ['-c', script, 'sh', logs, making]), 0);
  await rename(making, dir);
  return dir;
}

async function verifyDigests(options: BenchOptions, { keys, signatures, truth }: SignedTrail, dir: string) {
  const files = ['--keys', keys, '--signatures', signatures];
  const run = await pugmark(options, 'verify', '--case', dir, ...files, '--json');
  expectCode('verify', run, 5);
  const said = JSON.parse(run.stdout) as {
    digests: { verdict: string; count: number }[];
    logs: { verdict: string; count: number }[];
    findings: { of: string; verdict: string; key: string }[];
  };
  const count = (of: 'digests' | 'logs', verdict: string) =>
    said[of].filter((one) => one.verdict === verdict).reduce((sum, one) => sum + one.count, 0);
  const names = (verdict: string) =>
    said.findings
      .filter((one) => one.of === 'log' && one.verdict === verdict)
      .map(({ key }) => key)
      .toSorted()
      .join('\n');
  expectEqual('digests verified', count('digests', 'verified'), truth.digests);
  expectEqual('logs verified', count('logs', 'verified'), truth.verified);
  expectEqual('logs not covered', count('logs', 'not covered'), truth.notCovered.length);
  expectEqual('altered logs', names('altered'), truth.altered.toSorted().join('\n'));
  expectEqual('missing logs', names('missing'), truth.missing.toSorted().join('\n'));
  return run.seconds;
}

async function verifyEvidence(options: BenchOptions, { truth }: SignedTrail, dir: string) {
  const run = await pugmark(options, 'verify', '--evidence', '--case', dir, '--json');
  expectCode('verify --evidence', run, 0);
  const { counts } = JSON.parse(run.stdout) as { counts: { same: number } };
  const files = truth.verified + truth.altered.length + truth.notCovered.length;
  expectEqual('files that are the same', counts.same, files);
  return run.seconds;
}

async function sumPlain(dir: string, { truth }: SignedTrail): Promise<number> {
  const script = 'find "$1" -type f -print0 | xargs -0 -n 200 -P "$2" sha256sum | wc -l';
  const run = await runMeasured('sh', ['-c', script, 'sh', dir, String(availableParallelism())]);
  expectCode('sha256sum', run, 0);
  expectEqual('files summed', Number(run.stdout), truth.verified + truth.altered.length + truth.notCovered.length);
  return run.seconds;
}

async function loadBoth(options: BenchOptions, { logs }: SignedTrail): Promise<LoadRound> {
  const load = async (cli: string) => {
    const dir = path.join(options.root, 'scratch', 'hashing.pugmark');
    await rm(dir, { recursive: true, force: true });
    await mkdir(path.dirname(dir), { recursive: true });
    const run = await runMeasured(process.execPath, [cli, 'load', logs, '--case', dir, '--json']);
    expectCode('load', run, 0);
    await rm(dir, { recursive: true, force: true });
    return run;
  };
  const [hashed, unhashed] = [await load(options.cli), await load(options.unhashedCli)];
  return {
    hashed: hashed.seconds,
    unhashed: unhashed.seconds,
    hashedCpu: hashed.cpuSeconds,
    unhashedCpu: unhashed.cpuSeconds,
  };
}
