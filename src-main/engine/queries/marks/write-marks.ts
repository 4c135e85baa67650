// Writes a change of marks for the rows of a step, and only where the row still is as the change expects it. Runs inside the
// caller's transaction.

import type { Connection } from '../../duckdb/connection.ts';
import { nowLiteral } from '../../duckdb/in-transaction.ts';
import { qualify, quoteLiteral } from '../../duckdb/quote.ts';
import { currentUser } from '../../journal/current-user.ts';

/** Over `m`, a row of marks, and `s`, a row of the step. */
export type Writing = {
  set: string;
  /** Which rows that have marks change. */
  where: string;
  /** What is put for rows without any marks; null: nothing. */
  fresh: { tags: string; starred: string; note: string; where: string } | null;
};

const nothing = { tags: 'NULL', starred: 'false', note: 'NULL', where: 'true' };

export function writeTag(tag: string, on: boolean): Writing {
  const name = quoteLiteral(tag);
  const has = `coalesce(list_contains(m.tags, ${name}), false)`;
  return on
    ? {
        set: `tags = list_sort(list_append(coalesce(m.tags, []), ${name}))`,
        where: `NOT ${has}`,
        fresh: { ...nothing, tags: `[${name}]` },
      }
    : { set: `tags = nullif(list_filter(m.tags, lambda tag: tag <> ${name}), [])`, where: has, fresh: null };
}

export const writeStar = (on: boolean): Writing => ({
  set: `starred = ${on}`,
  where: on ? 'NOT m.starred' : 'm.starred',
  fresh: on ? { ...nothing, starred: 'true' } : null,
});

/** @param note the new one, and `expected` the one that is there; SQL over `s` */
export const writeNote = (note: string, expected: string): Writing => ({
  set: `note = ${note}`,
  where: `m.note IS NOT DISTINCT FROM ${expected}`,
  fresh: { ...nothing, note, where: `${expected} IS NULL AND ${note} IS NOT NULL` },
});

/** Answers how many rows were changed. */
export async function writeMarks(
  connection: Connection,
  stepTable: string,
  { set, where, fresh }: Writing,
  signal?: AbortSignal,
): Promise<number> {
  const step = qualify('work', 'main', stepTable);
  const time = nowLiteral();
  const user = quoteLiteral(currentUser());
  let changed = await connection.run(
    `UPDATE logs.main.row_marks AS m SET ${set}, changed = ${time}, changed_by = ${user} FROM ${step} AS s
     WHERE m.evidence_id = s.evidence_id AND m.record_no = s.record_no AND ${where}`,
    { signal },
  );
  if (fresh)
    changed += await connection.run(
      `INSERT INTO logs.main.row_marks
       SELECT s.table_name, s.evidence_id, s.record_no, ${fresh.tags}, ${fresh.starred}, ${fresh.note}, ${time}, ${user} FROM ${step} AS s
       WHERE ${fresh.where} AND (s.evidence_id, s.record_no) NOT IN (SELECT evidence_id, record_no FROM logs.main.row_marks)`,
      { signal },
    );
  await connection.run(dropBareMarks, { signal });
  return changed;
}

/** A row that lost its last mark needs none. */
export const dropBareMarks = 'DELETE FROM logs.main.row_marks WHERE tags IS NULL AND NOT starred AND note IS NULL';
