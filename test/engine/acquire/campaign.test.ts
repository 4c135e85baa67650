// An acquisition of 420 objects over a line that cuts, stalls, refuses and flips bits, by a process that is killed again and
// again and started again each time, ends as one that was never disturbed: the same files, the same account, the same rows.
// Nothing is fetched twice but what the books excuse (campaign-books.ts). PUGMARK_CRASH_SEED chooses other moments.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedRandom } from '../../generate/random.ts';
import { openTestClient } from '../../support/s3/client.ts';
import { describeWithRgw } from '../../support/s3/describe-with-rgw.ts';
import { type Answered, type Fault, type SeenRequest, startFaultProxy } from '../../support/s3/fault-proxy.ts';
import type { RgwServer } from '../../support/s3/rgw.ts';
import { type Ask, describeCase, look } from '../support/look-into-case.ts';
import { type Books, type Expected, openBooks } from './campaign-books.ts';
import { type CampaignObject, campaignObjects, fillCampaignBucket, makeCampaignObjects } from './campaign-bucket.ts';
import { readTree } from './support.ts';

const seed = process.env.PUGMARK_CRASH_SEED ?? 'campaign';
const random = seedRandom(seed);
const bucket = 'campaign';
const largeBytes = 1_000_000;
/** Requests under way at a time: what a kill may cost. */
const mostUnderWay = 64;

/** When a run ends: at the nth request of its kind, or when all is fetched and only loaded; and a moment later. */
type Kill = { at: 'list' | 'get' | 'fetched'; nth: number; delayMs: number };

await describeWithRgw('the fault campaign', {}, (server) => {
  let folder: string;
  let objects: CampaignObject[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pugmark-campaign-'));
    objects = makeCampaignObjects();
    await fillCampaignBucket(openTestClient(server.endpoint, server), bucket, objects);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('ends as if nothing had happened, and fetches nothing twice', { timeout: 240_000 }, async () => {
    const clean = join(folder, 'clean.pugmark');
    const undisturbed = await run(server, server.endpoint, clean);
    expect(undisturbed).toMatchObject({
      code: 3,
      account: { listed: { objects: campaignObjects }, failed: { objects: 0 } },
    });
    const expected = await look(clean, describeAll);
    expect(treeOf(clean)).toEqual(treeOfSource(objects, expected.files));

    const crashed = join(folder, 'crashed.pugmark');
    const books = openBooks(crashed, bucket, expected.files);
    const line = await openBadLine(server, books);
    let kills = 0;
    for (const moment of chooseMoments(books)) {
      const ended = await run(server, line.endpoint, crashed, (child) => line.arrange(moment, child));
      await line.quiet();
      if (ended.signal === null) break;
      kills++;
      expect(books.takeStock()).toBeLessThanOrEqual(mostUnderWay);
      if (existsSync(join(crashed, 'case.json')) && random.chance(0.5))
        books.settle(await look(crashed, checkInterrupted));
    }
    const last = await run(server, line.endpoint, crashed);
    await line.quiet();

    const sums = books.sums();
    expect(books.faults).toEqual([]);
    expect(sums.sent).toBe(sums.size + sums.lost + sums.discarded);
    // 3 where the last load is the one that met the files that are no logs.
    expect([0, 3]).toContain(last.code);
    expect(treeOf(crashed)).toEqual(treeOf(clean));
    expect(await look(crashed, describeAll)).toEqual(expected);
    // The campaign has had what it is made of.
    expect(kills).toBeGreaterThanOrEqual(5);
    for (const kind of ['refusal', 'SlowDown', 'cut', 'flip', 'stall'])
      expect(line.done.get(kind), kind).toBeGreaterThan(0);
    expect(books.seen.partsAfterKill).toBeGreaterThan(0);
    expect(books.seen.ranges).toBeGreaterThan(10);
    expect(sums.discarded).toBeGreaterThan(0);
    if (process.env.PUGMARK_CRASH_TELL) console.info({ kills, ...books.seen, ...sums, faults: line.done });

    // The same scope once more: all is known.
    const before = { ...books.seen };
    books.settle(objects.map(({ key }) => key));
    const again = await run(server, line.endpoint, crashed);
    expect(again).toMatchObject({ code: 0, account: { acquired: { objects: 0 }, failed: { objects: 0 } } });
    expect(again.account!.known.objects + again.account!.skipped.objects).toBe(campaignObjects);
    expect(books.faults).toEqual([]);
    expect(books.seen).toEqual({ ...before, lists: books.seen.lists });
    await line.stop();
  });
});

/** Twice while it lists, again and again while it downloads, twice while only the load is left. */
function* chooseMoments(books: Books): Generator<Kill> {
  for (const nth of [3 + random.below(20), 40 + random.below(20)]) yield { at: 'list', nth, delayMs: random.below(30) };
  for (let left = books.unfinished(); left > 250; left = books.unfinished())
    yield { at: 'get', nth: 120 + random.below(Math.min(120, left - 200)), delayMs: random.below(60) };
  for (let i = 0; i < 2; i++) yield { at: 'fetched', nth: 1, delayMs: random.below(500) };
}

type Account = Record<'listed' | 'acquired' | 'known' | 'skipped' | 'failed', { objects: number; bytes: number }>;
type Ended = { code: number | null; signal: string | null; account: Account | null };

/** @param arrange prepares a SIGKILL */
async function run(
  server: RgwServer,
  endpoint: string,
  caseDir: string,
  arrange: (kill: () => void) => void = () => undefined,
): Promise<Ended> {
  const place = ['--endpoint', endpoint, '--path-style', '--region', 'us-east-1'];
  const args = ['out/main/cli.js', 'acquire', `s3://${bucket}/`, '--case', caseDir, ...place, '--json'];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      AWS_ACCESS_KEY_ID: server.accessKeyId,
      AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
      PUGMARK_USER_DIR: join(caseDir, '..', 'user'),
      UV_THREADPOOL_SIZE: '16',
    },
  });
  let stdout = '';
  child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
  arrange(() => void child.kill('SIGKILL'));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code, signal, account: stdout === '' ? null : (JSON.parse(stdout) as { account: Account }).account };
}

/** The proxy with its faults: what happens to the nth request for an object is the same for a seed. */
async function openBadLine(server: RgwServer, books: Books) {
  const done = new Map<string, number>();
  const flipped = new Set<string>();
  let [open, lists, gets] = [0, 0, 0];
  let moment: (Kill & { kill(this: void): void; mayStall: boolean }) | null = null;

  const killSoon = () => {
    if (!moment) return;
    setTimeout(moment.kill, moment.delayMs);
    moment = null;
  };

  function decide(request: SeenRequest): Fault | null {
    open++;
    const wanted = books.enter(request);
    if (wanted === null) {
      if (moment?.at === 'list' && ++lists === moment.nth) killSoon();
      return random.chance(0.03) ? { kind: 'SlowDown' } : null;
    }
    const dice = seedRandom(`${seed} ${request.method} ${wanted.key} ${request.count}`);
    if (request.method !== 'GET') return dice.chance(0.1) ? refusal : null;
    if (moment?.at === 'get' && ++gets === moment.nth) killSoon();
    return spoilGet(wanted, request.count, dice);
  }

  function spoilGet(
    { key, size, from }: { key: string; size: number; from: number },
    count: number,
    dice: typeof random,
  ): Fault | null {
    const rest = size - from;
    const isLarge = size > largeBytes;
    const chance = dice.unit();
    // After so many, the line is good: every object arrives in the end.
    if (rest === 0 || count > (isLarge ? 12 : 3)) return null;
    const afterBytes = dice.below(rest);
    if (isLarge) {
      if (chance < 0.3 && moment?.mayStall) return { kind: 'stall', afterBytes };
      if (chance < 0.6) return { kind: 'cut', afterBytes };
    }
    if (chance < 0.04) return { kind: 'SlowDown' };
    if (chance < 0.07) return refusal;
    if (chance < 0.12) return { kind: 'cut', afterBytes };
    // The head of gzip data has bytes that nothing checks; and what is wrong twice is given up.
    if (chance > (isLarge ? 0.8 : 0.97) && from + afterBytes >= 10 && !flipped.has(key)) {
      flipped.add(key);
      return { kind: 'flip', atByte: afterBytes, bit: dice.below(8) };
    }
    return null;
  }

  function onAnswered(answered: Answered): void {
    open--;
    const { fault } = answered;
    if (fault) done.set(fault.kind, (done.get(fault.kind) ?? 0) + 1);
    books.answered(answered);
    if (moment?.at === 'fetched' && books.unfinished() === 0) killSoon();
  }

  const proxy = await startFaultProxy(server.endpoint, decide, { onAnswered });
  return {
    endpoint: proxy.endpoint,
    stop: () => proxy.stop(),
    done,
    arrange(next: Kill, kill: () => void) {
      [lists, gets] = [0, 0];
      // Nobody waits for a stall to time out where the kill comes first.
      moment = { ...next, kill, mayStall: next.at === 'get' && books.unfinished() > next.nth };
    },
    /** Resolves when no request is open any more. */
    async quiet() {
      moment = null;
      while (open > 0) await sleep(5);
    },
  };
}

const refusal: Fault = {
  kind: 'refusal',
  status: 500,
  code: 'InternalError',
  message: 'We encountered an internal error.',
};

/** What must be the same, whatever happened on the way: all that is known of the objects but when, and by how many requests. */
async function describeAll(
  ask: Ask,
): Promise<{ files: Expected[]; listing: unknown; objects: unknown; rows: unknown }> {
  const objects = await ask(
    `SELECT * EXCLUDE (acquisition_id, object_no, acquired_at, requests), acquired_at IS NULL AS untimed FROM objects
     WHERE acquisition_id = 1 ORDER BY key`,
  );
  const files = objects.filter(({ file }) => file !== null);
  return {
    files: files.map(({ key, size, file }) => ({ key: String(key), size: Number(size), file: String(file) })),
    listing: await ask('SELECT state, error, listed_objects, listed_bytes FROM acquisitions WHERE acquisition_id = 1'),
    objects,
    rows: await describeCase(ask),
  };
}

/** After a kill: it is said. Answers the keys of which the outcome is known. */
async function checkInterrupted(ask: Ask): Promise<string[]> {
  // The last kill can come when all is done, and only the process is still there.
  for (const { state } of await ask('SELECT state FROM acquisitions')) expect(['interrupted', 'done']).toContain(state);
  return (await ask("SELECT key FROM objects WHERE outcome <> 'failed'")).map(({ key }) => String(key));
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const treeOf = (caseDir: string): Record<string, string> =>
  Object.fromEntries(
    [...readTree(join(caseDir, 'evidence'))].map(([file, bytes]) => [`evidence/${file}`, sha256(bytes)]),
  );

function treeOfSource(objects: CampaignObject[], files: Expected[]): Record<string, string> {
  const bytesOf = new Map(objects.map(({ key, bytes }) => [key, bytes]));
  return Object.fromEntries(files.map(({ key, file }) => [file, sha256(bytesOf.get(key)!)]));
}
