// What an investigator set for rules of a case: which are on, and other levels.
import type { Level } from '../../../../shared/contract/detections.ts';
import { levels } from '../../../../shared/sigma/rule.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import type { OpenCase } from '../../engine-state.ts';

export type RuleSetting = { isOn: boolean | null; level: Level | null };

/** By the rule's key; rules without an entry are as they say themselves. */
export async function readSettings(connection: Connection): Promise<Map<string, RuleSetting>> {
  const rows = await connection.rows('SELECT rule_key, is_on, level FROM logs.pugmark.rule_settings');
  return new Map(
    rows.map(({ rule_key, is_on, level }) => [
      String(rule_key),
      { isOn: is_on === null ? null : is_on === true, level: levels.find((one) => one === level) ?? null },
    ]),
  );
}

/** As the rule counts in this case; one that says no level counts as medium. */
export const levelOf = (own: Level | null, setting: RuleSetting | undefined): Level =>
  setting?.level ?? own ?? 'medium';

/** Rules that their authors have given up are off unless they are switched on. */
export const isOn = (status: string | null, setting: RuleSetting | undefined): boolean =>
  setting?.isOn ?? !(status === 'deprecated' || status === 'unsupported');

export type RuleChange = { keys: string[]; isOn?: boolean | undefined; level?: Level | null | undefined };

export async function changeRules(open: OpenCase, { keys, ...change }: RuleChange): Promise<void> {
  if (keys.length === 0) return;
  await open.db.use(async (connection) => {
    const before = await readSettings(connection);
    const values = keys.map((key) => {
      const old = before.get(key) ?? { isOn: null, level: null };
      const isOnNow = change.isOn === undefined ? old.isOn : change.isOn;
      const level = change.level === undefined ? old.level : change.level;
      return `(${quoteLiteral(key)}, ${quoteLiteral(isOnNow)}, ${quoteLiteral(level)})`;
    });
    await inTransaction(connection, async () => {
      await connection.run(
        `DELETE FROM logs.pugmark.rule_settings WHERE rule_key IN (${keys.map(quoteLiteral).join(', ')})`,
      );
      await connection.run(`INSERT INTO logs.pugmark.rule_settings VALUES ${values.join(', ')}`);
    });
  });
  await open.journal.append('detections.rules', { keys, ...change });
}
