// Calls about what the logs cover.
import { type EngineState, requireCase } from '../../engine-state.ts';
import { os } from '../../implementer.ts';
import { readKinds } from './kinds.ts';
import { readCoverage } from './map.ts';

export function coverageRoutes(state: EngineState) {
  return {
    map: os.coverage.map.handler(({ input, signal }) =>
      requireCase(state).db.use((connection) => readCoverage(connection, input, signal)),
    ),
    kinds: os.coverage.kinds.handler(({ signal }) =>
      requireCase(state).db.use((connection) => readKinds(connection, signal)),
    ),
  };
}
