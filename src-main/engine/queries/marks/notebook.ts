// The rows of the notebook: every marked row of every log table in the order of time, as a table of places in memory, and the
// pages read from it. Marks of tables that the case no longer has are left out.
import type { Anchor, Notebook, NotebookEntry, NotebookFilter } from '../../../../shared/marks/notebook.ts';
import type { Connection, Row } from '../../duckdb/connection.ts';
import { qualify, quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import { readCatalog } from '../catalog/schema.ts';
import { parseInstant } from '../compile/literal.ts';
import { findPlaces, selectEntries, selectOrder } from './notebook-sql.ts';

/** Notebooks that can be paged; opening one more forgets the oldest. */
const keptNotebooks = 6;

type Opened = { id: string; table: string };
const perCase = new WeakMap<OpenCase, { opened: Opened[]; made: number }>();

function notebooksOf(open: OpenCase) {
  const known = perCase.get(open) ?? { opened: [], made: 0 };
  perCase.set(open, known);
  return known;
}

export async function openNotebook(
  open: OpenCase,
  connection: Connection,
  filter: NotebookFilter,
  signal?: AbortSignal,
): Promise<Notebook> {
  const notebooks = notebooksOf(open);
  const number = ++notebooks.made;
  const opened = { id: `notebook-${number}`, table: `notebook_${number}` };
  const places = findPlaces(await readCatalog(connection));
  await connection.run(
    `CREATE TABLE ${qualify('work', 'main', opened.table)} AS ${selectOrder(places, conditionOf(filter))}`,
    { signal },
  );
  notebooks.opened.push(opened);
  for (const old of notebooks.opened.splice(0, Math.max(0, notebooks.opened.length - keptNotebooks)))
    await connection.run(`DROP TABLE IF EXISTS ${qualify('work', 'main', old.table)}`);
  const counts = filter.sections.map(({ anchor }, i) => `count_if(${isUpTo(anchor)}) AS a${i}`);
  const [row] = await connection.rows(
    `SELECT ${['count(*) AS n', '(SELECT count(*) FROM logs.main.row_marks) AS total', ...counts].join(', ')} FROM ${qualify('work', 'main', opened.table)}`,
    { signal },
  );
  return {
    id: opened.id,
    rows: Number(row?.n ?? 0),
    total: Number(row?.total ?? 0),
    after: filter.sections.map((_, i) => Number(row?.[`a${i}`] ?? 0)),
  };
}

/** SELECT of the `evidence_id` of each row of an open notebook; null: it is no longer open. */
export function selectNotebookFiles(open: OpenCase, id: string): string | null {
  const opened = notebooksOf(open).opened.find((one) => one.id === id);
  return opened ? `SELECT evidence_id FROM ${qualify('work', 'main', opened.table)}` : null;
}

/** Forgets a notebook that nobody pages any more. */
export async function closeNotebook(open: OpenCase, connection: Connection, id: string): Promise<void> {
  const { opened } = notebooksOf(open);
  const at = opened.findIndex((one) => one.id === id);
  if (at < 0) return;
  const [gone] = opened.splice(at, 1);
  await connection.run(`DROP TABLE IF EXISTS ${qualify('work', 'main', gone!.table)}`);
}

/** Condition over `m`, a row of marks. */
function conditionOf({ tag, only }: NotebookFilter): string {
  const parts = [
    ...(tag === undefined ? [] : [`list_contains(m.tags, ${quoteLiteral(tag)})`]),
    ...(only === 'starred or noted' ? ['(m.starred OR m.note IS NOT NULL)'] : []),
    ...(only === 'starred' ? ['m.starred'] : only === 'noted' ? ['m.note IS NOT NULL'] : []),
  ];
  return parts.length === 0 ? 'true' : parts.join(' AND ');
}

/** Condition that a row is not after an anchor. */
function isUpTo(anchor: Anchor): string {
  if (anchor === null) return 'false';
  const { evidenceId, recordNo } = anchor;
  const inFile = `(evidence_id < ${evidenceId} OR (evidence_id = ${evidenceId} AND record_no <= ${recordNo}))`;
  const time = anchor.time === null ? null : parseInstant(anchor.time);
  if (time === null) return `(time IS NOT NULL OR ${inFile})`;
  const literal = `TIMESTAMP ${quoteLiteral(time)}`;
  return `coalesce(time < ${literal} OR (time = ${literal} AND ${inFile}), false)`;
}

/** Rows `[offset, offset + limit)`. NOT_FOUND when the notebook is no longer open. */
export async function readNotebook(
  open: OpenCase,
  connection: Connection,
  { id, offset, limit }: { id: string; offset: number; limit: number },
): Promise<NotebookEntry[]> {
  const opened = notebooksOf(open).opened.find((one) => one.id === id);
  if (!opened) throw new EngineError('NOT_FOUND', 'The notebook is no longer open.', { hint: 'Open it again.' });
  const page = `SELECT rowid AS at, * FROM ${qualify('work', 'main', opened.table)} WHERE rowid >= ${offset} AND rowid < ${offset + limit}`;
  const tables = await connection.rows(`SELECT DISTINCT table_name FROM (${page})`);
  const places = findPlaces(await readCatalog(connection)).filter(({ table }) =>
    tables.some((row) => row.table_name === table),
  );
  if (places.length === 0) return [];
  return (await connection.rows(selectEntries(places, page))).map(toEntry);
}

const text = (row: Row, name: string): string | null => (row[name] == null ? null : String(row[name]));

export const toEntry = (row: Row): NotebookEntry => ({
  table: String(row.table_name),
  evidenceId: Number(row.evidence_id),
  recordNo: Number(row.record_no),
  time: text(row, 'time'),
  actor: text(row, 'actor'),
  action: text(row, 'action'),
  target: text(row, 'target'),
  sourceIp: text(row, 'source_ip'),
  outcome: text(row, 'outcome'),
  region: text(row, 'region'),
  tags: row.tags == null ? [] : (JSON.parse(String(row.tags)) as string[]),
  starred: row.starred === true,
  note: text(row, 'note'),
  path: row.member == null ? String(row.path ?? '') : `${String(row.path)} › ${String(row.member)}`,
  contentSha256: text(row, 'content_sha256'),
});
