// What must be known of a source before its grid can stand: its columns, and how the last grid of it was left.
import { useEffect, useState } from 'react';
import type { TableInfo } from '../../../shared/contract/views.ts';
import type { Source } from '../../../shared/query/view.ts';
import { type EngineClient, useEngine } from '../../ui/engine.ts';
import { describeProblem, type Problem } from '../../ui/problem.ts';
import type { Layout } from './columns/layout.ts';
import { layoutTable, readLayouts } from './columns/layouts.ts';
import { type KeptDock, readDock } from './kept-dock.ts';

export type SourceInfo = { table: TableInfo; last: Layout | null; dock: KeptDock };

/** `source` must keep its identity while it stays the same. */
export function useSource(source: Source): { info: SourceInfo | null; problem: Problem | null; retry: () => void } {
  const engine = useEngine();
  const [info, setInfo] = useState<SourceInfo | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let wanted = attempt >= 0;
    setProblem(null);
    readSource(engine, source)
      .then((read) => wanted && setInfo(read))
      .catch((error: unknown) => wanted && setProblem(describeProblem(error, 'read the columns')));
    return () => {
      wanted = false;
    };
  }, [engine, source, attempt]);
  return { info, problem, retry: () => setAttempt(attempt + 1) };
}

async function readSource(engine: EngineClient, source: Source): Promise<SourceInfo> {
  const table = layoutTable(source);
  const [info, layouts, dock] = await Promise.all([
    engine.views.describe({ source }),
    table === null ? { last: null } : readLayouts(engine, table),
    readDock(engine, source),
  ]);
  return { table: info, last: layouts.last, dock };
}
