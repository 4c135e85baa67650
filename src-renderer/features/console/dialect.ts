// DuckDB's SQL for the editor. The words come from duckdb_keywords() and duckdb_types() of DuckDB 1.5.
import { SQLDialect } from '@codemirror/lang-sql';

/** Cannot be used as a name without quotes (categories `reserved` and `type_function`). */
const reserved =
  'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default deferrable desc describe distinct do else end except false fetch for foreign from group having in initially intersect into lambda lateral leading limit not null offset on only or order pivot pivot_longer pivot_wider placing primary qualify references returning select show some summarize symmetric table then to trailing true union unique unpivot using variadic when where window with';
const reservedAsColumn =
  'anti asof at by collation cross full glob ilike inner is isnull join left like natural notnull outer overlaps positional right semi similar tablesample try_cast';

/** Words with a meaning only in their place; offered and coloured, never quoted. */
const others =
  'alter attach begin between cache call checkpoint columns commit copy cube current delete detach drop escape exclude execute exists explain export extract filter first following force if ignore import include insert install interval key last load macro map materialized names nulls ordinality over partition percent preceding prepare range recursive rename replace respect returning rollback rollup row rows sample schema set sets show sql struct temp temporary ties trim truncate try unbounded unpack update use vacuum values view within without';

const types =
  'bigint bignum bit bitstring blob bool boolean bytea char date datetime decimal double enum float float4 float8 hugeint int int1 int2 int4 int8 integer interval json list logical long map numeric oid real short smallint string struct text time timestamp timestamp_ms timestamp_ns timestamp_s timestamptz timetz tinyint ubigint uhugeint uinteger union usmallint utinyint uuid varbinary varchar variant';

const split = (words: string) => words.split(' ');
const quoted = new Set([...split(reserved), ...split(reservedAsColumn)]);

/** Keywords offered while typing, upper case, each once. */
export const keywords: string[] = [...new Set([...split(reserved), ...split(reservedAsColumn), ...split(others)])]
  .map((word) => word.toUpperCase())
  .sort();

export const typeNames: string[] = split(types).map((word) => word.toUpperCase());

export const duckdb = SQLDialect.define({
  keywords: [reserved, reservedAsColumn, others].join(' '),
  types,
  doubleDollarQuotedStrings: true,
  caseInsensitiveIdentifiers: true,
  operatorChars: '+-*/<>=~!@#%^&|`?:',
  identifierQuotes: '"',
  specialVar: '$',
});

/** The name as it must be written in SQL: quoted only when it has to be. */
export function writeName(name: string): string {
  if (/^[A-Za-z_][\w$]*$/.test(name) && !quoted.has(name.toLowerCase())) return name;
  return `"${name.replaceAll('"', '""')}"`;
}

export function isReserved(word: string): boolean {
  return quoted.has(word.toLowerCase());
}
