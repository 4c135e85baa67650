// The store over an engine whose stream is in the test's hand.
import { afterEach, describe, expect, it } from 'vitest';
import type { VerifyState } from '../../../shared/contract/integrity.ts';
import {
  cancelVerification,
  dismissVerification,
  forgetVerification,
  startVerification,
  useVerification,
} from '../../../src-renderer/features/integrity/verification-store.ts';
import { useBeside } from '../../../src-renderer/ui/beside-rows.ts';
import type { EngineClient } from '../../../src-renderer/ui/engine.ts';

const request = { keys: [], signatures: [], bucket: null };
const summary = {
  verificationId: 1,
  keys: 1,
  signatures: 0,
  bucket: null,
  problems: [],
  sums: { digests: [], logs: [], chains: [] },
};
const running: VerifyState = { state: 'running', digests: 1, totalDigests: 2, summary: null };

/** @param told states, then the end of the stream or an error */
function engineOf(told: VerifyState[], failure?: Error) {
  let asked = 0;
  const engine = {
    integrity: {
      async verifyDigests(_: unknown, { signal }: { signal: AbortSignal }) {
        asked++;
        return (async function* () {
          for (const state of told) {
            signal.throwIfAborted();
            yield state;
          }
          if (failure) throw failure;
        })();
      },
    },
  } as unknown as EngineClient;
  return { engine, asked: () => asked };
}

afterEach(forgetVerification);

describe('a verification', () => {
  it('tells how far it is, then what it came to, and that verdicts are others now', async () => {
    const before = useBeside.getState().verdicts;
    const seen: unknown[] = [];
    const stop = useVerification.subscribe(({ progress }) => seen.push(progress));
    await startVerification(engineOf([running, { ...running, state: 'done', summary }]).engine, request);
    stop();
    expect(seen).toContainEqual(expect.objectContaining({ digests: 1, totalDigests: 2 }));
    expect(useVerification.getState()).toEqual({ progress: null, ended: { summary } });
    expect(useBeside.getState().verdicts).toBe(before + 1);
    dismissVerification();
    expect(useVerification.getState().ended).toBeNull();
  });

  it('that is cancelled leaves the verdicts as they are, and another can be started', async () => {
    const before = useBeside.getState().verdicts;
    const { engine, asked } = engineOf([running, running, { ...running, state: 'done', summary }]);
    const stop = useVerification.subscribe(({ progress }) => progress?.digests === 1 && cancelVerification());
    const first = startVerification(engine, request);
    await startVerification(engine, request); // One runs already.
    await first;
    stop();
    expect(asked()).toBe(1);
    expect(useVerification.getState()).toEqual({ progress: null, ended: 'cancelled' });
    expect(useBeside.getState().verdicts).toBe(before);
    await startVerification(engine, request);
    expect(useVerification.getState().ended).toEqual({ summary });
  });

  it('that fails says why', async () => {
    const failure = Object.assign(new Error('This file holds no signatures.'), { data: { at: '/a', hint: 'Look.' } });
    await startVerification(engineOf([running], failure).engine, request);
    expect(useVerification.getState().ended).toEqual({
      problem: { title: 'Could not verify the digests', message: failure.message, at: '/a', hint: 'Look.' },
    });
  });

  it('of a case that was closed meanwhile is not told in the next', async () => {
    const stop = useVerification.subscribe(({ progress }) => progress?.digests === 1 && forgetVerification());
    await startVerification(engineOf([running, running]).engine, request);
    stop();
    expect(useVerification.getState()).toEqual({ progress: null, ended: null });
  });
});
