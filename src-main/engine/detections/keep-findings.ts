// Keeps findings up to date in the background: run when the investigator asks, and from then on after every load, when the
// sessions behind the actors are current.
import type { DetectionProgress } from '../../../shared/contract/detections.ts';
import { sessionsKeeper } from '../analysis/keep-sessions.ts';
import type { Connection } from '../duckdb/connection.ts';
import type { EngineState, OpenCase } from '../engine-state.ts';
import { createKeeper, type Keeper } from '../keep-current.ts';
import { raiseFindings } from '../queries/findings/findings-state.ts';
import { updateFindings } from './findings/update-findings.ts';
import { readLogTables } from './indicators/log-tables.ts';
import { matchLists } from './indicators/sources.ts';
import { libraryOf } from './library/library.ts';

const keepers = new WeakMap<OpenCase, Keeper<DetectionProgress>>();

export function findingsKeeper(state: EngineState, open: OpenCase): Keeper<DetectionProgress> {
  let keeper = keepers.get(open);
  if (!keeper) {
    keeper = createKeeper(open, first, (signal, tell) => run(state, open, signal, tell));
    keepers.set(open, keeper);
  }
  return keeper;
}

const asked = new WeakSet<OpenCase>();

const first: DetectionProgress = {
  state: 'never',
  done: 0,
  rules: 0,
  rows: 0,
  findings: 0,
  elapsedMs: 0,
  error: null,
};

async function run(
  state: EngineState,
  open: OpenCase,
  signal: AbortSignal,
  tell: (news: Partial<DetectionProgress>) => void,
): Promise<void> {
  if (!asked.has(open) && !(await open.db.use(hasRun))) return;
  const began = performance.now();
  tell({ state: 'running', done: 0, elapsedMs: 0, error: null });
  sessionsKeeper(open).update();
  await sessionsKeeper(open).settled();
  await matchLists(open, { signal });
  const library = await libraryOf(state, open);
  const connection = await open.db.connect();
  try {
    const { hits, ...counts } = await updateFindings(connection, library, signal, (news) =>
      tell({ ...news, elapsedMs: performance.now() - began }),
    );
    const elapsedMs = Math.round(performance.now() - began);
    raiseFindings(open);
    await open.journal.append('detections.run', { ...counts, hits, elapsedMs });
    tell({ ...counts, state: 'current', done: 1, elapsedMs });
  } finally {
    connection.close();
  }
}

/** Whether rules were run in the case, by what it keeps of them. */
export const hasRun = async (connection: Connection): Promise<boolean> =>
  Number(await connection.value('SELECT count(*) FROM logs.main.rules')) > 0;

/** What the case says of itself when it was opened and nothing has been done yet. */
export async function lookAtFindings(state: EngineState, open: OpenCase): Promise<void> {
  const keeper = findingsKeeper(state, open);
  if (keeper.progress().state !== 'never') return;
  const news = await open.db.use(async (connection): Promise<Partial<DetectionProgress>> => {
    if (!(await hasRun(connection))) return {};
    const tables = new Map((await readLogTables(connection)).map(({ name, rows }) => [name, rows]));
    const seen = await connection.rows(
      'SELECT table_name, min(seen) AS seen, count(*) AS n FROM logs.main.rules GROUP BY table_name',
    );
    const isBehind = seen.some((one) => Number(one.seen) < (tables.get(String(one.table_name)) ?? 0));
    return {
      state: isBehind ? 'behind' : 'current',
      done: 1,
      rules: seen.reduce((sum, one) => sum + Number(one.n), 0),
      rows: seen.reduce((sum, one) => sum + Number(one.seen), 0),
      findings: Number(await connection.value('SELECT count(*) FROM logs.main.findings')),
    };
  });
  if (keeper.progress().state === 'never') keeper.tell(news);
}

/** As an investigator asks for it; what was run once is kept current from then on. */
export function runRulesOf(state: EngineState, open: OpenCase): void {
  asked.add(open);
  findingsKeeper(state, open).update();
}

/** Something that findings depend on was changed. */
export function setBehind(state: EngineState, open: OpenCase): void {
  const keeper = findingsKeeper(state, open);
  if (keeper.progress().state === 'current') keeper.tell({ state: 'behind' });
}
