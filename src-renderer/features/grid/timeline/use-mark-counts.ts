// Asks which marks the rows of each bar have, anew when the bars or the marks change; the latest answer wins.
import { useEffect, useMemo, useState } from 'react';
import type { MarkCounts } from '../../../../shared/contract/marks.ts';
import { useEngine } from '../../../ui/engine.ts';
import { createLatest, once } from '../../../ui/latest.ts';
import { showProblem } from '../../../ui/problem.ts';
import { useMarksVersion } from '../../../ui/tags.ts';
import type { CountedView } from '../use-counted-view.ts';

export type AskedMarks = { counted: CountedView; edges: string[] };
/** `edges`: those that `counts` are of. */
type Counted = { counts: MarkCounts[]; edges: string[] };
const nothing: Counted = { counts: [], edges: [] };

/** Null: not wanted now, or nothing to count yet; the last answer stays. */
export function useMarkCounts(asked: AskedMarks | null): Counted {
  const engine = useEngine();
  const version = useMarksVersion(true);
  const [state, setState] = useState(nothing);
  const latest = useMemo(
    () =>
      createLatest(
        async ({ counted, edges }: AskedMarks, signal: AbortSignal) =>
          once(engine.marks.counts({ view: counted.view, edges }, { signal })),
        {
          news: (counts: MarkCounts[], { edges }: AskedMarks) => setState({ counts, edges }),
          failed: (error) => showProblem(error, 'find the marked rows in time'),
        },
      ),
    [engine],
  );
  const question = asked && JSON.stringify([asked.counted.key, asked.edges, version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `question` says all of `asked`
  useEffect(() => {
    if (asked) latest.ask(asked);
  }, [latest, question]);
  useEffect(() => () => latest.stop(), [latest]);
  return state;
}
