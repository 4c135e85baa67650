// Inflates raw deflate data, with full knowledge of where it ends: Node's own gunzip throws everything away when a file is
// cut off, has junk at its end, or fails its checksum.
import { createInflateRaw } from 'node:zlib';
import { messageOf } from '../../engine-error.ts';
import type { ByteReader } from './byte-reader.ts';

export type InflateResult = {
  /** `end`: complete; `cut`: the input ended first; `damaged`: not deflate data from some place on. */
  state: 'end' | 'cut' | 'damaged';
  message: string;
};

/** Input per step: what one step may expand to stays below 17 MB. */
const stepBytes = 16 * 1024;

/** Yields what inflates; returns how it ended, the reader standing just after the deflate data. */
export async function* inflate(reader: ByteReader): AsyncGenerator<Buffer, InflateResult> {
  const inflater = createInflateRaw({ chunkSize: 64 * 1024 });
  let outputs: Buffer[] = [];
  let ended = false;
  let failure: Error | null = null;
  let wake = () => {};
  inflater.on('data', (chunk: Buffer) => outputs.push(chunk));
  inflater.on('end', () => {
    ended = true;
    wake();
  });
  inflater.on('error', (error) => {
    failure = error;
    wake();
  });
  const step = (give: (done: () => void) => void) =>
    new Promise<void>((resolve) => {
      wake = resolve;
      give(resolve);
    });
  try {
    let taken = 0;
    while (!ended && !failure) {
      if (!(await reader.fill(1))) {
        await step((done) => inflater.end(done));
        break;
      }
      const input = reader.buffer.subarray(0, stepBytes);
      await step((done) => inflater.write(input, () => done()));
      if (!failure) {
        const consumed = inflater.bytesWritten - taken;
        taken += consumed;
        reader.take(consumed);
      }
      const ready = outputs;
      outputs = [];
      for (const chunk of ready) yield chunk;
    }
    for (const chunk of outputs) yield chunk;
    if (!failure) return { state: 'end', message: '' };
    const message = messageOf(failure);
    return { state: message === 'unexpected end of file' ? 'cut' : 'damaged', message };
  } finally {
    inflater.destroy();
  }
}
