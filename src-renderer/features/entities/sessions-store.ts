// How far the sessions of the open case are, as the engine brings them up to date.
import { create } from 'zustand';
import type { SessionsProgress } from '../../../shared/contract/sessions.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import type { EngineClient } from '../../ui/engine.ts';
import { isCancelled, showProblem } from '../../ui/problem.ts';

export const useSessions = create<{ progress: SessionsProgress | null }>(() => ({ progress: null }));

/** Follows the case's sessions until the answer is called. */
export function followSessions(engine: EngineClient): () => void {
  const own = new AbortController();
  void follow(engine, own.signal);
  return () => {
    own.abort();
    useSessions.setState({ progress: null });
  };
}

async function follow(engine: EngineClient, signal: AbortSignal): Promise<void> {
  try {
    for await (const progress of await engine.sessions.watch(undefined, { signal })) {
      if (signal.aborted) return;
      const before = useSessions.getState().progress;
      useSessions.setState({ progress });
      // Rows name other actors now.
      if (before?.state === 'running' && progress.state === 'current') useDataVersion.getState().bump();
    }
  } catch (error) {
    if (!signal.aborted && !isCancelled(error)) showProblem(error, 'follow the sessions of this case');
  }
}

/** Goes on where it was stopped. */
export async function resumeSessions(engine: EngineClient): Promise<void> {
  try {
    await engine.sessions.update();
  } catch (error) {
    showProblem(error, 'bring the sessions up to date');
  }
}
