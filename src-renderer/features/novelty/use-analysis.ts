// An analysis that the page shows: put when it is looked at and what it asks has changed, followed while it runs, and kept. Newer
// rows do not put it again by themselves: that would take away what is being read.
import { useEffect, useRef, useState } from 'react';
import { useDataVersion } from '../../ui/data-version.ts';
import { describeProblem, isCancelled, type Problem } from '../../ui/problem.ts';

export type Running = { doing: string; percent: number | null };
type News<T> = ({ state: 'running' } & Running) | { state: 'done'; result: T };

export type Analysis<T> = {
  /** The last answer, which stays while a newer one is awaited. */
  result: T | null;
  running: Running | null;
  problem: Problem | null;
  /** Rows came since. */
  isOld: boolean;
  /** It was stopped before it had an answer. */
  wasStopped: boolean;
  cancel: () => void;
  again: () => void;
};

type Answer<T> = {
  result: T | null;
  running: Running | null;
  problem: Problem | null;
  version: number;
  wasStopped: boolean;
};

/** @param key says what is asked; null: nothing yet */
export function useAnalysis<T>(
  key: string | null,
  doing: string,
  put: (signal: AbortSignal) => Promise<AsyncIterable<News<T>>>,
): Analysis<T> {
  const version = useDataVersion((state) => state.version);
  const [tries, setTries] = useState(0);
  const [answer, setAnswer] = useState<Answer<T>>({
    result: null,
    running: null,
    problem: null,
    version,
    wasStopped: false,
  });
  const current = useRef<AbortController | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked, the tries when to ask again
  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    current.current = abort;
    const { signal } = abort;
    const set = (patch: Partial<Answer<T>>) => !signal.aborted && setAnswer((before) => ({ ...before, ...patch }));
    const follow = async () => {
      for await (const news of await put(signal)) {
        if (signal.aborted) return;
        if (news.state === 'running') set({ running: news });
        else set({ result: news.result, running: null, version });
      }
    };
    set({ running: { doing: 'Beginning', percent: null }, problem: null, wasStopped: false });
    follow().catch((error: unknown) => {
      if (isCancelled(error)) set({ running: null, wasStopped: true });
      else set({ running: null, problem: describeProblem(error, doing) });
    });
    return () => abort.abort();
  }, [key, tries]);
  return {
    ...answer,
    isOld: answer.result !== null && answer.version !== version,
    cancel: () => {
      current.current?.abort();
      setAnswer((before) => ({ ...before, running: null, wasStopped: true }));
    },
    again: () => setTries(tries + 1),
  };
}
