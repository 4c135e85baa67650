// One row opened: all its columns, the record exactly as it stands in its file, and where it came from.
import type { Provenance, RecordDetail } from '../../../../shared/contract/views.ts';
import type { ColumnRef } from '../../../../shared/query/view.ts';
import type { Cell, Connection, Row } from '../../duckdb/connection.ts';
import { qualify, quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import { readCatalog } from '../catalog/schema.ts';
import { kindOf } from '../compile/column-type.ts';
import { type Columns, findPlace } from '../compile/place.ts';
import { textOf } from '../compile/value-text.ts';
import { joinVirtual } from '../compile/virtual-columns.ts';
import { readCells, readIds } from './page.ts';
import type { RowIndex } from './row-index.ts';
import { findRow, keyOf } from './rows.ts';

async function idAt(connection: Connection, { found }: RowIndex, index: number): Promise<number> {
  const [id] = await readIds(connection, found, index, 1);
  if (id === undefined) throw new EngineError('NOT_FOUND', `The view has no row ${index + 1}.`);
  return id;
}

export async function readCell(
  connection: Connection,
  opened: RowIndex,
  index: number,
  column: ColumnRef,
): Promise<string | null> {
  const id = await idAt(connection, opened, index);
  const text = await readCells(connection, opened.source, opened.rows, [id], [column], { whole: true });
  const [[cell]] = JSON.parse(text) as [[string | null]];
  return cell;
}

export async function readRecord(connection: Connection, opened: RowIndex, index: number): Promise<RecordDetail> {
  const { part, key } = findRow(opened.rows, await idAt(connection, opened, index));
  const [log] = part.logTable === null ? [] : await readCatalog(connection, part.logTable);
  const columns: Columns = log ?? opened.source;
  const relation = log?.relation ?? part.relation;
  const has = (name: string) => log?.columns.some((column) => column.name === name) ?? false;
  const values = `CAST(${valuesObject(columns)} AS VARCHAR) AS pugmark_values`;
  const wanted = ['raw', 'envelope', 'evidence_id', 'record_no'].filter(has);
  const [row] = await connection.rows(
    `SELECT ${[values, ...wanted].join(', ')}
     FROM ${relation} AS pugmark_rows${joinVirtual([values])} WHERE ${log ? 'pugmark_rows.rowid' : keyOf(part)} = ${key}`,
  );
  if (!row)
    throw new EngineError('NOT_FOUND', 'The row is gone: its table has changed.', { hint: 'Open the view again.' });
  const isEvidence = typeof row.evidence_id === 'number' && typeof row.record_no === 'number';
  const rawBase64 = isEvidence ? await readExactBytes(connection, row) : null;
  return {
    index,
    table: log?.name ?? opened.source.name,
    values: String(row.pugmark_values),
    raw: textOrNull(row.raw),
    rawLossy: rawBase64 !== null,
    rawBase64,
    envelope: textOrNull(row.envelope),
    provenance: isEvidence ? await readProvenance(connection, Number(row.evidence_id), Number(row.record_no)) : null,
    duplicates: isEvidence ? await readDuplicates(connection, log!.name, row) : [],
  };
}

const textOrNull = (value: Cell | undefined) => (value === undefined || value === null ? null : String(value));

/** JSON object of all columns but the raw record: nested values nested, integers exact, times and bytes as text. */
function valuesObject(columns: Columns): string {
  const pairs = columns.columns
    .filter((column) => column.name !== 'raw' && column.name !== 'pugmark_row' && column.mark === undefined)
    .map((column) => {
      const place = findPlace(columns, { column: column.name, path: [] });
      const asText = ['time', 'bytes'].includes(kindOf(column.type)) || /^(DOUBLE|FLOAT)/.test(column.type.text);
      const value = !asText ? place.sql : kindOf(column.type) === 'number' ? finite(place.sql) : textOf(place);
      return `${quoteLiteral(column.name)}, ${value}`;
    });
  return `json_object(${pairs.join(', ')})`;
}

/** JSON has no NaN and no infinity. */
const finite = (sql: string) =>
  `CASE WHEN isfinite(${sql}) THEN to_json(${sql}) ELSE to_json(CAST(${sql} AS VARCHAR)) END`;

/** Base64 of the record's bytes when they are not valid UTF-8, else null. */
async function readExactBytes(connection: Connection, row: Row): Promise<string | null> {
  const bytes = await connection.value(
    `SELECT base64(bytes) FROM ${qualify('logs', 'pugmark', 'lossy')} WHERE evidence_id = ${Number(row.evidence_id)} AND record_no = ${Number(row.record_no)}`,
  );
  return textOrNull(bytes);
}

const verdictItems = [
  'pugmark_verdicts.pugmark_verdict AS verdict',
  'pugmark_verdicts.pugmark_verdict_reason AS reason',
];
const provenanceSelect = `SELECT e.evidence_id, path, member, sha256, content_sha256, container, ${verdictItems.join(', ')}
  FROM logs.main.evidence AS e${joinVirtual(verdictItems)}`;

function toProvenance(row: Row, recordNo: number): Provenance {
  return {
    evidenceId: Number(row.evidence_id),
    path: row.member === null ? String(row.path) : `${String(row.path)} › ${String(row.member)}`,
    recordNo,
    sha256: textOrNull(row.sha256),
    contentSha256: textOrNull(row.content_sha256),
    container: textOrNull(row.container),
    verdict: row.verdict == null ? null : { verdict: String(row.verdict), reason: String(row.reason) },
  };
}

async function readProvenance(
  connection: Connection,
  evidenceId: number,
  recordNo: number,
): Promise<Provenance | null> {
  const [row] = await connection.rows(`${provenanceSelect} WHERE e.evidence_id = ${evidenceId} LIMIT 1`);
  return row ? toProvenance(row, recordNo) : null;
}

/** Other places where the same record was found, at most 200. */
async function readDuplicates(connection: Connection, table: string, row: Row): Promise<Provenance[]> {
  const places = await connection.rows(
    `SELECT d.record_no AS duplicate_no, e.* FROM logs.main.duplicates AS d JOIN (${provenanceSelect}) AS e ON e.evidence_id = d.evidence_id
     WHERE d.table_name = ${quoteLiteral(table)} AND of_evidence_id = ${Number(row.evidence_id)} AND of_record_no = ${Number(row.record_no)}
     ORDER BY d.evidence_id, d.record_no LIMIT 200`,
  );
  return places.map((place) => toProvenance(place, Number(place.duplicate_no)));
}
