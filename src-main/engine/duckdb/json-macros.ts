// SQL functions over JSON as detection rules see it: a field is a way of names, and an array anywhere on it means any of its
// elements. Made once per opening in `work.main`, so that a rule's SQL is short enough to be read and runs in the console.

/** Names that a way may have. */
export const mostKeys = 12;

const counts = Array.from({ length: mostKeys + 1 }, (_, i) => i);
const keys = (count: number) => Array.from({ length: count }, (_, i) => `k${i + 1}`);
const parameters = (count: number) => ['j', ...keys(count)].join(', ');
const pathOf = (count: number) => ["'$'", ...keys(count).map((key) => `'.' || ${key}`)].join(' || ');
const walk = (count: number) =>
  keys(count).reduce((nodes, key) => `work.main.json_step(${nodes}, ${key})`, '[TRY_CAST(j AS JSON)]');

/** Statements that make the functions; for `setup` of openDatabase. */
export const jsonMacros: string[] = [
  // JSON text with the escapes of quotes, backslashes and slashes undone, so that a policy inside a text reads as a policy.
  `CREATE MACRO work.main.json_plain(j) AS regexp_replace(CAST(j AS VARCHAR), '\\\\(["\\\\/])', '\\1', 'g')`,
  // A number as it is usually written; DuckDB's own cast also takes nan, infinity and 1_000.
  `CREATE MACRO work.main.number_of(t) AS (CASE WHEN regexp_full_match(t, '-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?') THEN TRY_CAST(t AS DOUBLE) END)`,
  `CREATE MACRO work.main.json_step(nodes, key) AS flatten(list_transform(nodes, lambda n:
     CASE json_type(n) WHEN 'ARRAY' THEN json_extract(n, '$[*].' || key) ELSE [json_extract(n, '$.' || key)] END))`,
  `CREATE MACRO work.main.json_leaves(nodes) AS list_filter(list_transform(flatten(list_transform(nodes, lambda n:
       CASE json_type(n) WHEN 'ARRAY' THEN json_extract(n, '$[*]') ELSE [n] END)), lambda m:
     CASE WHEN json_type(m) IN ('OBJECT', 'ARRAY') THEN work.main.json_plain(m) ELSE json_extract_string(m, '$') END), lambda t: t IS NOT NULL)`,
  // What stands at the way's end, nulls included: json_nodes(requestparameters, 'items', 'name').
  `CREATE MACRO work.main.json_nodes ${counts
    .map((count) => `(${parameters(count)}) AS list_filter(${walk(count)}, lambda n: n IS NOT NULL)`)
    .join(', ')}`,
  // The texts there: of objects their JSON, of arrays those of the elements, of null none. Most ways lead to one text, or
  // nowhere without an array in the record, and need no walk.
  `CREATE MACRO work.main.json_values ${counts
    .map((count) => {
      const text = `json_extract_string(j, ${pathOf(count)})`;
      return `(${parameters(count)}) AS (CASE
         WHEN ${text} IS NULL AND NOT contains(j, '[') THEN []::VARCHAR[]
         WHEN ${text} IS NOT NULL AND NOT (starts_with(${text}, '[') OR starts_with(${text}, '{')) THEN [${text}]
         ELSE work.main.json_leaves(${walk(count)}) END)`;
    })
    .join(', ')}`,
];
