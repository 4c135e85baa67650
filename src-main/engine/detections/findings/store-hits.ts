// Keeps hits in the case, with what findings are made of: who, from where, what, when, as each log's timeline has it.
import { findFormat } from '../../../../shared/formats/registry.ts';
import type { Connection, RunOptions } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { logTable } from '../../ingest/store/shape/table-shape.ts';
import { actorOf } from '../../queries/sessions/actor-column.ts';

/** @param hits relation of `rule` and `row_id`, the rowid in the table */
export async function storeHits(
  connection: Connection,
  table: string,
  hits: string,
  options: RunOptions = {},
): Promise<void> {
  const mapping = findFormat(table)?.timeline;
  const actor = actorOf(table);
  const text = (sql: string | undefined) => (sql === undefined ? 'NULL' : `CAST(${sql} AS VARCHAR)`);
  // Their own names could be those of the log's columns.
  await connection.run(
    `INSERT INTO logs.main.rule_hits
     SELECT pugmark_rule, ${quoteLiteral(table)}, pugmark_log.rowid, evidence_id, record_no, ${mapping?.time ?? 'NULL'},
       ${actor?.key ?? 'NULL'}, ${text(actor?.caller ?? mapping?.actor)}, ${text(mapping?.source_ip)}, ${text(mapping?.action)},
       ${text(mapping?.account)}, ${text(mapping?.region)}, ${text(mapping?.outcome)}
     FROM (SELECT rule AS pugmark_rule, row_id AS pugmark_row FROM ${hits}) AS pugmark_hits
     JOIN ${logTable(table)} AS pugmark_log ON pugmark_log.rowid = pugmark_row`,
    options,
  );
}

/** Hits of rules that make no findings of their own need nothing but their place. @param hits as `createHits` has them */
export async function storeParts(
  connection: Connection,
  table: string,
  hits: string,
  options: RunOptions = {},
): Promise<void> {
  await connection.run(
    `INSERT INTO logs.main.rule_hits (rule, table_name, row_id, evidence_id, record_no, event_time)
     SELECT rule, ${quoteLiteral(table)}, row_id, evidence_id, record_no, event_time FROM ${hits}`,
    options,
  );
}
