// Finds where a statement names tables, since DuckDB reads a file when a table's name looks like one (`FROM 'a.csv'`,
// `FROM "a.parquet"`, `FROM a.json`). Works on tokens alone, so it also covers what DuckDB cannot serialise (PIVOT, DML).
import type { Token } from './lexer.ts';

/** `literal`: a string stands there; `call`: a table function. */
export type TablePlace = { name: string[]; literal: boolean; call: boolean; from: number; to: number };

/** One parenthesis. A call's arguments are no table places unless they turn out to be a query. */
type Frame = { query: boolean; inFrom: boolean; expects: boolean };

const words = (text: string) => new Set(text.split(' '));
const beforeTable = words(
  'from join using into update table describe desc show summarize pivot unpivot pivot_wider pivot_longer truncate',
);
const stillBeforeTable = words('lateral only recursive table if not exists or replace into from all');
const afterFrom = words(
  'where group having order limit offset qualify window select set values union except intersect returning sample as',
);
const startsQuery = words('select from with values table pivot unpivot describe desc show summarize');
/** A parenthesis after these opens a query or an expression; after any other word it holds a call's arguments. */
const beforeParenthesis = words(
  'from join in exists any all some as select where and or not on by having then else when case union except intersect values using lateral only distinct pivot unpivot pivot_wider pivot_longer describe desc summarize show materialized limit offset with explain analyze',
);

/** Every name or string that stands where a table is named. */
export function findTablePlaces(tokens: readonly Token[]): TablePlace[] {
  const places: TablePlace[] = [];
  const frames: Frame[] = [{ query: true, inFrom: false, expects: false }];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const previous = tokens[i - 1];
    const frame = frames.at(-1)!;
    if (token.kind === 'symbol') {
      if (token.value === '(') frames.push(openFrame(frame, previous, tokens[i + 1]));
      else if (token.value === '[' || token.value === '{') frames.push({ query: false, inFrom: false, expects: false });
      else if (')]}'.includes(token.value)) {
        if (frames.length > 1) frames.pop();
        frames.at(-1)!.expects = false;
      } else frame.expects = token.value === ',' && frame.inFrom;
      continue;
    }
    if (!frame.query) continue;
    if (
      token.kind === 'word' &&
      (!frame.expects || stillBeforeTable.has(token.value) || beforeTable.has(token.value))
    ) {
      if (token.value === 'from' && isDistinctFrom(tokens, i)) continue;
      if (beforeTable.has(token.value)) {
        frame.expects = true;
        if (['from', 'join', 'using'].includes(token.value)) frame.inFrom = true;
      } else if (afterFrom.has(token.value)) {
        // `t AS alias` stays in the list of tables.
        if (token.value !== 'as') frame.inFrom = false;
        frame.expects = false;
      }
      continue;
    }
    if (!frame.expects) continue;
    frame.expects = false;
    const string = stringAt(tokens, i);
    if (string) places.push({ name: [string.value], literal: true, call: false, from: token.from, to: string.to });
    else if (token.kind === 'word' || token.kind === 'quoted') {
      const name = [token.value];
      let last = token;
      while (isSymbol(tokens[i + 1], '.') && isName(tokens[i + 2])) {
        last = tokens[i + 2]!;
        name.push(last.value);
        i += 2;
      }
      places.push({ name, literal: false, call: isSymbol(tokens[i + 1], '('), from: token.from, to: last.to });
    }
  }
  return places;
}

function openFrame(parent: Frame, previous: Token | undefined, next: Token | undefined): Frame {
  const isCall =
    previous !== undefined &&
    (previous.kind === 'quoted' || (previous.kind === 'word' && !beforeParenthesis.has(previous.value)));
  const starts = next?.kind === 'word' && startsQuery.has(next.value);
  const query = starts || (parent.query && !isCall) || isSymbol(next, '(');
  // `FROM (SELECT a, 'b' …)`: a query of its own names tables only after its own FROM.
  const inherits = !isCall && !starts && parent.expects;
  return { query, inFrom: inherits, expects: inherits };
}

/** The string that begins here: plain, or with a prefix right before it (N'…', X'…', U&'…'). */
function stringAt(tokens: readonly Token[], i: number): Token | null {
  const token = tokens[i]!;
  if (token.kind === 'string') return token;
  const next = tokens[i + 1];
  if (token.kind !== 'word' || next?.from !== token.to) return null;
  if (next.kind === 'string') return next;
  const after = tokens[i + 2];
  return isSymbol(next, '&') && after?.kind === 'string' && after.from === next.to ? after : null;
}

/** `a IS [NOT] DISTINCT FROM 'b'` compares; it names no table. */
function isDistinctFrom(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 2];
  return tokens[i - 1]?.value === 'distinct' && before?.kind === 'word' && ['is', 'not'].includes(before.value);
}

export function isSymbol(token: Token | undefined, value: string): boolean {
  return token?.kind === 'symbol' && token.value === value;
}

function isName(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'quoted';
}

const knownCatalogs = words('logs scratch work main information_schema pg_catalog system temp');
const fileEnding =
  /\.(csv|tsv|txt|json|jsonl|ndjson|geojson|parquet|parq|db|duckdb|ddb|xlsx?|avro|arrow|feather|ipc|gz|zst|zip|bz2|log)$/i;

/** Whether DuckDB could take the name for a file, should no table have it. */
export function looksLikeFile(name: readonly string[]): boolean {
  const whole = name.join('.');
  if (/[/\\*?]|:/.test(whole)) return true;
  if (name.length > 1 && knownCatalogs.has(name[0]!.toLowerCase())) return false;
  return fileEnding.test(whole);
}
