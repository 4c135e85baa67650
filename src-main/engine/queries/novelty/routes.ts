// Calls about what is new.
import { type EngineState, requireCase } from '../../engine-state.ts';
import { os, typedErrors } from '../../implementer.ts';
import { findFirstSeen } from './first-seen.ts';
import { follow } from './follow.ts';
import { findPageViews } from './page-views.ts';
import { findParallelUse } from './parallel.ts';
import { readExtent } from './period.ts';
import { findVolumes } from './volumes.ts';

export function noveltyRoutes(state: EngineState) {
  return {
    extent: os.novelty.extent.handler(({ signal }) =>
      requireCase(state).db.use((connection) => readExtent(connection, signal)),
    ),
    firstSeen: os.novelty.firstSeen.handler(({ input, signal }) =>
      typedErrors(follow(state, signal, (connection, steps) => findFirstSeen(connection, input, steps))),
    ),
    volumes: os.novelty.volumes.handler(({ input, signal }) =>
      typedErrors(follow(state, signal, (connection, steps) => findVolumes(connection, input, steps))),
    ),
    parallel: os.novelty.parallel.handler(({ input, signal }) =>
      typedErrors(follow(state, signal, (connection, steps) => findParallelUse(connection, input, steps))),
    ),
    pageViews: os.novelty.pageViews.handler(({ input, signal }) =>
      typedErrors(follow(state, signal, (connection, steps) => findPageViews(connection, input, steps))),
    ),
  };
}
