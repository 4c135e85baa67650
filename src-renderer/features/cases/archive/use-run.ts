// Follows packing or unpacking: how far it is, what came of it, what went wrong.
import { useRef, useState } from 'react';
import { describeProblem, isCancelled, type Problem } from '../../../ui/problem.ts';

type State = { bytes: number; totalBytes: number };
export type Progress = State | null;

export function useRun() {
  const [progress, setProgress] = useState<Progress>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const abort = useRef<AbortController | null>(null);

  /** Runs `work`, whose states are shown while they come; null: it was stopped, or failed and that is on screen. */
  const run = async <T>(doing: string, work: (signal: AbortSignal, tell: (state: State) => void) => Promise<T>) => {
    abort.current = new AbortController();
    setProblem(null);
    setProgress({ bytes: 0, totalBytes: 0 });
    try {
      return await work(abort.current.signal, setProgress);
    } catch (error) {
      if (!isCancelled(error)) setProblem(describeProblem(error, doing));
      return null;
    } finally {
      setProgress(null);
    }
  };
  return { progress, problem, run, cancel: () => abort.current?.abort() };
}

/** The last of the states, each of which is told. */
export async function lastOf<T extends State>(states: AsyncIterable<T>, tell: (state: State) => void): Promise<T> {
  let last: T | null = null;
  for await (const state of states) {
    last = state;
    tell(state);
  }
  if (!last) throw new Error('The engine reported nothing.');
  return last;
}
