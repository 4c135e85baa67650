// What to do about a message of DuckDB, for the mistakes that people coming from Athena make most.

/** A next step for a message about this SQL, or null when none is known. */
export function hintFor(message: string, sql: string): string | null {
  for (const { pattern, hint } of hints) {
    const match = pattern.exec(message);
    if (match) {
      const text = typeof hint === 'string' ? hint : hint(match, sql);
      if (text) return text;
    }
  }
  return null;
}

type Hint = { pattern: RegExp; hint: string | ((match: RegExpExecArray, sql: string) => string | null) };

const hints: Hint[] = [
  {
    pattern:
      /No function matches .*'~~\(TIMESTAMP|Could not choose a best candidate function for the function call "~~/,
    hint: "A time is not text here. Write eventtime >= '2024-01-01' AND eventtime < '2025-01-01', or CAST(eventtime AS VARCHAR) LIKE '2024%'.",
  },
];
