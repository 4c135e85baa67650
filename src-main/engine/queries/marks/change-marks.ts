// Puts marks on rows of an opened view, takes them off, and takes a step back or makes it again. Which rows a step changed is
// fixed before anything is written, in a table in memory; the writing is one transaction in the case.
import type { MarkState } from '../../../../shared/contract/marks.ts';
import type { MadeChange, MarkChange } from '../../../../shared/marks/change.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import { qualify, quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import { type EngineState, type OpenCase, requireCase } from '../../engine-state.ts';
import { readCatalog } from '../catalog/schema.ts';
import { openedViews } from '../views/opened-views.ts';
import { type RowRanges, selectKeys } from './find-keys.ts';
import { dropStepTable, inTurn, keepStep, marksState, type RowStep } from './marks-state.ts';
import { turnTagStep } from './tag-steps.ts';
import { tagExists } from './tags-list.ts';
import { type Writing, writeMarks, writeNote, writeStar, writeTag } from './write-marks.ts';

export type ChangeRequest = { viewId: string; rows: RowRanges | null; change: MarkChange };
export type ChangeReport = Pick<MarkState, 'rows' | 'changed' | 'step' | 'on'>;

/**
 * @param watch is told the connection that works, for its progress
 * @throws INVALID for a tag that is not there, and rows that are no records of a log; CANCELLED, and then nothing is changed
 */
export async function changeMarks(
  state: EngineState,
  { viewId, rows, change }: ChangeRequest,
  signal: AbortSignal,
  watch: (connection: Connection) => void,
): Promise<ChangeReport> {
  const open = requireCase(state);
  return await inTurn(open, () =>
    openedViews(state).read(viewId, async (index, connection) => {
      watch(connection);
      if (change.kind === 'tag' && !(await tagExists(connection, change.tag)))
        throw new EngineError('INVALID', `There is no tag “${change.tag}”.`, { hint: 'Make it first.' });
      const id = `step-${++marksState(open).made}`;
      const table = `marks_${id.replace('-', '_')}`;
      let isKept = false;
      try {
        const logs = (await readCatalog(connection)).filter(({ kind }) => kind === 'log');
        const found = await findChanged(connection, table, selectKeys(index, rows, logs), change, signal);
        if (found.rows === 0 && index.source.kind === 'result')
          throw new EngineError('INVALID', 'None of these rows names a record that is in this case.', {
            hint: 'evidence_id and record_no have to be those of a log table.',
          });
        const report = { rows: found.rows, changed: found.changed, on: isOn(found.made) };
        if (found.changed === 0) return { ...report, step: null };
        await inTransaction(connection, () => writeMarks(connection, table, writingOf(found.made), signal));
        marksState(open).version++;
        isKept = true;
        await keepStep(open, { kind: 'rows', id, change: found.made, table, rows: found.changed, undone: false });
        await open.journal.append('marks.change', {
          step: id,
          change: found.made,
          rows: found.rows,
          changed: found.changed,
          view: index.view,
          selected: rows === null ? null : found.rows,
        });
        return { ...report, step: id };
      } finally {
        if (!isKept) await dropStepTable(open.db, table);
      }
    }),
  );
}

const isOn = (change: MadeChange) => (change.kind === 'note' ? change.text !== null : change.on);

/** Makes the step's table: the rows that the change changes. */
async function findChanged(
  connection: Connection,
  name: string,
  keys: string,
  change: MarkChange,
  signal: AbortSignal,
): Promise<{ rows: number; changed: number; made: MadeChange }> {
  const table = qualify('work', 'main', name);
  const has = {
    tag: () => `coalesce(list_contains(m.tags, ${quoteLiteral(change.kind === 'tag' ? change.tag : '')}), false)`,
    star: () => 'coalesce(m.starred, false)',
    note: () => `m.note IS NOT DISTINCT FROM ${quoteLiteral(change.kind === 'note' ? change.text : null)}`,
  }[change.kind]();
  await connection.run(
    `CREATE TABLE ${table} AS SELECT k.table_name, k.evidence_id, k.record_no, ${has} AS has, m.note AS before
     FROM (${keys}) AS k LEFT JOIN logs.main.row_marks AS m ON m.evidence_id = k.evidence_id AND m.record_no = k.record_no`,
    { signal },
  );
  const [counts] = await connection.rows(`SELECT count(*) AS n, count_if(has) AS have FROM ${table}`, { signal });
  const [rows, have] = [Number(counts?.n ?? 0), Number(counts?.have ?? 0)];
  const wanted = change.kind === 'note' ? true : (change.on ?? have < rows);
  await connection.run(`DELETE FROM ${table} WHERE has = ${wanted}`, { signal });
  const made = change.kind === 'note' ? change : { ...change, on: wanted };
  return { rows, changed: wanted ? rows - have : have, made };
}

function writingOf(change: MadeChange): Writing {
  switch (change.kind) {
    case 'tag':
      return writeTag(change.tag, change.on);
    case 'star':
      return writeStar(change.on);
    case 'note':
      return writeNote(quoteLiteral(change.text), 's.before');
  }
}

const reverseOf = (change: MadeChange): Writing =>
  change.kind === 'note' ? writeNote('s.before', quoteLiteral(change.text)) : writingOf({ ...change, on: !change.on });

/** Takes a step back, or makes it again. Rows whose mark was changed otherwise since are left, and counted as `kept`. */
export async function revertStep(
  open: OpenCase,
  id: string,
  way: 'undo' | 'redo',
): Promise<{ changed: number; kept: number }> {
  return await inTurn(open, async () => {
    const step = marksState(open).steps.get(id);
    if (!step || step.undone === (way === 'undo')) throw lost(way);
    const changed = await open.db.use((connection) =>
      step.kind === 'tags' ? turnTagStep(open, connection, step, way) : turnRowStep(open, connection, step, way),
    );
    await open.journal.append(`marks.${way}`, { step: id, change: step.change, changed });
    return { changed, kept: step.kind === 'tags' ? 0 : step.rows - changed };
  });
}

async function turnRowStep(
  open: OpenCase,
  connection: Connection,
  step: RowStep,
  way: 'undo' | 'redo',
): Promise<number> {
  const { change } = step;
  const puts = change.kind === 'tag' && change.on === (way === 'redo');
  if (puts && !(await tagExists(connection, change.tag))) throw lost(way, `There is no tag “${change.tag}” any more. `);
  const writing = way === 'undo' ? reverseOf(change) : writingOf(change);
  const changed = await inTransaction(connection, () => writeMarks(connection, step.table, writing));
  step.undone = way === 'undo';
  marksState(open).version++;
  return changed;
}

const lost = (way: 'undo' | 'redo', why = '') =>
  new EngineError('NOT_FOUND', `${why}This step cannot be ${way === 'undo' ? 'taken back' : 'made again'} any more.`, {
    hint: 'Tags and notes can be changed by hand; the journal has what was done.',
  });
