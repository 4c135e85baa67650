// The only place where identifiers and literals are quoted into SQL text.

/** `user"name` → `"user""name"`. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** As short as it can be: `useridentity`, but `"end"` and `"my column"`. For SQL that people read. */
export function nameIdentifier(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !keywords.has(name.toLowerCase()) ? name : quoteIdentifier(name);
}

/** A SQL literal. Strings cannot end early; numbers must be finite (else NULL, as in JSON). */
export function quoteLiteral(value: string | number | bigint | boolean | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'NULL';
  // A NUL would end the statement text inside DuckDB's parser, so it is spelled out.
  if (value.includes('\u0000'))
    return `(${value
      .split('\u0000')
      .map((part) => quoteLiteral(part))
      .join(' || chr(0) || ')})`;
  return `'${value.replaceAll("'", "''")}'`;
}

/** `['logs','main','t']` → `"logs"."main"."t"`. */
export function qualify(...parts: string[]): string {
  return parts.map(quoteIdentifier).join('.');
}

/** Keywords of DuckDB 1.5 that cannot stand bare as a column or table (all of `duckdb_keywords()` but the unreserved). */
export const keywords: ReadonlySet<string> = new Set(
  `all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default
  deferrable desc describe distinct do else end except false fetch for foreign from group having in initially intersect into
  lambda lateral leading limit not null offset on only or order pivot pivot_longer pivot_wider placing primary qualify
  references returning select show some summarize symmetric table then to trailing true union unique unpivot using variadic
  when where window with anti asof at authorization binary by collation columns concurrently cross freeze full generated
  glob ilike inner is isnull join left like map natural notnull outer overlaps positional right semi similar struct
  tablesample try_cast unpack verbose between bigint bit boolean char character coalesce dec decimal exists extract float
  grouping grouping_id inout int integer interval national nchar none nullif numeric out overlay position precision real row
  setof smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest
  xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable`.split(/\s+/),
);
