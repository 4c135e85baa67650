// The ingest worker: opens, hashes, unpacks and splits the files it is given, one after the other, and sends parcels of
// records to the engine's thread.
import { parentPort, workerData } from 'node:worker_threads';
import { withOwnTexts } from '../../formats/with-own.ts';
import type { FileTask, FromWorker, ToWorker, WorkerData } from '../parcel.ts';
import { createWorkshop } from './create-workshop.ts';
import { createParcelWriter } from './parcel-writer.ts';
import { runTask } from './run-task.ts';

const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread.');
const { counter, limits, ownFormats } = workerData as WorkerData;
const ids = new Int32Array(counter);

const writer = createParcelWriter(limits, (parcel, transfer) =>
  port.postMessage({ type: 'parcel', parcel } satisfies FromWorker, transfer),
);
const shop = createWorkshop(withOwnTexts(ownFormats), writer, () => Atomics.add(ids, 0, 1));

const tasks: FileTask[] = [];
let running = false;

async function work(): Promise<void> {
  running = true;
  for (let task = tasks.shift(); task; task = tasks.shift()) {
    await runTask(shop, limits, task);
    // Lets messages in: acknowledgements, further files.
    await new Promise((resume) => setImmediate(resume));
    const room = writer.room();
    if (room) await room;
  }
  running = false;
  writer.flush();
}

port.on('message', (message: ToWorker) => {
  if (message.type === 'ack') writer.acknowledge();
  else if (message.type === 'spare') writer.reuse(message.buffers);
  else if (message.type === 'stop') process.exit(0);
  else {
    tasks.push(message);
    if (!running) void work();
  }
});
