// The tables that indicators are looked for in: every table of records, whatever its log type.
import { findFormat } from '../../../../shared/formats/registry.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { nameIdentifier } from '../../duckdb/quote.ts';
import { type CatalogTable, readCatalog, timeColumnOf } from '../../queries/catalog/schema.ts';

export type LogTable = CatalogTable & { rows: number; timeColumn: string | null };

export async function readLogTables(connection: Connection, only?: string): Promise<LogTable[]> {
  const logs = (await readCatalog(connection, only)).filter(
    ({ kind, columns }) =>
      kind === 'log' &&
      ['raw', 'evidence_id', 'record_no'].every((name) => columns.some((column) => column.name === name)),
  );
  const tables: LogTable[] = [];
  for (const table of logs) {
    const rows = Number(await connection.value(`SELECT count(*) FROM ${table.relation}`));
    tables.push({ ...table, rows, timeColumn: timeColumnOf(table) });
  }
  return tables;
}

/** SQL for the user agent of a record; null: the table has none. */
export function agentOf({ name, columns }: CatalogTable): string | null {
  const mappedTo = findFormat(name)?.timeline?.user_agent;
  if (mappedTo !== undefined) return mappedTo;
  const column = columns.find(
    ({ name: own, type }) => /^(?:http_)?user[_-]?agent$/i.test(own) && type.text === 'VARCHAR',
  );
  return column ? nameIdentifier(column.name) : null;
}
