// Inflates raw deflate data, with full knowledge of where it ends: Node's own gunzip throws everything away when a file is
// cut off, has junk at its end, or fails its checksum.
import { createInflateRaw, type InflateRaw } from 'node:zlib';
import { messageOf } from '../../../engine-error.ts';
import type { ByteReader } from './byte-reader.ts';

export type InflateResult = {
  /** `end`: complete; `cut`: the input ended first; `damaged`: not deflate data from some place on. */
  state: 'end' | 'cut' | 'damaged';
  message: string;
};

/** Input per step: what one step may expand to stays below 17 MB. */
const stepBytes = 16 * 1024;
/** Input remembered, so that damage can be approached byte by byte. */
const historyBytes = 32 * 1024 * 1024;

/** Yields what inflates; returns how it ended, the reader standing just after the deflate data. */
export async function* inflate(reader: ByteReader): AsyncGenerator<Buffer, InflateResult> {
  const inflater = startInflater();
  const history: Buffer[] = [];
  let remembered = 0;
  let given = 0;
  let taken = 0;
  try {
    while (!inflater.ended()) {
      if (!(await reader.fill(1))) {
        await inflater.finish();
        break;
      }
      const input = reader.buffer.subarray(0, stepBytes);
      if (remembered <= historyBytes) history.push(input);
      remembered += input.length;
      await inflater.step(input);
      if (inflater.failure()) break;
      const consumed = inflater.consumed() - taken;
      taken += consumed;
      reader.take(consumed);
      for (const chunk of inflater.take()) {
        given += chunk.length;
        yield chunk;
      }
    }
    for (const chunk of inflater.take()) {
      given += chunk.length;
      yield chunk;
    }
  } finally {
    inflater.close();
  }
  const failure = inflater.failure();
  if (!failure) return { state: 'end', message: '' };
  const message = messageOf(failure);
  if (message === 'unexpected end of file') return { state: 'cut', message };
  if (remembered <= historyBytes) yield* approach(history, given);
  return { state: 'damaged', message };
}

/**
 * zlib loses what a step has inflated when it comes upon damage. Goes through the input again, the last step byte by byte,
 * and yields what comes after the first `given` bytes of output.
 */
async function* approach(history: Buffer[], given: number): AsyncGenerator<Buffer> {
  const inflater = startInflater();
  let before = given;
  try {
    for (const [i, input] of history.entries()) {
      const size = i < history.length - 1 ? input.length : 1;
      for (let at = 0; at < input.length && !inflater.ended(); at += size) {
        await inflater.step(input.subarray(at, at + size));
        for (const chunk of inflater.take()) {
          const fresh = chunk.subarray(Math.min(before, chunk.length));
          before -= chunk.length - fresh.length;
          if (fresh.length > 0) yield fresh;
        }
      }
    }
  } finally {
    inflater.close();
  }
}

type Inflater = {
  /** Inflates a piece of input. */
  step(input: Buffer): Promise<void>;
  /** There is no more input. */
  finish(): Promise<void>;
  /** Output since the last call. */
  take(): Buffer[];
  /** The data is complete, or damaged. */
  ended(): boolean;
  failure(): Error | null;
  /** Bytes of input used. */
  consumed(): number;
  close(): void;
};

function startInflater(): Inflater {
  const inflater: InflateRaw = createInflateRaw({ chunkSize: 64 * 1024 });
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
    ended = true;
    failure = error;
    wake();
  });
  // At the end of the data `write` never calls back: the end itself does.
  const until = (give: (done: () => void) => void) =>
    new Promise<void>((resolve) => {
      wake = resolve;
      give(resolve);
    });
  return {
    step: (input) => until((done) => inflater.write(input, () => done())),
    finish: () => until((done) => inflater.end(done)),
    take() {
      const ready = outputs;
      outputs = [];
      return ready;
    },
    ended: () => ended,
    failure: () => failure,
    consumed: () => inflater.bytesWritten,
    close: () => void inflater.destroy(),
  };
}
