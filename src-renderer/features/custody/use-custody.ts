// What the last reading of the evidence found, and one that runs now.
import { useEffect, useRef, useState } from 'react';
import type { CustodyCounts, CustodyResult, CustodyState } from '../../../shared/contract/custody.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../ui/problem.ts';

export const pageResults = 200;

export type CustodyResults = { checked: string | null; counts: CustodyCounts; total: number; results: CustodyResult[] };

export type Custody = {
  results: CustodyResults | null;
  /** Null: none runs. */
  running: CustodyState | null;
  problem: Problem | null;
  verify: () => void;
  cancel: () => void;
  again: () => void;
};

export function useCustody(page: number): Custody {
  const engine = useEngine();
  const version = useDataVersion((state) => state.version);
  const [tries, setTries] = useState(0);
  const [results, setResults] = useState<CustodyResults | null>(null);
  const [running, setRunning] = useState<CustodyState | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const abort = useRef<AbortController | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: newer data and tries are reasons to ask again
  useEffect(() => {
    const reading = new AbortController();
    engine.custody.results({ offset: page * pageResults, limit: pageResults }, { signal: reading.signal }).then(
      (answer) => !reading.signal.aborted && setResults(answer),
      (error: unknown) => {
        if (!reading.signal.aborted && !isCancelled(error)) setProblem(describeProblem(error, 'read what was found'));
      },
    );
    return () => reading.abort();
  }, [engine, version, page, tries]);
  useEffect(() => () => abort.current?.abort(), []);

  const verify = async () => {
    const own = new AbortController();
    abort.current = own;
    setProblem(null);
    try {
      for await (const state of await engine.custody.verify(undefined, { signal: own.signal })) setRunning(state);
    } catch (error) {
      if (!own.signal.aborted && !isCancelled(error)) setProblem(describeProblem(error, 'verify the evidence'));
    } finally {
      setRunning(null);
      setTries((n) => n + 1);
    }
  };
  return {
    results,
    running,
    problem,
    verify: () => void verify(),
    cancel: () => abort.current?.abort(),
    again: () => {
      setProblem(null);
      setTries(tries + 1);
    },
  };
}
