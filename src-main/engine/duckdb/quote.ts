// The only place where identifiers and literals are quoted into SQL text.

/** `user"name` → `"user""name"`. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
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
