// Calls about the bytes of the evidence.
import { type EngineState, type OpenCase, requireCase } from '../../engine-state.ts';
import { os, typedErrors } from '../../implementer.ts';
import { refuseWhileLoading } from '../../ingest/routes.ts';
import { compareWithList, folderOf, readHashes, saveHashes } from './hash-lists.ts';
import { listResults } from './list-results.ts';
import { verifyEvidence } from './verify-evidence.ts';

export function custodyRoutes(state: EngineState) {
  return {
    verify: os.custody.verify.handler(({ signal }) =>
      typedErrors(verify(requireCase(state), state.options.workers.ingest, signal)),
    ),
    results: os.custody.results.handler(({ input }) => listResults(requireCase(state), input)),
    hashes: os.custody.hashes.handler(async ({ input: { offset, limit } }) => {
      const all = await readHashes(requireCase(state));
      const files = all.flatMap(({ member, at }) => (member === null && at !== null ? [at] : []));
      const hashes = all.slice(offset, offset + limit);
      return { total: all.length, folder: folderOf(files), hashes };
    }),
    saveHashes: os.custody.saveHashes.handler(({ input }) => saveHashes(requireCase(state), input)),
    compare: os.custody.compare.handler(({ input }) => compareWithList(requireCase(state), input.path)),
  };
}

async function* verify(open: OpenCase, workerFile: string, signal: AbortSignal | undefined) {
  refuseWhileLoading(open);
  yield* verifyEvidence(open, workerFile, signal);
}
