// Tags, star and note as columns of every table whose rows are records of a log. They are not stored with the evidence: a join
// with the table of marks computes them, in statements that ask for them. A record becomes one row of one table, so evidence and
// record number alone name it.
import { quoteLiteral } from '../../duckdb/quote.ts';
import { parseType } from '../compile/column-type.ts';
import type { SourceColumn } from '../compile/place.ts';

const marksTable = 'logs.main.row_marks';

const columns: (SourceColumn & { mark: NonNullable<SourceColumn['mark']>; doc: string })[] = [
  {
    name: 'tags',
    mark: 'tags',
    type: parseType('VARCHAR[]'),
    sql: 'pugmark_marks.pugmark_tags',
    doc: 'Tags that an investigator gave the row.',
    has: hasTag,
  },
  {
    name: 'star',
    mark: 'star',
    type: parseType('BOOLEAN'),
    sql: 'coalesce(pugmark_marks.pugmark_star, false)',
    doc: 'Whether an investigator starred the row.',
  },
  {
    name: 'note',
    mark: 'note',
    type: parseType('VARCHAR'),
    sql: 'pugmark_marks.pugmark_note',
    doc: 'What an investigator wrote about the row, in Markdown.',
  },
];

/**
 * The columns of a table with those of marks after them, where its rows say which record they are. A column of the table's own
 * keeps its name.
 */
export function withMarkColumns(own: SourceColumn[]): SourceColumn[] {
  if (!namesRecords(own)) return own;
  const names = new Set(own.map(({ name }) => name.toLowerCase()));
  return [
    ...own,
    ...columns.map((column) => (names.has(column.name) ? { ...column, name: `pugmark_${column.name}` } : column)),
  ];
}

const keyTypes = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;
const namesRecords = (own: SourceColumn[]) =>
  ['evidence_id', 'record_no'].every((key) =>
    own.some(({ name, type }) => name.toLowerCase() === key && keyTypes.test(type.text)),
  );

/** Under other names, so that the table's own columns can be named alone in the rest of the statement. */
const join = ` LEFT JOIN (
  SELECT evidence_id AS pugmark_evidence, record_no AS pugmark_record, tags AS pugmark_tags, starred AS pugmark_star,
    note AS pugmark_note FROM ${marksTable}) AS pugmark_marks ON pugmark_evidence = evidence_id AND pugmark_record = record_no`;

/** What follows a table in FROM when one of the expressions asks for a mark; else nothing. */
export const joinMarks = (...expressions: readonly (readonly string[])[]): string =>
  expressions.some((some) => some.some((sql) => sql.includes('pugmark_marks.'))) ? join : '';

/**
 * Condition that a row has at least one of these tags; null: any tag. A semi join, which at 2 million rows with 100,000 tagged
 * takes a third of what the join above takes.
 */
function hasTag(tags: string[] | null, ignoreCase: boolean): string {
  const list = (names: string[]) => `[${names.map(quoteLiteral).join(', ')}]`;
  const lowered = 'list_transform(tags, lambda tag: lower(tag))';
  const condition =
    tags === null
      ? 'tags IS NOT NULL'
      : ignoreCase
        ? `list_has_any(${lowered}, ${list(tags.map((tag) => tag.toLowerCase()))})`
        : tags.length === 1
          ? `list_contains(tags, ${quoteLiteral(tags[0]!)})`
          : `list_has_any(tags, ${list(tags)})`;
  return `(evidence_id, record_no) IN (SELECT evidence_id, record_no FROM ${marksTable} WHERE ${condition})`;
}

/** Whether SQL depends on marks: rows found by it are others once marks have changed. */
export const readsMarks = (sql: string): boolean =>
  sql.includes('pugmark_marks.') || sql.includes(`FROM ${marksTable}`);
