// What the engine keeps about marks while a case is open: the steps that can be taken back, and a number that grows whenever
// marks change, by which what was found under older marks is told from what would be found now.
import type { MadeChange } from '../../../../shared/marks/change.ts';
import type { Database } from '../../duckdb/database.ts';
import { qualify } from '../../duckdb/quote.ts';
import type { OpenCase } from '../../engine-state.ts';
import { createTurns } from '../../in-turn.ts';
import type { TagChange } from './tag-steps.ts';

type AnyStep = { id: string; table: string; rows: number; undone: boolean };
/** One change of rows. They are those that it changed, no others, in a table in `work.main`, with the note they had before. */
export type RowStep = AnyStep & { kind: 'rows'; change: MadeChange };
/** One change of tags. The table is there when a tag went, and has the rows that went with it. */
export type TagStep = AnyStep & { kind: 'tags'; change: TagChange };
export type Step = RowStep | TagStep;

type MarksState = {
  version: number;
  steps: Map<string, Step>;
  made: number;
};

/** Rows of all steps, 20 bytes each in memory, beyond which the oldest can no longer be taken back. */
const keptRows = 10_000_000;
const keptSteps = 500;

const perCase = new WeakMap<OpenCase, MarksState>();

export function marksState(open: OpenCase): MarksState {
  const known = perCase.get(open);
  if (known) return known;
  const fresh: MarksState = { version: 1, steps: new Map(), made: 0 };
  perCase.set(open, fresh);
  return fresh;
}

/** From 1. */
export const marksVersion = (open: OpenCase): number => marksState(open).version;

/** Changes one after another: what one finds must not be changed by the next before it has written. */
export const inTurn = createTurns();

export async function keepStep(open: OpenCase, step: Step): Promise<void> {
  const { steps } = marksState(open);
  steps.set(step.id, step);
  let rows = [...steps.values()].reduce((sum, one) => sum + one.rows, 0);
  for (const old of steps.values()) {
    if (old === step || (rows <= keptRows && steps.size <= keptSteps)) break;
    rows -= old.rows;
    await forgetStep(open, old);
  }
}

async function forgetStep(open: OpenCase, step: Step): Promise<void> {
  marksState(open).steps.delete(step.id);
  await dropStepTable(open.db, step.table);
}

export async function dropStepTable(db: Database, table: string): Promise<void> {
  await db.use((connection) => connection.run(`DROP TABLE IF EXISTS ${qualify('work', 'main', table)}`));
}
