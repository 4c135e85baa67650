import { describe, expect, it } from 'vitest';
import { createPace } from '../../../../src-main/engine/sources/cloudtrail/pace.ts';
import { startTestClock } from '../../../support/cloudtrail/clock.ts';

const { signal } = new AbortController();

describe('a pace', () => {
  it('leaves half a second between the beginnings of two requests', async () => {
    const clock = startTestClock();
    const pace = createPace({ clock });
    await pace.turn(signal);
    await pace.turn(signal);
    expect(clock.slept).toEqual([500]);
    // 200 ms of work count as part of the pause.
    await clock.sleep(200, signal);
    await pace.turn(signal);
    expect(clock.slept).toEqual([500, 200, 300]);
    await clock.sleep(10_000, signal);
    await pace.turn(signal);
    expect(clock.slept).toEqual([500, 200, 300, 10_000]);
  });

  it('gives nobody a turn who has been told to stop', async () => {
    const pace = createPace({ clock: startTestClock() });
    await expect(pace.turn(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('lets those who come together go one after the other', async () => {
    const clock = startTestClock();
    const slept: number[] = [];
    const pace = createPace({ clock: { now: () => clock.now(), sleep: async (ms) => slept.push(ms) } });
    await Promise.all([pace.turn(signal), pace.turn(signal), pace.turn(signal)]);
    expect(slept).toEqual([500, 1000]);
  });

  it('waits longer after each setback, less a random part, and begins small again after an answer', async () => {
    const clock = startTestClock();
    const draws = [0, 1, 0.5, 0, 0];
    const pace = createPace({ clock, random: () => draws.shift()!, maxWaitMs: 3_500 });
    await pace.turn(signal);
    for (let i = 0; i < 4; i++) {
      pace.setback();
      await pace.turn(signal);
    }
    pace.settle();
    pace.setback();
    await pace.turn(signal);
    expect(clock.slept).toEqual([1000, 1000, 0.75 * 3_500, 3_500, 1000]);
    expect(pace.retries()).toBe(5);
  });
});
