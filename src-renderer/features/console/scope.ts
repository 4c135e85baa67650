// Which tables a statement reads from, by the names it may call them: for completion and hover, so best effort on
// half-written text rather than a parser.
import type { ColumnInfo, TableInfo } from '../../../shared/contract/views.ts';
import { isReserved } from './dialect.ts';
import { nameOf, type Token } from './tokens.ts';

export type Scope = {
  /** Known tables of the statement, by lower-case alias and by own name. */
  tables: Map<string, TableInfo>;
  /** Names of common table expressions, as written. */
  ctes: string[];
};

const introducers = new Set(['from', 'join', 'into', 'update', 'describe', 'summarize', 'using']);

export function readScope(tokens: Token[], known: TableInfo[]): Scope {
  const code = tokens.filter((token) => token.kind !== 'comment');
  const scope: Scope = { tables: new Map(), ctes: readCtes(code) };
  for (let i = 0; i < code.length; i++) {
    if (code[i]!.kind !== 'word' || !introducers.has(code[i]!.text.toLowerCase())) continue;
    for (let at = i + 1; ; at++) {
      const read = readReference(code, at, known);
      if (!read) break;
      if (read.table) {
        scope.tables.set(read.table.name.toLowerCase(), read.table);
        if (read.alias) scope.tables.set(read.alias.toLowerCase(), read.table);
      }
      at = read.next;
      if (code[at]?.text !== ',') break;
    }
  }
  return scope;
}

/** `a.b.table [AS] alias` from `at` on; null when there is no name (a sub-query, the end). */
function readReference(code: Token[], at: number, known: TableInfo[]) {
  const names: string[] = [];
  let next = at;
  while (isName(code[next])) {
    names.push(nameOf(code[next]!));
    next++;
    if (code[next]?.text !== '.') break;
    next++;
  }
  if (names.length === 0) return null;
  const table = findTable(known, names);
  let alias: string | undefined;
  if (code[next]?.text.toLowerCase() === 'as') next++;
  if (isName(code[next]) && !(code[next]!.kind === 'word' && isReserved(code[next]!.text))) {
    alias = nameOf(code[next]!);
    next++;
  }
  return { table, alias, next };
}

const isName = (token: Token | undefined): boolean => token?.kind === 'quoted' || token?.kind === 'word';

/** A table by its full name or the last part of it. */
export function findTable(known: TableInfo[], names: string[]): TableInfo | undefined {
  const wanted = names.map((name) => name.toLowerCase());
  const full = wanted.join('.');
  const last = wanted.at(-1);
  return (
    known.find((table) => table.name.toLowerCase() === full) ??
    known.find((table) => table.name.toLowerCase() === last) ??
    known.find((table) => table.name.toLowerCase().split('.').at(-1) === last && wanted.length > 1)
  );
}

/** Names before `AS (` that follow WITH or a comma. */
function readCtes(code: Token[]): string[] {
  const names: string[] = [];
  code.forEach((token, i) => {
    if (token.text.toLowerCase() !== 'as' || !isName(code[i - 1])) return;
    const opens = code[i + 1]?.text === '(' || /^(not|materialized)$/i.test(code[i + 1]?.text ?? '');
    const before = code[i - 2]?.text.toLowerCase() ?? '';
    if (opens && /^(with|recursive|,)$/.test(before)) names.push(nameOf(code[i - 1]!));
  });
  return names;
}

/** The column or field that a path names, walking structs and lists of structs; case is ignored, as in DuckDB. */
export function findColumn(columns: ColumnInfo[], path: string[]): ColumnInfo | undefined {
  let level: ColumnInfo[] | undefined = columns;
  let found: ColumnInfo | undefined;
  for (const part of path) {
    found = level?.find((column) => column.name.toLowerCase() === part.toLowerCase());
    if (!found) return undefined;
    level = found.fields;
  }
  return found;
}

/** What a dotted path leads to, given the statement's tables: a table's columns or a column's fields. */
export type Place = { table: TableInfo; column: ColumnInfo | null; path: string[] };

export function resolve(path: string[], scope: Scope, known: TableInfo[]): Place | null {
  const [head, ...rest] = path;
  if (head === undefined) return null;
  const named = scope.tables.get(head.toLowerCase());
  if (named) {
    if (rest.length === 0) return { table: named, column: null, path: [] };
    const column = findColumn(named.columns, rest);
    if (column) return { table: named, column, path: rest };
  }
  const inScope = new Set(scope.tables.values());
  for (const table of inScope.size > 0 ? inScope : known) {
    const column = findColumn(table.columns, path);
    if (column) return { table, column, path };
  }
  const table = findTable(known, path);
  return table ? { table, column: null, path: [] } : null;
}
