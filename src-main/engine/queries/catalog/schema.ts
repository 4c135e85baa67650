// Which tables the case has, and what their columns are and mean.
import type { TableInfo } from '../../../../shared/contract/views.ts';
import type { FormatColumn } from '../../../../shared/formats/format.ts';
import { findFormat } from '../../../../shared/formats/registry.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { nameIdentifier, qualify, quoteLiteral } from '../../duckdb/quote.ts';
import { extraColumn } from '../../ingest/layout.ts';
import { type ColumnDocs, kindOf, parseType, toColumnInfo } from '../compile/column-type.ts';
import { aliasesOf } from '../compile/expand-view.ts';
import type { SourceColumn } from '../compile/place.ts';
import { withFindingColumns } from '../findings/finding-columns.ts';
import { withMarkColumns } from '../marks/mark-columns.ts';
import { actorColumn, actorDoc } from '../sessions/actor-column.ts';
import { namesEntity } from '../timeline/branches.ts';
import { withVerdictColumns } from '../verdicts/verdict-columns.ts';
import { accountTables, provenanceDocs, timelineTable, toDocs } from './account-tables.ts';

/** A table or view as the catalog knows it. `name` is what `Source.table` says: `cloudtrail`, `scratch.suspects`. */
export type CatalogTable = {
  name: string;
  /** Qualified and quoted, for SQL that the engine runs. */
  relation: string;
  /** As short as it may be written in the console. */
  shown: string;
  kind: TableInfo['kind'];
  isView: boolean;
  columns: SourceColumn[];
};

const eventsTable = qualify('logs', 'main', 'cloudtrail');

/** @param only name of the one table wanted; case is ignored, as in SQL */
export async function readCatalog(connection: Connection, only?: string): Promise<CatalogTable[]> {
  const tables = await connection.rows(
    `SELECT * FROM (
       SELECT database_name AS db, schema_name AS schema, table_name AS name, false AS is_view FROM duckdb_tables()
       UNION ALL SELECT database_name, schema_name, view_name, true FROM duckdb_views() WHERE NOT internal)
     WHERE (db = 'logs' AND schema = 'main') OR db = 'scratch' ORDER BY db, is_view, name`,
  );
  const found = tables
    .map(({ db, schema, name, is_view }) => {
      const parts = [String(db), String(schema), String(name)] as const;
      const inScratch = db === 'scratch';
      const short = inScratch ? ['scratch', ...(schema === 'main' ? [] : [parts[1]]), parts[2]] : [parts[2]];
      return { parts, name: short.join('.'), shown: short.map(nameIdentifier).join('.'), isView: is_view === true };
    })
    .filter((table) => only === undefined || table.name.toLowerCase() === only.toLowerCase());
  if (found.length === 0) return [];
  const columns = await connection.rows(
    `SELECT database_name AS db, schema_name AS schema, table_name AS name, column_name, data_type FROM duckdb_columns()
     WHERE NOT internal AND (${found.map(({ parts: [db, schema, name] }) => `(database_name = ${quoteLiteral(db)} AND schema_name = ${quoteLiteral(schema)} AND table_name = ${quoteLiteral(name)})`).join(' OR ')})
     ORDER BY column_index`,
  );
  const byTable = new Map<string, SourceColumn[]>();
  for (const row of columns) {
    const key = qualify(String(row.db), String(row.schema), String(row.name));
    const list = byTable.get(key) ?? byTable.set(key, []).get(key)!;
    list.push({ name: String(row.column_name), type: parseType(String(row.data_type)) });
  }
  return found.map(({ parts, ...table }) => {
    const relation = qualify(...parts);
    const kind =
      parts[0] === 'scratch' ? 'scratch' : table.isView ? 'view' : parts[2] in accountTables ? 'account' : 'log';
    const columns = byTable.get(relation) ?? [];
    const withActor = relation === eventsTable ? [...columns, actorColumn] : columns;
    const isTimeline = kind === 'view' && parts[2] === 'timeline';
    const named = isTimeline ? withActor.map(withNames) : withActor;
    const own = kind === 'scratch' ? named : withVerdictColumns(parts[2], named);
    const isLog = kind === 'log' || isTimeline;
    return { ...table, relation, kind, columns: isLog ? withFindingColumns(withMarkColumns(own)) : own };
  });
}

/** The timeline's list of what a record names is asked for its members. */
const withNames = (column: SourceColumn): SourceColumn =>
  column.name === 'entities' ? { ...column, has: namesEntity } : column;

/** @param rows known row count, null when counting would mean running a query */
export function describeTable(table: Pick<CatalogTable, 'name' | 'kind' | 'columns'>, rows: number | null): TableInfo {
  const { title, timeColumn, defaultColumns, docs } = meaningOf(table);
  const columns = table.columns.map(({ name, type, mark, doc }) => ({
    ...toColumnInfo(name, type, doc === undefined ? docs.get(name.toLowerCase()) : { doc }),
    ...(mark ? { mark } : {}),
  }));
  return {
    name: table.name,
    title,
    kind: table.kind,
    rows,
    timeColumn,
    ...(table.kind === 'log' && findFormat(table.name)?.timeline ? { isOnTimeline: true } : {}),
    defaultColumns,
    columns,
    aliases: aliasesOf(table.name, columns),
  };
}

const extraDoc = 'Fields of the record that have no column of their own, by name; null where there are none.';

type Meaning = { title: string; timeColumn: string | null; defaultColumns: string[]; docs: Map<string, ColumnDocs> };

function meaningOf(table: Pick<CatalogTable, 'name' | 'kind' | 'columns'>): Meaning {
  const format = table.kind === 'log' ? findFormat(table.name) : undefined;
  if (format)
    return {
      ...format,
      docs: new Map([
        ...toDocs({ ...provenanceDocs, actor: actorDoc, [extraColumn]: extraDoc }),
        ...format.columns.map((column) => docsOf(column)),
      ]),
    };
  const known =
    table.kind === 'account' ? accountTables[table.name] : table.name === 'timeline' ? timelineTable : undefined;
  if (known) return { ...known, docs: toDocs(known.docs) };
  return {
    title: table.name,
    timeColumn: guessTimeColumn(table.columns),
    defaultColumns: table.columns
      .filter((column) => !(column.name in provenanceDocs) && column.sql === undefined)
      .map((column) => column.name)
      .slice(0, 30),
    docs: table.kind === 'log' ? toDocs(provenanceDocs) : new Map(),
  };
}

function docsOf(column: FormatColumn): [string, ColumnDocs] {
  const fields = 'fields' in column ? { fields: new Map(column.fields.map(docsOf)) } : {};
  const entity = column.entity ? { entity: column.entity } : {};
  return [column.name.toLowerCase(), { doc: column.doc, ...entity, ...fields }];
}

/** The column that says when, for tables that no format describes: a usual name, else the first that holds times. */
export function guessTimeColumn(columns: SourceColumn[]): string | null {
  const times = columns.filter((column) => kindOf(column.type) === 'time');
  const usual = times.find((column) => /^(event_?time|time|timestamp|@timestamp|date|datetime)$/i.test(column.name));
  return (usual ?? times[0])?.name ?? null;
}

export const timeColumnOf = (table: Pick<CatalogTable, 'name' | 'kind' | 'columns'>): string | null =>
  meaningOf(table).timeColumn;

export async function listTables(connection: Connection): Promise<TableInfo[]> {
  const tables = await readCatalog(connection);
  const counted = tables.filter((table) => !table.isView);
  const counts = new Map<string, number>();
  if (counted.length > 0) {
    // Without a condition count(*) reads metadata only.
    const sql = counted.map((table, i) => `SELECT ${i} AS i, count(*) AS n FROM ${table.relation}`).join(' UNION ALL ');
    for (const row of await connection.rows(sql)) counts.set(counted[Number(row.i)]!.name, Number(row.n));
  }
  const timeline = tables
    .filter((table) => table.kind === 'log' && findFormat(table.name)?.timeline)
    .reduce((sum, table) => sum + (counts.get(table.name) ?? 0), 0);
  return tables.map((table) =>
    describeTable(table, counts.get(table.name) ?? (table.name === 'timeline' ? timeline : null)),
  );
}
