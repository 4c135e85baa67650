// A clock that stands still but for sleeps, which end at once.
import type { Clock } from '../../../src-main/engine/sources/cloudtrail/pace.ts';

export type TestClock = Clock & { slept: number[] };

export function startTestClock(): TestClock {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    async sleep(ms, signal) {
      signal.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
}
