// Acquiring from S3: copying beside what a user would otherwise take, copying and loading at once beside one after the other,
// and listing. Every copy goes to a fresh folder; all are removed at the end, since removing ten thousand files makes what is
// measured next slower.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type BenchBucket, type BenchStore, hashTree, openBenchStore } from './acquire-store.ts';
import { describeCopies, describeListings, describeLoads, judge } from './acquire-tables.ts';
import { acquireArgs, type Copier, findCopiers, placeArgs, signInAll, signOutAll } from './acquire-tools.ts';
import { putFarAway } from './distance.ts';
import { type BenchOptions, expectEqual } from './load.ts';
import { type Run, runMeasured } from './measure.ts';
import { type Section, seconds } from './report.ts';

export type Attempt = Pick<Run, 'seconds' | 'cpuSeconds' | 'peakMb'>;
/**
 * `nothing`: acquiring no object at all, for what starting, signing in and making a case takes of the rest.
 * `roundTripMs`: how far away the store was made to be.
 */
export type Copies = {
  roundTripMs: number;
  bucket: BenchBucket;
  of: Map<string, { checks: string; attempts: Attempt[] }>;
  nothing: Attempt[];
};
export type Loads = { bucket: BenchBucket; both: Attempt[]; copy: Attempt[]; load: Attempt[] };
export type Listing = { name: string; keys: number } & Attempt;

export async function benchAcquire(options: BenchOptions): Promise<Section> {
  const store = await openBenchStore(options);
  if ('unavailable' in store) {
    console.error(`  not measured: ${store.unavailable}`);
    return { name: 'acquire', tables: [], goals: [], data: store };
  }
  const folder = path.join(options.root, 'scratch-acquire');
  const scratch = path.join(folder, `run-${Date.now()}`);
  try {
    signInAll(store.server, path.join(scratch, 'settings'));
    return await measureAll(options, store, scratch);
  } finally {
    signOutAll();
    await store.server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureAll(options: BenchOptions, store: BenchStore, scratch: string): Promise<Section> {
  const { small, large, blocks, many } = store.buckets;
  const { copiers, missing } = await findCopiers(options, store.server, path.join(scratch, 'settings'));
  let folders = 0;
  /** A folder that nobody used; what others wrote before is on the disk by then, and does not disturb. */
  const nextFolder = (): string => {
    spawnSync('sync');
    mkdirSync(scratch, { recursive: true });
    return path.join(scratch, String(++folders));
  };
  const copies: Copies[] = [];
  for (const bucket of [small, blocks]) copies.push(await copyInTurn(bucket, copiers, options.rounds, nextFolder));
  const own = copiers.slice(0, 1);
  copies.push(await copyInTurn(many, own, 1, nextFolder));
  copies.push(await copyFromAfar(options, store, scratch, nextFolder));
  const loads: Loads[] = [];
  for (const bucket of [small, large]) loads.push(await loadInTurn(bucket, own[0]!, options, store, nextFolder));
  const listings = await listAll(options, missing);
  return {
    name: 'acquire',
    tables: [
      ...copies.map((one) => describeCopies(one, missing)),
      ...loads.map(describeLoads),
      describeListings(listings),
    ],
    goals: judge(copies, loads, listings),
    data: {
      copies: copies.map(({ bucket, of, ...rest }) => ({ bucket: bucket.name, of: [...of], ...rest })),
      loads,
      listings,
      missing,
    },
  };
}

const attemptOf = ({ seconds: took, cpuSeconds, peakMb }: Run): Attempt => ({ seconds: took, cpuSeconds, peakMb });

function tell(what: string, run: Run): void {
  if (run.code !== 0 && run.code !== 3) throw new Error(`${what} failed (${run.code}):\n${run.stderr.slice(-2000)}`);
  console.error(`  ${what}: ${seconds(run.seconds)}, CPU ${run.cpuSeconds?.toFixed(1)} s, ${run.peakMb} MiB`);
}

async function copyInTurn(
  bucket: BenchBucket,
  copiers: Copier[],
  rounds: number,
  nextFolder: () => string,
): Promise<Copies> {
  const of: Copies['of'] = new Map(copiers.map(({ name, checks }) => [name, { checks, attempts: [] }]));
  const nothing: Attempt[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const { name, isSlow, copy } of copiers) {
      if (round > 0 && isSlow) continue;
      const { run, tree } = await copy(bucket.name, nextFolder());
      tell(`${bucket.name} ${name}`, run);
      expectEqual(`the hash of what ${name} copied`, hashTree(tree), bucket.hash);
      of.get(name)!.attempts.push(attemptOf(run));
    }
    const { run } = await copiers[0]!.copy(`${bucket.name}/nothing`, nextFolder());
    tell(`${bucket.name} Pugmark, nothing`, run);
    nothing.push(attemptOf(run));
  }
  return { roundTripMs: 0, bucket, of, nothing };
}

/** As far as the next region: what counts there is how many requests are under way, not the processor. */
async function copyFromAfar(
  options: BenchOptions,
  { server, buckets }: BenchStore,
  scratch: string,
  nextFolder: () => string,
): Promise<Copies> {
  const roundTripMs = 30;
  const distance = await putFarAway(server.endpoint, roundTripMs);
  const far = { ...server, endpoint: distance.endpoint };
  const settings = path.join(scratch, 'settings-far');
  try {
    signInAll(far, settings);
    const { copiers } = await findCopiers(options, far, settings);
    const quick = copiers.filter(({ isSlow }) => !isSlow);
    return { ...(await copyInTurn(buckets.small, quick, 1, nextFolder)), roundTripMs };
  } finally {
    distance.stop();
    signInAll(server, path.join(scratch, 'settings'));
  }
}

/** Copy and load at once, copy alone, load alone, turn about. */
async function loadInTurn(
  bucket: BenchBucket,
  copier: Copier,
  options: BenchOptions,
  store: BenchStore,
  nextFolder: () => string,
): Promise<Loads> {
  const found: Loads = { bucket, both: [], copy: [], load: [] };
  const node = (args: string[]) => runMeasured(process.execPath, args);
  for (let round = 0; round < options.rounds; round++) {
    const caseDir = nextFolder();
    const both = await node(acquireArgs(options, store.server.endpoint, bucket.name, caseDir));
    tell(`${bucket.name} copy and load`, both);
    const { account, load } = JSON.parse(both.stdout) as { account: { acquired: { objects: number } }; load: Account };
    expectEqual('objects acquired', account.acquired.objects, bucket.objects);
    checkAccount(load, bucket);
    expectEqual(
      'the hash of what was copied',
      hashTree(path.join(caseDir, 'evidence', 's3', bucket.name)),
      bucket.hash,
    );
    found.both.push(attemptOf(both));
    const { run, tree } = await copier.copy(bucket.name, nextFolder());
    tell(`${bucket.name} copy alone`, run);
    found.copy.push(attemptOf(run));
    const alone = await node([options.cli, 'load', tree, '--case', nextFolder(), '--json']);
    tell(`${bucket.name} load alone`, alone);
    checkAccount(JSON.parse(alone.stdout) as Account, bucket);
    found.load.push(attemptOf(alone));
  }
  return found;
}

type Account = { files: { loaded: number }; records: { found: number; rows: number; duplicates: number } };

function checkAccount({ files, records }: Account, { name, archive }: BenchBucket): void {
  expectEqual(`files loaded of ${name}`, files.loaded, archive!.truth.files);
  expectEqual(`records of ${name}`, records.found, archive!.truth.records);
  expectEqual(`rows of ${name}`, records.rows, archive!.truth.rows);
  expectEqual(`duplicates of ${name}`, records.duplicates, archive!.truth.duplicates);
}

/** Listing alone, of buckets that exist as arithmetic only: what is measured is the lister. */
async function listAll(options: BenchOptions, missing: string[]): Promise<Listing[]> {
  const found: Listing[] = [];
  for (const keys of options.quick ? [20_000, 200_000] : [200_000, 2_000_000]) {
    const server = spawn(process.execPath, [path.join(options.programs, 'list-server.js'), String(keys)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [printed] = (await once(server.stdout, 'data')) as [Buffer];
      const endpoint = printed.toString().trim();
      const args = [options.cli, 'acquire', 's3://trail/', '--dry-run', '--json', ...placeArgs(endpoint)];
      const own = await runMeasured(process.execPath, args);
      tell(`list ${keys} keys`, own);
      expectEqual('keys listed', (JSON.parse(own.stdout) as { objects: number }).objects, keys);
      found.push({ name: 'Pugmark acquire --dry-run', keys, ...attemptOf(own) });
      if (missing.includes('rclone')) continue;
      const more = ['--s3-endpoint', endpoint, '--s3-list-version', '2', '--checkers', '32', '--json'];
      const rclone = await runMeasured('rclone', ['size', 'store:trail', ...more]);
      tell(`rclone size, ${keys} keys`, rclone);
      expectEqual('keys that rclone saw', (JSON.parse(rclone.stdout) as { count: number }).count, keys);
      found.push({ name: 'rclone size --checkers 32', keys, ...attemptOf(rclone) });
    } finally {
      server.kill('SIGKILL');
    }
  }
  return found;
}
