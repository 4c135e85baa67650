// Gets what an acquisition wants and, if asked, loads it while it arrives; then checks the account of every object.
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createFileQueue, type FileQueue } from '../ingest/load/file-feed.ts';
import type { Load } from '../ingest/load/load.ts';
import { beginLoad } from '../ingest/routes.ts';
import { tempDirOf } from './books.ts';
import { capturePublicKeys } from './capture-keys.ts';
import { downloadObjects } from './download.ts';
import { lookUpEvents } from './lookup.ts';
import type { RunContext } from './run-context.ts';
import { writeSpeed } from './settings.ts';
import { clearListing } from './store/listing.ts';
import { forgetFailures, readHashes } from './store/object-rows.ts';
import { emptyAccount, readAccounts } from './store/summaries.ts';
import { readUnloaded, settleLoaded } from './store/to-load.ts';

/** @returns what is wrong with the outcome, for people; null: nothing */
export async function getAndLoad(context: RunContext): Promise<string | null> {
  const { open, row, meter, gate } = context;
  const { request } = row;
  await open.db.use(async (connection) => {
    await forgetFailures(connection, row.id);
    if (request.kind === 's3' && !request.keepCopy) await settleLoaded(connection, row.id, request.scope.bucket);
    const before = (await readAccounts(connection, row.id)).get(row.id) ?? emptyAccount();
    Object.assign(meter.account, before, { listed: meter.account.listed });
  });
  const feed = request.load ? createFileQueue(row.id) : null;
  const load = feed ? await startLoad(context, feed) : null;
  const keys = request.kind === 's3' ? capturePublicKeys(context) : Promise.resolve();
  try {
    if (feed) await feedUnloaded(context, feed);
    if (request.kind === 's3') await downloadObjects(context, request, feed);
    else await lookUpEvents(context, request, feed);
    await keys;
    feed?.end();
    meter.state = 'finishing';
    await Promise.race([load?.done, aborted(gate.signal)]);
    gate.signal.throwIfAborted();
  } catch (error) {
    await load?.cancel();
    throw error;
  } finally {
    await keys;
    if (request.kind === 's3') await rm(tempDirOf(open.dir, row.id), { recursive: true, force: true });
  }
  return finish(context, load);
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

async function startLoad(context: RunContext, feed: FileQueue): Promise<Load> {
  const { state, row, meter } = context;
  const load = await beginLoad(state, { paths: [row.title], as: 'auto', table: 'imported', feed });
  meter.loadId = load.id;
  // A load that somebody stopped, or that failed, takes nothing any more; what is acquired stays to be loaded by a resume.
  void load.done.then(() => feed.abandon());
  return load;
}

/** What is acquired already, but not loaded: by an earlier run, or by an earlier acquisition that did not load. */
async function feedUnloaded({ open, row, gate }: RunContext, feed: FileQueue): Promise<void> {
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after;
    const page = await open.db.use((connection) => readUnloaded(connection, row.id, open.dir, from));
    feed.expect(page.files.reduce((sum, { size }) => sum + size, 0));
    feed.add(page.files);
    after = page.next;
    while (feed.waiting() > 20_000) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await gate.pass();
    }
  }
}

async function finish(context: RunContext, load: Load | null): Promise<string | null> {
  const { state, open, row, meter } = context;
  const { listed, acquired, known, skipped, failed } = meter.account;
  const isWhole = failed.objects === 0;
  if (isWhole && row.request.kind === 's3') await open.db.use((connection) => clearListing(connection, row.id));
  await open.journal.append('acquisition.objects', { acquisitionId: row.id, ...(await digestOfObjects(context)) });
  const { objectsPerSecond, bytesPerSecond, seconds } = meter.average();
  if (row.request.kind === 's3' && seconds > 3 && meter.moved > 100)
    await rememberSpeed(state.options.userDir, objectsPerSecond, bytesPerSecond);

  const settled = acquired.objects + known.objects + skipped.objects + failed.objects;
  if (settled !== listed.objects)
    return `The account does not add up: ${listed.objects} objects were listed, ${settled} are accounted for. Resume the acquisition.`;
  const end = load?.progress();
  if (end && end.state !== 'done')
    return `The load of what was acquired was ${end.state === 'cancelled' ? 'cancelled' : `cut off: ${end.error ?? 'no reason given'}`}. Resume the acquisition to load the rest.`;
  return null;
}

/** Small objects tell how many go through, large ones how many bytes. */
async function rememberSpeed(userDir: string, objectsPerSecond: number, bytesPerSecond: number): Promise<void> {
  const isSmall = bytesPerSecond / objectsPerSecond < 100_000;
  await writeSpeed(userDir, isSmall ? { objectsPerSecond } : { bytesPerSecond });
}

/** SHA-256 over `sha256  path` lines of all objects that are in the case, in order of their numbers: one figure to swear to. */
async function digestOfObjects({ open, row }: RunContext): Promise<{ objects: number; sha256: string }> {
  const hash = createHash('sha256');
  let objects = 0;
  for (let after = 0; ; ) {
    const page = await open.db.use((connection) => readHashes(connection, row.id, after));
    for (const { path, sha256 } of page) hash.update(`${sha256}  ${path}\n`);
    objects += page.length;
    const last = page.at(-1);
    if (!last) return { objects, sha256: hash.digest('hex') };
    after = last.objectNo;
  }
}
