// Calls about rules and findings.
import type { Connection } from '../duckdb/connection.ts';
import { type EngineState, requireCase } from '../engine-state.ts';
import { os, typedErrors } from '../implementer.ts';
import { watchKeeper } from '../keep-current.ts';
import { changeFindings } from './findings/change-findings.ts';
import { addException, readExceptions, removeException } from './findings/exceptions.ts';
import { explainFinding } from './findings/explain-finding.ts';
import { listFindings } from './findings/list-findings.ts';
import { findingsKeeper, lookAtFindings, runRulesOf, setBehind } from './keep-findings.ts';
import { addFolder, readFoldersAgain, removeFolder } from './library/folders.ts';
import { libraryOf } from './library/library.ts';
import { changeRules } from './library/settings.ts';
import { listRules, showRule } from './list-rules.ts';

export function detectionRoutes(state: EngineState) {
  const use = <T>(work: (connection: Connection) => Promise<T>) => requireCase(state).db.use(work);
  const library = () => libraryOf(state, requireCase(state));
  const list = async () => {
    const found = await library();
    return await use((connection) => listRules(connection, found));
  };
  const changed = () => setBehind(state, requireCase(state));
  return {
    rules: os.detections.rules.handler(async ({ input }) => {
      if (input.again) {
        await readFoldersAgain(requireCase(state));
        changed();
      }
      return await list();
    }),
    rule: os.detections.rule.handler(async ({ input }) => {
      const found = await library();
      return await use((connection) => showRule(connection, found, input.key));
    }),
    addFolder: os.detections.addFolder.handler(async ({ input }) => {
      await addFolder(requireCase(state), input.path);
      changed();
      return await list();
    }),
    removeFolder: os.detections.removeFolder.handler(async ({ input }) => {
      await removeFolder(requireCase(state), input.path);
      changed();
      return await list();
    }),
    setRules: os.detections.setRules.handler(async ({ input }) => {
      await changeRules(requireCase(state), input);
      changed();
    }),
    exceptions: os.detections.exceptions.handler(() => use(readExceptions)),
    addException: os.detections.addException.handler(async ({ input }) => {
      const added = await addException(requireCase(state), await library(), input);
      changed();
      return added;
    }),
    removeException: os.detections.removeException.handler(async ({ input }) => {
      await removeException(requireCase(state), input.id);
      changed();
    }),
    watch: os.detections.watch.handler(({ signal }) => typedErrors(watch(signal))),
    run: os.detections.run.handler(() => runRulesOf(state, requireCase(state))),
    cancel: os.detections.cancel.handler(() => findingsKeeper(state, requireCase(state)).cancel()),
    findings: os.detections.findings.handler(() => use((connection) => listFindings(connection))),
    explain: os.detections.explain.handler(async ({ input }) => {
      const found = await library();
      return await use((connection) => explainFinding(connection, found, input.finding, input.most));
    }),
    change: os.detections.change.handler(({ input }) =>
      changeFindings(requireCase(state), input.findings, input.change),
    ),
  };

  async function* watch(signal: AbortSignal | undefined) {
    const open = requireCase(state);
    await lookAtFindings(state, open);
    yield* watchKeeper(findingsKeeper(state, open), signal);
  }
}
