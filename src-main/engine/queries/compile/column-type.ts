// DuckDB spells a column's type as text (`STRUCT("type" VARCHAR, tags VARCHAR[])[]`). Queries and grid need its parts: the
// fields of structs, the elements of lists, and how values compare.
import type { ColumnInfo, ColumnKind } from '../../../../shared/contract/views.ts';
import type { EntityMeaning } from '../../../../shared/formats/format.ts';

export type ColumnType =
  | { base: 'scalar'; text: string; name: string }
  | { base: 'struct'; text: string; fields: { name: string; type: ColumnType }[] }
  | { base: 'list'; text: string; element: ColumnType }
  | { base: 'map'; text: string; value: ColumnType };

/** Parses DuckDB's type text. What it does not know (unions, new types) becomes a scalar of that text. */
export function parseType(text: string): ColumnType {
  const parser = { text, at: 0 };
  const type = readType(parser);
  return parser.at === text.length ? type : { base: 'scalar', text, name: text };
}

type Parser = { text: string; at: number };

function readType(p: Parser): ColumnType {
  const start = p.at;
  const word = readWord(p);
  let type: ColumnType;
  if (word === 'STRUCT' && p.text[p.at] === '(') {
    type = { base: 'struct', fields: readFields(p), text: p.text.slice(start, p.at) };
  } else if (word === 'MAP' && p.text[p.at] === '(') {
    p.at++;
    readType(p);
    p.at = skipBlanks(p, p.at);
    if (p.text[p.at] === ',') p.at++;
    p.at = skipBlanks(p, p.at);
    const value = readType(p);
    if (p.text[p.at] === ')') p.at++;
    type = { base: 'map', value, text: p.text.slice(start, p.at) };
  } else {
    if (p.text[p.at] === '(') skipParentheses(p);
    const name = p.text.slice(start, p.at);
    type = { base: 'scalar', text: name, name: /^[A-Z_0-9]+(?: WITH TIME ZONE)?/.exec(name)?.[0] ?? name };
  }
  for (let suffix = /^\[\d*\]/.exec(p.text.slice(p.at)); suffix; suffix = /^\[\d*\]/.exec(p.text.slice(p.at))) {
    p.at += suffix[0].length;
    type = { base: 'list', element: type, text: p.text.slice(start, p.at) };
  }
  return type;
}

function readFields(p: Parser): { name: string; type: ColumnType }[] {
  const fields: { name: string; type: ColumnType }[] = [];
  p.at++;
  while (p.at < p.text.length && p.text[p.at] !== ')') {
    p.at = skipBlanks(p, p.at);
    const name = p.text[p.at] === '"' ? readQuoted(p, '"') : readBare(p);
    p.at = skipBlanks(p, p.at);
    const before = p.at;
    fields.push({ name, type: readType(p) });
    p.at = skipBlanks(p, p.at);
    if (p.text[p.at] === ',') p.at++;
    else if (p.text[p.at] !== ')' && p.at === before) break;
  }
  p.at++;
  return fields;
}

/** Type names may have blanks: `TIMESTAMP WITH TIME ZONE`, `TIME WITH TIME ZONE`. */
function readWord(p: Parser): string {
  if (p.text[p.at] === '"') return readQuoted(p, '"');
  const word = /^[^\s(),[\]"]+(?: WITH TIME ZONE)?/.exec(p.text.slice(p.at))?.[0] ?? '';
  p.at += word.length;
  return word;
}

function readBare(p: Parser): string {
  const name = /^[^\s(),"]+/.exec(p.text.slice(p.at))?.[0] ?? '';
  p.at += name.length;
  return name;
}

/** Text between quotes, doubled ones undone; leaves the place after the closing quote. */
function readQuoted(p: Parser, quote: string): string {
  let out = '';
  for (p.at++; p.at < p.text.length; p.at++) {
    if (p.text[p.at] === quote) {
      if (p.text[p.at + 1] !== quote) break;
      p.at++;
    }
    out += p.text[p.at];
  }
  p.at++;
  return out;
}

function skipParentheses(p: Parser): void {
  let depth = 0;
  while (p.at < p.text.length) {
    const char = p.text[p.at]!;
    if (char === '"' || char === "'") {
      readQuoted(p, char);
      continue;
    }
    p.at++;
    if (char === '(') depth++;
    if (char === ')' && --depth === 0) return;
  }
}

function skipBlanks(p: Parser, at: number): number {
  while (p.text[at] === ' ') at++;
  return at;
}

const integers = new Set(
  'TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT BIGNUM'.split(' '),
);
const times = new Set(['DATE', 'TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS', 'TIMESTAMP WITH TIME ZONE']);

export function isInteger(type: ColumnType): boolean {
  return type.base === 'scalar' && integers.has(type.name);
}

/** How values compare and show. A map is shown and walked as the JSON object it prints as. */
export function kindOf(type: ColumnType): ColumnKind {
  if (type.base === 'struct') return 'struct';
  if (type.base === 'list') return 'list';
  if (type.base === 'map') return 'json';
  if (integers.has(type.name) || ['DOUBLE', 'FLOAT', 'DECIMAL'].includes(type.name)) return 'number';
  if (times.has(type.name)) return 'time';
  if (type.name === 'BOOLEAN') return 'boolean';
  if (type.name === 'BLOB') return 'bytes';
  if (['JSON', 'JSON text', 'VARIANT'].includes(type.name)) return 'json';
  return 'text';
}

/** What the UI needs of a column; struct fields also of a list's elements, so that they can be offered. */
export function toColumnInfo(name: string, type: ColumnType, docs?: ColumnDocs): ColumnInfo {
  const struct = type.base === 'list' ? type.element : type;
  return {
    name,
    type: type.text,
    kind: kindOf(type),
    ...(docs?.doc ? { doc: docs.doc } : {}),
    ...(docs?.entity ? { entity: docs.entity } : {}),
    ...(struct.base === 'struct'
      ? {
          fields: struct.fields.map((field) =>
            toColumnInfo(field.name, field.type, docs?.fields?.get(field.name.toLowerCase())),
          ),
        }
      : {}),
  };
}

/** Meanings of a column and its fields, keyed by lower-case name. */
export type ColumnDocs = { doc?: string; entity?: EntityMeaning; fields?: Map<string, ColumnDocs> };
