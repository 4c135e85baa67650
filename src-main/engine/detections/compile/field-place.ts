// Where a field of a rule is found in a table: in a typed column where there is one, in the record's JSON elsewhere.
import type { Format, FormatColumn } from '../../../../shared/formats/format.ts';
import { findFormat } from '../../../../shared/formats/registry.ts';
import { RuleError } from '../../../../shared/sigma/problem.ts';
import { mostKeys } from '../../duckdb/json-macros.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { sqlType } from '../../ingest/store/shape/column-sql.ts';
import { takesExtra } from '../../ingest/store/shape/table-shape.ts';
import { parseType } from '../../queries/compile/column-type.ts';
import { type Columns, findPlace } from '../../queries/compile/place.ts';
import { textOf } from '../../queries/compile/value-text.ts';

export type FieldPlace = {
  /** The condition that some value of the field passes `test`. */
  some: (test: (value: Value) => string, variable?: string) => string;
  /** SQL for the field as one text, several values joined by commas; NULL when there is none. */
  text: string;
  /** The condition that the field has no value: it is missing, null or an empty array. */
  missing: string;
  /** The condition that the record has the field, be it null. */
  present: string;
  /** The column of JSON that its values are read from, which is wide and slow; null: they have a column. */
  document: string | null;
  /** The same of `present`. */
  presentDocument: string;
  /** Whether it may have several values. */
  isList: boolean;
};

/** SQL for one value: its text, and the TIMESTAMP that it is or says. */
export type Value = { text: string; time: string };

export const valueIn = (text: string): Value => ({ text, time: `TRY_CAST(${text} AS TIMESTAMP)` });

/** `document`: SQL of the JSON in which fields without a column are found. */
export type RuleTable = { format: Format; columns: Columns; document: string };

/** The table of a format with the columns that every table of records has. */
export function openRuleTable(name: string): RuleTable {
  const format = findFormat(name);
  if (!format) throw new Error(`There is no format ${name}.`);
  const columns = format.columns.map((column) => ({ name: column.name, type: parseType(sqlType(column)) }));
  // Records that are no JSON have what the definition does not know in a column of its own.
  const document = takesExtra(format) ? 'CASE WHEN json_valid(raw) THEN raw ELSE CAST(extra AS VARCHAR) END' : 'raw';
  return { format, columns: { name, columns }, document };
}

/**
 * @param field names joined by dots, or one with dots, as the records have them; those of columns are taken in any case
 * @throws RuleError when the field is too deep
 */
export function placeField(table: RuleTable, field: string, line: number): FieldPlace {
  const { format, columns, document } = table;
  // A key may have dots of its own: `id.orig_h`.
  const found = follow(format.columns, findColumn(format.columns, field) ? [field] : field.split('.'));
  const keys = [...found.keys, ...found.rest];
  if (keys.length > mostKeys) throw new RuleError(line, `The field ${field} is deeper than ${mostKeys} names.`);
  const present = presentInRecord(table, keys);
  const { leaf } = found;
  const place = leaf && findPlace(columns, { column: found.column, path: found.path });
  if (leaf && place && 'type' in leaf && leaf.type === 'JSON' && !found.inList)
    // The whole column may be a text or an array as well. A null in the column may be missing in the record, or null there.
    return {
      ...listPlace(callJson('json_values', place.sql, found.rest)),
      ...(found.rest.length > 0
        ? { present: presentIn(place.sql, found.rest), presentDocument: found.column }
        : { present, presentDocument: 'raw' }),
      document: found.column,
    };
  if (!leaf || !place || !('type' in leaf) || found.rest.length > 0 || leaf.type === 'JSON')
    return { ...listPlace(callJson('json_values', document, keys)), present, presentDocument: 'raw', document: 'raw' };
  if (found.inList)
    return {
      ...listPlace(place.sql),
      missing: `coalesce(len(list_filter(${place.sql}, lambda v: v IS NOT NULL)), 0) = 0`,
      present,
      presentDocument: 'raw',
      document: null,
    };
  const value = valueIn(textOf(place));
  if (leaf.type === 'TIMESTAMP') value.time = place.sql;
  return {
    some: (test) => test(value),
    text: value.text,
    missing: `${place.sql} IS NULL`,
    present: `(${place.sql} IS NOT NULL OR ${present})`,
    presentDocument: 'raw',
    document: null,
    isList: false,
  };
}

/** Few records have a key that a rule asks for, and to look for its letters is cheaper than to walk there. */
function presentIn(document: string, keys: string[], hasLetters = holdsKey(document, keys)): string {
  const walk = `len(${callJson('json_nodes', document, keys)}) > 0`;
  // JSON may spell any letter as an escape; nobody does so with those.
  return /^[\w-]+$/.test(keys.at(-1)!) ? `(${hasLetters} AND ${walk})` : walk;
}

const holdsKey = (document: string, keys: string[]) => `contains(${document}, ${quoteLiteral(`"${keys.at(-1)!}"`)})`;

/** The same in the record, where it is one of JSON. */
const presentInRecord = ({ document }: RuleTable, keys: string[]): string =>
  document === 'raw'
    ? presentIn('raw', keys)
    : presentIn(document, keys, `(${holdsKey('raw', keys)} OR NOT starts_with(raw, '{'))`);

const listPlace = (list: string): Pick<FieldPlace, 'some' | 'text' | 'missing' | 'isList'> => ({
  some: (test, variable = 'v') => `len(list_filter(${list}, lambda ${variable}: ${test(valueIn(variable))})) > 0`,
  text: `nullif(array_to_string(${list}, ', '), '')`,
  missing: `len(${list}) = 0`,
  isList: true,
});

const callJson = (name: string, document: string, keys: string[]) =>
  `${name}(${[document, ...keys.map(quoteKey)].join(', ')})`;

/** A key inside a JSON path of DuckDB, where `"a-b"` needs quotes. */
const quoteKey = (key: string) => quoteLiteral(/^[A-Za-z_]\w*$/.test(key) ? key : `"${key}"`);

type Found = {
  column: string;
  path: string[];
  /** As the record spells them. */
  keys: string[];
  /** Names beneath the leaf, or beneath the last struct that knows them. */
  rest: string[];
  leaf: FormatColumn | null;
  inList: boolean;
};

function follow(columns: FormatColumn[], names: string[]): Found {
  const found: Found = { column: '', path: [], keys: [], rest: names, leaf: null, inList: false };
  let level = columns;
  while (found.rest.length > 0) {
    const [name, ...rest] = found.rest;
    const next = findColumn(level, name!);
    if (!next) return { ...found, leaf: null };
    if (found.column === '') found.column = next.name;
    else found.path.push(next.name);
    found.keys.push(next.key ?? next.name);
    found.rest = rest;
    found.leaf = next;
    if (next.list) found.inList = true;
    if (!('fields' in next)) return found;
    level = next.fields;
  }
  return found;
}

function findColumn(columns: FormatColumn[], name: string): FormatColumn | undefined {
  const keyed = (column: FormatColumn) => column.key ?? column.name;
  return (
    columns.find((column) => keyed(column) === name) ??
    columns.find((column) => keyed(column).toLowerCase() === name.toLowerCase())
  );
}
