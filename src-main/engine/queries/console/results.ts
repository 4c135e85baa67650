// Results of SQL statements, held as tables in `work.main` so that grids, exports and facets can look at them without
// running the statement again. A held result never changes; the least recently used ones make room for new ones.
import { randomUUID } from 'node:crypto';
import { qualify } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import { type EngineState, type OpenCase, requireCase } from '../../engine-state.ts';
import { type MadeResult, makeResult } from './make-result.ts';
import { confirmRead, prepareText } from './sandbox.ts';

export type HeldResult = MadeResult & {
  /** Always true: a result is held once it is whole. */
  done: true;
  /** Keeps the table while it is in use; call the answer when done with it. */
  retain(): () => void;
};

const keepResults = 8;
const keepRows = 20_000_000;

type Held = { result: HeldResult; retained: number };
/** Least recently used first. */
const held = new WeakMap<OpenCase, Map<string, Held>>();

function resultsOf(open: OpenCase): Map<string, Held> {
  const known = held.get(open);
  if (known) return known;
  const fresh = new Map<string, Held>();
  held.set(open, fresh);
  return fresh;
}

/** Takes over a finished result table, and drops what no longer fits. */
export async function holdResult(open: OpenCase, result: Omit<HeldResult, 'done' | 'retain'>): Promise<HeldResult> {
  const entry: Held = {
    retained: 0,
    result: {
      ...result,
      done: true,
      retain() {
        entry.retained++;
        let released = false;
        return () => {
          if (!released) entry.retained--;
          released = true;
        };
      },
    },
  };
  const results = resultsOf(open);
  results.set(result.run, entry);
  let rows = 0;
  for (const { result } of results.values()) rows += result.rows;
  for (const [run, { result, retained }] of results) {
    if (results.size <= keepResults && rows <= keepRows) break;
    if (retained > 0 || run === entry.result.run) continue;
    results.delete(run);
    rows -= result.rows;
    await open.db.use((connection) => connection.run(`DROP TABLE IF EXISTS ${qualify('work', 'main', result.table)}`));
  }
  return entry.result;
}

/** The result of a run, or null when it is no longer held. */
export function heldResult(state: EngineState, run: string): HeldResult | null {
  const results = resultsOf(requireCase(state));
  const entry = results.get(run);
  if (!entry) return null;
  results.delete(run);
  results.set(run, entry);
  return entry.result;
}

/** Rows of a result made to look at a statement again; what the console allows at most. */
const rowLimit = 50_000_000;

/** Runs one reading statement in the sandbox and holds its result. Throws REFUSED, INVALID, SQL or CANCELLED. */
export async function runToResult(state: EngineState, sql: string, signal?: AbortSignal): Promise<HeldResult> {
  const open = requireCase(state);
  const connection = await open.db.connect();
  try {
    const [statement, ...more] = await prepareText(open, connection, sql);
    if (!statement || more.length > 0 || statement.kind !== 'read')
      throw new EngineError('INVALID', 'A view shows the result of one SELECT.', {
        hint: 'Run other statements in the SQL console.',
      });
    await confirmRead(open, connection, statement, signal);
    return await holdResult(
      open,
      await makeResult(connection, statement, { run: randomUUID(), limit: rowLimit, signal }),
    );
  } finally {
    connection.close();
  }
}
