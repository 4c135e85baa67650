// What is known, offline, of the networks that addresses are in.
import { useEffect, useState } from 'react';
import type { NetworkContext, NetworkSource } from '../../../shared/contract/networks.ts';
import { useEngine } from '../engine.ts';
import { describeProblem, isCancelled, type Problem } from '../problem.ts';

export type KnownNetworks = { contexts: NetworkContext[]; sources: NetworkSource[]; problem: Problem | null };

/** Null while it is asked for. @param version another one asks again */
export function useNetworks(addresses: readonly string[], version = 0): KnownNetworks | null {
  const engine = useEngine();
  const [known, setKnown] = useState<KnownNetworks | null>(null);
  const asked = JSON.stringify(addresses);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when to ask again
  useEffect(() => {
    const abort = new AbortController();
    engine.networks.describe({ addresses: JSON.parse(asked) as string[] }, { signal: abort.signal }).then(
      (answer) => !abort.signal.aborted && setKnown({ ...answer, problem: null }),
      (error: unknown) => {
        if (abort.signal.aborted || isCancelled(error)) return;
        setKnown({ contexts: [], sources: [], problem: describeProblem(error, 'look up the network') });
      },
    );
    return () => abort.abort();
  }, [engine, asked, version]);
  return known;
}
