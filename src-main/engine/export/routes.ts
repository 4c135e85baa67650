// Calls that hand rows out as files.
import type { EngineState } from '../engine-state.ts';
import { os, typedErrors } from '../implementer.ts';
import { runExport } from './run-export.ts';

export function exportRoutes(state: EngineState) {
  return { start: os.exports.start.handler(({ input, signal }) => typedErrors(runExport(state, input, signal))) };
}
