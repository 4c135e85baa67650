// Calls that make a report.
import type { ReportPreview } from '../../../shared/contract/report.ts';
import type { ReportChoices } from '../../../shared/report/choices.ts';
import { listValues } from '../../../shared/report/list-values.ts';
import { type EngineState, requireCase } from '../engine-state.ts';
import { os, typedErrors } from '../implementer.ts';
import { startRun } from '../queries/console/running.ts';
import { gatherReport } from './gather.ts';
import { renderHtml } from './render.ts';
import { writeReport } from './write-report.ts';

export function reportRoutes(state: EngineState) {
  return {
    preview: os.report.preview.handler(({ input, signal }) => preview(state, input.choices, signal)),
    write: os.report.write.handler(({ input, signal }) => typedErrors(writeReport(state, input, signal))),
  };
}

async function preview(
  state: EngineState,
  choices: ReportChoices,
  given: AbortSignal | undefined,
): Promise<ReportPreview> {
  const open = requireCase(state);
  const running = startRun(open, given);
  try {
    const { document, plain, redactor } = await gatherReport(
      state,
      open,
      choices,
      new Date(),
      running.signal,
      () => undefined,
    );
    const values = listValues(plain).filter(({ value }) => redactor.text(value) === value);
    return { html: renderHtml(document, redactor), values, redacted: redactor.used() };
  } finally {
    running.end();
  }
}
