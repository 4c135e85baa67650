// One replay that is looked at: asked for, followed, and stopped when the page goes.
import { useEffect, useRef, useState } from 'react';
import type { ReplayResult, ReplayState } from '../../../shared/contract/replay.ts';
import { useEngine } from '../../ui/engine.ts';
import { pickPaths } from '../../ui/pick-paths.ts';
import { isCancelled, showProblem } from '../../ui/problem.ts';

export type Replay = {
  /** Of the record; null: none is looked at. */
  path: string | null;
  progress: ReplayState | null;
  result: ReplayResult | null;
  /** Asks for a file and does again what it records. */
  start: () => void;
  close: () => void;
};

/** @param onDone there is one entry more */
export function useReplay(onDone: () => void): Replay {
  const engine = useEngine();
  const [path, setPath] = useState<string | null>(null);
  const [progress, setProgress] = useState<ReplayState | null>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const close = () => {
    abort.current?.abort();
    setPath(null);
    setProgress(null);
  };
  const start = async () => {
    const title = 'Replay a journal, or the manifest of an export';
    const [picked] = await pickPaths({ title, mode: 'file', confirm: 'Replay' });
    if (picked === undefined) return;
    close();
    const own = new AbortController();
    abort.current = own;
    setPath(picked);
    try {
      for await (const state of await engine.journal.replay({ path: picked }, { signal: own.signal }))
        if (!own.signal.aborted) setProgress(state);
      onDone();
    } catch (error) {
      if (own.signal.aborted || isCancelled(error)) return;
      close();
      showProblem(error, 'do this again');
    }
  };
  return { path, progress, result: progress?.result ?? null, start: () => void start(), close };
}
