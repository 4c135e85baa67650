// What may hold an acquisition up: a pause, or something that it waits for (a login, space, the network). Work passes the
// gate before it begins; whoever cancels opens it for good.
import { setMaxListeners } from 'node:events';
import type { AcquisitionProgress } from '../../../shared/contract/acquisitions.ts';
import { EngineError } from '../engine-error.ts';

export type Waiting = NonNullable<AcquisitionProgress['waiting']>;

export type Gate = {
  readonly signal: AbortSignal;
  isOpen(): boolean;
  isPaused(): boolean;
  waiting(): Waiting | null;
  pause(): void;
  /** Ends pause and wait. */
  open(): void;
  /** Holds everything up; the first reason stays. `retryMs`: opens by itself then. */
  wait(reason: Waiting, retryMs?: number): void;
  /** Resolves when it is open. @throws CANCELLED */
  pass(): Promise<void>;
  /** Called whenever it opens or closes, and on cancel. */
  onChange(listener: () => void): void;
  cancel(): void;
};

export function createGate(): Gate {
  const abort = new AbortController();
  // Everything that is under way listens to it; Node takes more than ten for a leak.
  setMaxListeners(0, abort.signal);
  const listeners: (() => void)[] = [];
  const passing = new Set<() => void>();
  let paused = false;
  let waiting: Waiting | null = null;
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    for (const listener of listeners) listener();
    for (const go of passing) go();
    passing.clear();
  };
  const open = () => {
    clearTimeout(timer);
    paused = false;
    waiting = null;
    tell();
  };
  const isOpen = () => !paused && waiting === null;
  return {
    signal: abort.signal,
    isOpen,
    isPaused: () => paused,
    waiting: () => waiting,
    open,
    pause() {
      paused = true;
      tell();
    },
    wait(reason, retryMs) {
      if (waiting) return;
      waiting = reason;
      if (retryMs !== undefined)
        timer = setTimeout(() => {
          waiting = null;
          tell();
        }, retryMs);
      tell();
    },
    async pass() {
      while (!isOpen() && !abort.signal.aborted) await new Promise<void>((resolve) => passing.add(resolve));
      if (abort.signal.aborted) throw new EngineError('CANCELLED', 'Cancelled');
    },
    onChange: (listener) => void listeners.push(listener),
    cancel() {
      abort.abort();
      clearTimeout(timer);
      tell();
    },
  };
}
