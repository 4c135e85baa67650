// Statements and exports that run in the case, so that closing it ends them first.
import type { OpenCase } from '../../engine-state.ts';

type Run = { stop: AbortController; ended: Promise<void> };
const runs = new WeakMap<OpenCase, Set<Run>>();

export type Running = {
  signal: AbortSignal;
  /** Fires the signal. */
  stop(): void;
  /** Says that all is cleaned up; fires the signal too. */
  end(): void;
};

/** Registers work that runs until `end` is called; `signal` fires when the caller's does, or when the case closes. */
export function startRun(open: OpenCase, signal: AbortSignal | undefined): Running {
  let known = runs.get(open);
  if (!known) {
    const fresh = new Set<Run>();
    known = fresh;
    runs.set(open, fresh);
    open.onClose(async () => {
      for (const run of fresh) run.stop.abort();
      // A stream whose reader stopped reading never ends by itself; its statement is interrupted all the same.
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise((resolve) => (timer = setTimeout(resolve, 2_000)));
      await Promise.race([Promise.all([...fresh].map((run) => run.ended)), late]);
      clearTimeout(timer);
    });
  }
  const all = known;
  const stop = new AbortController();
  let finish: () => void = () => undefined;
  const run: Run = { stop, ended: new Promise((resolve) => (finish = resolve)) };
  all.add(run);
  return {
    signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
    stop: () => stop.abort(),
    end() {
      stop.abort();
      all.delete(run);
      finish();
    },
  };
}
