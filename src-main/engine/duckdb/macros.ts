// SQL functions that Athena's users know and DuckDB lacks (or gives another meaning), made once per opening in `work.main`.
// Meanings from the Trino documentation, "Functions and operators". What differs and cannot be had is in notes.ts, hints.ts.
// A macro of a built-in's name hides it, so each keeps the built-in's own forms too.

/** The format of `date_parse` and `date_format` (MySQL's) as strptime's. `f || ''` keeps DuckDB from asking for a constant too early. */
const mysqlFormat = replaceAll("f || ''", [
  ['%M', '%B'],
  ['%i', '%M'],
  ['%s', '%S'],
  ['%W', '%A'],
  ['%h', '%I'],
  ['%k', '%-H'],
  ['%l', '%-I'],
  ['%e', '%-d'],
  ['%c', '%-m'],
  ['%T', '%H:%M:%S'],
  ['%r', '%I:%M:%S %p'],
]);

/** The format of `parse_datetime` and `format_datetime` (Joda's) as strptime's; a quoted 'Z' is the letter. */
const jodaFormat = replaceAll("f || ''", [
  ["''Z''", '\u0001'],
  ['yyyy', '%Y'],
  ['MMMM', '%B'],
  ['MMM', '%b'],
  ['MM', '%\u0002'],
  ['dd', '%d'],
  ['HH', '%H'],
  ['hh', '%I'],
  ['mm', '%M'],
  ['ss', '%S'],
  ['SSS', '%g'],
  ['EEEE', '%A'],
  ['ZZ', '%z'],
  ['Z', '%z'],
  ["''", ''],
  ['\u0001', 'Z'],
  ['\u0002', 'm'],
]);

function replaceAll(expression: string, pairs: [string, string][]): string {
  return pairs.reduce((inner, [from, to]) => `replace(${inner}, '${from}', '${to}')`, expression);
}

/** JSONPath of Trino as DuckDB's: `$["a-b"]` and `$['a-b']` become `$."a-b"`. */
const jsonPath = `regexp_replace(p, '\\[["'']([^"'']*)["'']\\]', '."\\1"', 'g')`;

const units = ['millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'].map(
  (unit) => `WHEN '${unit}' THEN n * INTERVAL 1 ${unit === 'quarter' ? 'month * 3' : unit}`,
);
const steps = `CASE lower(unit) ${units.join(' ')} ELSE error('date_add: unknown unit ' || unit) END`;

const url = '^[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/?#@]*@)?';

/** An IPv4 address as the number of its network, by the length that `network` names. */
function networkOf(address: string): string {
  const number = `list_reduce(list_transform(string_split(${address}, '.'), lambda x: CAST(x AS BIGINT)), lambda a, b: a * 256 + b)`;
  return `(${number} >> (32 - CAST(split_part(network, '/', 2) AS INTEGER)))`;
}

const definitions = [
  // Times
  'from_iso8601_timestamp(t) AS CAST(t AS TIMESTAMPTZ)',
  'from_iso8601_date(t) AS CAST(t AS DATE)',
  "to_iso8601(t) AS CASE typeof(t) WHEN 'DATE' THEN CAST(t AS VARCHAR) ELSE strftime(CAST(t AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%gZ') END",
  `date_parse(t, f) AS CASE typeof(t) WHEN 'VARCHAR' THEN strptime(CAST(t AS VARCHAR), ${mysqlFormat}) ELSE CAST(t AS TIMESTAMP) END`,
  `date_format(t, f) AS strftime(CAST(t AS TIMESTAMP), ${mysqlFormat})`,
  `parse_datetime(t, f) AS CASE typeof(t) WHEN 'VARCHAR' THEN CAST(strptime(CAST(t AS VARCHAR), ${jodaFormat}) AS TIMESTAMPTZ) ELSE CAST(t AS TIMESTAMPTZ) END`,
  `format_datetime(t, f) AS strftime(CAST(t AS TIMESTAMP), ${jodaFormat})`,
  `date_add(unit, n, t) AS t + (${steps}), (t, i) AS system.main.date_add(t, i)`,
  'from_unixtime(n) AS to_timestamp(n)',
  'to_unixtime(t) AS epoch(CAST(t AS TIMESTAMP))',
  'at_timezone(t, zone) AS timezone(zone, CAST(t AS TIMESTAMPTZ))',
  'day_of_week(t) AS isodow(CAST(t AS TIMESTAMP))',
  'dow(t) AS isodow(CAST(t AS TIMESTAMP))',
  'day_of_month(t) AS day(CAST(t AS TIMESTAMP))',
  'day_of_year(t) AS dayofyear(CAST(t AS TIMESTAMP))',
  'doy(t) AS dayofyear(CAST(t AS TIMESTAMP))',
  'week_of_year(t) AS weekofyear(CAST(t AS TIMESTAMP))',
  'year_of_week(t) AS isoyear(CAST(t AS TIMESTAMP))',
  'yow(t) AS isoyear(CAST(t AS TIMESTAMP))',
  'last_day_of_month(t) AS last_day(CAST(t AS TIMESTAMP))',
  // JSON: a text that is not JSON gives NULL, where DuckDB's own functions fail the whole query.
  `json_extract_scalar(j, p) AS TRY(CASE WHEN json_type(j, ${jsonPath}) IN ('OBJECT', 'ARRAY') THEN NULL ELSE json_extract_string(j, ${jsonPath}) END)`,
  'json_parse(t) AS CAST(t AS JSON)',
  'json_format(j) AS CAST(j AS VARCHAR)',
  `json_size(j, p) AS TRY(CASE json_type(j, ${jsonPath}) WHEN 'ARRAY' THEN json_array_length(j, ${jsonPath}) WHEN 'OBJECT' THEN len(json_keys(j, ${jsonPath})) ELSE 0 END)`,
  "json_array_contains(j, v) AS TRY(list_contains(json_extract_string(j, '$[*]'), CAST(v AS VARCHAR)))",
  "json_array_get(j, i) AS TRY(json_extract(j, '$[' || i || ']'))",
  "is_json_scalar(j) AS TRY(json_type(j) NOT IN ('OBJECT', 'ARRAY'))",
  // Text
  'regexp_like(t, p) AS regexp_matches(CAST(t AS VARCHAR), p)',
  'regexp_split(t, p) AS string_split_regex(CAST(t AS VARCHAR), p)',
  'regexp_count(t, p) AS len(regexp_extract_all(CAST(t AS VARCHAR), p))',
  'codepoint(t) AS unicode(t)',
  'levenshtein_distance(a, b) AS levenshtein(a, b)',
  'to_utf8(t) AS encode(t)',
  'from_utf8(b) AS decode(b)',
  `url_extract_host(u) AS nullif(regexp_extract(u, '${url}(\\[[^\\]]*\\]|[^/?#:]*)', 1), '')`,
  `url_extract_port(u) AS TRY_CAST(regexp_extract(u, '${url}(?:\\[[^\\]]*\\]|[^/?#:]*):(\\d+)', 1) AS BIGINT)`,
  `url_extract_path(u) AS regexp_extract(u, '${url}[^/?#]*([^?#]*)', 1)`,
  "url_extract_protocol(u) AS nullif(regexp_extract(u, '^([a-zA-Z][a-zA-Z0-9+.-]*):', 1), '')",
  "url_extract_query(u) AS nullif(regexp_extract(u, '\\?([^#]*)', 1), '')",
  "url_extract_parameter(u, name) AS nullif(url_decode(regexp_extract(u, '[?&]' || regexp_escape(name) || '=([^&#]*)', 1)), '')",
  // Lists and maps
  'element_at(c, k) AS c[k]',
  'cardinality(c) AS len(c)',
  'array_join(a, d) AS array_to_string(a, d), (a, d, missing) AS array_to_string(list_transform(a, lambda x: coalesce(CAST(x AS VARCHAR), missing)), d)',
  'array_max(a) AS list_max(a)',
  'array_min(a) AS list_min(a)',
  'array_remove(a, v) AS list_filter(a, lambda x: x <> v)',
  'array_union(a, b) AS list_distinct(list_concat(a, b))',
  'arrays_overlap(a, b) AS list_has_any(a, b)',
  'sequence(a, b) AS generate_series(a, b), (a, b, step) AS generate_series(a, b, step)',
  // Aggregates
  // Exact: DuckDB's estimate is off even for three values, and a count in a report should be right.
  'approx_distinct(x) AS count(DISTINCT x)',
  'approx_percentile(x, p) AS approx_quantile(x, p)',
  'every(x) AS bool_and(x)',
  'map_agg(k, v) AS map_from_entries(list({key: k, value: v}))',
  // Numbers
  'bitwise_and(a, b) AS a & b',
  'bitwise_or(a, b) AS a | b',
  'bitwise_xor(a, b) AS xor(a, b)',
  'rand() AS random()',
  'is_nan(x) AS isnan(x)',
  // Not Athena's: whether an IPv4 address lies in a network; false for other addresses and for service names.
  `ip_in(ip, network) AS coalesce(regexp_full_match(ip, '\\d{1,3}(\\.\\d{1,3}){3}')
     AND TRY(${networkOf('ip')} = ${networkOf("split_part(network, '/', 1)")}), false)`,
];

/** Statements that make the functions; for `setup` of openDatabase. */
export const macros: string[] = definitions.map((definition) => `CREATE MACRO work.main.${definition}`);
