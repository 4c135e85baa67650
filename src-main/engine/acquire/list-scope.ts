// First half of an acquisition from S3: the walk over what is there, written to the case page by page, and the plan of what
// to do with each object. Cut off anywhere, it goes on from what is written.
import type { S3Request } from '../../../shared/contract/acquisitions.ts';
import { EngineError } from '../engine-error.ts';
import type { S3Object } from '../sources/s3/list-pages.ts';
import { type WalkedPage, walkScope } from '../sources/s3/walk.ts';
import type { RunContext } from './run-context.ts';
import { writeListed } from './store/acquisition-row.ts';
import { dropRelisted, readWalk, savePages } from './store/listing.ts';
import { planAcquisition } from './store/plan.ts';
import { networkRetryMs, troubleOfError, waitingForLogin, waitingForNetwork } from './trouble.ts';

/** List requests under way at a time: AWS answers one in 50 to 100 ms, and taking one apart costs the worker some 20 ms. */
const parallelRequests = 12;
/** Objects that are written in one transaction, and how long pages wait for more. More cost memory: 100 MB at 5,000. */
const saveObjects = 2_000;
const saveEveryMs = 1_000;

export async function listScope(context: RunContext, request: S3Request): Promise<void> {
  const { open, row, login, gate, meter } = context;
  let wasCut = false;
  for (;;) {
    await gate.pass();
    try {
      wasCut = (await walkOnce(context, request)) || wasCut;
      break;
    } catch (error) {
      if (gate.signal.aborted) throw new EngineError('CANCELLED', 'Cancelled', {}, { cause: error });
      wasCut = true;
      const trouble = troubleOfError(error);
      if (trouble === 'login') gate.wait(await waitingForLogin(login, error));
      else if (trouble === 'network' || trouble === 'unsteady')
        gate.wait(waitingForNetwork(login, error), networkRetryMs);
      else throw error;
    }
  }
  await open.db.use(async (connection) => {
    if (wasCut) Object.assign(row.listed, await dropRelisted(connection, row.id));
    await planAcquisition(connection, row, request.scope.bucket);
    await writeListed(connection, row.id, row.listed, true);
  });
  meter.account.listed = { objects: row.listed.objects, bytes: row.listed.bytes };
  await open.journal.append('acquisition.listed', { acquisitionId: row.id, ...row.listed });
}

/** Answers whether an earlier walk had begun. */
async function walkOnce({ state, open, row, login, gate, meter }: RunContext, request: S3Request): Promise<boolean> {
  const { openBucket } = await import('../sources/aws/clients.ts');
  const { startLister } = await import('../sources/s3/lister.ts');
  const { scope, versions, requesterPays } = request;
  const place = { acquisitionId: row.id, bucket: scope.bucket };
  const { done, begun, nextNo } = await open.db.use((connection) => readWalk(connection, row.id));
  let no = nextNo;
  let pages: WalkedPage<S3Object>[] = [];
  let [objects, savedAt] = [0, performance.now()];
  const save = async () => {
    await open.db.use((connection) => savePages(connection, place, no, pages, row.listed));
    no += objects;
    pages = [];
    [objects, savedAt] = [0, performance.now()];
  };

  const { store } = await openBucket(login, scope.bucket, requesterPays);
  const worker = { store, options: { bucket: scope.bucket, requesterPays }, versions };
  const lister = startLister(state.options.workers.list, worker, (how) => login.credentials(how));
  try {
    const options = { signal: gate.signal, parallel: parallelRequests, done, begun };
    for await (const page of walkScope(scope, lister.pages, options)) {
      pages.push(page);
      objects += page.objects.length;
      row.listed.requests++;
      row.listed.seen += page.seen;
      row.listed.objects += page.objects.length;
      for (const { size } of page.objects) row.listed.bytes += size;
      meter.account.listed = { objects: row.listed.objects, bytes: row.listed.bytes };
      meter.seen = row.listed.seen;
      meter.listRequests = row.listed.requests;
      meter.moved += page.seen;
      meter.current = page.folder;
      if (objects >= saveObjects || performance.now() - savedAt >= saveEveryMs) await save();
      await gate.pass();
    }
  } finally {
    await lister.stop();
    if (pages.length > 0) await save();
  }
  return done.size + begun.size > 0;
}
