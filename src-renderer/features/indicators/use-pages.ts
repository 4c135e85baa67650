// As many pages of a list as were asked for.
import { useEffect, useState } from 'react';
import { describeProblem, type Problem } from '../../ui/problem.ts';

const pageSize = 200;

export type Read<T> = { items: T[]; total: number; problem: Problem | null; more: () => void };

/** Null while the first is read. @param version another one reads them again @param what see `describeProblem` */
export function usePages<T>(
  version: number,
  what: string,
  read: (page: { offset: number; limit: number }) => Promise<{ total: number; items: T[] }>,
): Read<T> | null {
  const [wanted, setWanted] = useState(1);
  const [answer, setAnswer] = useState<Omit<Read<T>, 'more'> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `read` is made anew each time; version and pages say when to read
  useEffect(() => {
    let current = true;
    const readAll = async () => {
      const all: T[] = [];
      let total = 0;
      for (let at = 0; at < wanted; at++) {
        const page = await read({ offset: at * pageSize, limit: pageSize });
        all.push(...page.items);
        if (at === 0) ({ total } = page);
      }
      if (current) setAnswer({ items: all, total, problem: null });
    };
    readAll().catch((error: unknown) => {
      if (current) setAnswer((before) => ({ items: [], total: 0, ...before, problem: describeProblem(error, what) }));
    });
    return () => {
      current = false;
    };
  }, [version, wanted]);
  return answer && { ...answer, more: () => setWanted(wanted + 1) };
}
