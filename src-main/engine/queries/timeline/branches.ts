// The rows of each log table as the `timeline` view shows them: what its log type says its columns mean, on the clock that an
// investigator set for their source.
import { type EntityMeaning, type Format, timelineParts } from '../../../../shared/formats/format.ts';
import { findFormat } from '../../../../shared/formats/registry.ts';
import { type EntityColumn, entityColumnsOf } from '../../../../shared/query/entity-columns.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { nameIdentifier, quoteLiteral } from '../../duckdb/quote.ts';
import { sqlType } from '../../ingest/store/shape/column-sql.ts';
import { logTable } from '../../ingest/store/shape/table-shape.ts';
import { parseType } from '../compile/column-type.ts';
import { type Columns, findPlace } from '../compile/place.ts';

/** What can be looked for across logs; agents and addresses of the web are long, and nobody's alone. */
const joining: readonly EntityMeaning[] = ['ip', 'principal', 'access-key', 'account', 'domain', 'resource'];

export type Branch = {
  table: string;
  sql: string;
  /** As `namesEntity`, over what `namedItems` adds: some eight times faster, since no list is made for each row. */
  names: typeof namesEntity;
};

export type BranchOptions = {
  /** Sources of this log type have clocks of their own. */
  hasClocks?: boolean;
  /** Further select items, starting with a comma; the log table is `pugmark_log`. */
  extra?: string;
};

/** The log tables of the case that tell a story, by name. @param extraOf as `extra` of `branchOf` */
export async function readBranches(
  connection: Connection,
  extraOf: (format: Format) => string = () => '',
): Promise<Branch[]> {
  const tables = await connection.rows(
    `SELECT table_name, EXISTS (FROM logs.pugmark.evidence_clocks c WHERE c.log_type = table_name) AS has_clocks
     FROM duckdb_tables() WHERE database_name = 'logs' AND schema_name = 'main' ORDER BY table_name`,
  );
  return tables.flatMap(({ table_name, has_clocks }) => {
    const format = findFormat(String(table_name));
    if (!format?.timeline) return [];
    const sql = branchOf(format, { hasClocks: has_clocks === true, extra: extraOf(format) });
    return [{ table: format.name, sql, names: (texts, ignoreCase) => namesInBranch(format, texts, ignoreCase) }];
  });
}

/** SELECT of one log type's rows as the timeline shows them. The format has a `timeline`. */
export function branchOf(format: Format, { hasClocks = false, extra = '' }: BranchOptions = {}): string {
  const mapping = format.timeline!;
  const values = timelineParts.map((name) => `CAST(${mapping[name] ?? 'NULL'} AS VARCHAR) AS ${name}`);
  const { yearless } = mapping;
  const dated = yearless === undefined ? mapping.time : `coalesce(${mapping.time}, ${inYearOfFile(yearless)})`;
  const time = hasClocks ? onClock(dated) : dated;
  return `SELECT ${time} AS time, ${quoteLiteral(format.name)} AS log_type, ${values.join(', ')}, ${entitiesSql(format)} AS entities, evidence_id, record_no, raw${extra} FROM ${logTable(format.name)} AS pugmark_log${yearless === undefined ? '' : joinFiles}${hasClocks ? joinClocks(format.name) : ''}`;
}

/** A day of grace: the file's clock and the zone of its times may be others. */
function inYearOfFile(yearless: string): string {
  const dated = `(${yearless}) + to_years(CAST(year(pugmark_modified) - 2000 AS INTEGER))`;
  return `CASE WHEN ${dated} > pugmark_modified + INTERVAL 1 DAY THEN ${dated} - INTERVAL 1 YEAR ELSE ${dated} END`;
}

const joinFiles =
  ' LEFT JOIN (SELECT evidence_id AS pugmark_file, modified AS pugmark_modified FROM logs.main.evidence) ON pugmark_file = evidence_id';

/** What the source's clock showed, taken for local time of its zone, and set right by what it was off. */
const onClock = (time: string) =>
  `CASE WHEN pugmark_zone IS NULL THEN ${time} ELSE timezone('UTC', timezone(pugmark_zone, ${time})) + to_milliseconds(pugmark_skew) END`;

const joinClocks = (name: string) =>
  ` LEFT JOIN (SELECT evidence_id AS pugmark_evidence, zone AS pugmark_zone, skew_ms AS pugmark_skew FROM logs.pugmark.evidence_clocks WHERE log_type = ${quoteLiteral(name)}) ON pugmark_evidence = evidence_id`;

/** What a row names: values, and lists of them. */
function namedBy(format: Format): { single: string[]; lists: string[] } {
  const source: Columns = {
    name: format.name,
    columns: format.columns.map((column) => ({ name: column.name, type: parseType(sqlType(column)) })),
  };
  const found = entityColumnsOf(format).filter(({ entity }) => joining.includes(entity));
  const sqlOf = ({ column, path }: EntityColumn) => findPlace(source, { column, path }).sql;
  return {
    single: found.filter(({ isList }) => !isList).map((one) => `CAST(${sqlOf(one)} AS VARCHAR)`),
    lists: found.filter(({ isList }) => isList).map((one) => `CAST(${sqlOf(one)} AS VARCHAR[])`),
  };
}

/** A list of all values that name something, without what is missing. */
function entitiesSql(format: Format): string {
  const { single, lists } = namedBy(format);
  const all = [`[${single.join(', ')}]::VARCHAR[]`, ...lists];
  const whole = all.length === 1 ? all[0]! : `list_concat(${all.join(', ')})`;
  // What stands for nothing names nothing.
  return `list_filter(${whole}, lambda entity: entity NOT IN ('', '-', 'unknown'))`;
}

/** Select items for `extra` of `branchOf`: what the list of entities is made of, each by itself. */
export function namedItems(format: Format): string {
  const { single, lists } = namedBy(format);
  return [
    ...single.map((sql, i) => `, ${sql} AS pugmark_name_${i}`),
    ...lists.map((sql, i) => `, ${sql} AS pugmark_names_${i}`),
  ].join('');
}

function namesInBranch(format: Format, texts: string[] | null, ignoreCase: boolean): string {
  if (texts === null) return namesEntity(null, ignoreCase);
  const { single, lists } = namedBy(format);
  const wanted = wantedTexts(texts, ignoreCase);
  const all = [
    ...single.map((_, i) => {
      const name = `pugmark_name_${i}`;
      return `${ignoreCase ? `lower(${name})` : name} ${wanted.length === 1 ? `= ${wanted[0]}` : `IN (${wanted.join(', ')})`}`;
    }),
    ...lists.map((_, i) => inList(`pugmark_names_${i}`, wanted, ignoreCase)),
  ];
  return all.length === 0 ? 'false' : `(${all.join(' OR ')})`;
}

/** Condition that a row of the timeline names one of the texts; null: any. */
export function namesEntity(texts: string[] | null, ignoreCase: boolean): string {
  const column = nameIdentifier('entities');
  return texts === null ? `len(${column}) > 0` : inList(column, wantedTexts(texts, ignoreCase), ignoreCase);
}

const wantedTexts = (texts: string[], ignoreCase: boolean) =>
  (ignoreCase ? texts.map((text) => text.toLowerCase()) : texts).map(quoteLiteral);

function inList(column: string, wanted: string[], ignoreCase: boolean): string {
  const list = ignoreCase ? `list_transform(${column}, lambda entity: lower(entity))` : column;
  return wanted.length === 1 ? `list_contains(${list}, ${wanted[0]})` : `list_has_any(${list}, [${wanted.join(', ')}])`;
}

/** Whether conditions ask what rows name. */
export const readsEntities = (conditions: readonly string[]): boolean =>
  conditions.some((sql) => /\bentities\b/.test(sql));
