// What an investigator makes of findings: confirmed, dismissed for a reason, tagged, noted. It stays with the finding's number,
// whatever is loaded and run later.
import type { FindingChange } from '../../../../shared/contract/detections.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction, nowLiteral } from '../../duckdb/in-transaction.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import { currentUser } from '../../journal/current-user.ts';

/** NOT_FOUND when one of them is not there; then none is changed. */
export async function changeFindings(open: OpenCase, findings: number[], change: FindingChange): Promise<void> {
  const named = await open.db.use(async (connection) => {
    const found = await nameFindings(connection, findings);
    const missing = findings.find((finding) => !found.some((one) => one.finding === finding));
    if (missing !== undefined) throw new EngineError('NOT_FOUND', `There is no finding ${missing}.`);
    await inTransaction(connection, async () => {
      const all = findings.join(', ');
      await connection.run(
        `INSERT INTO logs.main.finding_marks (finding) SELECT unnest([${all}]::UINTEGER[]) EXCEPT SELECT finding FROM logs.main.finding_marks`,
      );
      await connection.run(
        `UPDATE logs.main.finding_marks SET ${settingOf(change)}, changed = ${nowLiteral()}, changed_by = ${quoteLiteral(currentUser())}
         WHERE finding IN (${all})`,
      );
      await connection.run('DELETE FROM logs.main.finding_marks WHERE state IS NULL AND tags IS NULL AND note IS NULL');
    });
    return found;
  });
  await open.journal.append('detections.change', { findings: named, change });
}

function settingOf(change: FindingChange): string {
  switch (change.kind) {
    case 'confirm':
      return "state = 'confirmed', reason = NULL";
    case 'dismiss':
      return `state = 'dismissed', reason = ${quoteLiteral(change.reason)}`;
    case 'reopen':
      return 'state = NULL, reason = NULL';
    case 'tag': {
      const tag = quoteLiteral(change.tag);
      return change.on
        ? `tags = list_sort(list_distinct(list_append(coalesce(tags, []), ${tag})))`
        : `tags = nullif(list_filter(tags, lambda one: one <> ${tag}), [])`;
    }
    case 'note':
      return `note = ${quoteLiteral(change.text === '' ? null : change.text)}`;
  }
}

/** So that the journal can be read without the case. */
async function nameFindings(connection: Connection, findings: number[]) {
  const rows = await connection.rows(
    `SELECT n.finding, coalesce(r.name, n.rule_key) AS rule, n.actor, CAST(n.day AS VARCHAR) AS day
     FROM logs.pugmark.finding_numbers AS n LEFT JOIN logs.main.rules AS r USING (rule_key)
     WHERE n.finding IN (${findings.join(', ')}) ORDER BY n.finding`,
  );
  return rows.map(({ finding, rule, actor, day }) => ({ finding: Number(finding), rule, actor, day }));
}
