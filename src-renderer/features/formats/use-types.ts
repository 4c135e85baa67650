// The log types and the definitions of one's own, read again when the case has other rows and when definitions change.
import { useEffect, useState } from 'react';
import type { LogTypeList } from '../../../shared/contract/formats.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../ui/problem.ts';

type Types = { list: LogTypeList | null; problem: Problem | null; version: number; again: () => void };

/** `version` grows with every change, for those who show parts of it. */
export function useTypes(): Types {
  const engine = useEngine();
  const data = useDataVersion((state) => state.version);
  const [tries, setTries] = useState(0);
  const [answer, setAnswer] = useState<Pick<Types, 'list' | 'problem'>>({ list: null, problem: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version and the tries say when to ask again
  useEffect(() => {
    const abort = new AbortController();
    engine.formats.list(undefined, { signal: abort.signal }).then(
      (list) => !abort.signal.aborted && setAnswer({ list, problem: null }),
      (error: unknown) => {
        if (abort.signal.aborted || isCancelled(error)) return;
        setAnswer((before) => ({ ...before, problem: describeProblem(error, 'read the log types') }));
      },
    );
    return () => abort.abort();
  }, [engine, data, tries]);
  return { ...answer, version: data + tries, again: () => setTries((n) => n + 1) };
}
