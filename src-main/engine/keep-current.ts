// Keeps something of the open case up to date in the background: asked again and again, worked on one at a time, watched by
// whoever shows it.
import { EngineError, messageOf } from './engine-error.ts';
import type { OpenCase } from './engine-state.ts';

export type Keeper<Progress> = {
  /** Begins to bring it up to date; while that goes on, once more afterwards. */
  update(): void;
  /** Stops; what is kept stays as it was before. */
  cancel(): Promise<void>;
  progress(): Progress;
  /** Tells what became of it otherwise. */
  tell(news: Partial<Progress>): void;
  /** Whether the case is closed, after which there is no news any more. */
  isClosed(): boolean;
  /** Resolves at the next change of the progress. */
  news(): Promise<void>;
  /** Resolves when nothing is being done. */
  settled(): Promise<void>;
};

type Common = { state: string; error: string | null };

/** @param run brings it up to date once, or throws; its signal fires when it is to stop */
export function createKeeper<Progress extends Common>(
  open: OpenCase,
  first: Progress,
  run: (signal: AbortSignal, tell: (news: Partial<Progress>) => void) => Promise<void>,
): Keeper<Progress> {
  let progress = first;
  let running: { abort: AbortController; done: Promise<void> } | null = null;
  let isWantedAgain = false;
  let isClosed = false;
  const waiting: (() => void)[] = [];
  const tell = (news: Partial<Progress>) => {
    progress = { ...progress, ...news };
    for (const wake of waiting.splice(0)) wake();
  };

  function update(): void {
    isWantedAgain = true;
    if (running) return;
    const abort = new AbortController();
    const done = (async () => {
      while (isWantedAgain && !abort.signal.aborted) {
        isWantedAgain = false;
        await run(abort.signal, tell);
      }
    })()
      .catch((error: unknown) => {
        const isStopped = abort.signal.aborted || (error instanceof EngineError && error.code === 'CANCELLED');
        tell((isStopped ? { state: 'cancelled' } : { state: 'failed', error: messageOf(error) }) as Partial<Progress>);
      })
      .finally(() => {
        running = null;
      });
    running = { abort, done };
  }

  async function cancel(): Promise<void> {
    isWantedAgain = false;
    running?.abort.abort();
    await running?.done;
  }

  open.onClose(async () => {
    isClosed = true;
    await cancel();
    tell({});
  });
  return {
    update,
    cancel,
    tell,
    progress: () => progress,
    isClosed: () => isClosed,
    news: () => new Promise((resolve) => waiting.push(resolve)),
    settled: async () => {
      while (running) await running.done;
    },
  };
}

/** The progress now, and again at every change, until the case closes or nobody listens any more. */
export async function* watchKeeper<Progress>(
  keeper: Keeper<Progress>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Progress> {
  const aborted = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
  for (;;) {
    const news = keeper.news();
    yield keeper.progress();
    await Promise.race([news, aborted]);
    if (signal?.aborted || keeper.isClosed()) return;
  }
}
