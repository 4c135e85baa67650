// Calls that check the evidence.
import { type EngineState, type OpenCase, requireCase } from '../engine-state.ts';
import { os, typedErrors } from '../implementer.ts';
import { refuseWhileLoading } from '../ingest/routes.ts';
import { listChains } from './digests/list-chains.ts';
import { listFindings } from './digests/list-findings.ts';
import { readState } from './digests/read-state.ts';
import { type VerifyRequest, verifyDigests } from './digests/verify.ts';

export function integrityRoutes(state: EngineState) {
  return {
    verifyDigests: os.integrity.verifyDigests.handler(({ input, signal }) =>
      typedErrors(verify(requireCase(state), input, signal)),
    ),
    findings: os.integrity.findings.handler(({ input }) => listFindings(requireCase(state), input)),
    state: os.integrity.state.handler(() => readState(requireCase(state))),
    chains: os.integrity.chains.handler(({ input }) => listChains(requireCase(state), input)),
  };
}

async function* verify(open: OpenCase, request: VerifyRequest, signal: AbortSignal | undefined) {
  refuseWhileLoading(open);
  yield* verifyDigests(open, request, signal);
}
