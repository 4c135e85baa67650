// Which records the rows of an opened view are: by its row index, so that two million rows are one statement.

import { qualify, quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import type { CatalogTable } from '../catalog/schema.ts';
import type { RowIndex } from '../views/row-index.ts';
import { keyOf, type Part } from '../views/rows.ts';

export type LogTable = Pick<CatalogTable, 'name' | 'relation'>;

/** Half-open ranges of row indexes of the view. */
export type RowRanges = readonly (readonly [from: number, to: number])[];

/**
 * SELECT of `table_name`, `evidence_id` and `record_no` of rows of a view. A result's rows are the records that they name, each
 * once, as far as the case has them.
 * @param ranges null: all rows
 * @param logs the case's log tables, among which a result's records are looked for
 * @throws INVALID when the rows are no records of a log, or the view has no such rows
 */
export function selectKeys({ rows, found, source }: RowIndex, ranges: RowRanges | null, logs: LogTable[]): string {
  const isResult = source.kind === 'result' && source.columns.some(({ mark }) => mark !== undefined);
  if (rows.parts.length === 0 || (!isResult && rows.parts.some((part) => part.logTable === null)))
    throw new EngineError('INVALID', `The rows of ${source.name} are no records of a log.`, {
      hint: 'Tags, stars and notes stay with records: open the log table, or the timeline.',
    });
  if (ranges?.some(([from, to]) => from >= to || to > found.matched))
    throw new EngineError('INVALID', 'The selection names rows that the view does not have.');
  const isWhole = ranges === null && found.table === null && found.head === null;
  const ids = isWhole ? null : idsOf(found, ranges ?? [[0, found.matched]]);
  const keys = rows.parts.map((part) => selectPartKeys(part, ids)).join(' UNION ALL ');
  return isResult ? findRecords(keys, logs) : keys;
}

function findRecords(keys: string, logs: LogTable[]): string {
  const none = `SELECT '' AS table_name, 0::UINTEGER AS evidence_id, 0::UINTEGER AS record_no WHERE false`;
  const parts = logs.map(
    ({ name, relation }) => `SELECT ${quoteLiteral(name)} AS table_name, evidence_id, record_no FROM ${relation}
      WHERE (evidence_id, record_no) IN (SELECT evidence_id, record_no FROM (${keys}))`,
  );
  return [none, ...parts].join(' UNION ALL ');
}

function selectPartKeys(part: Part, ids: string | null): string {
  const key = keyOf(part);
  const condition =
    ids === null
      ? `${key} < ${part.rows}`
      : `${key} IN (SELECT CAST(id AS BIGINT) - ${part.start} FROM (${ids}) WHERE id >= ${part.start} AND id < ${part.start + part.rows})`;
  return `SELECT ${quoteLiteral(part.logTable)} AS table_name, evidence_id, record_no FROM ${part.relation} AS pugmark_rows WHERE ${condition}`;
}

/** SELECT of the `id` of the view's rows. */
function idsOf({ table, head }: RowIndex['found'], ranges: RowRanges): string {
  if (head) return list(ranges.flatMap(([from, to]) => head.slice(from, to)));
  const places = `SELECT unnest(range(a, b)) AS id FROM (SELECT unnest([${ranges.map(([from]) => from).join(',')}]::BIGINT[]) AS a, unnest([${ranges.map(([, to]) => to).join(',')}]::BIGINT[]) AS b)`;
  if (table === null) return places;
  const from = qualify('work', 'main', table);
  const [first] = ranges;
  return ranges.length === 1
    ? `SELECT id FROM ${from} WHERE rowid >= ${first![0]} AND rowid < ${first![1]}`
    : `SELECT id FROM ${from} WHERE rowid IN (${places})`;
}

const list = (ids: number[]) => `SELECT unnest([${ids.join(',')}]::BIGINT[]) AS id`;
