// Calls about loads. One load runs at a time.
import { findFormat } from '../../../shared/formats/registry.ts';
import { EngineError } from '../engine-error.ts';
import { type EngineState, type OpenCase, requireCase } from '../engine-state.ts';
import { takeInFormats } from '../formats/case-formats.ts';
import { os, typedErrors } from '../implementer.ts';
import { accountTables } from '../queries/catalog/account-tables.ts';
import { listLoads, listProblems } from './load/list-loads.ts';
import { type Load, startLoad } from './load/load.ts';
import type { LoadRequest } from './load/load-request.ts';
import { timestampText } from './store/evidence-rows.ts';

/** Progress is told this often. */
const tellMs = 150;
const running = new WeakMap<OpenCase, Load>();

export function refuseWhileLoading(open: OpenCase): void {
  const before = running.get(open);
  if (before && !isEnded(before.progress().state))
    throw new EngineError('REFUSED', 'A load is running already.', { hint: 'Wait for it, or cancel it.' });
}

/** Starts a load in the open case. REFUSED while another runs, INVALID for a table's name that is taken. */
export async function beginLoad(state: EngineState, request: LoadRequest): Promise<Load> {
  const open = requireCase(state);
  const { paths, as, feed } = request;
  refuseWhileLoading(open);
  await takeInFormats(open, state.options.userDir);
  const table = cleanTableName(request.table);
  const before = running.get(open);
  const loadId = await open.db.use(async (connection) => {
    const id = Number(await connection.value('SELECT coalesce(max(load_id), 0) + 1 FROM logs.main.loads'));
    await connection.run(
      `INSERT INTO logs.main.loads (load_id, paths, read_as, target_table, started, state, already_loaded, not_reached, acquisition_id)
        SELECT $1, from_json($2, '["VARCHAR"]'), $3, $4, $5, 'listing', 0, 0, $6`,
      { values: [id, JSON.stringify(paths), as, table, timestampText(Date.now()), feed?.acquisitionId ?? null] },
    );
    return id;
  });
  await open.journal.append('load.start', {
    loadId,
    paths,
    as,
    table,
    ...(feed ? { acquisitionId: feed.acquisitionId } : {}),
  });
  const load = startLoad(open, state.options.workers.ingest, loadId, { ...request, table });
  running.set(open, load);
  void load.done.then(() => state.afterLoad?.(open));
  if (!before) open.onClose(() => running.get(open)?.cancel());
  return load;
}

const isEnded = (state: string) => ['done', 'cancelled', 'failed', 'interrupted'].includes(state);

export function loadRoutes(state: EngineState) {
  const find = (loadId: number) => {
    const load = running.get(requireCase(state));
    if (load?.id !== loadId)
      throw new EngineError('NOT_FOUND', `Load ${loadId} is not running.`, { hint: 'See the list of loads.' });
    return load;
  };
  return {
    start: os.loads.start.handler(async ({ input: { paths, as, table } }) => {
      const load = await beginLoad(state, { paths, as, table: table ?? 'imported' });
      return { loadId: load.id };
    }),
    watch: os.loads.watch.handler(({ input, signal }) => typedErrors(watch(find(input.loadId), signal))),
    pause: os.loads.pause.handler(({ input }) => find(input.loadId).pause()),
    resume: os.loads.resume.handler(({ input }) => find(input.loadId).resume()),
    cancel: os.loads.cancel.handler(({ input }) => find(input.loadId).cancel()),
    list: os.loads.list.handler(() => listLoads(requireCase(state))),
    problems: os.loads.problems.handler(({ input }) => listProblems(requireCase(state), input)),
  };
}

async function* watch(load: Load, signal: AbortSignal | undefined) {
  for (;;) {
    const progress = load.progress();
    yield progress;
    if (isEnded(progress.state) || signal?.aborted) return;
    await Promise.race([load.done, new Promise((resolve) => setTimeout(resolve, tellMs))]);
  }
}

const takenNames = new Set(['', 'timeline', ...Object.keys(accountTables)]);

/** Lower-case letters, digits and underscores: a name that needs no quotes. INVALID for the case's own tables. */
export function cleanTableName(given: string): string {
  const name = given
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, '_')
    .replace(/^(\d)/, '_$1');
  if (takenNames.has(name) || findFormat(name))
    throw new EngineError('INVALID', `“${given}” cannot be the table's name: it is taken.`);
  return name;
}
