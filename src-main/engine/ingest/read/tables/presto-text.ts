// Structs as Athena and CloudTrail Lake write them in CSV: `{type=IAMUser, arn=null, sessioncontext={…}}`, lists as `[{…}, {…}]`.
// Nothing is quoted there, so only the names that a struct is known to have tell where a value ends.
import type { FormatColumn } from '../../../../../shared/formats/format.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Parsed = { value: Json; end: number };
/** The text, and for each bracket that opens the place of the one that closes it where they are even. */
type Source = { text: string; closing(open: number): number | undefined };
/** Whether what stands at a place can come after a value. */
type Follows = (at: number) => boolean;

/** No key of a struct is longer; a line of commas costs no more than its length. */
const longestKey = 80;
const separator = ', ';

/**
 * @param column a struct, a list of them, or a list
 * @returns JSON text with the keys spelt as the records have them; null: the text is nothing of the kind. Keys that the struct
 * is not known to have are left out where they can be told from text.
 */
export function prestoToJson(text: string, column: FormatColumn): string | null {
  const parsed = parseValue(openSource(text), 0, column, (at) => at === text.length);
  return parsed === null || parsed.end !== text.length ? null : JSON.stringify(parsed.value);
}

function parseValue(source: Source, at: number, column: FormatColumn, follows: Follows): Parsed | null {
  const { text } = source;
  if (isNull(text, at)) return { value: null, end: at + 4 };
  if (column.list) return parseList(source, at, { ...column, list: false } as FormatColumn, follows);
  if ('fields' in column) return parseStruct(source, at, column.fields, follows);
  const end =
    column.type === 'JSON' ? (endOfNested(source, at, follows) ?? endOf(text, at, follows)) : endOf(text, at, follows);
  return end === null ? null : { value: scalar(text.slice(at, end), column), end };
}

function parseStruct(source: Source, start: number, fields: FormatColumn[], follows: Follows): Parsed | null {
  const { text } = source;
  if (text[start] !== '{') return null;
  const byKey = new Map(fields.map((field) => [keyOf(field).toLowerCase(), field]));
  const value: { [key: string]: Json } = {};
  const isNext = (at: number, known: boolean) => {
    const key = keyAt(text, at);
    return key !== null && (byKey.has(key) || (!known && /^[a-z_]\w*$/.test(key)));
  };
  let at = start + 1;
  if (text[at] === '}') return { value, end: at + 1 };
  for (;;) {
    const key = keyAt(text, at);
    if (key === null) return null;
    const field = byKey.get(key);
    // A name stands once in a struct: where it comes again it is text.
    byKey.delete(key);
    const from = at + key.length + 1;
    const nested = field ? field.list === true || 'fields' in field : text[from] === '{' || text[from] === '[';
    // After something in brackets, and after a null, a key that is not known is one all the same.
    const goesOn: Follows = (to) =>
      (text[to] === '}' && follows(to + 1)) ||
      (text.startsWith(separator, to) && isNext(to + 2, !nested && !isNull(text, from)));
    const parsed = field ? parseValue(source, from, field, goesOn) : skipValue(source, from, goesOn);
    if (parsed === null || !goesOn(parsed.end)) return null;
    if (field) value[keyOf(field)] = parsed.value;
    if (text[parsed.end] === '}') return { value, end: parsed.end + 1 };
    at = parsed.end + 2;
  }
}

function parseList(source: Source, start: number, item: FormatColumn, follows: Follows): Parsed | null {
  const { text } = source;
  if (text[start] !== '[') return null;
  const value: Json[] = [];
  if (text[start + 1] === ']') return { value, end: start + 2 };
  const structs = 'fields' in item;
  const goesOn: Follows = (to) =>
    (text[to] === ']' && follows(to + 1)) ||
    (text.startsWith(separator, to) && (!structs || text[to + 2] === '{' || isNull(text, to + 2)));
  let at = start + 1;
  for (;;) {
    const parsed = parseValue(source, at, item, goesOn);
    if (parsed === null || !goesOn(parsed.end)) return null;
    value.push(parsed.value);
    if (text[parsed.end] === ']') return { value, end: parsed.end + 1 };
    at = parsed.end + 2;
  }
}

function skipValue(source: Source, at: number, follows: Follows): Parsed | null {
  const end = endOfNested(source, at, follows) ?? endOf(source.text, at, follows);
  return end === null ? null : { value: null, end };
}

/** The first place after which the struct or list around goes on, or ends. */
function endOf(text: string, from: number, follows: Follows): number | null {
  for (let at = from; at < text.length; at++) {
    const c = text[at];
    if ((c === ',' || c === '}' || c === ']') && follows(at)) return at;
  }
  return follows(text.length) ? text.length : null;
}

/** The end of what stands in brackets, where these are even. */
function endOfNested(source: Source, from: number, follows: Follows): number | null {
  const close = source.closing(from);
  return close !== undefined && follows(close + 1) ? close + 1 : null;
}

/** Looked for once, in one pass, and only where something needs it. */
function openSource(text: string): Source {
  let pairs: Map<number, number> | null = null;
  function pairUp(): Map<number, number> {
    const found = new Map<number, number>();
    const open: number[] = [];
    for (let at = 0; at < text.length; at++) {
      const c = text[at];
      if (c === '{' || c === '[') open.push(at);
      else if ((c === '}' || c === ']') && open.length > 0) found.set(open.pop()!, at);
    }
    return found;
  }
  return {
    text,
    closing(at) {
      pairs ??= pairUp();
      return pairs.get(at);
    },
  };
}

const keyOf = (field: FormatColumn) => field.key ?? field.name;

/** The name before a `=`, in lower case: Athena's tables have them so. */
function keyAt(text: string, at: number): string | null {
  const near = text.slice(at, at + longestKey);
  const length = near.indexOf('=');
  return length > 0 && /^\w+$/.test(near.slice(0, length)) ? near.slice(0, length).toLowerCase() : null;
}

/** `null`, and not the beginning of a text. */
const isNull = (text: string, at: number) =>
  text.startsWith('null', at) && /^(?:$|[}\]]|, )/.test(text.slice(at + 4, at + 6));

function scalar(text: string, column: FormatColumn): Json {
  const type = 'type' in column ? column.type : 'VARCHAR';
  if (type === 'BOOLEAN' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if ((type === 'INTEGER' || type === 'DOUBLE') && /^-?\d{1,15}(\.\d+)?$/.test(text)) return Number(text);
  if (type !== 'JSON') return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
