// The statements of the notebook: which marked rows there are, and what is shown of each, whatever table it is of.
import { findFormat } from '../../../../shared/formats/registry.ts';
import { quoteIdentifier, quoteLiteral } from '../../duckdb/quote.ts';
import { type CatalogTable, guessTimeColumn } from '../catalog/schema.ts';
import { parseType } from '../compile/column-type.ts';
import { textOf } from '../compile/value-text.ts';

/** A log table as the notebook reads it: SQL over its own columns. */
export type NotebookPlace = { table: string; relation: string; time: string; columns: Record<string, string> };

const shown = ['actor', 'action', 'target', 'source_ip', 'outcome', 'region'] as const;
/** Characters of a record that is shown as it is, where nothing says what its columns mean. */
const recordStart = 300;

export function findPlaces(tables: CatalogTable[]): NotebookPlace[] {
  return tables.filter(({ kind }) => kind === 'log').map(placeOf);
}

function placeOf({ name, relation, columns }: CatalogTable): NotebookPlace {
  const mapping = findFormat(name)?.timeline;
  const own = columns.filter((column) => column.sql === undefined);
  if (mapping) {
    const values = Object.fromEntries(shown.map((one) => [one, `CAST(${mapping[one] ?? 'NULL'} AS VARCHAR)`]));
    return { table: name, relation, time: `CAST(${mapping.time} AS TIMESTAMP)`, columns: values };
  }
  const time = guessTimeColumn(own);
  const raw = own.some((column) => column.name === 'raw') ? `left(raw, ${recordStart})` : 'NULL';
  return {
    table: name,
    relation,
    time: time === null ? 'CAST(NULL AS TIMESTAMP)' : `CAST(${quoteIdentifier(time)} AS TIMESTAMP)`,
    columns: Object.fromEntries(shown.map((one) => [one, one === 'target' ? raw : 'CAST(NULL AS VARCHAR)'])),
  };
}

/** `table_name`, `evidence_id`, `record_no` and `time` of the marked rows in order. @param condition over `m`, a row of marks */
export function selectOrder(places: NotebookPlace[], condition: string): string {
  const parts = places.map(
    ({
      table,
      relation,
      time,
    }) => `SELECT ${quoteLiteral(table)} AS table_name, evidence_id, record_no, ${time} AS time FROM ${relation}
      WHERE (evidence_id, record_no) IN (SELECT m.evidence_id, m.record_no FROM logs.main.row_marks AS m WHERE m.table_name = ${quoteLiteral(table)} AND ${condition})`,
  );
  const none = `SELECT '' AS table_name, 0::UINTEGER AS evidence_id, 0::UINTEGER AS record_no, CAST(NULL AS TIMESTAMP) AS time WHERE false`;
  return `SELECT * FROM (${[none, ...parts].join(' UNION ALL ')}) ORDER BY time NULLS LAST, evidence_id, record_no`;
}

/** What is shown of the rows of a page. @param page SELECT of `at` and the columns of `selectOrder` */
export function selectEntries(places: NotebookPlace[], page: string): string {
  const time = textOf({ sql: 'p.time', type: parseType('TIMESTAMP') });
  const parts = places.map(({ table, relation, columns }) => {
    const values = Object.entries(columns).map(([name, sql]) => `${sql} AS ${name}`);
    return `SELECT evidence_id AS e, record_no AS r, ${values.join(', ')} FROM ${relation}
      WHERE (evidence_id, record_no) IN (SELECT p.evidence_id, p.record_no FROM page AS p WHERE p.table_name = ${quoteLiteral(table)})`;
  });
  return `WITH page AS MATERIALIZED (${page})
    SELECT p.table_name, p.evidence_id, p.record_no, ${time} AS time, ${shown.map((name) => `l.${name}`).join(', ')},
      CAST(to_json(m.tags) AS VARCHAR) AS tags, m.starred, m.note, f.path, f.member, f.content_sha256
    FROM page AS p JOIN (${parts.join(' UNION ALL ')}) AS l ON l.e = p.evidence_id AND l.r = p.record_no
    LEFT JOIN logs.main.row_marks AS m ON m.evidence_id = p.evidence_id AND m.record_no = p.record_no
    LEFT JOIN logs.main.evidence AS f ON f.evidence_id = p.evidence_id
    ORDER BY p.at`;
}
