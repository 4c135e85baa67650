// Which times the rows of CloudTrail have, read again when the case has other rows.
import { useEffect, useState } from 'react';
import type { TrailExtent } from '../../../shared/contract/novelty.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../ui/problem.ts';

type Extent = { extent: TrailExtent | null; problem: Problem | null };

export function useExtent(): Extent & { again: () => void } {
  const engine = useEngine();
  const version = useDataVersion((state) => state.version);
  const [tries, setTries] = useState(0);
  const [answer, setAnswer] = useState<Extent>({ extent: null, problem: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version and the tries say when to ask again
  useEffect(() => {
    const abort = new AbortController();
    engine.novelty.extent(undefined, { signal: abort.signal }).then(
      (extent) => !abort.signal.aborted && setAnswer({ extent, problem: null }),
      (error: unknown) => {
        if (abort.signal.aborted || isCancelled(error)) return;
        setAnswer((before) => ({ ...before, problem: describeProblem(error, 'read the times of the rows') }));
      },
    );
    return () => abort.abort();
  }, [engine, version, tries]);
  return { ...answer, again: () => setTries(tries + 1) };
}
