// Changes of what tags there are, as steps that can be taken back: a tag that comes back has its rows again.
import type { Tag } from '../../../../shared/marks/tag.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import { qualify, quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import { dropStepTable, keepStep, marksState, type TagStep } from './marks-state.ts';
import { listTags } from './tags-list.ts';
import { writeMarks, writeTag } from './write-marks.ts';

/** `before` become `after`: only tags that differ. `renamed`: which of them are one, under two names. */
export type TagChange = { before: Tag[]; after: Tag[]; renamed: { before: string; after: string } | null };

/** Makes a change and keeps it as a step. To be called in turn. */
export async function makeTagStep(
  open: OpenCase,
  connection: Connection,
  change: TagChange,
): Promise<{ step: string; rows: number }> {
  const id = `step-${++marksState(open).made}`;
  const step: TagStep = { kind: 'tags', id, change, table: `marks_${id.replace('-', '_')}`, rows: 0, undone: true };
  try {
    const rows = await turnTagStep(open, connection, step, 'redo');
    await keepStep(open, step);
    return { step: id, rows };
  } catch (error) {
    await dropStepTable(open.db, step.table);
    throw error;
  }
}

/**
 * Takes a change of tags back, or makes it. Answers how many rows lost or got a tag by it.
 * @throws NOT_FOUND when the tags are no longer as the other way left them, and then nothing is changed
 */
export async function turnTagStep(
  open: OpenCase,
  connection: Connection,
  step: TagStep,
  way: 'undo' | 'redo',
): Promise<number> {
  const { renamed } = step.change;
  const [gone, come] =
    way === 'redo' ? [step.change.before, step.change.after] : [step.change.after, step.change.before];
  const [old, name] = way === 'redo' ? [renamed?.before, renamed?.after] : [renamed?.after, renamed?.before];
  await checkTags(connection, gone, come, way);
  const lost = gone.find((tag) => tag.name !== old && !hasName(come, tag.name))?.name;
  const back = come.find((tag) => tag.name !== name && !hasName(gone, tag.name))?.name;
  if (lost !== undefined) step.rows = await keepRows(connection, step.table, lost);
  const rows = await inTransaction(connection, async () => {
    await connection.run(`DELETE FROM logs.main.tag_names WHERE tag IN (${list(gone.map((tag) => tag.name))})`);
    for (const tag of come)
      await connection.run(
        `INSERT INTO logs.main.tag_names VALUES (${quoteLiteral(tag.name)}, ${quoteLiteral(tag.color)}, ${quoteLiteral(tag.shortcut)})`,
      );
    if (old !== undefined && name !== undefined) return await renameTag(connection, old, name);
    if (lost !== undefined) return await writeMarks(connection, step.table, writeTag(lost, false));
    if (back !== undefined && step.rows > 0) return await writeMarks(connection, step.table, writeTag(back, true));
    return 0;
  });
  if (old !== undefined && name !== undefined) renameInSteps(open, old, name);
  step.undone = way === 'undo';
  marksState(open).version++;
  return rows;
}

const hasName = (tags: Tag[], name: string) => tags.some((tag) => tag.name === name);
const list = (names: string[]) => (names.length === 0 ? 'NULL' : names.map((name) => quoteLiteral(name)).join(', '));

async function checkTags(connection: Connection, gone: Tag[], come: Tag[], way: 'undo' | 'redo'): Promise<void> {
  const known = await listTags(connection);
  const others = known.filter(({ name }) => !hasName(gone, name));
  const changed =
    gone.find((tag) => !known.some((one) => isSame(one, tag))) ??
    come.find((tag) => others.some((one) => isInTheWay(one, tag)));
  if (!changed) return;
  throw new EngineError(
    'NOT_FOUND',
    `The tag “${changed.name}” was changed since: this step cannot be ${way === 'undo' ? 'taken back' : 'made again'} any more.`,
    { hint: 'Tags can be changed by hand; the journal has what was done.' },
  );
}

const isSame = (a: Tag, b: Tag) => a.name === b.name && a.color === b.color && a.shortcut === b.shortcut;
const isInTheWay = (other: Tag, tag: Tag) =>
  other.name.toLowerCase() === tag.name.toLowerCase() || (tag.shortcut !== null && other.shortcut === tag.shortcut);

/** The rows that have a tag, which is about to go, in the step's table. */
async function keepRows(connection: Connection, table: string, tag: string): Promise<number> {
  const kept = qualify('work', 'main', table);
  await connection.run(
    `CREATE OR REPLACE TABLE ${kept} AS SELECT table_name, evidence_id, record_no FROM logs.main.row_marks
     WHERE list_contains(tags, ${quoteLiteral(tag)})`,
  );
  return Number(await connection.value(`SELECT count(*) FROM ${kept}`));
}

const renameTag = (connection: Connection, old: string, name: string) =>
  connection.run(
    `UPDATE logs.main.row_marks SET tags = list_sort(list_transform(tags, lambda tag: CASE WHEN tag = ${quoteLiteral(old)} THEN ${quoteLiteral(name)} ELSE tag END))
     WHERE list_contains(tags, ${quoteLiteral(old)})`,
  );

/** Steps of before mean the tag by whatever name it has now. */
function renameInSteps(open: OpenCase, old: string, name: string): void {
  for (const step of marksState(open).steps.values())
    if (step.kind === 'rows' && step.change.kind === 'tag' && step.change.tag === old) step.change.tag = name;
}
