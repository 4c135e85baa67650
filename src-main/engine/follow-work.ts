// Long work as a stream of states: how far it is, a few times a second, and what came of it. A reader that leaves early
// stops the work, and its clean-up is awaited.
import { EngineError } from './engine-error.ts';

const tellEveryMs = 150;

/**
 * @param tell the state while it runs
 * @param work answers the last state; its signal fires when the caller's does, or the reader leaves
 * @throws CANCELLED when the signal fired, whatever the work made of that; else what the work throws
 */
export async function* followWork<State>(
  given: AbortSignal | undefined,
  tell: (this: void) => State,
  work: (signal: AbortSignal) => Promise<State>,
): AsyncGenerator<State> {
  const stop = new AbortController();
  const signal = given ? AbortSignal.any([given, stop.signal]) : stop.signal;
  let ended = false;
  const done = work(signal)
    .catch((error: unknown) => {
      const isTold = error instanceof EngineError && error.code === 'CANCELLED';
      throw signal.aborted && !isTold ? new EngineError('CANCELLED', 'Cancelled', {}, { cause: error }) : error;
    })
    .finally(() => {
      ended = true;
    });
  const settled = done.catch(() => undefined); // Awaited below; a cancel may leave it rejected before that.
  try {
    while (!ended) {
      yield tell();
      let timer: ReturnType<typeof setTimeout> | undefined;
      await Promise.race([settled, new Promise((resolve) => (timer = setTimeout(resolve, tellEveryMs)))]);
      clearTimeout(timer);
    }
    yield await done;
  } finally {
    stop.abort();
    await settled;
  }
}
