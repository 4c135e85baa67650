// Asks for a comparison, anew when what is compared changes; the latest answer wins.
import { useEffect, useMemo, useState } from 'react';
import type { Comparison } from '../../../../shared/contract/charts.ts';
import type { ColumnRef } from '../../../../shared/query/view.ts';
import { useEngine } from '../../../ui/engine.ts';
import { createLatest, once } from '../../../ui/latest.ts';
import { describeProblem, type Problem } from '../../../ui/problem.ts';
import type { Compared } from './compared.ts';

/** `marks`: another number asks again, as the marks that are compared have changed. */
export type AskedComparison = Compared & { columns: ColumnRef[]; marks?: number };
/** `of`: what `comparison` compares. */
export type ComparisonState = {
  comparison: Comparison | null;
  of: AskedComparison | null;
  waiting: boolean;
  problem: Problem | null;
};

const nothing: ComparisonState = { comparison: null, of: null, waiting: false, problem: null };

export function useComparison(asked: AskedComparison | null): ComparisonState {
  const engine = useEngine();
  const [state, setState] = useState(nothing);
  const latest = useMemo(
    () =>
      createLatest(
        async ({ marks: _marks, ...question }: AskedComparison, signal: AbortSignal) =>
          once(engine.charts.compare(question, { signal })),
        {
          began: () => setState((now) => ({ ...now, waiting: true, problem: null })),
          news: (comparison: Comparison, of: AskedComparison) =>
            setState({ comparison, of, waiting: false, problem: null }),
          failed: (error) => setState({ ...nothing, problem: describeProblem(error, 'compare the ranges') }),
        },
      ),
    [engine],
  );
  const question = asked && JSON.stringify(asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `question` says all of `asked`
  useEffect(() => {
    if (asked) latest.ask(asked);
  }, [latest, question]);
  useEffect(() => () => latest.stop(), [latest]);
  return state;
}
