// The workers that download, as the engine's thread sees them: it gives objects and hears outcomes, in few messages.
import { Worker } from 'node:worker_threads';
import { EngineError, messageOf } from '../../engine-error.ts';
import type { Acquired } from './acquire-object.ts';
import { type FetchCredentials, openCredentialDesk } from './fetch-credentials.ts';
import type { FetchOutcome, FetchTask, FetchWorkerData, FromFetchWorker, ToFetchWorker } from './fetch-messages.ts';
import type { FetchProblem } from './fetch-problem.ts';
import type { S3Place } from './object-requests.ts';

export type { Acquired, FetchCredentials, FetchOutcome, FetchProblem, FetchTask, S3Place };

export type FetchPool = {
  /** Gives a task to the least busy worker; false when all have enough for now. */
  offer(task: FetchTask): boolean;
  /** Stops what is under way; parts stay. Tasks under way get no outcome; those done have had theirs when it returns. */
  stop(): Promise<void>;
};

/** `parallel` is per worker. */
export type FetchPoolOptions = FetchWorkerData & {
  /** Workers. */
  count: number;
};

export type FetchEvents = {
  onOutcomes(this: void, outcomes: FetchOutcome[]): void;
  /** The sum of all is the bytes that are acquired or under way: less than nothing when some are given up. */
  onBytes(this: void, bytes: number): void;
  /** Tries that failed and are made again, since it was last called. */
  onRetry(this: void, count: number): void;
  /** A worker ended by itself. */
  onFailure(this: void, error: Error): void;
};

/** Objects that a worker has ahead of its requests, so that it need not wait for the engine's thread. */
const tasksAhead = 256;
/** With those that wait for their next try. */
const maxTasks = 2_000;
/** What an object costs beside its bytes, in bytes. */
const objectCost = 64 * 1024;
const stopMs = 3_000;
/** What an object leaves behind is soon gone; V8's own limit is four times as much for each worker, and no faster. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

type Hand = {
  worker: Worker;
  ended: Promise<unknown>;
  /** Costs of the tasks that it has. */
  tasks: Map<number, number>;
  cost: number;
  pausing: number;
  outbox: FetchTask[];
};

/**
 * @param workerFile the bundle of `fetch-worker.ts`
 * @param credentials asked when there are none or they end within two minutes; with `forceRefresh` when the server does not
 *   take what it gave. When it throws, tasks under way have that as their outcome; a later `offer` asks again
 */
export function startFetchPool(
  workerFile: string,
  { count, ...workerData }: FetchPoolOptions,
  credentials: FetchCredentials,
  events: FetchEvents,
): FetchPool {
  const desk = openCredentialDesk(credentials);
  let stopping = false;

  function takeReport(hand: Hand, report: FromFetchWorker & { type: 'report' }): void {
    for (const { taskId } of report.outcomes) {
      hand.cost -= hand.tasks.get(taskId) ?? 0;
      hand.tasks.delete(taskId);
    }
    hand.pausing = report.pausing;
    if (report.bytes !== 0) events.onBytes(report.bytes);
    if (report.retries > 0) events.onRetry(report.retries);
    if (report.outcomes.length > 0) events.onOutcomes(report.outcomes);
  }

  function startHand(): Hand {
    const worker = new Worker(workerFile, { workerData, resourceLimits });
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    const hand: Hand = { worker, ended, tasks: new Map(), cost: 0, pausing: 0, outbox: [] };
    worker.on('message', (message: FromFetchWorker) => {
      if (message.type === 'report') takeReport(hand, message);
      else
        void desk
          .ask(message.refused)
          .then((answer) => tell(worker, { type: 'credentials', ask: message.ask, answer }));
    });
    const fail = (error: Error) => {
      if (!stopping) events.onFailure(error);
    };
    worker.on('error', (error) =>
      fail(new EngineError('FAILED', `A download worker ended: ${messageOf(error)}`, {}, { cause: error })),
    );
    worker.on('exit', (code) => fail(new EngineError('FAILED', `A download worker ended unasked (code ${code}).`)));
    return hand;
  }

  const hands = Array.from({ length: count }, startHand);
  const hasRoom = ({ tasks, pausing }: Hand) =>
    tasks.size < maxTasks && tasks.size - pausing < workerData.parallel + tasksAhead;

  return {
    offer(task) {
      const free = hands.filter(hasRoom);
      if (stopping || free.length === 0) return false;
      const hand = free.reduce((least, other) => (other.cost < least.cost ? other : least));
      const cost = task.object.size + objectCost;
      hand.tasks.set(task.taskId, cost);
      hand.cost += cost;
      if (hand.outbox.push(task) === 1)
        setImmediate(() => tell(hand.worker, { type: 'tasks', tasks: hand.outbox.splice(0) }));
      return true;
    },
    async stop() {
      stopping = true;
      await Promise.all(hands.map(end));
    },
  };
}

const tell = (worker: Worker, message: ToFetchWorker) => worker.postMessage(message);

/** In peace, so that what is done is told; by force when it takes too long. */
async function end({ worker, ended }: Hand): Promise<void> {
  tell(worker, { type: 'stop' });
  const timer = setTimeout(() => void worker.terminate(), stopMs);
  await ended;
  clearTimeout(timer);
}
