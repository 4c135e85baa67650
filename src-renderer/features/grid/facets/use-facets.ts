// Asks for the facets of the pane's view, anew when its rows or the chosen columns change. Each shows as soon as it is
// counted; the figures before stay until then.
import { useEffect, useMemo, useState } from 'react';
import type { Facet, FacetNews } from '../../../../shared/contract/charts.ts';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';
import { type EngineClient, useEngine } from '../../../ui/engine.ts';
import { createLatest } from '../../../ui/latest.ts';
import { describeProblem, type Problem } from '../../../ui/problem.ts';
import type { CountedView } from '../use-counted-view.ts';

/** `marks`: another number asks again, as the marks that are counted have changed. */
export type AskedFacets = { counted: CountedView; columns: ColumnRef[]; marks?: number };

/** `waiting`: the figures are of the view before. */
export type FacetState = { facet: Facet | null; failed: string | null; waiting: boolean };
export type FacetsState = { facets: ReadonlyMap<string, FacetState>; problem: Problem | null };

const unknown: FacetState = { facet: null, failed: null, waiting: true };

export function askFacets(engine: Pick<EngineClient, 'charts'>) {
  return ({ counted, columns }: AskedFacets, signal: AbortSignal) =>
    engine.charts.facets({ view: counted.view, columns }, { signal });
}

/** Keyed by column key. */
export function beginFacets({ facets }: FacetsState, columns: ColumnRef[]): FacetsState {
  const begun = columns.map((ref) => {
    const key = columnKey(ref);
    return [key, { ...(facets.get(key) ?? unknown), waiting: true }] as const;
  });
  return { facets: new Map(begun), problem: null };
}

export function hearFacet({ facets, problem }: FacetsState, news: FacetNews): FacetsState {
  const [ref, heard]: [ColumnRef, FacetState] =
    news.state === 'counted'
      ? [news.facet.column, { facet: news.facet, failed: null, waiting: false }]
      : [news.column, { facet: null, failed: news.problem.message, waiting: false }];
  return { facets: new Map(facets).set(columnKey(ref), heard), problem };
}

/** Null: nothing to count yet. */
export function useFacets(asked: AskedFacets | null): FacetsState {
  const engine = useEngine();
  const [state, setState] = useState<FacetsState>({ facets: new Map(), problem: null });
  const latest = useMemo(
    () =>
      createLatest(askFacets(engine), {
        began: ({ columns }: AskedFacets) => setState((now) => beginFacets(now, columns)),
        news: (news: FacetNews) => setState((now) => hearFacet(now, news)),
        failed: (error) => setState((now) => ({ ...now, problem: describeProblem(error, 'count the values') })),
      }),
    [engine],
  );
  const question = asked && JSON.stringify([asked.counted.key, asked.columns, asked.marks]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `question` says all of `asked`
  useEffect(() => {
    if (asked) latest.ask(asked);
  }, [latest, question]);
  useEffect(() => () => latest.stop(), [latest]);
  return state;
}
