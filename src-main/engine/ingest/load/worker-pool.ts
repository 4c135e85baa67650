// The workers that open, hash and split files. Each gets a few files ahead, so that none waits for the next message; what
// they have sent and nobody has taken yet is bounded by credit.
import { Worker } from 'node:worker_threads';
import { EngineError, messageOf } from '../../engine-error.ts';
import { type FileTask, type Parcel, slabBytes, type ToWorker, type WorkerData } from '../parcel.ts';

export type WorkerPool = {
  /** Gives a file of `size` bytes to the least busy worker; false when all have enough for now. */
  offer(task: FileTask, size: number): boolean;
  /** Lets the worker that sent the parcel go on. */
  acknowledge(parcel: Parcel): void;
  /** Hands the memory of stored slabs back to the workers; nothing may look at them any more. */
  recycle(slabs: { bytes: Uint8Array }[]): void;
  /** Ends the workers at once. */
  stop(): Promise<void>;
};

/** What a worker has ahead: many small files, so that it fills whole parcels, but never a pile of large ones. */
const filesAhead = 1_000;
const bytesAhead = 4 * 1024 * 1024;

/** Sizes of the files that a worker has not done, by task. */
type Queue = { sizes: Map<number, number>; bytes: number };

export function startWorkers(
  file: string,
  count: number,
  workerData: WorkerData,
  events: { onParcel(parcel: Parcel): void; onFailure(error: Error): void },
): WorkerPool {
  const { limits } = workerData;
  const senders = new WeakMap<Parcel, Worker>();
  const queues = new Map<Worker, Queue>();
  let stopping = false;
  for (let i = 0; i < count; i++) {
    const worker = new Worker(file, { workerData });
    const queue: Queue = { sizes: new Map(), bytes: 0 };
    queues.set(worker, queue);
    worker.on('message', (message: { type: 'parcel'; parcel: Parcel }) => {
      senders.set(message.parcel, worker);
      for (const { taskId } of message.parcel.filesDone) {
        queue.bytes -= queue.sizes.get(taskId) ?? 0;
        queue.sizes.delete(taskId);
      }
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
    offer(task, size) {
      const [worker, queue] = [...queues].reduce((least, entry) => (entry[1].bytes < least[1].bytes ? entry : least));
      const { sizes, bytes } = queue;
      if (sizes.size >= filesAhead || (bytes >= bytesAhead && sizes.size >= 2)) return false;
      sizes.set(task.taskId, size);
      queue.bytes += size;
      worker.postMessage(task);
      return true;
    },
    acknowledge(parcel) {
      const bytes = parcel.slabs.reduce((sum, slab) => sum + slab.bytes.byteLength, 0);
      senders.get(parcel)?.postMessage({ type: 'ack', bytes });
    },
    recycle(slabs) {
      const size = slabBytes(limits);
      const buffers = new Set(slabs.map(({ bytes }) => bytes.buffer as ArrayBuffer));
      const whole = [...buffers].filter(({ byteLength }) => byteLength === size);
      const share = Math.ceil(whole.length / count);
      for (const worker of queues.keys()) {
        const own = whole.splice(0, share);
        if (own.length > 0) worker.postMessage({ type: 'spare', buffers: own } satisfies ToWorker, own);
      }
    },
    async stop() {
      stopping = true;
      await Promise.all([...queues.keys()].map((worker) => worker.terminate()));
    },
  };
}
