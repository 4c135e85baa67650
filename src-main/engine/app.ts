// Merges the rooms' calls into one router. A host puts the router behind a transport; command line and tests call `client`.
import { createRouterClient, type RouterClient } from '@orpc/server';
import { acquisitionRoutes } from './acquire/routes.ts';
import { sessionsKeeper } from './analysis/keep-sessions.ts';
import { entityRoutes, sessionRoutes } from './analysis/routes.ts';
import { archiveRoutes } from './archive/routes.ts';
import { documentRoutes } from './cases/documents.ts';
import { caseRoutes, closeInState, fileRoutes } from './cases/routes.ts';
import { settingRoutes } from './cases/settings.ts';
import { indicatorRoutes } from './detections/indicators/routes.ts';
import { findingsKeeper } from './detections/keep-findings.ts';
import { detectionRoutes } from './detections/routes.ts';
import { duckdbVersion } from './duckdb/database.ts';
import type { EngineOptions, EngineState } from './engine-state.ts';
import { exportNotebook } from './export/notebook-export.ts';
import { exportRoutes } from './export/routes.ts';
import { formatRoutes } from './formats/routes.ts';
import { os } from './implementer.ts';
import { beginLoad, loadRoutes } from './ingest/routes.ts';
import { custodyRoutes } from './integrity/custody/routes.ts';
import { integrityRoutes } from './integrity/routes.ts';
import { journalRoutes } from './journal/routes.ts';
import { networkRoutes } from './networks/routes.ts';
import { chartRoutes } from './queries/charts/routes.ts';
import { consoleRoutes } from './queries/console/console.ts';
import { coverageRoutes } from './queries/coverage/routes.ts';
import { markRoutes } from './queries/marks/routes.ts';
import { noveltyRoutes } from './queries/novelty/routes.ts';
import { pivotRoutes } from './queries/pivot/routes.ts';
import { clockRoutes } from './queries/timeline/routes.ts';
import { viewRoutes } from './queries/views/routes.ts';
import { reportRoutes } from './report/routes.ts';
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
    formats: formatRoutes(state),
    loads: loadRoutes(state),
    acquisitions: acquisitionRoutes(state),
    aws: awsRoutes(state),
    views: viewRoutes(state),
    charts: chartRoutes(state),
    clocks: clockRoutes(state),
    coverage: coverageRoutes(state),
    pivots: pivotRoutes(state),
    marks: markRoutes(state, (request, signal) => exportNotebook(state, request, signal)),
    sessions: sessionRoutes(state),
    entities: entityRoutes(state),
    console: consoleRoutes(state),
    exports: exportRoutes(state),
    integrity: integrityRoutes(state),
    custody: custodyRoutes(state),
    detections: detectionRoutes(state),
    novelty: noveltyRoutes(state),
    indicators: indicatorRoutes(state),
    networks: networkRoutes(state),
    journal: journalRoutes(state),
    archives: archiveRoutes(state),
    report: reportRoutes(state),
    documents: documentRoutes(state),
    settings: settingRoutes(state),
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
  state.afterLoad = (open) => {
    sessionsKeeper(open).update();
    findingsKeeper(state, open).update();
  };
  const router = createRouter(state);
  return { router, client: createRouterClient(router), state, close: () => closeInState(state) };
}
