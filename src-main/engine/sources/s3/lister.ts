// The worker that lists, as the engine's thread sees it: pages for the walk, without the work of taking them apart.
import { Worker } from 'node:worker_threads';
import { EngineError, messageOf } from '../../engine-error.ts';
import { type FetchCredentials, openCredentialDesk } from './fetch-credentials.ts';
import { fromFetchProblem } from './fetch-problem.ts';
import type { FromListWorker, ListWorkerData, ToListWorker } from './list-messages.ts';
import type { S3Object } from './list-pages.ts';
import type { ListPage, ListPages } from './walk.ts';

export type Lister = {
  /** Rejects with a `FetchFailure`, which says what kind of failure it is. */
  pages: ListPages<S3Object>;
  /** Ends the worker; what is under way is rejected. */
  stop(this: void): Promise<void>;
};

type Waiting = { resolve(this: void, page: ListPage<S3Object>): void; reject(this: void, error: unknown): void };

/** Pages are short-lived: with V8's own limits their remains are kept until there are some hundred megabytes. */
const resourceLimits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

/** @param workerFile the bundle of `list-worker.ts` */
export function startLister(workerFile: string, data: ListWorkerData, credentials: FetchCredentials): Lister {
  const desk = openCredentialDesk(credentials);
  const worker = new Worker(workerFile, { workerData: data, resourceLimits });
  const tell = (message: ToListWorker) => worker.postMessage(message);
  const waiting = new Map<number, Waiting>();
  let [last, ended] = [0, false];

  function end(error: Error): void {
    ended = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }
  worker.on('message', (message: FromListWorker) => {
    if (message.type === 'credentials') {
      void desk.ask(message.refused).then((answer) => tell({ type: 'credentials', ask: message.ask, answer }));
      return;
    }
    const asker = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'page') asker?.resolve(message.page);
    else asker?.reject(fromFetchProblem(message.problem));
  });
  worker.on('error', (error) =>
    end(new EngineError('FAILED', `The worker that lists ended: ${messageOf(error)}`, {}, { cause: error })),
  );
  worker.on('exit', () => end(new EngineError('FAILED', 'The worker that lists has ended.')));

  return {
    pages: (request, signal) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(new EngineError('FAILED', 'The worker that lists has ended.'));
        const id = ++last;
        const onAbort = () => {
          waiting.delete(id);
          reject(new EngineError('CANCELLED', 'Cancelled'));
        };
        // A listing of millions asks thousands of times by the same signal.
        const settled = () => signal.removeEventListener('abort', onAbort);
        waiting.set(id, {
          resolve(page) {
            settled();
            resolve(page);
          },
          reject(error) {
            settled();
            reject(error);
          },
        });
        signal.addEventListener('abort', onAbort, { once: true });
        tell({ type: 'list', id, request });
      }),
    async stop() {
      await worker.terminate();
    },
  };
}
