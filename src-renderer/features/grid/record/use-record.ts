// The record of the focused row, read a moment after the focus rests: holding an arrow key must not fetch a record a row.
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { RecordDetail } from '../../../../shared/contract/views.ts';
import { useEngine } from '../../../ui/engine.ts';
import { describeProblem, type Problem } from '../../../ui/problem.ts';
import { usePane } from '../pane-context.ts';

const restMs = 90;

export type RecordState = { record: RecordDetail | null; problem: Problem | null };

/** The record before stays until the next one is there. */
export function useRecord(): RecordState {
  const engine = useEngine();
  const viewId = usePane((state) => state.opened?.viewId);
  const index = usePane((state) => state.focus?.index);
  const matched = usePane((state) => state.opened?.matched ?? 0);
  const [rested] = useDebouncedValue(index, restMs);
  const [state, setState] = useState<RecordState>({ record: null, problem: null });
  const exists = viewId !== undefined && rested !== undefined && rested < matched;

  useEffect(() => {
    if (!exists) return setState({ record: null, problem: null });
    const abort = new AbortController();
    engine.views
      .record({ viewId, index: rested }, { signal: abort.signal })
      .then((record) => !abort.signal.aborted && setState({ record, problem: null }))
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setState({ record: null, problem: describeProblem(error, 'read the record') });
      });
    return () => abort.abort();
  }, [engine, viewId, rested, exists]);
  return state;
}
