// The workers that open, hash and split files. Each gets a few files ahead, so that none waits for the next message; what
// they have sent and nobody has taken yet is bounded by credit.
import { Worker } from 'node:worker_threads';
import { EngineError, messageOf } from '../engine-error.ts';
import type { FileTask, Parcel, WorkerLimits } from './parcel.ts';

export type WorkerPool = {
  /** Gives a file to the least busy worker; false when all have enough for now. */
  offer(task: FileTask): boolean;
  /** Lets the worker that sent the parcel go on. */
  acknowledge(parcel: Parcel): void;
  /** Ends the workers at once. */
  stop(): Promise<void>;
};

/** Files given to a worker ahead of time. */
const filesAhead = 24;

export function startWorkers(
  file: string,
  count: number,
  counter: SharedArrayBuffer,
  limits: WorkerLimits,
  events: { onParcel(parcel: Parcel): void; onFailure(error: Error): void },
): WorkerPool {
  const senders = new WeakMap<Parcel, Worker>();
  const busy = new Map<Worker, Set<number>>();
  let stopping = false;
  for (let i = 0; i < count; i++) {
    const worker = new Worker(file, { workerData: { counter, limits } });
    busy.set(worker, new Set());
    worker.on('message', (message: { type: 'parcel'; parcel: Parcel }) => {
      senders.set(message.parcel, worker);
      for (const { taskId } of message.parcel.filesDone) busy.get(worker)!.delete(taskId);
      events.onParcel(message.parcel);
    });
    const fail = (error: Error) => {
      if (!stopping) events.onFailure(error);
    };
    worker.on('error', (error) =>
      fail(new EngineError('FAILED', `An ingest worker ended: ${messageOf(error)}`, {}, { cause: error })),
    );
    worker.on('exit', (code) => fail(new EngineError('FAILED', `An ingest worker ended unasked (code ${code}).`)));
  }

  return {
    offer(task) {
      const [worker, tasks] = [...busy].reduce((least, entry) => (entry[1].size < least[1].size ? entry : least));
      if (tasks.size >= filesAhead) return false;
      tasks.add(task.taskId);
      worker.postMessage(task);
      return true;
    },
    acknowledge(parcel) {
      const bytes = parcel.slabs.reduce((sum, slab) => sum + slab.bytes.byteLength, 0);
      senders.get(parcel)?.postMessage({ type: 'ack', bytes });
    },
    async stop() {
      stopping = true;
      await Promise.all([...busy.keys()].map((worker) => worker.terminate()));
    },
  };
}
