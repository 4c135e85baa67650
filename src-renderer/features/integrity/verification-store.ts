// The verification that runs, or has just ended, in the open case: started here, shown by the strip and the tab.
import { create } from 'zustand';
import type { VerificationSummary, VerifyState } from '../../../shared/contract/integrity.ts';
import { raiseBeside } from '../../ui/beside-rows.ts';
import type { EngineClient } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../ui/problem.ts';

export type VerifyRequest = { keys: string[]; signatures: string[]; bucket: string | null };

type Verification = {
  /** Null: none runs. */
  progress: Pick<VerifyState, 'digests' | 'totalDigests'> | null;
  /** How the last one of this window ended; null: none did, or it was dismissed. */
  ended: { summary: VerificationSummary } | { problem: Problem } | 'cancelled' | null;
};

const nothing: Verification = { progress: null, ended: null };
export const useVerification = create<Verification>(() => nothing);

let running: AbortController | null = null;

/** Resolves when it has ended, however it did. One runs at a time. */
export async function startVerification(engine: EngineClient, request: VerifyRequest): Promise<void> {
  if (running) return;
  const own = new AbortController();
  running = own;
  useVerification.setState({ progress: { digests: 0, totalDigests: 0 }, ended: null });
  const end = (ended: Verification['ended']) => running === own && useVerification.setState({ progress: null, ended });
  try {
    for await (const { summary, ...progress } of await engine.integrity.verifyDigests(request, {
      signal: own.signal,
    })) {
      if (own.signal.aborted) break;
      if (summary) {
        end({ summary });
        raiseBeside('verdicts');
      } else useVerification.setState({ progress });
    }
    if (useVerification.getState().progress) end('cancelled');
  } catch (error) {
    end(
      own.signal.aborted || isCancelled(error)
        ? 'cancelled'
        : { problem: describeProblem(error, 'verify the digests') },
    );
  } finally {
    if (running === own) running = null;
  }
}

export const cancelVerification = (): void => running?.abort();
export const dismissVerification = (): void => useVerification.setState({ ended: null });

/** The case is closed: what ran in it is stopped, and nothing of it is told in the next one. */
export function forgetVerification(): void {
  running?.abort();
  running = null;
  useVerification.setState(nothing);
}
