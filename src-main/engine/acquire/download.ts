// Second half of an acquisition from S3: hands the listed objects to the workers that download, writes what became of each,
// and passes finished files on to the load. Bytes and hashes stay with the workers; this thread only keeps the books.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { S3Request } from '../../../shared/contract/acquisitions.ts';
import { EngineError } from '../engine-error.ts';
import type { FileQueue } from '../ingest/load/file-feed.ts';
import type { FetchOutcome, FetchPool, FetchProblem, S3Place } from '../sources/s3/fetch-pool.ts';
import { createBooks } from './books.ts';
import type { RunContext } from './run-context.ts';
import { makeToDoList, type ToDo } from './store/to-do.ts';
import {
  networkRetryMs,
  spaceRetryMs,
  troubleOf,
  waitingForLogin,
  waitingForNetwork,
  waitingForPermission,
  waitingForSpace,
} from './trouble.ts';

/** Requests at a time per worker; the answers of a distant bucket take 20 to 100 ms. */
const parallelPerWorker = 32;
const workerCount = () => Math.max(1, Math.min(2, availableParallelism()));
/** An object is given up after so many rounds of its own (each of several tries), while others succeed. */
const mostRounds = 3;
/** Cut connections and server errors without a success between them are the network's fault, not their objects'. */
const unsteadyInARow = 16;
/** When nothing but refusals comes, something has changed that somebody should look at before a million objects fail. */
const refusedInARow = 200;
const flushEveryMs = 500;

/** `offered`: how often whatever holds things up had ended when a worker got it. */
type Job = ToDo & { rounds: number; offered: number };

/** @param feed takes finished files; null: nothing is loaded */
export async function downloadObjects(context: RunContext, request: S3Request, feed: FileQueue | null): Promise<void> {
  const { state, open, row, login, gate, meter } = context;
  const { openBucket } = await import('../sources/aws/clients.ts');
  const { startFetchPool } = await import('../sources/s3/fetch-pool.ts');
  const { bucket } = request.scope;
  let wake = () => {};
  const todo = await open.db.use((connection) => makeToDoList(connection, row.id));
  meter.toGet = { objects: todo.objects, bytes: todo.bytes };
  feed?.expect(todo.bytes);
  const books = createBooks(context, request, feed);
  feed?.whenStored((file) => {
    books.enterLoaded(file);
    wake();
  });
  const running = new Map<number, Job>();
  const ready: Job[] = [];
  let isAtEnd = false;
  let inARow = { unsteady: 0, refused: 0 };
  let openings = 0;
  let failure: Error | null = null;
  let pool: FetchPool | null = null;
  gate.onChange(() => {
    if (gate.isOpen()) openings++;
    wake();
  });
  const stopListening = login.onRenewed(() => {
    openings++;
  });
  const arrived: FetchOutcome[] = [];

  const startPool = (place: S3Place) =>
    startFetchPool(
      state.options.workers.fetch,
      { place, count: workerCount(), parallel: parallelPerWorker, tries: 5, pauseMs: 300, stallMs: 30_000 },
      (options) => login.credentials(options),
      {
        onOutcomes(outcomes) {
          arrived.push(...outcomes);
          wake();
        },
        onBytes(bytes) {
          meter.bytesArrived += bytes;
        },
        onRetry(count) {
          meter.retries += count;
        },
        onFailure(error) {
          failure ??= error;
          wake();
        },
      },
    );

  /** What is under way is dropped and comes again; its parts stay on the disk. */
  const stopPool = async () => {
    const stopped = pool;
    pool = null;
    await stopped?.stop();
    take();
    ready.unshift(...running.values());
    running.clear();
  };

  const targetOf = ({ file, objectNo }: Job) =>
    request.keepCopy ? join(open.dir, ...file.split('/')) : join(books.tempDir, String(objectNo));

  async function offerMore(): Promise<void> {
    while (books.hasRoom()) {
      const job = ready[0];
      if (!job) {
        if (isAtEnd) return;
        const more = await open.db.use((connection) => todo.next(connection));
        isAtEnd = more.length === 0;
        for (const next of more) ready.push({ ...next, rounds: 0, offered: 0 });
        continue;
      }
      if (!pool?.offer({ taskId: job.objectNo, object: job.object, target: targetOf(job) })) return;
      ready.shift();
      running.set(job.objectNo, job);
      job.offered = openings;
      meter.current = job.object.key;
    }
  }

  function take(): FetchProblem[] {
    const problems: FetchProblem[] = [];
    for (const outcome of arrived.splice(0)) {
      const job = running.get(outcome.taskId);
      if (!job) continue;
      running.delete(outcome.taskId);
      if ('acquired' in outcome) {
        books.enterAcquired(job, outcome.acquired, targetOf(job));
        inARow = { unsteady: 0, refused: 0 };
        continue;
      }
      const { problem } = outcome;
      const trouble = troubleOf(problem.kind);
      // What was under way before a new login, or before the network was back, tells nothing about now.
      if (job.offered < openings && (trouble === 'login' || trouble === 'network' || trouble === 'space')) {
        ready.push(job);
        continue;
      }
      if (trouble === 'unsteady') inARow.unsteady++;
      if (trouble === 'refused') inARow.refused++;
      const isItsOwn =
        trouble === null ||
        trouble === 'refused' ||
        (trouble === 'unsteady' && inARow.unsteady < unsteadyInARow && ++job.rounds >= mostRounds);
      if (isItsOwn) books.enterFailed(job, problem);
      else ready.push(job);
      if (!isItsOwn || inARow.refused >= refusedInARow) problems.push(problem);
    }
    return problems;
  }

  async function holdUp(problems: FetchProblem[]): Promise<void> {
    for (const problem of problems) {
      if (!gate.isOpen()) return;
      const error = new EngineError(problem.code, problem.message, problem.hint === null ? {} : { hint: problem.hint });
      const trouble = troubleOf(problem.kind);
      if (trouble === 'login') {
        const before = openings;
        const waiting = await waitingForLogin(login, error);
        if (openings === before) gate.wait(waiting);
      } else if (trouble === 'refused') {
        inARow.refused = 0;
        gate.wait(waitingForPermission(login, error));
      } else if (trouble === 'network' || (trouble === 'unsteady' && inARow.unsteady >= unsteadyInARow))
        gate.wait(waitingForNetwork(login, error), networkRetryMs);
      else if (trouble === 'space') gate.wait(waitingForSpace(login, open.dir), spaceRetryMs);
    }
  }

  const { place } = await openBucket(login, bucket, request.requesterPays);
  try {
    for (;;) {
      const event = new Promise<void>((resolve) => (wake = resolve));
      if (failure) throw failure;
      gate.signal.throwIfAborted();
      await holdUp(take());
      if (gate.isOpen()) {
        pool ??= startPool(place);
        await offerMore();
      } else if (gate.isPaused() && pool) await stopPool();
      if (books.isDue(flushEveryMs) || (running.size === 0 && books.isWaiting())) await books.flush();
      if (isAtEnd && ready.length + running.size + arrived.length === 0) {
        if (books.isSettled()) break;
        // Without a copy an object counts when it is loaded: the load is told not to wait for more.
        feed?.end();
      }
      if (feed?.isAbandoned() && books.awaitsLoad())
        throw new EngineError(
          'FAILED',
          'The load was stopped; without it nothing can be taken without keeping a copy.',
          {
            hint: 'Resume the acquisition to go on.',
          },
        );
      const timer = setTimeout(() => wake(), flushEveryMs);
      await event;
      clearTimeout(timer);
    }
  } finally {
    stopListening();
    await stopPool();
    await books.flush();
    await open.db.use((connection) => todo.drop(connection));
  }
}
