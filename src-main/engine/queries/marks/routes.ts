// Calls about marks.
import type { MarkState } from '../../../../shared/contract/marks.ts';
import type { NotebookExport, NotebookExported } from '../../../../shared/marks/notebook.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { type EngineState, requireCase } from '../../engine-state.ts';
import { followWork } from '../../follow-work.ts';
import { os, typedErrors } from '../../implementer.ts';
import { startRun } from '../console/running.ts';
import { type ChangeReport, type ChangeRequest, changeMarks, revertStep } from './change-marks.ts';
import { countMarked } from './count-marked.ts';
import { openNotebook, readNotebook } from './notebook.ts';
import { removeTag, saveTag } from './tags.ts';
import { listTags } from './tags-list.ts';

/** `exportNotebook` is the export room's. */
export function markRoutes(
  state: EngineState,
  exportNotebook: (request: NotebookExport, signal: AbortSignal | undefined) => Promise<NotebookExported>,
) {
  const use = <T>(work: (connection: Connection) => Promise<T>) => requireCase(state).db.use(work);
  return {
    tags: os.marks.tags.handler(() => use(listTags)),
    saveTag: os.marks.saveTag.handler(({ input }) => saveTag(requireCase(state), input)),
    removeTag: os.marks.removeTag.handler(({ input }) => removeTag(requireCase(state), input.name)),
    change: os.marks.change.handler(({ input, signal }) => typedErrors(watchChange(state, input, signal))),
    undo: os.marks.undo.handler(({ input }) => revertStep(requireCase(state), input.step, 'undo')),
    redo: os.marks.redo.handler(({ input }) => revertStep(requireCase(state), input.step, 'redo')),
    counts: os.marks.counts.handler(({ input, signal }) =>
      use((connection) => countMarked(state, connection, input, signal)),
    ),
    notebook: os.marks.notebook.handler(({ input, signal }) =>
      use((connection) => openNotebook(requireCase(state), connection, input, signal)),
    ),
    notebookPage: os.marks.notebookPage.handler(({ input }) =>
      use((connection) => readNotebook(requireCase(state), connection, input)),
    ),
    exportNotebook: os.marks.exportNotebook.handler(({ input, signal }) => exportNotebook(input, signal)),
  };
}

async function* watchChange(
  state: EngineState,
  request: ChangeRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<MarkState> {
  const running = startRun(requireCase(state), signal);
  const began = performance.now();
  let working: Connection | null = null;
  const stateNow = (report: ChangeReport | null = null): MarkState => ({
    state: report ? 'done' : 'running',
    ...(report ?? { rows: 0, changed: 0, step: null, on: true }),
    percent: report ? 100 : (working?.percent() ?? null),
    elapsedMs: Math.round(performance.now() - began),
  });
  const watch = (connection: Connection) => {
    working = connection;
  };
  try {
    yield* followWork(
      running.signal,
      () => stateNow(),
      async (ends) => stateNow(await changeMarks(state, request, ends, watch)),
    );
  } finally {
    running.end();
  }
}
