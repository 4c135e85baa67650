// Keeps something of a pane in the case a moment after it changed, and at once when the pane goes.
import { useEffect, useRef } from 'react';
import { type EngineClient, useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { trackSave } from '../../ui/saves.ts';
import { usePaneStore } from './pane-context.ts';
import type { PaneState } from './pane-store.ts';

const restMs = 800;

export type Kept<T> = {
  /** What of the pane it depends on, compared by identity: cheap, for it is asked with every change of the pane. */
  parts: (state: PaneState) => readonly unknown[];
  /** What is to be kept; null: nothing. */
  read: (state: PaneState) => T | null;
  save: (engine: EngineClient, value: T) => Promise<void>;
  /** In words, for when it fails: `remember the layout`. */
  doing: string;
};

/** `kept` is read once. */
export function useKept<T>(kept: Kept<T>): void {
  const store = usePaneStore();
  const engine = useEngine();
  const { parts, read, save, doing } = useRef(kept).current;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let known = JSON.stringify(read(store.getState()));
    const keep = () => {
      timer = undefined;
      const value = read(store.getState());
      const text = JSON.stringify(value);
      if (value === null || text === known) return;
      known = text;
      trackSave(save(engine, value)).catch((error: unknown) => showProblem(error, doing));
    };
    const unsubscribe = store.subscribe((state, before) => {
      const old = parts(before);
      if (parts(state).every((part, i) => part === old[i])) return;
      clearTimeout(timer);
      timer = setTimeout(keep, restMs);
    });
    return () => {
      unsubscribe();
      if (timer === undefined) return;
      clearTimeout(timer);
      keep();
    };
  }, [store, engine, parts, read, save, doing]);
}
