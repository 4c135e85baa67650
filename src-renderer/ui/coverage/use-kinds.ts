// Which kinds of logs the case has, asked for again when it has other rows.
import { useEffect, useState } from 'react';
import type { LoadedKinds } from '../../../shared/coverage/kinds.ts';
import { useDataVersion } from '../data-version.ts';
import { useEngine } from '../engine.ts';
import { isCancelled, showProblem } from '../problem.ts';

/** Null until it is known. */
export function useKinds(): LoadedKinds | null {
  const engine = useEngine();
  const version = useDataVersion((state) => state.version);
  const [kinds, setKinds] = useState<LoadedKinds | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when to ask again
  useEffect(() => {
    const abort = new AbortController();
    engine.coverage.kinds(undefined, { signal: abort.signal }).then(
      (found) => !abort.signal.aborted && setKinds(found),
      (error: unknown) => {
        if (!abort.signal.aborted && !isCancelled(error)) showProblem(error, 'read which kinds of logs are loaded');
      },
    );
    return () => abort.abort();
  }, [engine, version]);
  return kinds;
}
