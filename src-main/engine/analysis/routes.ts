// Calls about sessions and entities.
import type { Connection } from '../duckdb/connection.ts';
import { type EngineState, requireCase } from '../engine-state.ts';
import { os, typedErrors } from '../implementer.ts';
import { watchKeeper } from '../keep-current.ts';
import { viewAround } from '../queries/entities/around.ts';
import { readDeeds } from '../queries/entities/deeds.ts';
import { findEntities } from '../queries/entities/find.ts';
import { readInLogs } from '../queries/entities/in-logs.ts';
import { summarise } from '../queries/entities/summary.ts';
import { readTree } from '../queries/sessions/read-tree.ts';
import { sessionsKeeper } from './keep-sessions.ts';

export function sessionRoutes(state: EngineState) {
  return {
    watch: os.sessions.watch.handler(({ signal }) => {
      const keeper = sessionsKeeper(requireCase(state));
      keeper.update();
      return typedErrors(watchKeeper(keeper, signal));
    }),
    update: os.sessions.update.handler(() => sessionsKeeper(requireCase(state)).update()),
    cancel: os.sessions.cancel.handler(() => sessionsKeeper(requireCase(state)).cancel()),
    tree: os.sessions.tree.handler(({ input, signal }) =>
      requireCase(state).db.use((connection) => readTree(state, connection, input.entity, input.limit, signal)),
    ),
  };
}

export function entityRoutes(state: EngineState) {
  const use = <T>(work: (connection: Connection) => Promise<T>) => requireCase(state).db.use(work);
  return {
    summary: os.entities.summary.handler(({ input, signal }) =>
      use((connection) => summarise(state, connection, input, signal)),
    ),
    deeds: os.entities.deeds.handler(({ input, signal }) =>
      use((connection) => readDeeds(state, connection, input, signal)),
    ),
    logs: os.entities.logs.handler(({ input, signal }) =>
      use((connection) => readInLogs(state, connection, input.entity, signal)),
    ),
    find: os.entities.find.handler(({ input, signal }) => use((connection) => findEntities(connection, input, signal))),
    around: os.entities.around.handler(({ input }) => viewAround(state, input)),
  };
}
