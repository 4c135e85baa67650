// Which rules matched a row, and the findings that it belongs to, as columns of every table whose rows are records of a log. They
// are not stored with the evidence: a join with the hits of findings computes them, in statements that ask for them.
import { quoteLiteral } from '../../duckdb/quote.ts';
import { parseType } from '../compile/column-type.ts';
import type { SourceColumn } from '../compile/place.ts';

const hits = 'logs.main.finding_hits';
const found = `(SELECT hit.evidence_id, hit.record_no, finding.finding, rule.name FROM ${hits} AS hit
    JOIN logs.main.findings AS finding USING (finding) JOIN logs.main.rules AS rule USING (rule))`;

const columns: (SourceColumn & { doc: string })[] = [
  {
    name: 'rules',
    type: parseType('VARCHAR[]'),
    sql: 'pugmark_findings.pugmark_rules',
    doc: 'Rules that matched the row and made it part of a finding, when they ran last.',
    has: (texts, ignoreCase) => hasOne('name', texts, ignoreCase),
  },
  {
    name: 'findings',
    type: parseType('VARCHAR[]'),
    sql: 'pugmark_findings.pugmark_finding_numbers',
    doc: 'Numbers of the findings that the row belongs to.',
    has: (texts, ignoreCase) => hasOne('CAST(finding AS VARCHAR)', texts, ignoreCase),
  },
];

/** Columns of a table that has `evidence_id` and `record_no`, with those of findings. A column of its own keeps its name. */
export function withFindingColumns(own: SourceColumn[]): SourceColumn[] {
  const names = new Set(own.map(({ name }) => name.toLowerCase()));
  if (!names.has('evidence_id') || !names.has('record_no')) return own;
  return [
    ...own,
    ...columns.map((column) => (names.has(column.name) ? { ...column, name: `pugmark_${column.name}` } : column)),
  ];
}

const join = ` LEFT JOIN (
  SELECT evidence_id AS pugmark_found_evidence, record_no AS pugmark_found_record, list_sort(list(DISTINCT name)) AS pugmark_rules,
    list_transform(list_sort(list(DISTINCT finding)), lambda number: CAST(number AS VARCHAR)) AS pugmark_finding_numbers
  FROM ${found} GROUP BY ALL) AS pugmark_findings ON pugmark_found_evidence = evidence_id AND pugmark_found_record = record_no`;

/** What follows a table in FROM when one of the expressions asks for rules or findings; else nothing. */
export const joinFindings = (...expressions: readonly (readonly string[])[]): string =>
  expressions.some((some) => some.some((sql) => sql.includes('pugmark_findings.'))) ? join : '';

/** Condition that a row has at least one of these; null: any at all. A semi join, which is much cheaper than the join above. */
function hasOne(side: string, texts: string[] | null, ignoreCase: boolean): string {
  const value = ignoreCase ? `lower(${side})` : side;
  const list = texts?.map((text) => quoteLiteral(ignoreCase ? text.toLowerCase() : text)).join(', ');
  return `(evidence_id, record_no) IN (SELECT evidence_id, record_no FROM ${found}${list === undefined ? '' : ` WHERE ${value} IN (${list})`})`;
}

/** Whether SQL depends on findings: rows found by it are others once rules have been run again. */
export const readsFindings = (sql: string): boolean =>
  sql.includes('pugmark_findings.') || sql.includes(`FROM ${hits}`);
