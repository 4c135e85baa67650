// Rows that an investigator takes out of what rules find: a view of the rule's table, with a reason.
import { randomUUID } from 'node:crypto';
import type { RuleException } from '../../../../shared/contract/detections.ts';
import { describeFilters } from '../../../../shared/query/describe.ts';
import { View } from '../../../../shared/query/view.ts';
import type { Connection, RunOptions } from '../../duckdb/connection.ts';
import { nowLiteral } from '../../duckdb/in-transaction.ts';
import { isoTime } from '../../duckdb/iso-time.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import { currentUser } from '../../journal/current-user.ts';
import { readCatalog, timeColumnOf } from '../../queries/catalog/schema.ts';
import { compileWhere } from '../../queries/compile/compile.ts';
import { joinVirtual } from '../../queries/compile/virtual-columns.ts';
import type { Library } from '../library/library.ts';
import type { Planned } from './plan-run.ts';

export async function readExceptions(connection: Connection): Promise<RuleException[]> {
  const rows = await connection.rows(
    `SELECT exception_id, rule_key, view, reason, ${isoTime('made')} AS made, made_by
     FROM logs.pugmark.rule_exceptions AS e ORDER BY e.made, exception_id`,
  );
  return rows.map((row) => {
    const view = View.parse(JSON.parse(String(row.view)));
    return {
      id: String(row.exception_id),
      rule: row.rule_key === null ? null : String(row.rule_key),
      view,
      words: describeFilters(view),
      reason: String(row.reason),
      made: String(row.made),
      madeBy: String(row.made_by),
    };
  });
}

export type NewException = { rule: string | null; view: View; reason: string };

export async function addException(open: OpenCase, library: Library, given: NewException): Promise<RuleException> {
  const { rule, view, reason } = given;
  const found =
    rule === null
      ? null
      : (library.rules.find(({ key }) => key === rule) ?? (await open.db.use((c) => findRun(c, rule))));
  if (rule !== null && !found) throw new EngineError('NOT_FOUND', `There is no rule ${rule}.`);
  if (view.from.kind !== 'table' || (found && view.from.table !== found.table))
    throw new EngineError('INVALID', 'An exception is a view of the table that the rule is about.', {
      hint: found ? `Make it from rows of ${found.table}.` : 'Make it from the rows of a log.',
    });
  const { table } = view.from;
  const id = randomUUID();
  await open.db.use(async (connection) => {
    const conditions = await conditionsOf(connection, table, view);
    if (conditions.length === 0)
      throw new EngineError('INVALID', 'The exception has no condition, so that it would take out everything.', {
        hint: 'Switch the rule off instead.',
      });
    await connection.run(
      `INSERT INTO logs.pugmark.rule_exceptions VALUES (${[id, rule, JSON.stringify(view), reason].map(quoteLiteral).join(', ')},
         ${nowLiteral()}, ${quoteLiteral(currentUser())})`,
    );
  });
  await open.journal.append('detections.exception', { id, rule, name: found?.name ?? null, view, reason, added: true });
  return (await open.db.use(readExceptions)).find((one) => one.id === id)!;
}

/** A list of indicators, which is no rule of the library. */
async function findRun(connection: Connection, key: string): Promise<{ name: string; table: string } | undefined> {
  const [row] = await connection.rows('SELECT name, table_name FROM logs.main.rules WHERE rule_key = $1', {
    values: [key],
  });
  return row && { name: String(row.name), table: String(row.table_name) };
}

export async function removeException(open: OpenCase, id: string): Promise<void> {
  const [before] = (await open.db.use(readExceptions)).filter((one) => one.id === id);
  if (!before) throw new EngineError('NOT_FOUND', 'The exception is not there any more.');
  await open.db.use((connection) =>
    connection.run(`DELETE FROM logs.pugmark.rule_exceptions WHERE exception_id = ${quoteLiteral(id)}`),
  );
  await open.journal.append('detections.exception', { id, rule: before.rule, view: before.view, added: false });
}

/** Fills `excepted` with the hits (rule and row_id) that exceptions take out. Rules by `only`; absent: all. */
export async function exceptHits(
  connection: Connection,
  planned: Planned,
  excepted: string,
  only: ReadonlySet<number> | null,
  options: RunOptions,
): Promise<void> {
  const sources = [...planned.detections, ...planned.correlations, ...planned.lists];
  for (const { rule, view } of await readExceptions(connection)) {
    if (view.from.kind !== 'table') continue;
    const { table } = view.from;
    const numbers = sources
      .filter(
        (one) => one.table === table && (rule === null || one.key === rule || ('list' in one && one.list === rule)),
      )
      .map(({ number }) => number)
      .filter((number) => only === null || only.has(number));
    if (numbers.length === 0) continue;
    const conditions = await conditionsOf(connection, table, view);
    const [log] = await readCatalog(connection, table);
    await connection.run(
      `INSERT INTO ${excepted} SELECT pugmark_hits.rule, pugmark_hits.row_id FROM logs.main.rule_hits AS pugmark_hits
       SEMI JOIN (SELECT pugmark_log.rowid AS excepted_row FROM ${log!.relation} AS pugmark_log${joinVirtual(conditions)}
         WHERE pugmark_log.rowid IN (SELECT row_id FROM logs.main.rule_hits WHERE rule IN (${numbers.join(', ')}))
           AND ${conditions.map((one) => `(${one})`).join(' AND ')}) AS pugmark_excepted ON excepted_row = pugmark_hits.row_id
       WHERE pugmark_hits.rule IN (${numbers.join(', ')})`,
      options,
    );
  }
}

async function conditionsOf(connection: Connection, name: string, view: View): Promise<string[]> {
  const [table] = await readCatalog(connection, name);
  if (!table) return [];
  if (table.kind !== 'log') throw new EngineError('INVALID', `${name} is no log, so that rules do not look at it.`);
  return compileWhere({ ...table, timeColumn: timeColumnOf(table) }, view);
}
