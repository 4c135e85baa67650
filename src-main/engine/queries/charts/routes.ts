// Calls that count over all rows of a view.
import { type EngineState, requireCase } from '../../engine-state.ts';
import { os, typedErrors } from '../../implementer.ts';
import { compareRanges } from './compare-ranges.ts';
import { readFacets } from './facets.ts';
import { readHistogram } from './histogram.ts';

export function chartRoutes(state: EngineState) {
  return {
    histogram: os.charts.histogram.handler(({ input, signal }) =>
      requireCase(state).db.use((connection) => readHistogram(state, connection, input, signal)),
    ),
    facets: os.charts.facets.handler(({ input, signal }) => typedErrors(readFacets(state, input, signal))),
    compare: os.charts.compare.handler(({ input, signal }) =>
      requireCase(state).db.use((connection) => compareRanges(state, connection, input, signal)),
    ),
  };
}
