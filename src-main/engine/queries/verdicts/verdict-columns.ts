// What the last verification says of the file that a row came from, as columns `verdict` and `verdict_reason`. They are not
// stored with the evidence: a join with the tables of verdicts computes them, in statements that ask for them.
import { parseType } from '../compile/column-type.ts';
import type { SourceColumn } from '../compile/place.ts';

const columns: (SourceColumn & { doc: string })[] = [
  {
    name: 'verdict',
    type: parseType('VARCHAR'),
    sql: 'pugmark_verdicts.pugmark_verdict',
    doc: 'What the signed digests prove of the file: verified, altered, not covered, unverifiable; of a digest also displaced. Empty: not verified yet.',
  },
  {
    name: 'verdict_reason',
    type: parseType('VARCHAR'),
    sql: 'pugmark_verdicts.pugmark_verdict_reason',
    doc: 'Why the verdict is as it is, in a word. The record says it in a sentence.',
  },
];

/** Tables whose files can have a verdict; they have `evidence_id`. */
const judged = new Set(['cloudtrail', 'cloudtrail_insight', 'cloudtrail_digest', 'timeline', 'evidence']);

/** The columns of a table of the case, with those of verdicts where its files can have one. */
export const withVerdictColumns = (table: string, own: SourceColumn[]): SourceColumn[] =>
  judged.has(table) ? [...own, ...columns] : own;

/** One row per file: digests and logs are different files. */
const join = ` LEFT JOIN (
  SELECT evidence_id AS pugmark_judged, verdict AS pugmark_verdict, reason AS pugmark_verdict_reason
  FROM (SELECT evidence_id, verdict, reason FROM logs.main.log_verdicts
    UNION ALL SELECT evidence_id, verdict, reason FROM logs.main.digest_verdicts)
  WHERE evidence_id IS NOT NULL) AS pugmark_verdicts ON pugmark_judged = evidence_id`;

/** Whether SQL depends on verdicts: rows found by it are others once the case has been verified again. */
export const readsVerdicts = (sql: string): boolean => sql.includes('pugmark_verdicts.');

/** What follows a table in FROM when one of the expressions asks for a verdict; else nothing. */
export const joinVerdicts = (...expressions: readonly (readonly string[])[]): string =>
  expressions.some((some) => some.some(readsVerdicts)) ? join : '';
