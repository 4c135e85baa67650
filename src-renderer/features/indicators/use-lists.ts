// The lists of the case, read again when it has other rows, when they change, and when they were looked for.
import { useEffect, useState } from 'react';
import type { IndicatorLists } from '../../../shared/contract/indicators.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../ui/problem.ts';

type Lists = { lists: IndicatorLists | null; problem: Problem | null; version: number; again: () => void };

/** `version` grows with every change, for those who show parts of the lists. */
export function useLists(): Lists {
  const engine = useEngine();
  const data = useDataVersion((state) => state.version);
  const [tries, setTries] = useState(0);
  const [answer, setAnswer] = useState<Pick<Lists, 'lists' | 'problem'>>({ lists: null, problem: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version and the tries say when to ask again
  useEffect(() => {
    const abort = new AbortController();
    engine.indicators.lists(undefined, { signal: abort.signal }).then(
      (lists) => !abort.signal.aborted && setAnswer({ lists, problem: null }),
      (error: unknown) => {
        if (abort.signal.aborted || isCancelled(error)) return;
        setAnswer((before) => ({ ...before, problem: describeProblem(error, 'read the lists') }));
      },
    );
    return () => abort.abort();
  }, [engine, data, tries]);
  return { ...answer, version: data + tries, again: () => setTries((n) => n + 1) };
}
