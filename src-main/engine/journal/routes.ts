// Calls that show the journal.
import { type EngineState, requireCase } from '../engine-state.ts';
import { os, typedErrors } from '../implementer.ts';
import { refuseWhileLoading } from '../ingest/routes.ts';
import { judgeJournal, listEntries } from './list-entries.ts';
import { replay } from './replay/replay.ts';
import { saveJournal } from './save.ts';

export function journalRoutes(state: EngineState) {
  return {
    verdict: os.journal.verdict.handler(() => judgeJournal(requireCase(state).dir)),
    entries: os.journal.entries.handler(({ input }) => listEntries(requireCase(state).dir, input)),
    save: os.journal.save.handler(({ input }) => saveJournal(requireCase(state), input)),
    replay: os.journal.replay.handler(({ input, signal }) => typedErrors(replayAtRest(state, input.path, signal))),
  };
}

async function* replayAtRest(state: EngineState, path: string, signal: AbortSignal | undefined) {
  refuseWhileLoading(requireCase(state));
  yield* replay(state, path, signal);
}
