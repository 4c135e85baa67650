// SQL for the parts of what access logs write as one field: an address with its port, the first line of a request. Searching with
// one regular expression for each part would take longer than all the rest of a load.

/** `192.0.2.10` of `192.0.2.10:2817`, `2001:db8::1` of `[2001:db8::1]:2817`. */
export const addressOf = (column: string): string =>
  `nullif(regexp_extract("${column}", '^\\[?(.*?)\\]?:[0-9]+$', 1), '')`;

export const portOf = (column: string): string =>
  `CASE WHEN contains("${column}", ':') THEN TRY_CAST(split_part("${column}", ':', -1) AS INTEGER) END`;

const isVersion = (text: string) => `regexp_matches(${text}, '^HTTP/[0-9.]+$')`;

/** `GET` of `GET https://example.com:443/a b HTTP/1.1`. */
export const methodOf = (column: string): string =>
  `CASE WHEN regexp_matches("${column}", '^[A-Za-z][A-Za-z_-]* ') THEN split_part("${column}", ' ', 1) END`;

/** `https://example.com:443/a b` of it. */
export function targetOf(column: string): string {
  const text = `"${column}"`;
  const last = `split_part(${text}, ' ', -1)`;
  const begin = `strpos(${text}, ' ') + 1`;
  const behind = `CASE WHEN ${isVersion(last)} THEN length(${last}) + 1 ELSE 0 END`;
  return `CASE WHEN regexp_matches(${text}, '^[A-Za-z][A-Za-z_-]* ') THEN nullif(substr(${text}, ${begin}, length(${text}) - strpos(${text}, ' ') - ${behind}), '') END`;
}

/** `HTTP/1.1` of it. */
export function versionOf(column: string): string {
  const last = `split_part("${column}", ' ', -1)`;
  return `CASE WHEN ${isVersion(last)} THEN ${last} END`;
}

/** `example.com` of a URL, and `2001:db8::1` of `https://[2001:db8::1]:443/`. */
export const hostOf = (column: string): string =>
  `nullif(ltrim(regexp_extract("${column}", '^[a-z]+://(\\[[^]/]*|[^/:]+)', 1), '['), '')`;
