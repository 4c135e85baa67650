// What an investigator set for rules of a case: folders of further ones, which are on, other levels.
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Level } from '../../../../shared/contract/detections.ts';
import { levels } from '../../../../shared/sigma/rule.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction, nowLiteral } from '../../duckdb/in-transaction.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import { listFolders } from './library.ts';

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

/** NOT_FOUND when there is nothing at the path, REFUSED when the case has it already. */
export async function addFolder(open: OpenCase, given: string): Promise<void> {
  const path = resolve(given);
  try {
    await access(path);
  } catch (error) {
    throw new EngineError('NOT_FOUND', `There is nothing at ${path}, or it may not be read.`, {}, { cause: error });
  }
  await open.db.use(async (connection) => {
    if ((await listFolders(connection)).includes(path))
      throw new EngineError('REFUSED', `The case has the rules of ${path} already.`, {
        hint: 'Read the rules again if its files have changed.',
      });
    await connection.run(`INSERT INTO logs.pugmark.rule_folders VALUES (${quoteLiteral(path)}, ${nowLiteral()})`);
  });
  await open.journal.append('detections.folder', { path, added: true });
}

export async function removeFolder(open: OpenCase, path: string): Promise<void> {
  const removed = await open.db.use((connection) =>
    connection.run(`DELETE FROM logs.pugmark.rule_folders WHERE path = ${quoteLiteral(path)}`),
  );
  if (removed > 0) await open.journal.append('detections.folder', { path, added: false });
}
