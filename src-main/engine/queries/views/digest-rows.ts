// A hash of rows that does not depend on their order, nor on the numbers that a case gave to its evidence: the same evidence
// loaded elsewhere, from other folders and in another order, gives the same.
import { createHash } from 'node:crypto';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteIdentifier } from '../../duckdb/quote.ts';
import { interruptible } from '../console/sandbox.ts';

/** Where a row lies in its own case. */
const placeColumns = new Set(['evidence_id', 'record_no', 'of_evidence_id', 'of_record_no', 'load_id']);

/** Hex digits of a row's hash per sum; sums of them stay below 2^127. */
const partDigits = 15;
const parts = [0, 1, 2, 3].map((part) => {
  const digits = `substr(pugmark_hash, ${part * partDigits + 1}, ${partDigits})`;
  return `coalesce(sum(CAST('0x' || ${digits} AS UBIGINT)), 0)::VARCHAR AS p${part}`;
});

/**
 * Hex SHA-256 over the number of rows and four sums of the rows' own hashes. The columns that say where a row lies are left
 * out. @param selects whose rows are taken together; all with the columns named
 */
export async function digestRows(
  connection: Connection,
  selects: readonly string[],
  columns: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const kept = columns.filter((name) => !placeColumns.has(name.toLowerCase()));
  const list = kept.length === 0 ? '0 AS nothing' : kept.map(quoteIdentifier).join(', ');
  const rows = selects.map((select) => `SELECT ${list} FROM (${select})`).join(' UNION ALL ');
  const sql = `SELECT count(*)::VARCHAR AS n, ${parts.join(', ')}
    FROM (SELECT sha256(CAST(to_json(pugmark_row) AS VARCHAR)) AS pugmark_hash FROM (${rows}) AS pugmark_row)`;
  const [sums] = await interruptible(connection, signal, () => connection.rows(sql));
  const { n, p0, p1, p2, p3 } = sums!;
  return createHash('sha256').update([kept.join(), n, p0, p1, p2, p3].map(String).join('\n')).digest('hex');
}
