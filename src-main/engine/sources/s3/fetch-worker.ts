// The worker that downloads: takes objects as it is given them, several at a time, and reports many outcomes at once.
import { setMaxListeners } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { acquireObject } from './acquire-object.ts';
import { type CredentialAnswer, keepCredentials } from './fetch-credentials.ts';
import type { FetchOutcome, FetchTask, FetchWorkerData, FromFetchWorker, ToFetchWorker } from './fetch-messages.ts';
import { toFetchProblem } from './fetch-problem.ts';
import { openObjectRequests } from './object-requests.ts';

const reportMs = 50;

const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread.');
const { place, parallel, tries, pauseMs, stallMs } = workerData as FetchWorkerData;
const send = (message: FromFetchWorker) => port.postMessage(message);

const asks = new Map<number, (answer: CredentialAnswer) => void>();
let asked = 0;
const credentials = keepCredentials(
  (refused) =>
    new Promise((resolve) => {
      asks.set(++asked, resolve);
      send({ type: 'credentials', ask: asked, refused });
    }),
);
const requests = openObjectRequests(place, credentials, { parallel, stallMs });

let outcomes: FetchOutcome[] = [];
let bytes = 0;
let retries = 0;
let pausing = 0;
let due = false;

function report(): void {
  due = false;
  send({ type: 'report', outcomes, bytes, retries, pausing });
  outcomes = [];
  bytes = 0;
  retries = 0;
}

function reportSoon(): void {
  if (!due) setTimeout(report, reportMs);
  due = true;
}

const stopping = new AbortController();
setMaxListeners(0, stopping.signal); // One for each task.
const options = {
  requests,
  signal: stopping.signal,
  tries,
  pauseMs,
  onBytes(count: number) {
    bytes += count;
    reportSoon();
  },
  onPause(begins: boolean) {
    pausing += begins ? 1 : -1;
    if (begins) retries++;
    if (begins) startMore();
    reportSoon();
  },
};

async function run({ taskId, object, target }: FetchTask): Promise<void> {
  try {
    const acquired = await acquireObject(object, target, options);
    outcomes.push({ taskId, acquired });
  } catch (error) {
    if (stopping.signal.aborted) return;
    outcomes.push({ taskId, problem: toFetchProblem(error, place.bucket, object.key) });
  }
  reportSoon();
}

const queue: FetchTask[] = [];
const running = new Set<Promise<void>>();

/** As many again as there may be requests, for what is being checked and made durable; all at once would fill the memory. */
function startMore(): void {
  while (queue.length > 0 && running.size - pausing < 2 * parallel) {
    const done = run(queue.shift()!).finally(() => {
      running.delete(done);
      startMore();
    });
    running.add(done);
  }
}

async function stop(): Promise<void> {
  stopping.abort();
  queue.length = 0;
  await Promise.all(running);
  report();
  process.exit(0);
}

port.on('message', (message: ToFetchWorker) => {
  if (message.type === 'stop') void stop();
  else if (message.type === 'credentials') {
    asks.get(message.ask)?.(message.answer);
    asks.delete(message.ask);
  } else {
    credentials.forgetFailure();
    queue.push(...message.tasks);
    startMore();
  }
});
