// Merges the rooms' calls into one router. A host puts the router behind a transport; command line and tests call `client`.
import { createRouterClient, type RouterClient } from '@orpc/server';
import { acquisitionRoutes } from './acquire/routes.ts';
import { documentRoutes } from './cases/documents.ts';
import { caseRoutes, closeInState, fileRoutes } from './cases/routes.ts';
import { duckdbVersion } from './duckdb/database.ts';
import type { EngineOptions, EngineState } from './engine-state.ts';
import { exportRoutes } from './export/routes.ts';
import { os } from './implementer.ts';
import { beginLoad, loadRoutes } from './ingest/routes.ts';
import { consoleRoutes } from './queries/console.ts';
import { viewRoutes } from './queries/routes.ts';
import { createLogins } from './sources/aws/logins.ts';
import { awsRoutes } from './sources/aws/routes.ts';

export type { EngineOptions, EngineState };

function createRouter(state: EngineState) {
  return {
    app: {
      info: os.app.info.handler(() => ({
        version: state.options.version,
        host: state.options.host,
        platform: process.platform,
        duckdb: duckdbVersion(),
      })),
    },
    cases: caseRoutes(state, (paths) => beginLoad(state, { paths, as: 'auto', table: 'imported' })),
    files: fileRoutes(),
    loads: loadRoutes(state),
    acquisitions: acquisitionRoutes(state),
    aws: awsRoutes(state),
    views: viewRoutes(state),
    console: consoleRoutes(state),
    exports: exportRoutes(state),
    documents: documentRoutes(state),
  };
}

export type EngineRouter = ReturnType<typeof createRouter>;
export type Engine = {
  router: EngineRouter;
  client: RouterClient<EngineRouter>;
  state: EngineState;
  /** Ends what runs and closes the case. */
  close(): Promise<void>;
};

export async function createEngine(options: EngineOptions): Promise<Engine> {
  const state: EngineState = { options, current: null, logins: createLogins() };
  const router = createRouter(state);
  return { router, client: createRouterClient(router), state, close: () => closeInState(state) };
}
