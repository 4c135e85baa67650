// How many of a finding's rows an exception would take out, counted when it has rested for a moment.
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { exceptedRows } from '../../../../shared/findings/exception.ts';
import type { View } from '../../../../shared/query/view.ts';
import { formatNoun } from '../../../../shared/values/sizes.ts';
import { type EngineClient, useEngine } from '../../../ui/engine.ts';
import { describeProblem, isCancelled } from '../../../ui/problem.ts';

/** A sentence, empty while it is not known. `rows` null: those of no finding; `exception` null: there is none yet. */
export function useExcepted(rows: View | null, exception: View | null): string {
  const engine = useEngine();
  const [known, setKnown] = useState({ asked: '', words: '' });
  const now = rows === null || exception === null ? '' : JSON.stringify(exceptedRows(rows, exception));
  const [asked] = useDebouncedValue(now, 150);
  useEffect(() => {
    if (asked === '') return;
    const abort = new AbortController();
    countRows(engine, JSON.parse(asked) as View, abort.signal).then(
      (count) => {
        if (!abort.signal.aborted) setKnown({ asked, words: `That is ${formatNoun(count, 'row')} of this finding.` });
      },
      (error: unknown) => {
        if (abort.signal.aborted || isCancelled(error)) return;
        const { title, message } = describeProblem(error, 'count its rows');
        setKnown({ asked, words: `${title}. ${message}` });
      },
    );
    return () => abort.abort();
  }, [engine, asked]);
  return known.asked === now ? known.words : '';
}

async function countRows(engine: EngineClient, view: View, signal: AbortSignal): Promise<number> {
  let rows = 0;
  let viewId: string | null = null;
  for await (const state of await engine.views.open({ view }, { signal })) {
    rows = state.matched;
    viewId = state.viewId;
  }
  if (viewId !== null) await engine.views.close({ viewId });
  return rows;
}
