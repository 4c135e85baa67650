// The listing of the folder that the picker looks at; the newest question wins, and an error is part of the answer.
import { useEffect, useState } from 'react';
import type { FolderEntry } from '../../../shared/contract/files.ts';
import { useEngine } from '../engine.ts';
import { describeProblem, type Problem } from '../problem.ts';

export type Listing = {
  dir: string;
  parent: string | null;
  roots: { name: string; path: string }[];
  entries: FolderEntry[];
  leftOut: number;
};

type Answer = { of: string | null; listing: Listing | null; problem: Problem | null };

/**
 * `dir` null: the home folder. While a folder is being read the listing before stays on screen, so that it does not
 * flicker; `fresh` is false meanwhile, and nothing of it may be chosen.
 */
export function useFolder(dir: string | null): Answer & { fresh: boolean } {
  const engine = useEngine();
  const [answer, setAnswer] = useState<Answer>({ of: null, listing: null, problem: null });
  useEffect(() => {
    let current = true;
    const ask = async () => {
      try {
        const listing = await engine.files.list(dir === null ? {} : { dir });
        if (current) setAnswer({ of: dir, listing, problem: null });
      } catch (error) {
        const problem = describeProblem(error, 'list this folder');
        if (current) setAnswer((before) => ({ of: dir, listing: before.listing, problem }));
      }
    };
    // A moment's wait, so that typing a path does not list every folder on the way.
    const timer = setTimeout(() => void ask(), 60);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [engine, dir]);
  return { ...answer, fresh: answer.of === dir && (answer.listing ?? answer.problem) !== null };
}
