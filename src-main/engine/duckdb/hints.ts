// What to do about a message of DuckDB, for the mistakes that people coming from Athena and other databases make most.

/** A next step for a message about this SQL, or null when none is known. */
export function hintFor(message: string, sql: string): string | null {
  for (const { pattern, hint } of hints) {
    const match = pattern.exec(message);
    const text = match && (typeof hint === 'string' ? hint : hint(match, sql));
    if (text) return text;
  }
  return null;
}

type Hint = { pattern: RegExp; hint: string | ((match: RegExpExecArray, sql: string) => string | null) };

const timeAsText =
  "eventtime is a time here, not text: compare it with '2024-05-01', or use date_trunc('hour', eventtime) and strftime(eventtime, '%Y-%m-%d'). FROM cloudtrail_logs has it as text, as Athena does.";

const hints: Hint[] = [
  { pattern: /'(?:~~|!~~|~~\*|!~~\*|like_escape)\((?:TIMESTAMP|DATE)/, hint: timeAsText },
  {
    pattern:
      /'(?:substr|substring|left|right|split|split_part|strpos|replace|length|regexp_\w+|concat_ws|lower|upper)\((?:TIMESTAMP|DATE)/,
    hint: timeAsText,
  },
  {
    pattern: /Cannot compare values of type (?:TIMESTAMP.*VARCHAR|VARCHAR.*TIMESTAMP)/,
    hint: 'Write CAST(… AS TIMESTAMP) around the text. FROM cloudtrail_logs has eventtime as text, as Athena does.',
  },
  {
    pattern: /Table with name (\S+) does not exist/,
    hint: ([, name = '']) =>
      /cloud_?trail/i.test(name)
        ? 'CloudTrail events are in cloudtrail, or as Athena has them in cloudtrail_logs.'
        : `Tables of your own are written scratch.${name.replace(/^.*\./, '')}. SHOW ALL TABLES lists what there is.`,
  },
  {
    pattern: /Type with name (?:ipaddress|ipprefix|inet) does not exist/i,
    hint: "Write ip_in(sourceipaddress, '10.0.0.0/8').",
  },
  { pattern: /syntax error at or near "default"/i, hint: 'Leave out the database name: FROM cloudtrail_logs.' },
  {
    pattern: /syntax error at or near "`"|Function with name `/,
    hint: 'Names are quoted with double quotes: "timestamp".',
  },
  {
    pattern: /syntax error at or near "(external|partitioned|msck|unload)"/i,
    hint: 'Tables are made by loading files with Load; the console only queries them.',
  },
  {
    pattern: /invalid perl operator|invalid escape sequence: \\[1-9]|repetition-operator|(?:look|back)/i,
    hint: 'Regular expressions are RE2: no lookaround and no back references.',
  },
  {
    pattern: /Conversion Error: Malformed JSON/,
    hint: (_, sql) =>
      /json_extract\s*\(|->(?!>)/i.test(sql)
        ? 'json_extract() gives JSON; json_extract_scalar() or ->> gives text to compare.'
        : null,
  },
  {
    pattern: /Malformed JSON/,
    hint: 'Some values are not JSON. json_extract_scalar(column, path) gives NULL for them; so does TRY(…).',
  },
  { pattern: /Unknown ordered aggregate "(\w+)"/, hint: "Write string_agg(x, ',' ORDER BY y)." },
  {
    pattern: /Function with name (transform|any_match|all_match|none_match) does not exist/,
    hint: ([, name = '']) =>
      ({
        transform: 'Write list_transform(list, lambda x: …).',
        any_match: 'Write len(list_filter(list, lambda x: …)) > 0.',
        all_match: 'Write len(list_filter(list, lambda x: NOT …)) = 0.',
        none_match: 'Write len(list_filter(list, lambda x: …)) = 0.',
      })[name] ?? null,
  },
  {
    pattern: /Referenced column "([^"]+)" not found/,
    hint: ([, name = ''], sql) => {
      if (sql.includes(`"${name}"`)) return `Text is written in single quotes: '${name}'. Double quotes name a column.`;
      if (/\bunnest\s*\(/i.test(sql))
        return 'UNNEST gives one struct a row: FROM … CROSS JOIN UNNEST(resources) AS t(r), then r.arn.';
      return null;
    },
  },
  {
    pattern:
      /(?:timestamp|date) field value out of range|invalid (?:timestamp|date) field format|Could not convert string .* to (?:TIMESTAMP|DATE)/i,
    hint: "Times are written '2024-05-01T13:00:00Z' or '2024-05-01'; strptime(text, '%d/%b/%Y') reads other forms.",
  },
  {
    pattern: /read-only mode|Cannot write to database/,
    hint: 'Evidence is never changed. Write to a table of your own: scratch.name.',
  },
  {
    pattern: /Out of Memory|could not allocate/i,
    hint: 'Narrow the query: fewer columns (raw is the widest), a shorter time, or GROUP BY less.',
  },
];
