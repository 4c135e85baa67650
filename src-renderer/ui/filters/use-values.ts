// The distinct values of a column with their counts, asked again as the search text changes; the latest answer wins.
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { liveView } from '../../../shared/query/edit.ts';
import type { ColumnRef, View } from '../../../shared/query/view.ts';
import { useEngine } from '../engine.ts';
import { describeProblem, type Problem } from '../problem.ts';

export type ValueCount = { value: string | null; count: number };
export type Values = { values: ValueCount[]; distinct: number; loading: boolean; problem: Problem | null };

const none: Values = { values: [], distinct: 0, loading: true, problem: null };
export const mostValues = 300;

export function useValues(view: View, column: ColumnRef, search: string): Values {
  const engine = useEngine();
  const [found, setFound] = useState<Values>(none);
  const [text] = useDebouncedValue(search, 150);
  const asked = JSON.stringify([liveView(view), column]);

  useEffect(() => {
    const abort = new AbortController();
    const [live, ref] = JSON.parse(asked) as [View, ColumnRef];
    setFound((before) => ({ ...before, loading: true, problem: null }));
    engine.views
      .values({ view: live, column: ref, search: text, limit: mostValues }, { signal: abort.signal })
      .then((answer) => {
        if (!abort.signal.aborted) setFound({ ...answer, loading: false, problem: null });
      })
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        setFound({ ...none, loading: false, problem: describeProblem(error, 'list the values') });
      });
    return () => abort.abort();
  }, [engine, asked, text]);
  return found;
}
