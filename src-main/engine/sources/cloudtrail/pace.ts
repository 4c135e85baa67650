// Keeps requests to one region of the CloudTrail API within what AWS allows, and makes those again that did not get through:
// throttled ones for as long as it takes, others a few times.
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '../../engine-error.ts';
import { type AwsProblemKind, classifyAwsError, readThrown } from '../s3/aws-problem-kind.ts';

/** One per account and region: AWS counts the requests of all who ask there together. */
export type Pace = {
  /** Resolves when the next request may be made; rejects when `signal` aborts. */
  turn(signal: AbortSignal): Promise<void>;
  /** A request did not get through: the next one waits, longer each time. */
  setback(): void;
  /** A request was answered: the waits begin small again. */
  settle(): void;
  /** Setbacks so far. */
  retries(): number;
};

export type PaceOptions = {
  /** Milliseconds between the beginnings of two requests. */
  gapMs?: number;
  /** First wait after a setback, in milliseconds; doubles up to `maxWaitMs`, less a random part up to its half. */
  waitMs?: number;
  maxWaitMs?: number;
  clock?: Clock;
  random?: () => number;
};

export type Clock = {
  /** Milliseconds since any time. */
  now(): number;
  sleep(ms: number, signal: AbortSignal): Promise<unknown>;
};

const realClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};

/** Two requests a second, as AWS allows LookupEvents. */
export function createPace(options: PaceOptions = {}): Pace {
  const { gapMs = 500, waitMs = 1_000, maxWaitMs = 30_000, clock = realClock, random = Math.random } = options;
  let nextAt = Number.NEGATIVE_INFINITY;
  let inARow = 0;
  let all = 0;
  return {
    async turn(signal) {
      signal.throwIfAborted();
      const now = clock.now();
      const at = Math.max(now, nextAt);
      // Taken before the wait, so that of two who wait the second waits longer.
      nextAt = at + gapMs;
      if (at > now) await clock.sleep(at - now, signal);
    },
    setback() {
      const wait = Math.min(maxWaitMs, waitMs * 2 ** inARow) * (1 - random() / 2);
      nextAt = Math.max(nextAt, clock.now() + wait);
      inARow++;
      all++;
    },
    settle() {
      inARow = 0;
    },
    retries: () => all,
  };
}

/**
 * Asks in turn, until it is answered or refused.
 * @throws CANCELLED; else what `ask` threw last: at once for a refusal, after five tries for what may pass (a cut, a
 *   timeout, an error of the server's own). Throttling is never given up.
 */
export async function askInPace<T>(pace: Pace, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; ) {
    try {
      await pace.turn(signal);
      const answer = await ask();
      signal.throwIfAborted();
      pace.settle();
      return answer;
    } catch (error) {
      if (signal.aborted) throw new EngineError('CANCELLED', 'Cancelled');
      const kind = classifyAwsError(error);
      if (kind !== 'slow-down' && (!mayPass(kind, error) || ++failures >= maxTries)) throw error;
      pace.setback();
    }
  }
}

const maxTries = 5;

const passing = new Set<AwsProblemKind>(['cut', 'timeout', 'server', 'refused', 'unreachable']);

/** A name that is not found stays so; a name server that does not answer may yet. */
const mayPass = (kind: AwsProblemKind, error: unknown): boolean =>
  passing.has(kind) || readThrown(error).code === 'EAI_AGAIN';
