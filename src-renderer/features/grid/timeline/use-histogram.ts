// Asks for the histogram of the pane's view, anew when its rows, its width or its division change; the latest answer wins.
import { useEffect, useMemo, useState } from 'react';
import type { Histogram, Stack } from '../../../../shared/contract/charts.ts';
import { type EngineClient, useEngine } from '../../../ui/engine.ts';
import { createLatest, once } from '../../../ui/latest.ts';
import { describeProblem, type Problem } from '../../../ui/problem.ts';
import type { CountedView } from '../use-counted-view.ts';
import { partsOf } from './stacks.ts';

/** `marks`: another number asks again, as tags that the bars are divided by have changed. */
export type Asked = { counted: CountedView; zone: string; most: number; stack: Stack | null; marks?: number };

/** `shown`: the last answer with what it answers; `waiting`: a newer one is on its way. */
export type HistogramState = {
  shown: { histogram: Histogram; asked: Asked } | null;
  waiting: boolean;
  problem: Problem | null;
};

export function askHistogram(engine: Pick<EngineClient, 'charts'>) {
  return async ({ counted, zone, most, stack }: Asked, signal: AbortSignal) =>
    once(
      engine.charts.histogram(
        { view: counted.view, zone, most, ...(stack ? { stack, parts: partsOf(stack) } : {}) },
        { signal },
      ),
    );
}

/** Null: not wanted now (collapsed, or nothing to count yet); the last answer stays. */
export function useHistogram(asked: Asked | null): HistogramState {
  const engine = useEngine();
  const [state, setState] = useState<HistogramState>({ shown: null, waiting: false, problem: null });
  const latest = useMemo(
    () =>
      createLatest(askHistogram(engine), {
        began: () => setState((now) => ({ ...now, waiting: true })),
        news: (histogram: Histogram, question: Asked) =>
          setState({ shown: { histogram, asked: question }, waiting: false, problem: null }),
        failed: (error) =>
          setState((now) => ({ ...now, waiting: false, problem: describeProblem(error, 'draw the timeline') })),
      }),
    [engine],
  );
  const question = asked && JSON.stringify([asked.counted.key, asked.zone, asked.most, asked.stack, asked.marks]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `question` says all of `asked`
  useEffect(() => {
    if (asked) latest.ask(asked);
  }, [latest, question]);
  useEffect(() => () => latest.stop(), [latest]);
  return state;
}
