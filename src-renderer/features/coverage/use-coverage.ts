// What the page shows, asked for again when the case has other rows or another range is looked at.
import { useEffect, useRef, useState } from 'react';
import type { CoverageLane, CoverageMap } from '../../../shared/contract/coverage.ts';
import type { LoadedKinds } from '../../../shared/coverage/kinds.ts';
import { useTimeZone } from '../../ui/case.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../ui/problem.ts';
import type { Range } from '../../ui/time-map/zoom.ts';
import { withLanes } from './cursor.ts';

/** As many hours as a week has. */
export const mostBuckets = 168;

export type Coverage = {
  /** The last answer, which stays while a newer one is awaited. */
  map: CoverageMap | null;
  kinds: LoadedKinds | null;
  problem: Problem | null;
  again: () => void;
};

export function useCoverage(range: Range): Coverage {
  const engine = useEngine();
  const zone = useTimeZone();
  const version = useDataVersion((state) => state.version);
  const [tries, setTries] = useState(0);
  const lanes = useRef<CoverageLane[]>([]);
  const [answer, setAnswer] = useState<Omit<Coverage, 'again'>>({ map: null, kinds: null, problem: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version and the tries say when to ask again
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    Promise.all([
      engine.coverage.map({ zone, most: mostBuckets, ...range }, { signal }),
      engine.coverage.kinds(undefined, { signal }),
    ]).then(
      ([map, kinds]) => {
        if (signal.aborted) return;
        if (range === null) lanes.current = map.lanes;
        setAnswer({ map: withLanes(map, lanes.current), kinds, problem: null });
      },
      (error: unknown) => {
        if (signal.aborted || isCancelled(error)) return;
        setAnswer((before) => ({ ...before, problem: describeProblem(error, 'read what the logs cover') }));
      },
    );
    return () => abort.abort();
  }, [engine, zone, version, range, tries]);
  return { ...answer, again: () => setTries(tries + 1) };
}
