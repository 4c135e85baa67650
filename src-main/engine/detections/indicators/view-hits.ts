// The records that hold an indicator as a view that a person reads: by a column where that finds the very same records, and
// by the text of the record elsewhere.
import { escapePattern } from '../../../../shared/indicators/tokens.ts';
import { entityPlaces } from '../../../../shared/query/entity.ts';
import { escapeRegex } from '../../../../shared/query/text-pattern.ts';
import type { ColumnRef, Filter, View } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import { compileFilter } from '../../queries/compile/compile-filter.ts';
import { type FoundIndicator, findIndicator } from './list-hits.ts';
import { agentOf, type LogTable, readLogTables } from './log-tables.ts';

type Request = { listId: number; indicatorNo: number; table: string };

export async function viewHits(connection: Connection, request: Request): Promise<{ view: View; title: string }> {
  const [table] = await readLogTables(connection, request.table);
  if (!table) throw new EngineError('NOT_FOUND', `There is no table “${request.table}” in this case.`);
  const found = await findIndicator(connection, request.listId, request.indicatorNo, table.name);
  const sort = table.timeColumn === null ? [] : [{ column: place(table.timeColumn), descending: false }];
  const title = found.value.length > 40 ? `${found.value.slice(0, 39)}…` : found.value;
  return {
    view: {
      from: { kind: 'table', table: table.name },
      where: [await filterOf(connection, request, table, found)],
      sort,
    },
    title,
  };
}

const place = (column: string, ...path: string[]): ColumnRef => ({ column, path });

async function filterOf(
  connection: Connection,
  request: Request,
  table: LogTable,
  found: FoundIndicator,
): Promise<Filter> {
  const filters = columnFilters(table, found);
  if (filters.length === 0) return recordFilter(found);
  const filter: Filter =
    filters.length === 1
      ? { ...filters[0]!, id: 'f1' }
      : { id: 'f1', op: 'any', filters, negated: false, enabled: true };
  const condition = compileFilter(table, filter);
  const held = await connection.value(
    `SELECT count(*) FROM ${table.relation} WHERE (${condition}) AND (evidence_id, record_no) IN (
       SELECT (evidence_id, record_no) FROM logs.main.indicator_hits WHERE list_id = ${request.listId}
         AND indicator = ${request.indicatorNo} AND table_name = ${quoteLiteral(table.name)})`,
  );
  return Number(held) === found.records ? filter : recordFilter(found);
}

/** Columns that may hold the indicator as their whole value. */
function columnFilters(table: LogTable, { kind, value }: FoundIndicator): Filter[] {
  const common = { negated: false, enabled: true };
  const numbered = (filters: Filter[]) => filters.map((filter, i) => ({ ...filter, id: `f${i + 1}` }));
  const text = (name: RegExp) =>
    table.columns.filter(
      (column) => column.type.text === 'VARCHAR' && name.test(column.name) && column.sql === undefined,
    );
  if (kind === 'ip')
    return numbered(
      text(/addr(?:ess)?$|(?:^|_)ip$|ip_?addr/i).map(({ name }) => ({
        ...common,
        id: '',
        op: 'network',
        column: place(name),
        networks: [value],
      })),
    );
  if (kind === 'agent') {
    const agent = table.columns.find(({ name }) => name === agentOf(table));
    return agent
      ? [{ ...common, id: 'f1', op: 'contains', column: place(agent.name), value, caseSensitive: false }]
      : [];
  }
  if (table.name !== 'cloudtrail') return [];
  const places = kind === 'key' ? [entityPlaces.key] : kind === 'arn' ? [entityPlaces.arn, entityPlaces.role] : [];
  return numbered(places.map((column) => ({ ...common, id: '', op: 'in', column, values: [value] })));
}

const escaped = String.raw`${escapePattern}|\\/\\/`;

function recordFilter({ kind, value, texts }: FoundIndicator): Filter {
  return { id: 'f1', op: 'record', value: patternOf(kind, value, texts), regex: true, negated: false, enabled: true };
}

/** The same as the patterns of shared/indicators/tokens.ts find, over the bytes of the record. */
function patternOf(kind: FoundIndicator['kind'], value: string, texts: string[]): string {
  const any = anyOf(texts);
  switch (kind) {
    case 'ip':
      return addressPattern(texts);
    case 'domain':
      return String.raw`(?:^|[^\w-]|${escaped})${spell(value)}(?:[^\w.-]|$|\.(?:[^A-Za-z]|$))`;
    case 'arn':
      return String.raw`(?-i:${any})[.:)\]}]*(?:[\s"'\\,;<>]|$)`;
    case 'agent':
      return spell(value);
    case 'key':
      return String.raw`(?-i:${any})\b`;
    default:
      return String.raw`(?:\b|${escaped})${any}\b`;
  }
}

const anyOf = (texts: string[]) => `(?:${texts.map(spell).join('|')})`;

function addressPattern(texts: string[]): string {
  const [four, six] = [false, true].map((isSix) => texts.filter((text) => text.includes(':') === isSix));
  return [
    ...(four!.length > 0
      ? [String.raw`(?:^|//|[^\w./-]|${escaped})${anyOf(four!)}(?::\d{1,5})?[.:-]*(?:[^\w.:-]|$)`]
      : []),
    ...(six!.length > 0
      ? [String.raw`(?:^|//|[^\w.:/-]|${escaped})(?:${six!.map(spellSix).join('|')})\.*(?:[^\w.:]|$)`]
      : []),
  ].join('|');
}

const spellSix = (text: string) => `${spell(text)}${text.includes('.') ? '(?::\\d{1,5})?' : ''}`;

/** A slash may stand as `\/` in JSON. */
const spell = (text: string): string => escapeRegex(text).replaceAll(/\\?\//g, String.raw`\\*/`);
