// What there is to verify and what was found, read again when the case has other rows or other verdicts.
import { useEffect, useState } from 'react';
import type { IntegrityState } from '../../../shared/contract/integrity.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../ui/problem.ts';

export function useIntegrity(): { state: IntegrityState | null; problem: Problem | null; again: () => void } {
  const engine = useEngine();
  const version = useDataVersion((data) => data.version);
  const [tries, setTries] = useState(0);
  const [answer, setAnswer] = useState<{ state: IntegrityState | null; problem: Problem | null }>({
    state: null,
    problem: null,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version and the tries say when to ask again
  useEffect(() => {
    const abort = new AbortController();
    engine.integrity.state(undefined, { signal: abort.signal }).then(
      (state) => !abort.signal.aborted && setAnswer({ state, problem: null }),
      (error: unknown) => {
        if (abort.signal.aborted || isCancelled(error)) return;
        setAnswer((before) => ({ ...before, problem: describeProblem(error, 'read what was verified') }));
      },
    );
    return () => abort.abort();
  }, [engine, version, tries]);
  return { ...answer, again: () => setTries(tries + 1) };
}

const pageSize = 200;

type Pages<T> = { items: T[]; total: number; problem: Problem | null };

/** As many pages of a list as were asked for. `version`: another one reads it again. `what`: see `describeProblem`. */
export function usePages<T>(
  version: number,
  what: string,
  read: (page: { offset: number; limit: number }) => Promise<{ total: number; items: T[] }>,
): (Pages<T> & { more: () => void }) | null {
  const [wanted, setWanted] = useState(1);
  const [answer, setAnswer] = useState<Pages<T> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `read` is made anew each time; version and pages say when to read
  useEffect(() => {
    let current = true;
    const readAll = async () => {
      const all: Pages<T> = { items: [], total: 0, problem: null };
      for (let at = 0; at < wanted; at++) {
        const { items, total } = await read({ offset: at * pageSize, limit: pageSize });
        all.items.push(...items);
        if (at === 0) all.total = total;
      }
      if (current) setAnswer(all);
    };
    readAll().catch((error: unknown) => {
      if (!current) return;
      setAnswer((before) => ({ items: [], total: 0, ...before, problem: describeProblem(error, what) }));
    });
    return () => {
      current = false;
    };
  }, [version, wanted]);
  return answer && { ...answer, more: () => setWanted(wanted + 1) };
}
